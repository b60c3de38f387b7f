"""Enrolment for a degree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate, shift_months
from profiles.researcher import Degree, ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    all_true,
    any_true,
    countries_text,
    country_faults,
    date_changes,
    held_stretch,
    in_force,
    placed,
    truth,
    unknown,
    words,
)
from programs.criteria.degree import awarded_span, courses_of, fact, listed_degrees
from programs.criteria.position import posts_of
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text, later
from programs.phrases import levels_ja

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists

STUDENT_KINDS = {"phd": "doctoral_student", "master": "master_student", "bachelor": "undergraduate"}


@dataclass(frozen=True, slots=True)
class Enrolled(Criterion):
    """Is enrolled for a degree of a level, in or outside some countries."""

    KIND: ClassVar[str] = "enrolled"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("levels", "within", "not_in", "finishing_within_years")
    levels: tuple[str, ...]
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    finishing_within_years: float | None = None

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        level, where = words("degree_level", self.levels), countries_text(self.within or self.not_in)
        en = f"enrolment in a {level.en} course"
        ja = f"{levels_ja(self.levels)}課程に在籍していること".replace("その他課程", "その他の課程")
        if where.en:
            en += f" {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'' if self.within else '以外の国・地域'}の大学等の{ja}"
        if self.finishing_within_years is not None:
            en += f", due to finish within {self.finishing_within_years:g} years"
            ja += f"（{self.finishing_within_years:g}年以内に修了見込みであること）"
        return Text(en, ja)

    def judge(self, case: Case) -> Judgement:
        person = case.person
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        since, until = held_stretch(within, not_in)
        running = self._running(person)
        posts = [p for p in person.positions or () if p.kind is None or p.kind in {STUDENT_KINDS.get(level) for level in self.levels}]
        first, last = stretch(case.day, [c for p in posts for c in (*date_changes(p.since), *(clamp_add(d, 1) for d in date_changes(p.until)))])
        since, until = max(since, first), min(until, last)
        tests = [all_true([sure, placed(degree.country, within, not_in)]) for degree, sure in running]
        tests += [all_true([None if p.kind is None else True, in_force(p.since, p.until, case.day), placed(p.country, within, not_in)]) for p in posts]
        unlisted = [name for name, stated in (("degrees", person.degrees), ("positions", person.positions)) if stated is None]
        found = any_true([*tests, *([None] if unlisted else [])])
        if found is True and self.finishing_within_years is not None:
            due = [degree.expected for degree, _ in running if degree.expected and placed(degree.country, within, not_in) is not False]
            return self._finishing(case, due, since, until)
        if found is None:
            place = [path for places in (within, not_in) if places for path in places.missing]
            if None in tests:
                place = [fact(self.levels, "country"), *place]
            gaps = [fact(self.levels, "expected") if name == "degrees" else name for name in unlisted]
            return unknown(*(place if None in tests else gaps), seen=("degrees", "positions"), since=since, until=until)
        value = later(listed_degrees, person, self.levels) if running else Text("such a post", "該当する職") if found else Text("no such enrolment stated", "該当する在籍の記載なし")
        return Judgement(truth(found), value, ("degrees", "positions"), (), since, until)

    def _running(self, person: ResearcherProfile) -> list[tuple[Degree, bool | None]]:
        """Degrees for which the person is (True) or may be (None) enrolled: expected and not awarded, or without any date."""
        found: list[tuple[Degree, bool | None]] = []
        for degree in person.degrees or ():
            if awarded_span(degree) is None and (degree.level is None or degree.level in self.levels):
                found.append((degree, True if degree.expected and degree.level else None))
        return found

    def _finishing(self, case: Case, due: list[PartialDate], since: date, until: date) -> Judgement:
        if not due:
            return unknown(fact(self.levels, "expected"), since=since, until=until)
        months = round((self.finishing_within_years or 0) * 12)
        soonest = min(due)
        limit = PartialDate(shift_months(soonest.earliest, -months), shift_months(soonest.latest, -months))
        found = case.reached("application", limit)
        gaps = (Missing(fact(self.levels, "expected")),) if found.truth is None else ()
        return Judgement(truth(found.truth), later(listed_degrees, case.person, self.levels), (fact(self.levels, "expected"),), gaps,
                         max(since, found.since), min(until, found.until), "wait")

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        courses, posts = (lists.placed(self.within, self.not_in) for lists in (courses_of(asking, self.levels), posts_of(asking)))
        kinds = {STUDENT_KINDS.get(level) for level in self.levels}
        enrolled = courses.any_of([courses.truths("dated"), courses.truths("levelled"), courses.truths("placed")])
        employed = posts.any_of([posts.truths("on"), posts.truths("placed"), posts.passing("kind", kinds.__contains__)])
        found = Folded("any", (courses.judged(enrolled), posts.judged(employed)))
        if self.finishing_within_years is None:
            return found
        return Folded("all", (found, Folded("any", (Folded("not", (found,)), self._people_finishing(courses)))))

    def _people_finishing(self, courses: Lists) -> Verdicts:
        """Whether the first course ends in time, for those who are enrolled."""
        from programs.truths import FALSE, OPEN, reached, shifted, when

        expected = courses.spans("expected")
        soonest = courses.earliest(expected, expected.known & (courses.truths("placed") != FALSE))
        today = courses.asking.day.toordinal()
        return courses.judged(when(soonest.known, reached(today, today, shifted(soonest, -round((self.finishing_within_years or 0) * 12))), OPEN))
