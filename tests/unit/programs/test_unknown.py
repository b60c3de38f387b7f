"""Filling in an unknown fact never turns a decided verdict (contract, section 3): for every kind of criterion and over the whole catalogue.

Facts are taken away from a random profile. What is decided without them must be decided in the same way with them. What the contract reads in
a fixed way when it is absent is not *unknown* and is left in place: the end of a current post, the date that stands for another date of the
same degree, a permanent residence beside a stated residence, what a silent host of good standing satisfies, a start of which one day is stated,
the end of a stay, residence beside a complete list of stays, and the beginning of what is listed (it has begun).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from profiles import parse_profile
from programs import Catalogue, read_catalogue
from programs.criteria import Case
from programs.logic import Outcome, Verdict
from programs.program import Call
from tests.unit.programs.people import ASKED, CRITERIA, PROFILES
from tests.unit.programs.test_stretches import criterion_of

CALLS = (Call("a", closes=date(2026, 6, 30)), Call("b", closes=date(2027, 12, 1)))
OWN = ("goals", "arrangements", "nationalities", "residence", "degrees", "answers")
HEADS = {"permanent_residence": {"permanent_residence"}, "career_break": {"career_breaks"}, "affiliation": {"positions"}, "position": {"positions"}, "experience": {"positions"},
         "career_stage": {"positions"}, "enrolled": {"positions"}, "years_since_degree": {"career_breaks"}, "age": {"birth_date", "career_breaks"}, "stay": {"stays"},
         "host": {"positions"}, "partner": {"positions"}, "award": {"awards"}, "application": {"applications"}, "funding": {"funding"}, "publications": {"publications"},
         "field": {"fields"}, "language": {"languages"}}
DATES_OF_A_DEGREE = ("defended", "awarded", "expected")
Path = tuple[str | int, ...]


def consistent(content: dict[str, Any]) -> dict[str, Any]:
    """The same profile without what contradicts itself: other wishes than the host's country, an answer against the passports."""
    host = content.get("arrangements", {}).get("host", {}).get("country")
    goals, answers = content.get("goals", {}), content.get("answers", {})
    if host and host not in goals.get("countries", [host]):
        goals = {**goals, "countries": [host]}
    if "nationalities" in content and "nationality.holds_japanese" in answers:
        answers = {**answers, "nationality.holds_japanese": "JP" in content["nationalities"]}
    return {**content, **({"goals": goals} if goals else {}), **({"answers": answers} if answers else {})}


def facts(root: dict[str, Any]) -> list[Path]:
    """Every path of a profile that can be taken away."""
    def below(value: Any, path: Path) -> list[Path]:
        if isinstance(value, dict):
            return [found for key, part in value.items() for found in ([(*path, key)] if may_go(root, value, (*path, key)) else []) + below(part, (*path, key))]
        return [found for number, part in enumerate(value) for found in below(part, (*path, number))] if isinstance(value, list) else []
    return below({key: part for key, part in root.items() if key != "id"}, ())


def may_go(root: dict[str, Any], owner: dict[str, Any], path: Path) -> bool:
    """Whether the absence of this fact is read as *unknown*."""
    head, last = path[0], path[-1]
    if head == "degrees" and last in DATES_OF_A_DEGREE:
        return sum(key in owner for key in DATES_OF_A_DEGREE) == 1
    if head == "permanent_residence":
        return "residence" not in root
    if head == "residence" and last in ("residence", "country"):
        return "stays" not in root
    if head == "goals" and len(path) == 1:
        return "start" not in owner["goals"]
    if (last == "since" and head in ("positions", "awards", "funding")) or (last == "on" and head == "applications"):
        return False
    return not ((head in ("positions", "stays") and last == "until") or "person" in path or path[:2] == ("goals", "start") or (head == "languages" and len(path) > 1))


def without(value: Any, gone: set[Path], path: Path = ()) -> Any:
    """A copy without the facts at these paths."""
    if isinstance(value, dict):
        return {key: without(part, gone, (*path, key)) for key, part in value.items() if (*path, key) not in gone}
    if isinstance(value, list):
        return [without(part, gone, (*path, number)) for number, part in enumerate(value)]
    return value


def less(data: st.DataObject, content: dict[str, Any], heads: set[str] | None = None) -> dict[str, Any]:
    """The profile without up to four facts, of those that the rule looks at."""
    paths = [path for path in facts(content) if heads is None or path[0] in heads]
    gone = data.draw(st.sets(st.sampled_from(paths), max_size=4)) if paths else set()
    return without(content, gone)  # type: ignore[no-any-return]


@pytest.mark.parametrize("row", CRITERIA, ids=lambda row: f"{row[0]}-{'-'.join(map(str, row[1]))}")
@given(PROFILES.map(consistent), ASKED, st.data())
@settings(max_examples=30, deadline=None)
def test_a_decided_criterion_stays_decided(row: tuple[str, dict[str, Any]], content: dict[str, Any], day: date, data: st.DataObject) -> None:
    criterion = criterion_of(*row)
    heads = HEADS.get(row[0], set()) | set(OWN)
    fewer = less(data, content, heads)
    before = criterion.judge(Case(parse_profile(fewer), day, CALLS))
    after = criterion.judge(Case(parse_profile(content), day, CALLS))
    assert before.verdict in (Verdict.UNKNOWN, after.verdict), (fewer, before, after)


_KEPT: list[Catalogue] = []


def test_when_somebody_came_to_live_there_may_be_the_day_asked() -> None:
    day = date(2026, 11, 24)
    home = {"country": "JP", "since": str(day)}
    for row in CRITERIA:
        if row[0] == "stay":
            before, after = (criterion_of(*row).judge(Case(parse_profile({"id": "r", "stays": [], "goals": {"countries": ["JP"]}, "residence": lived}), day, CALLS))
                             for lived in ({"country": "JP"}, home))
            assert before.verdict in (Verdict.UNKNOWN, after.verdict), (row, before, after)


@given(PROFILES.map(consistent), ASKED, st.data())
@settings(max_examples=500, deadline=None)
def test_a_decided_programme_stays_decided(content: dict[str, Any], day: date, data: st.DataObject) -> None:
    _KEPT[:] = _KEPT or [read_catalogue()]
    fewer = less(data, content)
    for program, role in _KEPT[0].pairs():
        before = judge(program, role, parse_profile(fewer), day)
        if before.outcome is not Outcome.UNDETERMINED:
            after = judge(program, role, parse_profile(content), day)
            assert before.outcome is after.outcome, (program.id, role, fewer)
