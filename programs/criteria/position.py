"""Posts held now or ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.researcher import Position as Post
from profiles.researcher import ResearcherProfile
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
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text, Verdict, any_of


def post_text(posts: list[Post]) -> Text:
    """The person's own posts in words."""
    if not posts:
        return Text("no current post stated", "現職の記載なし")
    en = [", ".join(p for p in (words("position_kind", (post.kind,)).en if post.kind else None, post.organisation) if p) for post in posts]
    ja = ["・".join(p for p in (post.organisation, words("position_kind", (post.kind,)).ja if post.kind else None) if p) for post in posts]
    return Text("; ".join(en), "、".join(ja))


def post_stretch(person: ResearcherProfile, day: date) -> tuple[date, date]:
    """The days around ``day`` on which no stated post begins or ends."""
    changes: list[date] = []
    for post in person.positions or ():
        if post.since:
            changes += [post.since.earliest, post.since.latest]
        if post.until:
            changes += [clamp_add(post.until.earliest, 1), clamp_add(post.until.latest, 1)]
    return stretch(day, changes)


@dataclass(frozen=True, slots=True)
class Position(Criterion):
    """Holds (or does not hold) a post of some kinds, in some countries, at some kinds of organisation, now."""

    KIND: ClassVar[str] = "position"
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    full_time: bool | None = None
    tenure: bool | None = None
    ever: bool = False
    held: bool = True

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        kind = words("position_kind", self.kinds) if self.kinds else Text("a post", "職")
        where, at = countries_text(self.within or self.not_in), words("organisation_kind", self.organisation_kinds)
        hours = {True: ("full-time ", "常勤の"), False: ("part-time ", "非常勤の"), None: ("", "")}[self.full_time]
        term = {True: ("tenured ", "任期なしの"), False: ("fixed-term ", "任期付きの"), None: ("", "")}[self.tenure]
        en = f"{hours[0]}{term[0]}{kind.en}" + (f" at {article(at.en)}" if at.en else "") + (
            f" {'in' if self.within else 'outside'} {where.en}" if where.en else "")
        ja = (f"{where.ja}{'' if self.within else '以外の国・地域'}の" if where.ja else "") + (f"{at.ja}の" if at.ja else "")
        ja += f"{hours[1]}{term[1]}{kind.ja}"
        if not self.held:
            return Text(f"never having held {en}" if self.ever else f"not holding {en}", f"{ja}{'の経験がないこと' if self.ever else 'に就いていないこと'}")
        return Text(f"{en} held now or earlier" if self.ever else f"current post: {en}", f"{ja}{'の経験があること' if self.ever else 'に就いていること'}")

    def judge(self, case: Case) -> Judgement:
        person = case.person
        if person.positions is None:
            return unknown("positions")
        since, until = post_stretch(person, case.day)
        live = [(post, True if self.ever else in_force(post.since, post.until, case.day)) for post in person.positions]
        live = [(post, on) for post, on in live if on is not False]
        verdict = any_of([self._fits(case, post, on) for post, on in live])
        if not self.held:
            verdict = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)
        gaps = (Missing("positions"),) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, post_text([post for post, _ in live]), ("positions",), gaps, since, until, "never")

    def _fits(self, case: Case, post: Post, on: bool | None) -> Verdict:
        tests: list[bool | None] = [on]
        if self.kinds:
            tests.append(None if post.kind is None else post.kind in self.kinds)
        if self.within:
            tests.append(None if post.country is None else post.country in countries_on(self.within, case.day))
        if self.not_in:
            tests.append(None if post.country is None else post.country not in countries_on(self.not_in, case.day))
        if self.organisation_kinds:
            tests.append(None if post.organisation_kind is None else post.organisation_kind in self.organisation_kinds)
        for wanted, stated in ((self.full_time, post.full_time), (self.tenure, post.tenure)):
            if wanted is not None:
                tests.append(None if stated is None else stated is wanted)
        return truth(False if False in tests else None if None in tests else True)
