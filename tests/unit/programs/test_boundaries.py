"""Every criterion of the catalogue gives, just inside, at and just outside each of its limits, what plain definitions say."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from profiles import parse_profile
from programs import read_catalogue
from programs.boundaries import Boundary, Setting, boundaries_of, settled_without_facts
from programs.boundaries.setting import merged
from programs.criteria import KINDS, Case, Criterion
from programs.linting.references import criteria_of
from programs.logic import Verdict
from programs.program import Call
from tests.unit.programs.people import CRITERIA
from tests.unit.programs.test_stretches import criterion_of

SETTINGS = ((date(2026, 11, 24), date(2027, 3, 24)), (date(2027, 4, 1), date(2027, 10, 1)), (date(2028, 2, 28), date(2028, 6, 20)))


@cache
def criteria() -> dict[Criterion, tuple[Call, ...]]:
    """Every distinct criterion of the catalogue, with the calls of a programme that has it."""
    return {criterion: program.calls for program in read_catalogue() for _, criterion in criteria_of(program)}


def judged(criterion: Criterion, boundary: Boundary, setting: Setting) -> Verdict:
    content: dict[str, Any] = merged(setting.base, boundary.facts)
    return criterion.judge(Case(parse_profile({"id": "case", **content}), setting.day, setting.calls)).verdict


@pytest.mark.parametrize(("day", "start"), SETTINGS, ids=str)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_criterion_of_the_catalogue_at_its_boundaries(kind: str, day: date, start: date) -> None:
    for criterion, calls in criteria().items():
        if criterion.KIND == kind:
            setting = Setting.of(day, start, calls)
            for boundary in boundaries_of(criterion, setting):
                assert judged(criterion, boundary, setting) is boundary.verdict, (criterion, boundary)


@pytest.mark.parametrize("row", CRITERIA, ids=lambda row: f"{row[0]}-{'-'.join(map(str, row[1]))}")
def test_criteria_with_every_field_at_their_boundaries(row: tuple[str, dict[str, Any]]) -> None:
    criterion, setting = criterion_of(*row), Setting(*SETTINGS[0], (Call("c", closes=date(2027, 1, 15)),))
    for boundary in boundaries_of(criterion, setting):
        assert judged(criterion, boundary, setting) is boundary.verdict, boundary


def test_every_criterion_has_people_in_and_out_and_some_who_are_unknown() -> None:
    one_sided = []
    for criterion, calls in criteria().items():
        verdicts = {boundary.verdict for boundary in boundaries_of(criterion, Setting.of(*SETTINGS[0], calls))}
        assert Verdict.UNKNOWN in verdicts or settled_without_facts(criterion)
        if not {Verdict.MET, Verdict.UNMET} <= verdicts and criterion.KIND != "nomination":  # any body may nominate where no list is closed
            one_sided.append(criterion)
    assert one_sided == []
