"""Belonging to an organisation, by a post or by enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    all_true,
    any_true,
    article,
    countries_text,
    country_faults,
    in_force,
    placed,
    truth,
    words,
)
from programs.criteria.degree import awarded_span, courses_of
from programs.criteria.position import post_stretch, post_text, posts_of
from programs.logic import Judgement, Missing, Text, later

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts


@dataclass(frozen=True, slots=True)
class Affiliation(Criterion):
    """Belongs, by a post or by enrolment, to an organisation in (or outside) some countries."""

    KIND: ClassVar[str] = "affiliation"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "not_in", "organisation_kinds")
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        if bool(self.within) == bool(self.not_in):
            return ["name the countries under one of `in` and `not_in`"]
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        kind = words("organisation_kind", self.organisation_kinds) if self.organisation_kinds else Text("institution", "機関")
        side = ("in", "の") if self.within else ("outside", "以外の国・地域の")
        return Text(f"enrolled or employed at {article(kind.en)} {side[0]} {where.en}", f"{where.ja}{side[1]}{kind.ja}に所属（在籍を含む）していること")

    def judge(self, case: Case) -> Judgement:
        person = case.person
        asked = case.places(self.within or self.not_in)
        since, until = post_stretch(person.positions, case.day)
        since, until = max(since, asked.since), min(until, asked.until)
        posts = [(post, in_force(post.since, post.until, case.day)) for post in person.positions or ()]
        current = [(post, on) for post, on in posts if on is not False]
        tests = [self._fits(asked, post.country, post.organisation_kind, on) for post, on in current]
        tests += [self._fits(asked, degree.country, "university", True if degree.expected else None)
                  for degree in person.degrees or () if awarded_span(degree) is None]
        unlisted = [name for name, stated in (("positions", person.positions), ("degrees", person.degrees)) if stated is None]
        found = any_true([*tests, *([None] if unlisted else [])])
        gaps: tuple[Missing, ...] = ()
        if found is None:
            gaps = tuple(Missing(path) for path in dict.fromkeys((*asked.missing, *(unlisted or ["positions"]))))
        return Judgement(truth(found), later(post_text, [post for post, _ in current]), ("positions", "degrees"), gaps, since, until, "never")

    def _fits(self, asked: Places, country: str | None, kind: str | None, on: bool | None) -> bool | None:
        place = placed(country, asked if self.within else None, asked if self.not_in else None)
        suits = True if not self.organisation_kinds else None if kind is None else kind in self.organisation_kinds
        return all_true([on, place, suits])

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        posts, courses = (lists.placed(self.within, self.not_in) for lists in (posts_of(asking), courses_of(asking)))
        employed = posts.any_of([posts.truths("on"), posts.truths("placed"), *posts.among("organisation_kind", self.organisation_kinds)])
        suits = courses.constant(not self.organisation_kinds or "university" in self.organisation_kinds)
        enrolled = courses.any_of([courses.truths("dated"), courses.truths("placed"), suits])
        return Folded("any", (posts.judged(employed), courses.judged(enrolled)))
