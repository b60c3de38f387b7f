"""Career breaks that a rule asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import shift_months, shift_years
from profiles.researcher import CareerBreak
from programs.criteria.base import Case, Criterion, all_true, any_true, date_changes, truth, unknown, unknown_words, words
from programs.criteria.extensions import days_of
from programs.criteria.spans import day_after, ends_within, has_come
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text
from programs.phrases import plural

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists
    from programs.truths import Truths

_FAR = (date.max - date.min).days


@dataclass(frozen=True, slots=True)
class CareerBroken(Criterion):
    """Has had a career break of some kinds, of a least length, ended by now or within some years.

    ``min_days`` asks for so many days up to now in all such breaks together; days that overlap count once.
    """

    KIND: ClassVar[str] = "career_break"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("reasons", "min_months", "last_years", "ended", "min_days")
    reasons: tuple[str, ...] = ()
    min_months: int | None = None
    last_years: int | None = None
    ended: bool = False
    min_days: int | None = None

    def faults(self) -> list[str]:
        return unknown_words("break_reason", self.reasons, "reasons")

    def requirement(self) -> Text:
        kind = words("break_reason", self.reasons) if self.reasons else Text("any reason", "理由を問わない")
        en, ja = f"a career break for {kind.en}", f"{kind.ja}{'' if not self.reasons else 'による'}研究の中断"
        if self.min_months is not None:
            en, ja = f"{en} of at least {plural(self.min_months, 'month')}", f"{self.min_months:g}か月以上の{ja}"
        if self.min_days is not None:
            en, ja = f"{en}, {self.min_days} days or more in all", f"通算{self.min_days}日以上の{ja}"
        if self.last_years is not None:
            en, ja = f"{en} within the last {plural(self.last_years, 'year')}", f"過去{self.last_years:g}年以内に{ja}"
        return Text(en + (", already ended" if self.ended else ""), f"{ja}があること{'（既に終了していること）' if self.ended else ''}")

    def judge(self, case: Case) -> Judgement:
        breaks = case.person.career_breaks
        if breaks is None:
            return unknown("career_breaks")
        counted = [(item, self._counts(item, case.day)) for item in breaks]
        changes = [day for item in breaks for day in self._changes(item)]
        if self.min_days is not None:
            return self._in_all([(item, counts) for item, counts in counted if counts is not False], case.day, self.min_days, stretch(case.day, changes))
        found = any_true([counts for _, counts in counted])
        value = Text(f"{plural(len(breaks), 'career break')} stated", f"中断{len(breaks)}件") if breaks else Text("no career break", "中断なし")
        gaps = (Missing("career_breaks"),) if found is None else ()
        return Judgement(truth(found), value, ("career_breaks",), gaps, *stretch(case.day, changes), "never")

    def _in_all(self, counted: list[tuple[CareerBreak, bool | None]], day: date, least: int, steady: tuple[date, date]) -> Judgement:
        """The days of these breaks up to now; a sum changes by at most one a day."""
        low = days_of([(item.since.latest.toordinal(), min(day, item.until.earliest).toordinal()) for item, counts in counted if counts and item.since and item.until])
        most = [(item.since.earliest.toordinal(), min(day, item.until.latest if item.until else day).toordinal()) for item, _ in counted if item.since]
        high = days_of(most) if len(most) == len(counted) else _FAR
        found = True if low >= least else False if high < least else None
        back, ahead = (low - least, _FAR) if found else (_FAR, least - 1 - high) if found is False else (high - least, least - 1 - low)
        value = Text(f"{low} days" if low == high else f"at least {low} days", f"{low}日" if low == high else f"{low}日以上")
        return Judgement(truth(found), value, ("career_breaks",), (Missing("career_breaks"),) if found is None else (),
                         max(steady[0], clamp_add(day, -back)), min(steady[1], clamp_add(day, ahead)), "never")

    def _counts(self, item: CareerBreak, day: date) -> bool | None:
        tests: list[bool | None] = [None if item.since is None else has_come(item.since, day)]
        if self.reasons:
            tests.append(None if item.reason is None else item.reason in self.reasons)
        if self.min_months is not None:
            tests.append(self._long_enough(item, round(self.min_months)))
        if self.ended:
            tests.append(None if item.until is None else has_come(day_after(item.until), day))
        if self.last_years is not None:
            # a break that still goes on counts as recent
            tests.append(None if item.until is None else True if item.until.earliest >= day else ends_within(item.until, round(self.last_years), day))
        return all_true(tests)

    def _long_enough(self, item: CareerBreak, months: int) -> bool | None:
        if item.since is None or item.until is None:
            return None
        enough = shift_months(item.since.latest, months) <= clamp_add(item.until.earliest, 1)
        possible = shift_months(item.since.earliest, months) <= clamp_add(item.until.latest, 1)
        return True if enough else None if possible else False

    def _changes(self, item: CareerBreak) -> list[date]:
        ends = [clamp_add(day, 1) for day in date_changes(item.until)]
        years = round(self.last_years or 0)
        return [*date_changes(item.since), *date_changes(item.until), *ends, *(clamp_add(shift_years(day, years), 1) for day in date_changes(item.until))]

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.truths import all_true as every
        from programs.truths import ends_within, has_come, lasting, later, when

        breaks, day = asking.lists("career_breaks", ("reason", "since", "until")), asking.day
        since, until = breaks.spans("since"), breaks.spans("until")
        tests = [has_come(since, day), *breaks.among("reason", self.reasons)]
        if self.min_months is not None:
            tests.append(lasting(since, until, round(self.min_months)))
        if self.ended:
            tests.append(has_come(later(until, 1), day))
        if self.last_years is not None:
            recent = ends_within(until, round(self.last_years), day)
            tests.append(when(until.earliest >= day.toordinal(), breaks.constant(True), recent))
        return breaks.judged(breaks.any_of(tests) if self.min_days is None else _people_in_all(breaks, every(tests), self.min_days))


def _people_in_all(breaks: Lists, counts: Truths, least: int) -> Truths:
    """As ``CareerBroken._in_all``, for each list of breaks."""
    import numpy as np

    from programs.truths import FALSE, TRUE, told_between, union_days

    owners, items = breaks.sets.expanded(np.arange(len(breaks.sets)))
    since, until, counts, today = breaks.spans("since").take(items), breaks.spans("until").take(items), counts[items], breaks.asking.day.toordinal()
    low, high = (union_days(owners[chosen], first[chosen].astype(np.int64), np.minimum(last, today)[chosen].astype(np.int64), len(breaks.sets))
                 for chosen, first, last in (((counts == TRUE) & since.known & until.known, since.latest, until.earliest),
                                             ((counts != FALSE) & since.known, since.earliest, np.where(until.known, until.latest, today))))
    undated = np.bincount(owners[(counts != FALSE) & ~since.known], minlength=len(breaks.sets)) > 0
    return told_between(low, np.where(undated, _FAR, high), least)
