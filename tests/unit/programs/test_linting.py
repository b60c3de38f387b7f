"""Each lint finds what it is for, and finds nothing in the catalogue that ships."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import parse_profile
from programs import read_catalogue
from programs.criteria import Case, Criterion
from programs.errors import CatalogueFaults
from programs.linting import lint, problems_of
from programs.linting.implication import contradicts, implies
from programs.logic import Verdict
from programs.rule_reading import read_criterion
from programs.shapes import Faults
from tests.unit.programs.people import ASKED, PROFILES

ON = date(2026, 11, 24)
EN = "It lets people from anywhere work for a while in a laboratory in Japan. " * 6
JA = "世界各地の研究者が日本の研究室で一定期間研究を行うための事業です。" * 6
PLAIN: dict[str, Any] = {"id": "p", "name": {"en": "P", "ja": "試験事業"}, "description": {"en": EN, "ja": JA}, "sources": [{"id": "S1", "address": "x"}],
                         "roles": {"fellow": {"en": "fellow", "ja": "フェロー"}}}


def rule(identity: str, **content: Any) -> dict[str, Any]:
    return {"id": identity, "for": ["fellow"], "source": ["S1"], **content}


def problems(folder: Path, **change: Any) -> list[tuple[bool, str]]:
    file = folder / "programs.jsonl"
    file.write_text(json.dumps({**PLAIN, **change}), encoding="utf-8")
    return [(problem.is_fault, str(problem)) for problem in problems_of(read_catalogue(file), ON)]


def test_nothing_is_wrong_with_a_plain_programme_nor_with_those_that_ship(tmp_path: Path) -> None:
    assert problems(tmp_path) == []
    assert lint(read_catalogue(), ON) == []


AGE = {"age": {"max": 40}}
TABLE: list[tuple[dict[str, Any], bool, str]] = [
    ({"rules": [rule("a", nationality={"in": ["JP"], "not_in": ["JP", "US"]})]}, True, "p: a: nobody can meet it"),
    ({"rules": [rule("a", nationality={"in": ["asean"], "not_in": ["asean"]})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", age={"min": 41, "max": 40})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", age={"min": 40, "under": 40})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", years_since_degree={"min": 6, "max": 5})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", plan={"min_months": 13, "max_months": 12})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", residence={"in": ["JP"], "min_years": 5, "under_years": 5})]}, True, "nobody can meet it"),
    ({"rules": [rule("a", nationality={"in": ["JP"]}), rule("b", nationality={"in": ["US"]})]}, True, "p: b: nobody can meet it together with a"),
    ({"rules": [rule("a", all=[{"residence": {"in": ["JP"]}}, {"residence": {"not_in": ["JP"]}}])]}, True, "nobody can meet it together with a/a.1"),
    ({"rules": [rule("a", age={"min": 45}), rule("b", **AGE)]}, True, "p: b: nobody can meet it together with a"),
    ({"rules": [rule("a", career_stage={"in": ["early"]}), rule("b", career_stage={"in": ["senior"]})]}, True, "together with a"),
    ({"rules": [rule("a", degree={"levels": ["phd"]}), rule("b", degree={"levels": ["phd", "master"], "held": False})]}, True, "together with a"),
    ({"rules": [rule("a", at_least={"count": 3, "of": [AGE, {"field": {"in": ["quantum"]}}]})]}, True, "asks for 3 of 2 parts"),
    ({"rules": [rule("a", career_stage={"in": ["student", "early", "mid", "senior"]})]}, True, "never matters, since everybody meets it"),
    ({"rules": [rule("a", **AGE), rule("b", age={"max": 45})]}, False, "p: b: never matters, since a already asks as much"),
    ({"rules": [rule("a", **AGE), rule("b", **AGE)]}, False, "p: b: never matters"),
    ({"rules": [rule("a", any=[{"id": "x", "nationality": {"in": ["DE"]}}, {"id": "y", "nationality": {"in": ["eu"]}}])]}, False, "p: a/x: never matters, since a/y already lets in"),
    ({"name": {"en": "P 事業", "ja": "試験事業"}}, True, "name.en: has Japanese in it"),
    ({"applicant": {"en": "The researcher files.", "ja": "The researcher files."}}, True, "applicant.ja: has no Japanese"),
    ({"applicant": {"en": "The researcher files."}}, True, "applicant.ja: has no Japanese"),
    ({"description": {"en": "Short.", "ja": JA}}, False, "description.en: has 1 words; aim at 60 to 200"),
    ({"description": {"en": EN, "ja": "短い。"}}, False, "description.ja: has 3 characters; aim at 150 to 450"),
    ({"rules": [rule("a", organisation={"designations": ["some_label"]})]}, True, "a term is not translated"),
    ({"rules": [rule("a", answer={"key": "k", "asks": {"en": "a test"}, "question": {"en": "A test?", "ja": "試験ですか。"}, "equals": True})]}, True, "write its texts in Japanese"),
    ({"parent": "q"}, True, "parent: there is no programme 'q'"),
    ({"parent": "p"}, True, "parent: is the programme itself"),
    ({"rules": [rule("a", award={"programs": ["jsps-dd"]})]}, True, "the catalogue has no programme 'jsps-dd'; did you mean `jsps-"),
    ({"rules": [rule("a", application={"programs": ["zzz"]})]}, True, "add the programme, or name it in programs/elsewhere.py"),
    ({"fields": ["quantom"]}, True, "fields: 'quantom' is not a field"),
    ({"partners": ["XX"]}, True, "partners: 'XX' is neither"),
    ({"stages": ["young"]}, True, "stages[0]: 'young' is not one of"),
    ({"unknown_rules": ["ages"]}, True, "unknown_rules[0]: 'ages' is no kind of rule; did you mean `age`"),
    ({"sources": [{"id": "S1", "address": "x"}, {"id": "S1", "address": "y"}]}, True, "'S1' is listed twice"),
    ({"amounts": [{"what": {"en": "allowance", "ja": "滞在費"}}]}, False, "amounts[0].source: names no source"),
    ({"amounts": [{"what": {"en": "allowance", "ja": "滞在費"}, "source": ["S2"]}]}, True, "amounts[0].source: 'S2' is not among"),
    ({"calls": [{"id": "a", "time": "25:00"}]}, True, "calls[0]: time '25:00' is no time of day"),
    ({"calls": [{"id": "a", "tz": "Asia/Tokio"}]}, True, "calls[0]: tz 'Asia/Tokio' is no time zone"),
    ({"calls": [{"id": "a", "starts": {"from": "2027-04-02", "until": "2027-04-01"}}]}, True, "starts from 2027-04-02, after 2027-04-01"),
    ({"calls": [{"id": "a", "closes": "2027-04-02", "starts": {"from": "2027-04-01"}}]}, False, "the work starts on 2027-04-01, before the call closes"),
    ({"calls": [{"id": "a"}, {"id": "a"}]}, True, "calls[1].id: 'a' is used twice"),
    ({"calls": [{"id": "a", "opens": "2027-01-01", "closes": "2027-02-01"}, {"id": "b", "opens": "2027-02-01", "closes": "2027-03-01"}]}, False, "is open at the same time as a"),
    ({"status": "open", "calls": [{"id": "a", "closes": "2026-11-23"}]}, True, "status: is open, and the last call closed on 2026-11-23"),
    ({"status": "ended", "calls": [{"id": "a", "closes": "2026-11-24"}]}, True, "status: is ended, and a call is open until 2026-11-24"),
    ({"duration_months": {"min": 3, "max": 2}}, True, "duration_months: min is above max"),
]


@pytest.mark.parametrize(("change", "is_fault", "text"), TABLE, ids=lambda value: value[:60] if isinstance(value, str) else None)
def test_a_lint_finds_what_it_is_for_and_nothing_else(tmp_path: Path, change: dict[str, Any], is_fault: bool, text: str) -> None:
    found = problems(tmp_path, **change)
    assert [fault for fault, _ in found] == [is_fault] and text in found[0][1], found


@pytest.mark.parametrize("change", [
    {"status": "open", "calls": [{"id": "a", "closes": "2026-11-24"}]}, {"status": "open", "calls": [{"id": "a", "closes": "2020-01-01"}, {"id": "b"}]},
    {"calls": [{"id": "a", "opens": "2027-01-01", "closes": "2027-02-01", "note": {"en": "for a", "ja": "a向け"}}, {"id": "b", "opens": "2027-01-01", "closes": "2027-02-01"}]},
    {"rules": [rule("a", nationality={"in": ["JP"]}), rule("b", nationality={"in": ["US"]}, strength="preference")]},
    {"rules": [rule("a", nationality={"in": ["JP"], "not_in": ["host"]})]}, {"rules": [rule("a", **AGE), rule("b", age={"max": 45, "at": "start"})]},
    {"rules": [rule("a", any=[{"id": "x", "nationality": {"in": ["DE"]}}, {"id": "y", "all": [{"nationality": {"in": ["eu"]}}, AGE]}])]},
    {"rules": [rule("a", years_since_degree={"max": 2}), rule("b", years_since_degree={"max": 2, "min": 1})]}, {"rules": [rule("a", award={"programs": ["jsps-dc"]})]},
])
def test_what_is_not_wrong_is_not_a_fault(tmp_path: Path, change: dict[str, Any]) -> None:
    assert [text for fault, text in problems(tmp_path, **change) if fault] == []


def test_words_of_closed_lists_are_refused_on_reading(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaults, match=r"position.kinds: 'post_doc' is not one of .*did you mean `postdoc`"):
        problems(tmp_path, rules=[rule("a", position={"kinds": ["post_doc"]})])
    with pytest.raises(CatalogueFaults, match=r"extended_by: 'leave' is not one of"):
        problems(tmp_path, rules=[rule("a", age={"max": 3, "extended_by": ["leave"]})])


COUNTRIES = st.lists(st.sampled_from(["JP", "IN", "DE", "FR", "eu", "asean"]), min_size=1, max_size=3, unique=True)
AGES = st.fixed_dictionaries({"max": st.integers(25, 45)}, optional={"min": st.integers(20, 44), "at": st.sampled_from(["application", "04-01"])})
PAIRS = st.one_of(
    st.tuples(st.just("nationality"), *(st.fixed_dictionaries({"in": COUNTRIES}, optional={"not_in": COUNTRIES}) for _ in range(2))),
    st.tuples(st.just("residence"), *(st.fixed_dictionaries({side: COUNTRIES}) for side in ("in", "not_in"))), st.tuples(st.just("age"), AGES, AGES),
    st.tuples(st.just("career_stage"), *(st.fixed_dictionaries({"in": st.lists(st.sampled_from(["student", "early", "mid", "senior"]), min_size=1, max_size=3, unique=True)}) for _ in range(2))),
    st.tuples(st.just("position"), *(st.fixed_dictionaries({}, optional={"kinds": st.lists(st.sampled_from(["postdoc", "professor"]), min_size=1, max_size=2, unique=True), "in": COUNTRIES,
                                                                        "tenure": st.booleans(), "ever": st.booleans(), "held": st.booleans()}) for _ in range(2))),
    st.tuples(st.just("degree"), *(st.fixed_dictionaries({"levels": st.lists(st.sampled_from(["phd", "master"]), min_size=1, max_size=2, unique=True)},
                                                         optional={"expected": st.booleans(), "held": st.booleans(), "in": COUNTRIES}) for _ in range(2))),
    st.tuples(st.just("years_since_degree"), *(st.fixed_dictionaries({"max": st.integers(2, 8)}, optional={"min": st.integers(1, 7), "strict": st.booleans(), "expected": st.booleans(),
                                                                                                     "extended_by": st.just(["illness"])}) for _ in range(2))),
)


def criterion(kind: str, fields: dict[str, Any]) -> Criterion | None:
    faults = Faults()
    made = read_criterion(kind, fields, kind, faults)
    return None if faults.found else made


@given(PAIRS, PROFILES, ASKED)
@settings(max_examples=1500, deadline=None)
def test_what_is_said_to_follow_follows_for_everybody(pair: tuple[str, dict[str, Any], dict[str, Any]], content: dict[str, Any], day: date) -> None:
    one, other = criterion(pair[0], pair[1]), criterion(pair[0], pair[2])
    if one is None or other is None:
        return
    content = {**content, "nationalities": content.get("nationalities", ["DE"])[:1]}
    case = Case(parse_profile(content), day)
    verdicts = (one.judge(case).verdict, other.judge(case).verdict)
    if implies(one, other, day):
        assert verdicts[0] is not Verdict.MET or verdicts[1] is Verdict.MET, (one, other)
    if contradicts(one, other, day):
        assert verdicts != (Verdict.MET, Verdict.MET), (one, other)
