"""Degrees held, expected or not held; years since a degree; enrolment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import PartialDate, shift_months
from profiles.researcher import CareerBreak, Degree, ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    at_text,
    countries_on,
    countries_text,
    country_faults,
    date_changes,
    truth,
    unknown,
    words,
)
from programs.dates import clamp_add, reached, stretch
from programs.logic import Judgement, Missing, Text, Verdict, any_of

STUDENT_KINDS = {"phd": "doctoral_student", "master": "master_student", "bachelor": "undergraduate"}


def fact(levels: tuple[str, ...], part: str) -> str:
    """The profile path of a part of a degree, as the contract spells it (``degrees[phd].awarded``)."""
    return f"degrees[{levels[0]}].{part}"


def awarded_span(degree: Degree, anchor: str = "awarded") -> PartialDate | None:
    """The date that starts a clock; the award stands for the defence and the reverse where one is absent."""
    first, second = (degree.defended, degree.awarded) if anchor == "defended" else (degree.awarded, degree.defended)
    return first or second


def of_level(person: ResearcherProfile, levels: tuple[str, ...]) -> list[Degree]:
    """The degrees of these levels that the profile lists."""
    return [degree for degree in person.degrees or () if degree.level in levels]


@dataclass(frozen=True, slots=True)
class DegreeHeld(Criterion):
    """Holds a degree of a level at a reference date; ``expected`` lets one count that is due by then."""

    KIND: ClassVar[str] = "degree"
    levels: tuple[str, ...]
    at: str = "application"
    expected: bool = False
    held: bool = True
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        level, at = words("degree_level", self.levels), at_text(self.at)
        if not self.held:
            return Text(f"no {level.en} {at.en}", f"{at.ja}で{level.ja}の学位を取得していないこと")
        where = countries_text(self.within or self.not_in)
        place_en = f" from {'' if self.within else 'outside '}{where.en}" if where.en else ""
        place_ja = f"（{where.ja}{'' if self.within else '以外'}の大学等）" if where.ja else ""
        due_en, due_ja = (" (or due by then)", "（取得見込みを含む）") if self.expected else ("", "")
        return Text(f"{level.en}{place_en} held {at.en}{due_en}", f"{at.ja}で{level.ja}の学位{place_ja}を取得していること{due_ja}")

    def judge(self, case: Case) -> Judgement:
        if case.person.degrees is None:
            return unknown(fact(self.levels, "awarded"), seen=("degrees",))
        single = [self._one(case, degree) for degree in of_level(case.person, self.levels)]
        single = [found for found in single if found is not None]
        verdict = any_of([found.verdict for found in single])
        since = max((found.since for found in single), default=date.min)
        until = min((found.until for found in single), default=date.max)
        value = listed_degrees(case.person, self.levels)
        gaps = tuple(gap for found in single for gap in found.missing)
        if not self.held:
            verdict = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)
        change = "never" if not self.held else "wait" if single else "never"
        return Judgement(verdict, value, ("degrees",), gaps if verdict is Verdict.UNKNOWN else (), since, until, change)  # type: ignore[arg-type]

    def _one(self, case: Case, degree: Degree) -> Judgement:
        place = self._place(case, degree)
        awarded = awarded_span(degree)
        if place is False:
            return Judgement(Verdict.UNMET)
        moment = case.moment(self.at)
        if awarded is None and degree.expected is not None:
            if not self.expected:
                return Judgement(Verdict.UNMET, change="wait")
            awarded = degree.expected
        if awarded is None:
            return unknown(fact(self.levels, "awarded"))
        found = reached(moment, case.day, awarded)
        verdict = truth(found.truth)
        gaps = (Missing(moment.missing or fact(self.levels, "awarded")),) if found.truth is None else ()
        if verdict is Verdict.MET and place is None:
            return Judgement(Verdict.UNKNOWN, missing=(Missing(fact(self.levels, "country")),), since=found.since, until=found.until)
        return Judgement(verdict, missing=gaps, since=found.since, until=found.until)

    def _place(self, case: Case, degree: Degree) -> bool | None:
        if not self.within and not self.not_in:
            return True
        if degree.country is None:
            return None
        if self.within:
            return degree.country in countries_on(self.within, case.day)
        return degree.country not in countries_on(self.not_in, case.day)


def listed_degrees(person: ResearcherProfile, levels: tuple[str, ...]) -> Text:
    """The person's own degrees of these levels, in words."""
    en, ja = [], []
    for degree in of_level(person, levels):
        level = words("degree_level", (degree.level or "",))
        awarded = awarded_span(degree)
        if awarded:
            en.append(f"{level.en} awarded {awarded}")
            ja.append(f"{level.ja}（{awarded}取得）")
        elif degree.expected:
            en.append(f"{level.en} expected {degree.expected}")
            ja.append(f"{level.ja}（{degree.expected}取得見込み）")
    if not en:
        level = words("degree_level", levels)
        return Text(f"no {level.en} with a date", f"{level.ja}の取得日の記載なし")
    return Text(", ".join(en), "、".join(ja))


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


