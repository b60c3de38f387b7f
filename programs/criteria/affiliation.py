"""Belonging to an organisation, by a post or by enrolment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from programs.criteria.base import (
    Case,
    Criterion,
    article,
    countries_on,
    countries_text,
    country_faults,
    in_force,
    truth,
    unknown,
    words,
)
from programs.criteria.degree import awarded_span
from programs.criteria.position import post_stretch, post_text
from programs.logic import Judgement, Missing, Text, Verdict, any_of


@dataclass(frozen=True, slots=True)
class Affiliation(Criterion):
    """Belongs, by a post or by enrolment, to an organisation in (or outside) some countries."""

    KIND: ClassVar[str] = "affiliation"
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
        if person.positions is None and person.degrees is None:
            return unknown("positions", "degrees")
        since, until = post_stretch(person, case.day)
        asked = countries_on(self.within or self.not_in, case.day)
        found: list[tuple[str | None, str | None, bool | None]] = [
            (post.country, post.organisation_kind, in_force(post.since, post.until, case.day)) for post in person.positions or ()]
        found += [(degree.country, "university", True) for degree in person.degrees or ()
                  if degree.expected and awarded_span(degree) is None]
        found = [item for item in found if item[2] is not False]
        verdict = any_of([self._fits(asked, *item) for item in found])
        if verdict is Verdict.UNMET and person.positions is None:
            return unknown("positions", since=since, until=until)
        gaps = (Missing("positions"),) if verdict is Verdict.UNKNOWN else ()
        current = [post for post in person.positions or () if in_force(post.since, post.until, case.day) is not False]
        return Judgement(verdict, post_text(current), ("positions", "degrees"), gaps, since, until, "never")

    def _fits(self, asked: frozenset[str], country: str | None, kind: str | None, on: bool | None) -> Verdict:
        tests: list[bool | None] = [on, None if country is None else (country in asked) is bool(self.within)]
        if self.organisation_kinds:
            tests.append(None if kind is None else kind in self.organisation_kinds)
        return truth(False if False in tests else None if None in tests else True)
