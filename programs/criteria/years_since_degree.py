"""Years since a degree, with career breaks that extend the limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import PartialDate, shift_months
from profiles.researcher import CareerBreak, ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    at_text,
    truth,
    unknown,
    words,
)
from programs.criteria.degree import awarded_span, fact, listed_degrees, of_level
from programs.dates import clamp_add, reached
from programs.logic import Judgement, Missing, Text, Verdict


@dataclass(frozen=True, slots=True)
class YearsSinceDegree(Criterion):
    """At most, or at least, some years since a degree at a reference date; breaks of some kinds extend the limit.

    ``strict`` means *less than* ``max`` years: a degree of 2 April counts as inside "less than six years on 1 April".
    """

    KIND: ClassVar[str] = "years_since_degree"
    levels: tuple[str, ...] = ("phd",)
    max: float | None = None
    min: float | None = None
    strict: bool = False
    at: str = "application"
    anchor: str = "awarded"
    which: str = "first"
    expected: bool = False
    extended_by: tuple[str, ...] = ()
    extension_max_months: int | None = None

    def faults(self) -> list[str]:
        return ["state `max` or `min` years"] if self.max is None and self.min is None else []

    def requirement(self) -> Text:
        level, at = words("degree_level", self.levels), at_text(self.at)
        en, ja = [], []
        if self.min is not None:
            en.append(f"at least {self.min:g}")
            ja.append(f"{self.min:g}年以上")
        if self.max is not None:
            en.append(f"{'less than' if self.strict else 'no more than'} {self.max:g}")
            ja.append(f"{self.max:g}年{'未満' if self.strict else '以内'}")
        tail_en = " (degrees still to be awarded count)" if self.expected else ""
        tail_ja = "（取得見込みを含む）" if self.expected else ""
        if self.extended_by:
            reasons = words("break_reason", self.extended_by)
            tail_en += f", extended for {reasons.en}"
            tail_ja += f"（{reasons.ja}の期間は延長可）"
        return Text(f"{' and '.join(en)} years since the {level.en} {at.en}{tail_en}",
                    f"{at.ja}で{level.ja}の学位取得後{'かつ'.join(ja)}であること{tail_ja}")

    def judge(self, case: Case) -> Judgement:
        if case.person.degrees is None:
            return unknown(fact(self.levels, "awarded"), seen=("degrees",))
        degrees = of_level(case.person, self.levels)
        spans = [awarded_span(degree, self.anchor) or (degree.expected if self.expected else None) for degree in degrees]
        known = [span for span in spans if span is not None]
        if not known:
            waiting = any(degree.expected for degree in degrees)
            if not degrees or waiting:
                return Judgement(Verdict.UNMET, listed_degrees(case.person, self.levels), ("degrees",), change="wait")
            return unknown(fact(self.levels, "awarded"))
        if len(known) < len(spans):
            return unknown(fact(self.levels, "awarded"))
        pick: Callable[..., PartialDate] = min if self.which == "first" else max
        return self._measure(case, pick(known))

    def _measure(self, case: Case, start: PartialDate) -> Judgement:
        moment = case.moment(self.at)
        since, until, truths = date.min, date.max, []
        longest = self._extension(case.person, start)
        if self.max is not None:
            limit = self._limit(start, self.max, longest)
            found = reached(moment, case.day, limit)
            truths.append(None if found.truth is None else not found.truth)
            since, until = max(since, found.since), min(until, found.until)
        if self.min is not None:
            months = round(self.min * 12)
            found = reached(moment, case.day, PartialDate(shift_months(start.earliest, months), shift_months(start.latest, months)))
            truths.append(found.truth)
            since, until = max(since, found.since), min(until, found.until)
        verdict: bool | None = False if False in truths else None if None in truths else True
        level = words("degree_level", self.levels)
        value = Text(f"{level.en} of {start}", f"{level.ja}（{start}）")
        gaps: tuple[Missing, ...] = ()
        if verdict is None:
            gaps = (Missing(fact(self.levels, self.anchor) if not start.is_exact else moment.missing or fact(self.levels, self.anchor)),)
        change = "wait" if self.min is not None and truths[-1] is False else "never"
        return Judgement(truth(verdict), value, (fact(self.levels, self.anchor),), gaps, since, until, change)  # type: ignore[arg-type]

    def _limit(self, start: PartialDate, years: float, longest: tuple[int, int]) -> PartialDate:
        months, grace = round(years * 12), 0 if self.strict else 1
        return PartialDate(clamp_add(shift_months(start.earliest, months), grace + longest[0]),
                           clamp_add(shift_months(start.latest, months), grace + longest[1]))

    def _extension(self, person: ResearcherProfile, start: PartialDate) -> tuple[int, int]:
        """Fewest and most days by which breaks after the degree extend the limit."""
        if not self.extended_by:
            return 0, 0
        spans = [break_days(item) for item in person.career_breaks or ()
                 if item.reason in self.extended_by and not (item.until and item.until.latest < start.earliest)]
        low, high = sum(span[0] for span in spans), sum(span[1] for span in spans)
        cap = 31 * self.extension_max_months if self.extension_max_months is not None else high
        return min(low, cap), min(high, cap)


def break_days(item: CareerBreak) -> tuple[int, int]:
    """Fewest and most days of a career break; one without an end counts nothing yet."""
    if item.since is None or item.until is None:
        return 0, 0
    return (max(0, (item.until.earliest - item.since.latest).days + 1), (item.until.latest - item.since.earliest).days + 1)
