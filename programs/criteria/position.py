"""Posts held now or ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Position as Post
from profiles.vocabulary.countries import country_name
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    all_true,
    any_true,
    article,
    countries_text,
    country_faults,
    held_stretch,
    in_force,
    inverse,
    placed,
    truth,
    unknown,
    words,
)
from programs.criteria.names import is_listed, organisation_text
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text, later
from programs.phrases import posts_text

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists


PARTS = ("kind", "organisation_kind", "country", "full_time", "tenure")


def post_text(posts: list[Post]) -> Text:
    """The person's own posts in words."""
    if not posts:
        return Text("no current post stated", "現職の記載なし")
    named = [_named(post) for post in posts]
    return Text("; ".join(name.en for name in named), "、".join(name.ja for name in named))


def _named(post: Post) -> Text:
    """Kind and organisation of a post, or at least where it is."""
    kind = words("position_kind", (post.kind,)) if post.kind else None
    if kind is None and post.organisation is None:
        return Text(f"a post in {country_name(post.country, 'en')}", f"{country_name(post.country, 'ja')}での職") if post.country else Text("a post", "職")
    return Text(", ".join(part for part in (kind.en if kind else None, post.organisation) if part),
                "・".join(part for part in (post.organisation, kind.ja if kind else None) if part))


def post_stretch(posts: Sequence[Post] | None, day: date) -> tuple[date, date]:
    """The days around ``day`` on which none of these posts begins or ends."""
    changes: list[date] = []
    for post in posts or ():
        if post.since:
            changes += [post.since.earliest, post.since.latest]
        if post.until:
            changes += [clamp_add(post.until.earliest, 1), clamp_add(post.until.latest, 1)]
    return stretch(day, changes)


@dataclass(frozen=True, slots=True)
class Position(Criterion):
    """Holds (or does not hold) a post of some kinds, in some countries, at some kinds of organisation, now."""

    KIND: ClassVar[str] = "position"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("kinds", "within", "not_in", "organisation_kinds", "organisations", "full_time", "tenure", "ever", "held")
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    full_time: bool | None = None
    tenure: bool | None = None
    ever: bool = False
    held: bool = True

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        kind = posts_text(self.kinds) if self.kinds else Text("post", "職")
        where, at = countries_text(self.within or self.not_in), words("organisation_kind", self.organisation_kinds)
        hours = {True: ("full-time ", "常勤の"), False: ("part-time ", "非常勤の"), None: ("", "")}[self.full_time]
        term = {True: ("tenured ", "任期なしの"), False: ("fixed-term ", "任期付きの"), None: ("", "")}[self.tenure]
        if self.organisations:
            at = organisation_text(self.organisations)
        at_en = f" at {at.en if self.organisations else article(at.en)}" if at.en else ""
        en = f"{at_en} {'in' if self.within else 'outside'} {where.en}" if where.en else at_en
        place = f"{where.ja}{'' if self.within else '以外の国・地域'}の{at.ja or '機関'}" if where.ja else at.ja
        named = Text(f"{hours[0]}{term[0]}{kind.en}", f"{hours[1]}{term[1]}{kind.ja}")
        if not self.kinds:
            return self._any_post(f"{article(named.en)}{en}", f"{place}の{named.ja}" if place else named.ja)
        ja = f"{place}に{named.ja}として所属" if place else f"{named.ja}として所属"
        if not self.held:
            return Text(f"{'never having held' if self.ever else 'not holding'} a post as {named.en}{en}", f"{ja}{'した経験がないこと' if self.ever else 'していないこと'}")
        return Text(f"{named.en}{en} now or earlier" if self.ever else f"current post: {named.en}{en}", f"{ja}{'した経験があること' if self.ever else 'していること'}")

    def _any_post(self, en: str, ja: str) -> Text:
        if not self.held:
            return Text(f"never having held {en}" if self.ever else f"not holding {en}", f"{ja}{'の経験がないこと' if self.ever else 'に就いていないこと'}")
        return Text(f"{en} held now or earlier" if self.ever else f"current post: {en}", f"{ja}{'の経験があること' if self.ever else 'に就いていること'}")

    def judge(self, case: Case) -> Judgement:
        person = case.person
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        if person.positions is None:
            return unknown("positions")
        since, until = post_stretch(person.positions if case.between is None else self._telling(case, within, not_in), case.day)
        first, last = held_stretch(within, not_in)
        live = [(post, self._on(post, case)) for post in person.positions]
        live = [(post, on) for post, on in live if on is not False]
        found = any_true([self._fits(post, on, within, not_in) for post, on in live])
        verdict = truth(found if self.held else inverse(found))
        gaps = [*(path for places in (within, not_in) if places for path in places.missing)] or ["positions"]
        return Judgement(verdict, later(post_text, [post for post, _ in live]), ("positions",),
                         tuple(Missing(path) for path in gaps) if found is None else (), max(since, first), min(until, last), "never")

    def _telling(self, case: Case, within: Places | None, not_in: Places | None) -> list[Post]:
        """The posts that would count on the days on which they are held, surely or perhaps."""
        return [post for post in case.person.positions or () if self._fits(post, True, within, not_in) is not False]

    def _on(self, post: Post, case: Case) -> bool | None:
        return in_force(post.since, None if self.ever else post.until, case.day)

    def _fits(self, post: Post, on: bool | None, within: Places | None, not_in: Places | None) -> bool | None:
        tests: list[bool | None] = [on, placed(post.country, within, not_in)]
        if self.kinds:
            tests.append(None if post.kind is None else post.kind in self.kinds)
        if self.organisation_kinds:
            tests.append(None if post.organisation_kind is None else post.organisation_kind in self.organisation_kinds)
        if self.organisations:
            tests.append(None if post.organisation is None else is_listed(post.organisation, self.organisations))
        for wanted, stated in ((self.full_time, post.full_time), (self.tenure, post.tenure)):
            if wanted is not None:
                tests.append(None if stated is None else stated is wanted)
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        posts = posts_of(asking, self.ever, bool(self.organisations)).placed(self.within, self.not_in)
        tests = [posts.truths("on"), posts.truths("placed"), *posts.among("kind", self.kinds), *posts.among("organisation_kind", self.organisation_kinds),
                 *posts.being("full_time", self.full_time), *posts.being("tenure", self.tenure)]
        tests += [posts.passing("organisation", lambda name: is_listed(name, self.organisations))] if self.organisations else []
        return posts.judged(posts.any_of(tests), self.held)


def posts_of(asking: PeopleAsking, ever: bool = False, named: bool = False) -> Lists:
    """The posts held on the day asked, or (``ever``) begun by then; with the names of the organisations where they are asked for."""
    return asking.going_on("positions", (*PARTS, "organisation") if named else PARTS, ever)
