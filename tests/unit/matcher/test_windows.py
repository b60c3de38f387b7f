"""A window equals asking day by day, for every example and every programme and role."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import HORIZON, judge
from matcher.timeline import timeline_of, window_of
from profiles import ResearcherProfile, parse_profile, read_profiles
from programs import Catalogue, Program, read_catalogue

EXAMPLES = sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml"))
ASKED = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


def people() -> list[ResearcherProfile]:
    return [read_profiles(file.read_bytes(), file.name).profiles[0][1] for file in EXAMPLES]


def assert_stretches_hold(pairs: list[tuple[Program, str]], person: ResearcherProfile, day: date) -> None:
    """Whatever a finding says of the days around it must be so on those days (sampled at its ends and in between)."""
    for program, role in pairs:
        found = judge(program, role, person, day)
        first, last = max(found.since, day - HORIZON), min(found.until, day + HORIZON)
        for other in {first, last, first + (last - first) / 2, first + (last - first) / 3}:
            again = judge(program, role, person, other)
            assert [f.verdict for f in again.findings] == [f.verdict for f in found.findings], (program.id, role, day, other)


@pytest.mark.parametrize("person", people(), ids=lambda person: person.id)
def test_windows_equal_asking_day_by_day(catalogue: Catalogue, person: ResearcherProfile) -> None:
    for program, role in [pair for pair in catalogue.pairs() if pair[0].id in ("jsps-standard", "jsps-short-pe", "expert-j", "sakura-abc", "jsps-inv-long", "jsps-bridge")]:
        found = judge(program, role, person, ASKED)
        window = window_of(found, person, ASKED)
        near = timedelta(days=800)
        for step in (timedelta(days=1), timedelta(days=-1)):
            day = ASKED
            while abs(day - ASKED) < near and judge(program, role, person, day + step).outcome is found.outcome:
                day += step
            edge = window.until if step.days > 0 else window.since
            if abs(day - ASKED) < near:
                assert edge == day, (program.id, role)
            else:
                assert edge is None or abs(edge - ASKED) >= near, (program.id, role)


@pytest.mark.parametrize(("example", "pair"), [
    ("german-postdoc", "jsps-standard"), ("indian-doctoral-student", "lotus"), ("us-postdoc", "jsps-short-pe"), ("japanese-postdoc-abroad", "kakenhi-returning")])
def test_the_timeline_equals_asking_day_by_day_over_fifteen_years(catalogue: Catalogue, example: str, pair: str) -> None:
    person = next(one for one in people() if example in one.id)
    program = catalogue.get(pair)
    found = judge(program, program.role_names[0], person, ASKED)
    spelled = [period.outcome for period in timeline_of(found, person, ASKED) for _ in range((period.until - period.since).days + 1)]
    asked = [judge(program, program.role_names[0], person, ASKED + timedelta(days=step)).outcome for step in range(HORIZON.days + 1)]
    assert spelled == asked


@given(
    st.fixed_dictionaries({}, optional={
        "nationalities": st.lists(st.sampled_from(["IN", "JP", "US", "TH", "DE"]), max_size=2, unique=True),
        "birth_date": st.dates(date(1975, 1, 1), date(2005, 1, 1)).map(str) | st.integers(1975, 2005).map(str),
        "residence": st.fixed_dictionaries({"country": st.sampled_from(["JP", "US", "IN"])}, optional={"since": st.dates(date(2010, 1, 1), date(2026, 1, 1)).map(str), "permanent": st.booleans()}),
        "degrees": st.lists(st.fixed_dictionaries({"level": st.sampled_from(["phd", "master"])}, optional={
            "awarded": st.dates(date(2012, 1, 1), date(2026, 1, 1)).map(str), "expected": st.dates(date(2026, 6, 1), date(2030, 1, 1)).map(lambda day: str(day)[:7]),
            "country": st.sampled_from(["JP", "US", "IN"])}), max_size=2),
        "positions": st.lists(st.fixed_dictionaries({"kind": st.sampled_from(["postdoc", "professor", "doctoral_student"]), "country": st.sampled_from(["JP", "US", "IN"]),
                                                     "since": st.dates(date(2015, 1, 1), date(2026, 1, 1)).map(str)}, optional={"full_time": st.booleans(),
                                                     "until": st.dates(date(2026, 1, 2), date(2029, 1, 1)).map(str)}), max_size=2),
        "stays": st.lists(st.fixed_dictionaries({"country": st.just("JP"), "since": st.dates(date(2020, 1, 1), date(2024, 1, 1)).map(str), "until": st.dates(date(2024, 1, 2), date(2026, 1, 1)).map(str)}), max_size=2),
        "awards": st.lists(st.fixed_dictionaries({"program": st.sampled_from(["jsps-bridge", "jsps-standard", "jsps-inv-short"]), "since": st.dates(date(2018, 1, 1), date(2026, 1, 1)).map(str)}), max_size=2),
        "goals": st.fixed_dictionaries({"start": st.fixed_dictionaries({"from": st.dates(date(2026, 1, 1), date(2027, 6, 1)).map(str), "until": st.dates(date(2027, 6, 2), date(2028, 6, 1)).map(str)})}),
    }),
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.integers(0, 8),
)
@settings(max_examples=500, deadline=None)
def test_every_finding_holds_where_it_says_so(content: dict[str, object], day: date, part: int) -> None:
    assert_stretches_hold(_catalogue().pairs()[part::9], parse_profile({"id": "r", **content}), day)


_KEPT: list[Catalogue] = []


def _catalogue() -> Catalogue:
    if not _KEPT:
        _KEPT.append(read_catalogue())
    return _KEPT[0]
