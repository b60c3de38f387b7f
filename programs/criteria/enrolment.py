"""Enrolment for a degree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import PartialDate, shift_months
from programs.criteria.base import (
    Case,
    Criterion,
    countries_on,
    countries_text,
    country_faults,
    date_changes,
    truth,
    unknown,
    words,
)
from programs.criteria.degree import awarded_span, fact, listed_degrees, of_level
from programs.dates import clamp_add, reached, stretch
from programs.logic import Judgement, Missing, Text, Verdict, any_of

STUDENT_KINDS = {"phd": "doctoral_student", "master": "master_student", "bachelor": "undergraduate"}


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
