"""Operators over rules, and the variants of a programme."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.checking import check_pairs
from profiles import parse_profile
from programs import read_catalogue
from programs.criteria import Case
from programs.logic import Finding, Verdict
from programs.rule_reading import read_node
from programs.shapes import Faults

DAY = date(2026, 11, 24)


def judged(node: dict[str, Any], profile: dict[str, Any]) -> Finding:
    faults = Faults()
    read = read_node(node, "", faults, "rule")
    assert read is not None and faults.found == []
    return read.judge(Case(parse_profile({"id": "r", **profile}), DAY))


READINGS = {"readings": [{"id": "overview", "age": {"max": 40}}, {"id": "call", "age": {"max": 45}}]}


@pytest.mark.parametrize("birth, verdict", [("1990-01-01", Verdict.MET), ("1984-01-01", Verdict.UNKNOWN), ("1970-01-01", Verdict.UNMET), (None, Verdict.UNKNOWN)])
def test_readings_decide_only_where_all_agree(birth: str | None, verdict: Verdict) -> None:
    found = judged(READINGS, {"birth_date": birth} if birth else {})
    assert found.verdict is verdict
    assert "the sources disagree" in found.reason.en and "資料により異なる" in found.reason.ja
    assert "40 or younger" in found.reason.en and "45 or younger" in found.reason.en


def test_readings_outside_a_rule_in_principle_are_discretionary_where_all_are() -> None:
    loose = {"readings": [{"age": {"max": 40}, "strength": "in_principle"}, {"age": {"max": 45}, "strength": "in_principle"}]}
    assert judged(loose, {"birth_date": "1970-01-01"}).verdict is Verdict.DISCRETIONARY
    assert judged(loose, {"birth_date": "1984-01-01"}).verdict is Verdict.UNKNOWN


def test_one_reading_is_a_fault() -> None:
    faults = Faults()
    read_node({"readings": [{"age": {"max": 40}}]}, "rules[0]", faults, "rule")
    assert faults.found[0][0] == "rules[0].readings" and "two sources" in faults.found[0][1]


PROGRAM = {
    "id": "v", "name": {"en": "V", "ja": "試験"}, "sources": [{"id": "S1", "address": "x"}],
    "variants": [{"id": "a", "name": {"en": "Course A", "ja": "Aコース"}, "duration_months": {"min": 1, "max": 3}, "fields": ["quantum"]},
                 {"id": "b", "name": {"en": "Course B", "ja": "Bコース"}}, {"id": "c", "name": {"en": "Course C", "ja": "Cコース"}}],
    "amounts": [{"what": {"en": "allowance", "ja": "滞在費"}, "min": 1, "variant": "a"}],
    "rules": [
        {"id": "nationality", "for": ["fellow"], "nationality": {"not_in": ["JP"]}, "source": ["S1"]},
        {"id": "level", "for": ["fellow"], "source": ["S1"], "any": [
            {"id": "a", "degree": {"levels": ["phd"]}}, {"id": "b", "all": [{"enrolled": {"levels": ["phd"]}}, {"age": {"max": 30}, "strength": "in_principle"}]}]},
    ],
}


def write(folder: Path, **change: Any) -> Path:
    file = folder / "programs.jsonl"
    file.write_text(json.dumps({**PROGRAM, **change}), encoding="utf-8")
    return file


@pytest.mark.parametrize("profile, verdicts", [
    ({"nationalities": ["IN"], "degrees": [{"level": "phd", "awarded": "2020-01-01"}], "positions": []}, ["eligible", "ineligible", "eligible"]),
    ({"nationalities": ["IN"], "degrees": [{"level": "phd", "expected": "2027-01-01"}], "birth_date": "1990-01-01"}, ["ineligible", "discretionary", "discretionary"]),
    ({"nationalities": ["IN"]}, ["undetermined", "undetermined", "undetermined"]),
    ({"nationalities": ["JP"], "degrees": [{"level": "phd", "awarded": "2020-01-01"}], "positions": []}, ["ineligible", "ineligible", "ineligible"]),
])
def test_each_variant_has_its_own_verdict(tmp_path: Path, profile: dict[str, Any], verdicts: list[str]) -> None:
    (checked,) = check_pairs(read_catalogue(write(tmp_path)), "v", parse_profile({"id": "r", **profile}), DAY)
    shown = checked.to_dict()["variants"]
    assert [item["id"] for item in shown] == ["a", "b", "c"] and shown[0]["name"] == {"en": "Course A", "ja": "Aコース"}
    assert [item["verdict"] for item in shown] == verdicts


def test_no_variant_is_open_to_another_type_of_profile(tmp_path: Path) -> None:
    person = parse_profile({"id": "r", "type": "institution", "organisation": {"kind": "university"}})
    (checked,) = check_pairs(read_catalogue(write(tmp_path)), "v@fellow", person, DAY)
    assert {item["verdict"] for item in checked.to_dict()["variants"]} == {"ineligible"}


def test_an_amount_of_no_variant_is_a_fault(tmp_path: Path) -> None:
    from programs.errors import CatalogueFaults

    with pytest.raises(CatalogueFaults, match=r"amounts\[0\].variant: the programme has no variant 'a'"):
        read_catalogue(write(tmp_path, variants=[{"id": "b", "name": {"en": "B", "ja": "試験"}}]))
    with pytest.raises(CatalogueFaults, match=r"variants\[1\].id: 'b' is used twice"):
        read_catalogue(write(tmp_path, amounts=[], variants=[{"id": "b", "name": {"en": "B", "ja": "試験"}}] * 2))


def test_sentences_are_written_only_when_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from programs.criteria.age import Age
    from programs.logic import Text

    read: list[Age] = []
    monkeypatch.setattr(Age, "requirement", lambda self: read.append(self) or Text("young", "若いこと"))  # type: ignore[func-returns-value]
    found = judged({"all": [{"age": {"max": 40}}]}, {"birth_date": "1990-01-01"})
    assert read == []
    assert (found.reason.en, found.reason.ja) == ("all of these: Met: young (your profile: birth date 1990-01-01).", "次のすべて：充足：若いこと（プロフィール：生年月日1990-01-01）。")
    assert found.reason == Text(found.reason.en, found.reason.ja) and hash(found.reason) == hash(Text(found.reason.en, found.reason.ja))
    assert len(read) == 1


def test_a_criterion_that_does_not_look_at_calls_is_judged_once_for_all_programmes() -> None:
    from programs.criteria.base import Kept
    from programs.program import Call
    from programs.rules import Leaf

    faults, kept = Faults(), Kept()
    person = parse_profile({"id": "r", "birth_date": "1986-12-01"})
    rounds = [(Call("a", closes=date(2026, 11, 30)),), (Call("b", closes=date(2026, 12, 1)),)]
    for at, verdicts in (("application", [Verdict.MET, Verdict.MET]), ("deadline", [Verdict.MET, Verdict.UNMET])):
        leaf = read_node({"age": {"max": 39, "at": at}}, "", faults, "rule")
        assert isinstance(leaf, Leaf)
        cases = [Case(person, DAY, calls, kept=kept) for calls in rounds]
        assert [leaf.judge(case).verdict for case in cases] == verdicts
        assert (cases[0].judged(leaf.criterion) is cases[1].judged(leaf.criterion)) is (at == "application")


def test_findings_are_put_together_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from matcher.eligibility import Eligibility, Judging, judge

    program, person = read_catalogue().get("lotus"), parse_profile({"id": "r", "birth_date": "1990-01-01"})
    read: list[str] = []
    finding = Judging.finding
    monkeypatch.setattr(Judging, "finding", lambda self, rule: read.append(rule.id) or finding(self, rule))  # type: ignore[func-returns-value]
    found = judge(program, "fellow", person, DAY)
    assert (found.outcome.value, read) == ("undetermined", [])
    assert [item.criterion for item in (*found.findings, *found.preferences)] == [rule.id for rule in program.rules_for("fellow")] == read
    assert found.since <= DAY <= found.until and len(read) == len(program.rules_for("fellow"))
    whole = Eligibility(program, "fellow", found.outcome, found.findings, found.preferences, found.since, found.until, found.call)
    assert found == whole and whole == found and copy.deepcopy(found) == whole
