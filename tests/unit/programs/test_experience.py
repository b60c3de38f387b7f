"""Years of experience against a count of single days, and over leap days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import parse_profile
from profiles.partial_date import shift_months
from programs.criteria import Case
from programs.criteria.experience import Experience
from programs.logic import Verdict

ASKED = st.dates(date(2016, 1, 1), date(2030, 12, 31))
POST = st.tuples(st.dates(date(2012, 1, 1), date(2030, 1, 1)), st.integers(0, 1500) | st.none(), st.sampled_from(["postdoc", "professor"]))


def stated(post: tuple[date, int | None, str]) -> dict[str, Any]:
    since, length, kind = post
    return {"kind": kind, "since": str(since), **({"until": str(since + timedelta(days=length))} if length is not None else {})}


def served_by_counting(posts: list[tuple[date, int | None, str]], day: date, years: int) -> bool:
    """Day by day: every day in a post before the day asked; moved together they must fill the calendar years before the day after the last."""
    days = {one for since, length, kind in posts if kind == "postdoc" for one in every_day(since, day if length is None else min(day, since + timedelta(days=length + 1)))}
    if not days:
        return False
    end = max(days) + timedelta(days=1)
    return shift_months(end - timedelta(days=len(days)), 12 * years) <= end


def every_day(first: date, end: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((end - first).days)]


@given(st.lists(POST, max_size=4), ASKED, st.integers(1, 5))
@settings(max_examples=400, deadline=None)
def test_experience_equals_counting_days(posts: list[tuple[date, int | None, str]], day: date, years: int) -> None:
    person = parse_profile({"id": "r", "positions": [stated(post) for post in posts]})
    enough = served_by_counting(posts, day, years)
    for criterion, met in ((Experience(("postdoc",), min_years=years), enough), (Experience(("postdoc",), under_years=years), not enough)):
        assert criterion.judge(Case(person, day)).verdict is (Verdict.MET if met else Verdict.UNMET)


@pytest.mark.parametrize("since, until, first", [
    ("2020-03-01", None, "2023-03-01"),  # over 29 February 2020 or not: three years are three years
    ("2021-03-01", None, "2024-03-01"), ("2024-02-29", None, "2027-02-28"), ("2021-04-01", "2024-03-31", "2024-04-01"), ("2021-04-01", "2024-03-30", None),
])
def test_three_years_are_full_on_their_anniversary(since: str, until: str | None, first: str | None) -> None:
    person = parse_profile({"id": "r", "positions": [{"kind": "postdoc", "since": since, **({"until": until} if until else {})}]})
    rule = Experience(("postdoc",), min_years=3)
    if first is None:
        assert rule.judge(Case(person, date(2030, 1, 1))).verdict is Verdict.UNMET
        return
    day = date.fromisoformat(first)
    before, after = rule.judge(Case(person, day - timedelta(days=1))), rule.judge(Case(person, day))
    assert (before.verdict, after.verdict) == (Verdict.UNMET, Verdict.MET)


@given(st.lists(POST, max_size=3), ASKED, st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_overlapping_posts_count_once_and_order_does_not_matter(posts: list[tuple[date, int | None, str]], day: date, years: int) -> None:
    rule = Experience(("postdoc",), min_years=years)
    verdicts = {rule.judge(Case(parse_profile({"id": "r", "positions": [stated(post) for post in order]}), day)).verdict for order in (posts, posts[::-1], posts + posts)}
    assert len(verdicts) == 1


@pytest.mark.parametrize("day, verdict", [("2022-01-31", Verdict.UNMET), ("2022-02-01", Verdict.UNMET), ("2024-01-31", Verdict.UNMET), ("2024-02-01", Verdict.MET), ("2024-12-31", Verdict.MET), ("2025-01-01", Verdict.UNMET)])
def test_without_a_break_up_to_now(day: str, verdict: Verdict) -> None:
    posts = [{"kind": "postdoc", "since": "2019-01-01", "until": "2022-01-30"}, {"kind": "postdoc", "since": "2022-02-01", "until": "2023-03-31"},
             {"kind": "postdoc", "since": "2023-04-01", "until": "2024-12-31"}]
    rule = Experience(("postdoc",), min_years=2, continuous=True)
    assert rule.judge(Case(parse_profile({"id": "r", "positions": posts}), date.fromisoformat(day))).verdict is verdict
