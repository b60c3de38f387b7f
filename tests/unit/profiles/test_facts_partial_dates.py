"""Derived facts where dates are known by month only, against every choice of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import PartialDate, parse_profile
from profiles.facts import age_on, days_in_country, years_since_degree

FIRST, LAST = date(2024, 1, 20), date(2024, 4, 10)
spots = st.sampled_from(["2023-12-28", "2024-01", "2024-01-25", "2024-02", "2024-02-15", "2024-03", "2024-03-31", "2024-04", "2024-05-02"])


def days_of(text: str) -> list[date]:
    span = PartialDate.parse(text)
    return [span.earliest + timedelta(days=n) for n in range((span.latest - span.earliest).days + 1)]


@given(spots, spots)
@settings(max_examples=81, deadline=None)
def test_one_stay_with_partial_dates_is_bounded_exactly(since: str, until: str) -> None:
    counts = {max(0, (min(end, LAST) - max(start, FIRST)).days + 1) for start, end in product(days_of(since), days_of(until)) if start <= end}
    if not counts:
        return
    profile = parse_profile({"id": "r", "stays": [{"country": "JP", "since": since, "until": until}]})
    assert days_in_country(profile, frozenset({"JP"}), FIRST, LAST).value == (min(counts), max(counts))


@given(st.lists(st.tuples(st.sampled_from(["JP", None]), spots, st.sampled_from(["research", "conference", None])), max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_unknown_parts_only_widen_the_bounds(spans: list[tuple[str | None, str, str | None]], excluded: bool) -> None:
    """Settling a country, a purpose or a day leaves the count inside the bounds that were given before."""
    left_out = frozenset({"conference"}) if excluded else frozenset()

    def bounds(fill: bool) -> tuple[int, int]:
        stays: list[dict[str, Any]] = []
        for country, since, purpose in spans:
            start = days_of(since)[-1 if fill else 0].isoformat() if fill else since
            stays.append({"country": country or ("JP" if fill else None), "since": start, "until": "2024-05-30", "purpose": purpose or ("research" if fill else None)})
        found = days_in_country(parse_profile({"id": "r", "stays": stays}), frozenset({"JP"}), FIRST, LAST, left_out).value
        assert found is not None
        return found

    (low, high), (filled_low, filled_high) = bounds(False), bounds(True)
    assert low <= filled_low <= filled_high <= high


def test_a_stay_within_one_month_was_a_stay() -> None:
    profile = parse_profile({"id": "r", "stays": [{"country": "JP", "since": "2024-03", "until": "2024-03"}]})
    assert days_in_country(profile, frozenset({"JP"}), date(2024, 1, 1), date(2024, 12, 31)).value == (1, 31)


@given(st.sampled_from(["2000", "2000-02", "2000-02-29", "1999-12-31"]), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
@settings(deadline=None)
def test_age_is_bounded_exactly(born: str, day: date) -> None:
    def age(birthday: date) -> int:
        reached = (day.month, day.day) >= ((2, 28) if (birthday.month, birthday.day) == (2, 29) and day.year % 4 else (birthday.month, birthday.day))
        return day.year - birthday.year - (not reached)
    ages = [age(birthday) for birthday in days_of(born)]
    assert age_on(parse_profile({"id": "r", "birth_date": born}), day).value == (min(ages), max(ages))


break_days = st.tuples(st.dates(date(2019, 6, 1), date(2021, 6, 1)), st.integers(0, 200))


@given(st.lists(st.sampled_from(["2020", "2020-03", "2020-03-15", "2019-12-01"]), min_size=1, max_size=2), st.lists(break_days, max_size=3))
@settings(max_examples=80, deadline=None)
def test_years_since_a_degree_are_bounded_exactly(awarded: list[str], breaks: list[tuple[date, int]]) -> None:
    day = date(2021, 3, 1)
    profile = parse_profile({
        "id": "r", "degrees": [{"level": "phd", "awarded": text} for text in awarded],
        "career_breaks": [{"reason": "illness", "since": start.isoformat(), "until": (start + timedelta(days=more)).isoformat()} for start, more in breaks]})
    away = {start + timedelta(days=n) for start, more in breaks for n in range(more + 1)}

    def counted(first: date) -> int:
        return sum((first + timedelta(days=n)) not in away for n in range(1, (day - first).days + 1))

    firsts = {min(choice) for choice in product(*(days_of(text)[:: 7] + days_of(text)[-1:] for text in awarded))}
    low, high = years_since_degree(profile, day, breaks=frozenset({"illness"})).value or (-1.0, -1.0)
    assert (round(low * 365.25), round(high * 365.25)) == (min(map(counted, firsts)), max(map(counted, firsts)))


def test_the_defence_starts_the_clock_where_it_is_asked_for() -> None:
    both = parse_profile({"id": "r", "degrees": [{"level": "phd", "defended": "2020-01-01", "awarded": "2020-07-01"}]})
    day = date(2021, 1, 1)
    awarded, defended = years_since_degree(both, day), years_since_degree(both, day, anchor="defended")
    assert (awarded.value, defended.value) == ((184 / 365.25,) * 2, (366 / 365.25,) * 2)
    assert (awarded.derived_from, defended.derived_from) == (("degrees[phd].awarded",), ("degrees[phd].defended",))
    only = parse_profile({"id": "r", "degrees": [{"level": "phd", "awarded": "2020-07-01"}]})
    assert years_since_degree(only, day, anchor="defended").value == awarded.value
