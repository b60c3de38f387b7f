"""Properties of a whole request."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Matcher
from matcher.eligibility import judge
from matcher.features import WEIGHTS
from profiles import parse_profile, read_profiles
from programs.catalogue import Catalogue
from programs.logic import Outcome

EXAMPLES = sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml"))
ON = date(2026, 11, 24)


def person(name: str) -> Any:
    file = next(file for file in EXAMPLES if file.stem == name)
    return read_profiles(file.read_bytes(), file.name).profiles[0][1]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_shape_exactness_and_no_ineligible_pair(matcher: Matcher, file: Path) -> None:
    profile = read_profiles(file.read_bytes(), file.name).profiles[0][1]
    result = matcher.suggest(profile, ON, top=1000)
    content = result.to_dict()
    assert set(content) == {"profile", "on", "encoder", "catalogue", "suggestions", "excluded", "questions", "certificate"}
    assert {"rank", "program", "role", "call", "verdict", "score", "contributions", "evidence", "findings", "missing", "window", "changes", "deadline", "flags"} == set(
        content["suggestions"][0]) - {"variants"}  # there only where the programme has variants
    assert len(content["suggestions"]) == content["certificate"]["possible"]
    assert content["certificate"]["pairs"] == len(content["suggestions"]) + len(content["excluded"])
    for item in content["suggestions"]:
        program = matcher.catalogue.get(item["program"])
        assert program.can_be_applied_to
        assert judge(program, item["role"], profile, ON).outcome is not Outcome.INELIGIBLE
        assert item["score"] == pytest.approx(sum(item["contributions"].values()), abs=1e-5)
        assert set(item["contributions"]) == set(WEIGHTS)
    scores = [item["score"] for item in content["suggestions"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_top_k_is_the_head_of_the_whole_list_and_bytes_repeat(matcher: Matcher, file: Path) -> None:
    profile = read_profiles(file.read_bytes(), file.name).profiles[0][1]
    whole = matcher.suggest(profile, ON, top=1000).to_dict()["suggestions"]
    for k in (1, 3, 10):
        assert matcher.suggest(profile, ON, top=k).to_dict()["suggestions"] == whole[:k]
    assert json.dumps(matcher.suggest(profile, ON).to_dict()) == json.dumps(matcher.suggest(profile, ON).to_dict())


def test_order_of_programmes_and_rules_changes_nothing(matcher: Matcher) -> None:
    from dataclasses import replace

    from matcher.retrieval import TopicSearch, build_index
    from models import load_encoder

    turned = Catalogue(tuple(replace(program, rules=program.rules[::-1]) for program in reversed(matcher.catalogue.programs)), matcher.catalogue.digest)
    encoder = load_encoder()
    other = Matcher(turned, TopicSearch(build_index(turned, encoder), encoder, turned), f"{encoder.name}@{encoder.digest[:12]}")
    profile = person("indian-doctoral-student")
    assert [(s.eligibility.pair, s.eligibility.outcome, s.fit.score) for s in matcher.suggest(profile, ON, top=9999).suggestions] == [
        (s.eligibility.pair, s.eligibility.outcome, s.fit.score) for s in other.suggest(profile, ON, top=9999).suggestions]


@given(name=st.text(max_size=10).filter(str.isprintable), birth=st.dates(date(1950, 1, 1), date(2005, 1, 1)), nation=st.sampled_from(["IN", "DE", "BR", "KE", "JP"]))
@settings(max_examples=40, deadline=None)
def test_personal_facts_do_not_touch_the_score(matcher: Matcher, name: str, birth: date, nation: str) -> None:
    base = {"id": "r", "fields": ["quantum"], "statement": "trapped ions", "goals": {"countries": ["JP"]}}
    plain = matcher.ranking(parse_profile(base), ON).fits
    other = matcher.ranking(parse_profile({**base, "name": name, "birth_date": str(birth), "nationalities": [nation], "residence": {"country": nation}}), ON)
    assert other.possible
    assert all(plain[item.pair].score == other.fits[item.pair].score for item in other.possible)


def test_open_to_every_field_is_neither_buried_nor_boosted(matcher: Matcher) -> None:
    for statement in ("trapped ions and quantum error correction", "medieval poetry and manuscripts"):
        found = matcher.suggest({"id": "r", "statement": statement}, ON, top=9999).to_dict()["suggestions"]
        assert {item["contributions"]["topic"] for item in found if item["program"] == "jsps-standard"} == {WEIGHTS["topic"] / 2}


def test_people_find_what_exists(matcher: Matcher) -> None:
    wanted = {"indian-doctoral-student": "lotus", "german-postdoc": "jsps-standard", "japanese-postdoc-abroad": "kakenhi-returning",
              "japanese-principal-investigator": "aspire-jst-top", "top-researcher-abroad": "expert-j", "japanese-university": "expert-j", "thai-master-student": "sakura-abc"}
    for name, program in wanted.items():
        assert program in [s.eligibility.program.id for s in matcher.suggest(person(name), ON, top=6).suggestions], name


def test_questions_and_exclusions_explain(matcher: Matcher) -> None:
    content = matcher.suggest(parse_profile({"id": "r", "nationalities": ["IN"]}), ON).to_dict()
    assert content["questions"] and all(q["question"]["ja"] and q["question"]["en"] for q in content["questions"])
    hit = next(item for item in content["excluded"] if item["program"] == "kakenhi-returning")
    assert any(f["criterion"] == "nationality" and f["verdict"] == "unmet" for f in hit["findings"])
    assert [change["kind"] for change in hit["changes"]] == ["never"]
    assert "nationality" in {step["criterion"] for step in hit["changes"][0]["steps"]}
