"""What a judgement says of the days around the day asked is so on those days, for every kind of criterion."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from profiles import ResearcherProfile, parse_profile
from programs.criteria import KINDS, Case, Criterion
from programs.program import Call
from programs.rule_reading import read_criterion
from programs.shapes import Faults
from tests.unit.programs.people import ASKED, CRITERIA, PROFILES

CALLS = (Call("a", closes=date(2026, 6, 30)), Call("b", closes=date(2027, 12, 1)))
NEAR = 45


def criterion_of(kind: str, fields: dict[str, Any]) -> Criterion:
    faults = Faults()
    criterion = read_criterion(kind, fields, kind, faults)
    assert criterion is not None and faults.found == []
    return criterion


def test_every_kind_but_the_institutions_own_is_tried() -> None:
    assert {kind for kind, _ in CRITERIA} == set(KINDS) - {"organisation"}


@pytest.mark.parametrize("row", CRITERIA, ids=lambda row: f"{row[0]}-{'-'.join(map(str, row[1]))}")
@given(PROFILES, ASKED)
@example({"id": "r", "goals": {"start": {"from": "2026-01-01", "until": "2026-01-01"}}}, date(2024, 1, 1))  # the period of two years begins today
@settings(max_examples=30, deadline=None)
def test_a_judgement_holds_on_the_days_it_names(row: tuple[str, dict[str, Any]], content: dict[str, Any], day: date) -> None:
    criterion, person = criterion_of(*row), parse_profile(content)
    found = criterion.judge(Case(person, day, CALLS))
    assert found.since <= day <= found.until
    first, last = max(found.since, day - timedelta(days=9000)), min(found.until, day + timedelta(days=9000))
    near = [day + timedelta(days=step) for step in range(-NEAR, NEAR + 1)]
    for other in {first, last, first + (last - first) / 2, *(one for one in near if first <= one <= last)}:
        assert verdict_on(criterion, person, other) is found.verdict, (other, found)


def verdict_on(criterion: Criterion, person: ResearcherProfile, day: date) -> object:
    return criterion.judge(Case(person, day, CALLS)).verdict


@given(st.sampled_from(CRITERIA), PROFILES, ASKED)
@settings(max_examples=300, deadline=None)
def test_an_unknown_names_what_is_missing_and_a_decided_verdict_nothing(row: tuple[str, dict[str, Any]], content: dict[str, Any], day: date) -> None:
    found = criterion_of(*row).judge(Case(parse_profile(content), day, CALLS))
    assert (found.missing != ()) is (found.verdict.value == "unknown")
