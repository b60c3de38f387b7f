"""Derived facts against day-by-day counting."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import parse_profile
from profiles.facts import age_on, career_stage, days_in_country, years_since_degree

days = st.dates(date(2018, 1, 1), date(2022, 12, 31))
stays = st.lists(st.tuples(st.sampled_from(["JP", "FR"]), days, st.integers(0, 400)), max_size=5)


@given(stays, days, st.integers(0, 800))
@settings(max_examples=300)
def test_days_in_a_country_equal_counting(spans: list[tuple[str, date, int]], first: date, length: int) -> None:
    last = first + timedelta(days=length)
    profile = parse_profile({"id": "r", "stays": [
        {"country": country, "since": start.isoformat(), "until": (start + timedelta(days=more)).isoformat()} for country, start, more in spans]})
    counted = sum(any(country == "JP" and start <= day <= start + timedelta(days=more) for country, start, more in spans)
                  for day in (first + timedelta(days=n) for n in range(length + 1)))
    assert days_in_country(profile, frozenset({"JP"}), first, last).value == (counted, counted)


def test_age_with_a_year_only() -> None:
    assert age_on(parse_profile({"id": "r", "birth_date": "1990"}), date(2026, 6, 1)).value == (35, 36)
    assert age_on(parse_profile({"id": "r", "birth_date": "1990-06-02"}), date(2026, 6, 1)).value == (35, 35)
    assert age_on(parse_profile({"id": "r"}), date(2026, 6, 1)).missing == ("birth_date",)


def test_years_since_degree_leave_breaks_out() -> None:
    profile = parse_profile({"id": "r", "degrees": [{"level": "phd", "awarded": "2020-01-01"}],
                             "career_breaks": [{"reason": "parental_leave", "since": "2021-01-01", "until": "2021-12-31"}]})
    plain = years_since_degree(profile, date(2026, 1, 1)).value
    less = years_since_degree(profile, date(2026, 1, 1), breaks=frozenset({"parental_leave"})).value
    assert plain is not None and less is not None
    assert round((plain[0] - less[0]) * 365.25) == 365


def test_career_stage_and_what_it_comes_from() -> None:
    cases = [({"positions": [{"kind": "professor"}]}, "senior"), ({"positions": [{"kind": "postdoc", "since": "2020-01-01"}]}, "early"),
             ({"degrees": [{"level": "phd", "awarded": "2014-01-01"}]}, "mid"), ({"degrees": [{"level": "phd", "expected": "2027-03"}]}, "student"), ({}, None)]
    for content, stage in cases:
        assert career_stage(parse_profile({"id": "r", **content}), date(2026, 1, 1)).value == stage
