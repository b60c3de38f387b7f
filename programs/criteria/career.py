"""Career stage, and years of experience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.facts import career_stage
from profiles.researcher import ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    countries_text,
    country_faults,
    truth,
    unknown,
    words,
)
from programs.criteria.degree import awarded_span
from programs.criteria.position import post_stretch
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text


@dataclass(frozen=True, slots=True)
class CareerStage(Criterion):
    """Is at one of some career stages on the day asked (student, early, mid, senior)."""

    KIND: ClassVar[str] = "career_stage"
    within: tuple[str, ...]

    def requirement(self) -> Text:
        stage = words("career_stage", self.within)
        return Text(f"career stage: {stage.en}", f"キャリア段階：{stage.ja}")

    def judge(self, case: Case) -> Judgement:
        found = career_stage(case.person, case.day)
        since, until = _stage_stretch(case.person, case.day)
        if found.value is None:
            return unknown(*(found.missing or ("positions", "degrees")), since=since, until=until)
        return Judgement(truth(found.value in self.within), words("career_stage", (found.value,)), found.derived_from,
                         since=since, until=until, change="never")


@dataclass(frozen=True, slots=True)
class Experience(Criterion):
    """At least, or less than, some years in posts of some kinds (calendar time, overlaps counted once)."""

    KIND: ClassVar[str] = "experience"
    kinds: tuple[str, ...] = ()
    min_years: float | None = None
    under_years: float | None = None
    tenure: bool | None = None
    full_time: bool | None = None
    within: tuple[str, ...] = ()
    continuous: bool = False

    def faults(self) -> list[str]:
        if (self.min_years is None) == (self.under_years is None):
            return ["state one of `min_years` and `under_years`"]
        return country_faults(self.within)

    def requirement(self) -> Text:
        kind = words("position_kind", self.kinds) if self.kinds else Text("work", "職務")
        where = countries_text(self.within)
        place_en, place_ja = (f" in {where.en}", f"{where.ja}での") if where.en else ("", "")
        if self.continuous:
            place_en, place_ja = f"{place_en} without a break up to now", f"{place_ja}現在まで継続した"
        term_en, term_ja = (" in permanent posts", "任期の定めのない職での") if self.tenure else ("", "")
        if self.min_years is not None:
            return Text(f"at least {self.min_years:g} years of experience as {kind.en}{term_en}{place_en}",
                        f"{place_ja}{term_ja}{kind.ja}の経験が{self.min_years:g}年以上あること")
        return Text(f"less than {self.under_years:g} years of experience as {kind.en}{term_en}{place_en}",
                    f"{place_ja}{term_ja}{kind.ja}の経験が通算{self.under_years:g}年未満であること")

    def judge(self, case: Case) -> Judgement:
        if case.person.positions is None:
            return unknown("positions")
        low, high = self._days(case)
        limit = (self.min_years if self.min_years is not None else self.under_years or 0) * 365.25
        enough = True if low >= limit else False if high < limit else None
        verdict = truth(enough if self.min_years is not None or enough is None else not enough)
        years = Text(f"about {low / 365.25:.1f} years", f"約{low / 365.25:.1f}年")
        gaps = (Missing("positions"),) if enough is None else ()
        change = "wait" if self.min_years is not None else "never"
        since, until = self._holds(case, low, high, limit, enough)
        return Judgement(verdict, years, ("positions",), gaps, since, until, change)  # type: ignore[arg-type]

    def _holds(self, case: Case, low: int, high: int, limit: float, enough: bool | None) -> tuple[date, date]:
        """Days asked around this one with the same answer: a day adds at most one day, and none is lost but by a break."""
        since, until = post_stretch(case.person, case.day) if self.continuous else (date.min, date.max)
        if enough is None:
            return case.day, case.day
        if enough:
            return max(since, clamp_add(case.day, -int(low - limit))), until
        return since, min(until, clamp_add(case.day, max(0, int(limit - high) - 1)))

    def _days(self, case: Case) -> tuple[int, int]:
        sure: set[int] = set()
        maybe: set[int] = set()
        undated = False
        today = case.day.toordinal()
        asked = case.places(self.within)
        for post in case.person.positions or ():
            tests: list[bool | None] = [None if post.kind is None else post.kind in self.kinds] if self.kinds else []
            if self.within:
                tests.append(asked.has(post.country))
            for wanted, stated in ((self.tenure, post.tenure), (self.full_time, post.full_time)):
                if wanted is not None:
                    tests.append(None if stated is None else stated is wanted)
            if False in tests:
                continue
            if post.since is None:
                undated = True
                continue
            last = min(today, post.until.latest.toordinal() if post.until else today)
            days = range(post.since.earliest.toordinal(), last + 1)
            maybe.update(days)
            if None not in tests:
                end = min(today, post.until.earliest.toordinal() if post.until else today)
                sure.update(range(post.since.latest.toordinal(), end + 1))
        if self.continuous:
            sure, maybe = _unbroken(sure, today), _unbroken(maybe, today)
        return len(sure), 10**9 if undated else len(maybe)


def _unbroken(days: set[int], last: int) -> set[int]:
    """The days that reach back from ``last`` without a gap."""
    first = last
    while first in days:
        first -= 1
    return set(range(first + 1, last + 1))


def _stage_stretch(person: ResearcherProfile, day: date) -> tuple[date, date]:
    """The days around ``day`` on which the career stage cannot change: between posts, awards and their 8th and 15th years."""
    since, until = post_stretch(person, day)
    changes: list[date] = []
    for degree in person.degrees or ():
        awarded = awarded_span(degree)
        for edge in (awarded.earliest, awarded.latest) if awarded else ():
            changes += [clamp_add(edge, round(years * 365.25) + slack) for years in (0, 8, 15) for slack in (-1, 0, 1, 2)]
    first, last = stretch(day, changes)
    return max(since, first), min(until, last)
