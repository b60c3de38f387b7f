"""Years of experience in posts, counted by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import shift_months
from profiles.researcher import Position as Post
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    all_true,
    at_each,
    at_text,
    countries_text,
    country_faults,
    date_changes,
    reference_faults,
    truth,
    unknown,
)
from programs.criteria.position import post_stretch
from programs.dates import clamp_add
from programs.lasting import run_around, run_between
from programs.logic import Judgement, Missing, Text
from programs.phrases import all_but_students, posts_text, term

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists

Span = tuple[int, int]
_NEVER_ENDING = 10**9
_SLACK = 4  # a count of calendar months differs by at most three days with the month in which it begins


@dataclass(frozen=True, slots=True)
class Served:
    """Days in posts before the day asked: how many, and the day number after the last."""

    days: int
    end: int

    def surplus(self, months: int) -> int:
        """Days above (below 0: short of) what ``months`` calendar months make that end where these days end.

        The days are moved together: had there been no gap they would have begun ``days`` before ``end``, and from there the months are counted.
        """
        if self.days >= _NEVER_ENDING or self.days >= self.end:
            return _NEVER_ENDING
        return self.end - shift_months(date.fromordinal(self.end - self.days), months).toordinal()


@dataclass(frozen=True, slots=True)
class Experience(Criterion):
    """At least, or less than, some years in posts of some kinds (calendar time, overlaps counted once), up to a reference date.

    A post without an end is taken to go on until the reference date.
    """

    KIND: ClassVar[str] = "experience"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("kinds", "min_years", "under_years", "tenure", "full_time", "within", "continuous", "at")
    kinds: tuple[str, ...] = ()
    min_years: float | None = None
    under_years: float | None = None
    tenure: bool | None = None
    full_time: bool | None = None
    within: tuple[str, ...] = ()
    continuous: bool = False
    at: tuple[str, ...] = ("application",)

    def faults(self) -> list[str]:
        if self.continuous and self.at != ("application",):
            return ["`continuous` counts up to the application; leave `at` out"]
        if (self.min_years is None) == (self.under_years is None):
            return ["state one of `min_years` and `under_years`"]
        return country_faults(self.within) + reference_faults(self.at)

    def requirement(self) -> Text:
        kind = Text("of work experience", "職務") if not self.kinds or all_but_students(self.kinds) else posts_text(self.kinds)
        if kind.en != "of work experience":
            kind = Text(f"of experience as {kind.en}", kind.ja)
        where = countries_text(self.within)
        place_en, place_ja = (f" in {where.en}", f"{where.ja}での") if where.en else ("", "")
        if self.continuous:
            place_en, place_ja = f"{place_en} without a break up to now", f"{place_ja}現在まで継続した"
        if self.at != ("application",):
            at = at_text(self.at)
            place_en, place_ja = f"{place_en} {at.en}", f"{at.ja}で、{place_ja}"
        term_en, term_ja = (" in permanent posts", "任期の定めのない職での") if self.tenure else ("", "")
        if self.min_years is not None:
            least = term(self.min_years)
            return Text(f"at least {least.en} {kind.en}{term_en}{place_en}", f"{place_ja}{term_ja}{kind.ja}の経験が{least.ja}以上あること")
        most = term(self.under_years or 0)
        return Text(f"less than {most.en} {kind.en}{term_en}{place_en}", f"{place_ja}{term_ja}{kind.ja}の経験が通算{most.ja}未満であること")

    def judge(self, case: Case) -> Judgement:
        if case.person.positions is None:
            return unknown("positions")
        return at_each(self.at, lambda reference: self._judged_at(case, reference))

    def _judged_at(self, case: Case, reference: str) -> Judgement:
        asked, moment = case.places(self.within), case.moment(reference)
        (least, low, high), (_, *later_bounds) = (self._bounds(case, asked, day) for day in (moment.earliest, moment.latest))
        enough = True if low >= 0 else False if later_bounds[1] < 0 else None
        gaps: tuple[Missing, ...] = ()
        if enough is None:
            gaps = tuple(Missing(path) for path in (moment.missing if low < 0 <= later_bounds[0] and moment.missing else "positions", *asked.missing))
        since, until = self._holds_exactly(case, reference, asked, case.between) if case.between is not None else (moment.since, moment.until) \
            if not moment.moves else self._holds(case, low, high, enough) if reference == "application" else (case.day, case.day)
        fits = enough if self.min_years is not None or enough is None else not enough
        return Judgement(truth(fits), Text(f"about {least.days / 365.25:.1f} years", f"約{least.days / 365.25:.1f}年"), ("positions",), gaps,
                         max(since, asked.since), min(until, asked.until), "wait" if self.min_years is not None else "never")

    def _bounds(self, case: Case, asked: Places, day: date) -> tuple[Served, int, int]:
        """What is certainly served before a day, and the least and the most days above the limit."""
        least, most = self._served(case, asked, day)
        low, high = least.surplus(self._months), most.surplus(self._months)
        if least != most:
            # what is open may end later than what is sure: allow for the longest and the shortest run of so many months
            low, high = low - _SLACK, high + _SLACK
        return least, low, high

    @property
    def _months(self) -> int:
        return round((self.min_years if self.min_years is not None else self.under_years or 0) * 12)

    def _holds(self, case: Case, low: int, high: int, enough: bool | None) -> tuple[date, date]:
        """Days asked around this one with the same answer: a day adds at most one, and the months counted vary by less than ``_SLACK``."""
        since, until = post_stretch(case.person.positions, case.day) if self.continuous else (date.min, date.max)
        margin = 2 * _SLACK  # what is all sure today may be partly open on another day
        back, ahead = max(0, low - margin), max(0, -high - margin)
        if enough is None:
            back, ahead = max(0, high - margin), max(0, -low - margin)
        if enough is True and not self.continuous and back:
            return max(since, clamp_add(case.day, -back)), until
        if enough is False and not self.continuous and ahead:
            return since, min(until, clamp_add(case.day, ahead))
        if enough is not None:
            back = ahead = max(back, ahead)
        return max(since, clamp_add(case.day, -back)), min(until, clamp_add(case.day, ahead))

    def _holds_exactly(self, case: Case, reference: str, asked: Places, between: tuple[date, date]) -> tuple[date, date]:
        """The same to the day: once all posts that count have begun and ended days are only gained, and before that up to the next one that does."""
        moment = case.moment(reference)
        first, last = max(between[0], asked.since), min(between[1], asked.until)
        ends = [end for post in case.person.positions or () if self._counts(post, asked) is not False for end in date_changes(post.since, post.until)]
        settled = clamp_add(max(ends, default=date.min), 2)
        if moment.earliest > settled:
            first = run_around(lambda day: case.on(day).moment(reference).earliest > settled, case.day, first, case.day)[0]
            return run_around(lambda day: self._enough_on(case.on(day), reference, asked), case.day, first, last)
        if not moment.moves:
            return moment.since, moment.until
        offsets = [(end - case.day).days for end in (moment.earliest, moment.latest)]
        events = [clamp_add(end, more - offset) for end in ends for more in (0, 1, 2) for offset in offsets]
        return run_between(lambda day: self._enough_on(case.on(day), reference, asked), case.day, events, max(first, moment.since), min(last, moment.until))

    def _enough_on(self, case: Case, reference: str, asked: Places) -> bool | None:
        moment = case.moment(reference)
        low, high = self._bounds(case, asked, moment.earliest)[1], self._bounds(case, asked, moment.latest)[2]
        return True if low >= 0 else False if high < 0 else None

    def _served(self, case: Case, asked: Places, day: date) -> tuple[Served, Served]:
        """The days before ``day`` that certainly count, and all that may."""
        sure: list[Span] = []
        maybe: list[Span] = []
        today, undated = day.toordinal(), False
        last = today + 1 if self.continuous else today  # a run without a break includes the day asked, which itself does not count yet
        for post in case.person.positions or ():
            counts = self._counts(post, asked)
            if counts is False:
                continue
            if post.since is None:
                undated = True
                continue
            maybe.append((post.since.earliest.toordinal(), min(last, post.until.latest.toordinal() + 1 if post.until else last)))
            if counts:
                sure.append((post.since.latest.toordinal(), min(last, post.until.earliest.toordinal() + 1 if post.until else last)))
        least, most = _total(sure, today, self.continuous), _total(maybe, today, self.continuous)
        return least, Served(_NEVER_ENDING, today) if undated else most

    def _counts(self, post: Post, asked: Places) -> bool | None:
        tests: list[bool | None] = [None if post.kind is None else post.kind in self.kinds] if self.kinds else []
        if self.within:
            tests.append(asked.has(post.country))
        for wanted, stated in ((self.tenure, post.tenure), (self.full_time, post.full_time)):
            if wanted is not None:
                tests.append(None if stated is None else stated is wanted)
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        return Folded("all", tuple(self._people_at(asking, reference) for reference in self.at))

    def _people_at(self, asking: PeopleAsking, reference: str) -> Verdicts:
        from programs.careers import Services, served, served_enough
        from programs.truths import all_true

        def made(asking: PeopleAsking) -> tuple[Lists, tuple[Services, Services]]:
            posts = asking.lists("positions", ("kind", "country", "full_time", "tenure", "since", "until")).dated(reference).placed(self.within, ())
            tests = [posts.truths("placed"), *posts.among("kind", self.kinds), *posts.being("tenure", self.tenure), *posts.being("full_time", self.full_time)]
            return posts, served(posts, all_true(tests), self.continuous, reference)

        posts, services = asking.kept(("counted", self.kinds, self.within, self.tenure, self.full_time, self.continuous, reference), made)
        return posts.judged(served_enough(services, self._months, _SLACK), self.min_years is not None)


def _total(spans: Sequence[Span], today: int, continuous: bool) -> Served:
    """The union of spans of day numbers (ends excluded); with ``continuous`` only the run in which ``today`` lies, up to it."""
    runs: list[Span] = []
    for first, end in sorted(span for span in spans if span[0] < span[1]):
        if runs and first <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((first, end))
    if continuous:
        runs = [(first, today) for first, end in runs if end > today]
    return Served(sum(end - first for first, end in runs), runs[-1][1] if runs else today)
