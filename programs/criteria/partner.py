"""Partners of a joint project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Partner as PartnerStated
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
    in_each_language,
    in_force,
    placed,
    truth,
    words,
)
from programs.criteria.position import post_stretch, posts_of
from programs.logic import Judgement, Missing, Text, Verdict, all_of, at_least

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists

PATH = "arrangements.partners"


@dataclass(frozen=True, slots=True)
class Partner(Criterion):
    """At least ``count`` partners (in ``countries`` different countries) that fit."""

    KIND: ClassVar[str] = "partner"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "not_in", "funded_by", "funded", "roles", "organisation_kinds", "count", "countries", "each_of", "own_country_counts")
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    funded_by: tuple[str, ...] = ()
    funded: bool = False
    roles: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    count: int = 1
    countries: int = 1
    each_of: tuple[str, ...] = ()
    own_country_counts: bool = False

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in, *self.each_of))

    def requirement(self) -> Text:
        where, kind = countries_text(self.within or self.not_in), words("organisation_kind", self.organisation_kinds)
        en = "a partner" if max(self.count, self.countries) == 1 else f"at least {max(self.count, self.countries)} partners"
        ja = "共同研究者" if max(self.count, self.countries) == 1 else f"{max(self.count, self.countries)}名以上の共同研究者"
        if self.countries > 1:
            own = Text(" (your own among them)", "（自国を含む）") if self.own_country_counts else Text("", "")
            en, ja = f"partners from at least {self.countries} different countries{own.en}", f"異なる{self.countries}か国以上{own.ja}にまたがる共同研究者"
        if where.en:
            en = f"{en} {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'' if self.within else '以外の国・地域'}の{ja}"
        if kind.en:
            en, ja = f"{en} at {article(kind.en)}", f"{kind.ja}に所属する{ja}"
        if self.funded_by:
            agencies = in_each_language(self.funded_by)
            en, ja = f"{en}, funded by {agencies.en}", f"{ja}（{agencies.ja}の助成を受けていること）"
        elif self.funded:
            en, ja = f"{en}, already funded by an agency there", f"{ja}（当該国の資金配分機関の助成を受けていること）"
        if self.each_of:
            each = [countries_text((token,)) for token in self.each_of]
            en += f", at least one in each of {', '.join(text.en for text in each)}"
            ja = f"{'、'.join(text.ja for text in each)}のそれぞれに、{ja}"
        return Text(en, f"{ja}がいること")

    def judge(self, case: Case) -> Judgement:
        stated = case.person.arrangements.partners if case.person.arrangements else None
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        each = [case.places((token,)) for token in self.each_of]
        since, until = held_stretch(within, not_in, *each)
        if self.own_country_counts:
            first, last = post_stretch(case.person.positions, case.day)
            since, until = max(since, first), min(until, last)
        if stated is None:
            return Judgement(Verdict.UNKNOWN, None, (PATH,), (Missing(PATH, "step"),), since, until, "arrange")
        fits = [self._fits(partner, within, not_in) for partner in stated]
        tests = [at_least(self.count, [truth(fit) for fit in fits])]
        tests += [truth(any_true([all_true([fit, places.has(p.country)]) for p, fit in zip(stated, fits, strict=True)])) for places in each]
        gaps: tuple[Missing, ...] = (Missing(PATH),) if Verdict.UNKNOWN in tests else ()
        if self.countries > 1:
            spread, owed = self._spread(case, stated, fits, within, not_in)
            tests.append(spread)
            gaps = tuple(dict.fromkeys((*gaps, *owed)))
        verdict = all_of(tests)
        named = ", ".join(f"{p.organisation or '?'} ({p.country or '?'}{', ' + p.funded_by if p.funded_by else ''})" for p in stated)
        return Judgement(verdict, Text(named or "no partner", named or "共同研究者なし"), (PATH,),
                         gaps if verdict is Verdict.UNKNOWN else (), since, until, "arrange")

    def _spread(self, case: Case, stated: Sequence[PartnerStated], fits: Sequence[bool | None], within: Places | None,
                not_in: Places | None) -> tuple[Verdict, tuple[Missing, ...]]:
        """Whether those who fit come from enough countries; one of unknown country may come from a new one."""
        found = [(partner.country, fit) for partner, fit in zip(stated, fits, strict=True)]
        gaps: tuple[Missing, ...] = (Missing(PATH),) if any(fit is None or country is None for country, fit in found) else ()
        if self.own_country_counts:
            posts = case.person.positions
            own = [(None, None)] if posts is None else [(p.country, all_true([in_force(p.since, p.until, case.day), placed(p.country, within, not_in)]))
                                                        for p in posts]
            gaps += (Missing("positions"),) if any(fit is None or country is None for country, fit in own) else ()
            found += own
        sure = {country for country, fit in found if fit is True and country is not None}
        maybe = {country or f"?{index}" for index, (country, fit) in enumerate(found) if fit is not False}
        enough = True if len(sure) >= self.countries else False if len(maybe) < self.countries else None
        return truth(enough), gaps if enough is None else ()

    def _fits(self, partner: PartnerStated, within: Places | None, not_in: Places | None) -> bool | None:
        tests: list[bool | None] = [placed(partner.country, within, not_in)]
        if self.roles:
            tests.append(None if partner.role is None else partner.role in self.roles)
        if self.organisation_kinds:
            tests.append(None if partner.organisation_kind is None else partner.organisation_kind in self.organisation_kinds)
        if self.funded_by:
            agencies = {agency.casefold() for agency in self.funded_by}
            tests.append(None if partner.funded_by is None else partner.funded_by.casefold() in agencies)
        elif self.funded:
            tests.append(None if partner.funded_by is None else True)
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded
        from programs.truths import all_true as every

        team = asking.lists(PATH, ("country", "organisation_kind", "funded_by", "role")).placed(self.within, self.not_in)
        agencies = {agency.casefold() for agency in self.funded_by}
        funded = [team.passing("funded_by", lambda name: not agencies or name.casefold() in agencies)] if agencies or self.funded else []
        tests = [team.truths("placed"), *team.among("role", self.roles), *team.among("organisation_kind", self.organisation_kinds), *funded]
        team = team.telling("fits", every(tests))
        parts: list[Verdicts] = [team.judged(team.at_least(self.count, team.truths("fits")))]
        for token in self.each_of:
            there = team.placed((token,), ())
            parts.append(there.judged(there.any_of([there.truths("fits"), there.truths("placed")])))
        if self.countries > 1:
            parts.append(self._people_spread(asking, team))
        return Folded("all", tuple(parts))

    def _people_spread(self, asking: PeopleAsking, team: Lists) -> Verdicts:
        """As ``_spread``: for the distinct combinations of a team and, where the own country counts, of posts."""
        from programs.lists import at_least_different
        from programs.truths import all_true as every

        if not self.own_country_counts:
            return at_least_different(self.countries, "country", (team, team.truths("fits")))
        posts = posts_of(asking).placed(self.within, self.not_in)
        return at_least_different(self.countries, "country", (team, team.truths("fits")), (posts, every([posts.truths("on"), posts.truths("placed")])))