@dataclass(frozen=True, slots=True)
class Enrolled(Criterion):
    """Is enrolled for a degree of a level, in or outside some countries."""

    KIND: ClassVar[str] = "enrolled"
    levels: tuple[str, ...]
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    finishing_within_years: float | None = None

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        level, where = words("degree_level", self.levels), countries_text(self.within or self.not_in)
        en = f"enrolment in a {level.en} course"
        ja = f"{level.ja}の課程に在籍していること"
        if where.en:
            en += f" {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'' if self.within else '以外の国・地域'}の大学等の{ja}"
        if self.finishing_within_years is not None:
            en += f", due to finish within {self.finishing_within_years:g} years"
            ja += f"（{self.finishing_within_years:g}年以内に修了見込みであること）"
        return Text(en, ja)

    def judge(self, case: Case) -> Judgement:
        person = case.person
        running = [d for d in of_level(person, self.levels) if d.expected and awarded_span(d) is None]
        kinds = {STUDENT_KINDS.get(level) for level in self.levels}
        posts = [p for p in person.positions or () if p.kind in kinds]
        since, until = stretch(case.day, [c for p in posts for c in (*date_changes(p.since), *(clamp_add(d, 1) for d in date_changes(p.until)))])
        live = [p for p in posts if (p.until is None or p.until.latest >= case.day) and not (p.since and p.since.earliest > case.day)]
        countries = [d.country for d in running] or [p.country for p in live]
        if not countries and person.degrees is None:
            return unknown(fact(self.levels, "expected"), seen=("degrees", "positions"), since=since, until=until)
        if not countries:
            return Judgement(Verdict.UNMET, Text("no such enrolment stated", "該当する在籍の記載なし"), ("degrees", "positions"), (), since, until)
        verdict = any_of([truth(self._place(case, country)) for country in countries])
        if verdict is Verdict.MET and self.finishing_within_years is not None:
            return self._finishing(case, [d.expected for d in running if d.expected], since, until)
        gaps = (Missing(fact(self.levels, "country")),) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, listed_degrees(person, self.levels), ("degrees",), gaps, since, until)

    def _place(self, case: Case, country: str | None) -> bool | None:
        if not self.within and not self.not_in:
            return True
        if country is None:
            return None
        return country in countries_on(self.within, case.day) if self.within else country not in countries_on(self.not_in, case.day)

    def _finishing(self, case: Case, due: list[PartialDate], since: date, until: date) -> Judgement:
        if not due:
            return unknown(fact(self.levels, "expected"), since=since, until=until)
        months = round((self.finishing_within_years or 0) * 12)
        soonest = min(due)
        limit = PartialDate(shift_months(soonest.earliest, -months), shift_months(soonest.latest, -months))
        found = reached(case.moment("application"), case.day, limit)
        gaps = (Missing(fact(self.levels, "expected")),) if found.truth is None else ()
        return Judgement(truth(found.truth), listed_degrees(case.person, self.levels), (fact(self.levels, "expected"),), gaps,
                         max(since, found.since), min(until, found.until), "wait")
