"""Answers by key: what a catalogue asks for, and what nothing asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from matcher.eligibility import judge
from profiles import ResearcherProfile, parse_profile, read_profiles
from programs import Catalogue, read_catalogue
from programs.asked_keys import asked_keys, unasked

ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "eval" / "data").glob("*/profiles.jsonl"), *(ROOT / "profiles" / "examples").glob("*.yaml")])
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_every_answer_in_the_data_and_examples_is_asked_for(file: Path, catalogue: Catalogue) -> None:
    profiles, known = read_profiles(file.read_bytes(), file.name).profiles, asked_keys(catalogue)
    assert profiles and [(profile.id, unasked(profile.answers, known)) for _, profile in profiles if unasked(profile.answers, known)] == []


def missing_keys(person: ResearcherProfile, catalogue: Catalogue) -> set[str]:
    gaps = {gap.fact for program, role in catalogue.pairs() for gap in judge(program, role, person, DAY).missing}
    return {fact.removeprefix("answers.") for fact in gaps if fact.startswith("answers.")}


@pytest.mark.parametrize("content", [
    {}, {"type": "institution", "organisation": {"name": "Example", "kind": "university", "country": "JP"}}, {"residence": {"country": "DE", "since": "2024-01-01"}, "nationalities": ["JP"]},
    {"degrees": [{"level": "phd", "awarded": "2015-03-31", "country": "DE"}], "birth_date": "1980-01-01", "career_breaks": []},
])
def test_whatever_a_verdict_misses_by_key_is_among_the_keys(content: dict[str, object], catalogue: Catalogue) -> None:
    missing = missing_keys(parse_profile({"id": "a", **content}), catalogue)
    assert len(missing) > 5 and missing <= asked_keys(catalogue)


def test_keys_of_criteria_that_hold_no_key_are_known(catalogue: Catalogue) -> None:
    assert {"nationality.holds_japanese", "children.count", "residence.years_outside_japan", "satreps.oda_request_filed"} <= asked_keys(catalogue)
    assert asked_keys(Catalogue((), "")) == {"nationality.holds_japanese", "children.count"}


def test_an_answer_that_nothing_asks_for_is_told_with_the_nearest_key() -> None:
    known = frozenset({"children.count", "person.sex"})
    assert unasked({"person.sex": "f", "children.cuont": 2, "zzz": True}, known) == [
        "answers.children.cuont: no rule of this catalogue asks for it, so it is not used; did you mean `children.count`?",
        "answers.zzz: no rule of this catalogue asks for it, so it is not used"]
    assert unasked({}, known) == []
