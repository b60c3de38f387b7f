"""Partners of a joint project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.researcher import Partner as PartnerStated
from programs.criteria.base import Case, Criterion, article, countries_on, countries_text, country_faults, country_stretch, truth, words
from programs.logic import Judgement, Missing, Text, Verdict, at_least


@dataclass(frozen=True, slots=True)
class Partner(Criterion):
    """At least ``count`` partners (in ``countries`` different countries) that fit."""

    KIND: ClassVar[str] = "partner"
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    funded_by: tuple[str, ...] = ()
    funded: bool = False
    roles: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    count: int = 1
    countries: int = 1

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where, kind = countries_text(self.within or self.not_in), words("organisation_kind", self.organisation_kinds)
        en = "a partner" if max(self.count, self.countries) == 1 else f"at least {max(self.count, self.countries)} partners"
        ja = "相手側研究者" if max(self.count, self.countries) == 1 else f"{max(self.count, self.countries)}者以上の相手側研究者"
        if self.countries > 1:
            en, ja = f"{en} from {self.countries} different countries", f"異なる{self.countries}か国以上にまたがる{ja}"
        if where.en:
            en = f"{en} {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'' if self.within else '以外の国・地域'}の{ja}"
        if kind.en:
            en, ja = f"{en} at {article(kind.en)}", f"{kind.ja}に所属する{ja}"
        if self.funded_by:
            agencies = ", ".join(self.funded_by)
            en, ja = f"{en}, funded by {agencies}", f"{ja}（{agencies}の助成を受けていること）"
        elif self.funded:
            en, ja = f"{en}, already funded by an agency there", f"{ja}（当該国の資金配分機関の助成を受けていること）"
        return Text(en, f"{ja}がいること")

    def judge(self, case: Case) -> Judgement:
        stated = case.person.arrangements.partners if case.person.arrangements else None
        since, until = country_stretch((*self.within, *self.not_in), case.day)
        path = "arrangements.partners"
        if stated is None:
            return Judgement(Verdict.UNKNOWN, None, (path,), (Missing(path, "step"),), since, until, "arrange")
        verdicts = [self._fits(case, partner) for partner in stated]
        verdict = at_least(self.count, verdicts)
        if self.countries > 1:
            sure = {p.country for p, v in zip(stated, verdicts, strict=True) if v is Verdict.MET and p.country}
            maybe = {p.country or f"?{i}" for i, (p, v) in enumerate(zip(stated, verdicts, strict=True)) if v is not Verdict.UNMET}
            spread = True if len(sure) >= self.countries else False if len(maybe) < self.countries else None
            verdict = truth(spread) if verdict is not Verdict.UNMET else verdict
        gaps = (Missing(path, "fact"),) if verdict is Verdict.UNKNOWN else ()
        named = ", ".join(f"{p.organisation or '?'} ({p.country or '?'}{', ' + p.funded_by if p.funded_by else ''})" for p in stated)
        return Judgement(verdict, Text(named or "no partner", named or "相手側研究者なし"), (path,), gaps, since, until, "arrange")

    def _fits(self, case: Case, partner: PartnerStated) -> Verdict:
        tests: list[bool | None] = []
        if self.within:
            tests.append(None if partner.country is None else partner.country in countries_on(self.within, case.day))
        if self.not_in:
            tests.append(None if partner.country is None else partner.country not in countries_on(self.not_in, case.day))
        if self.roles:
            tests.append(None if partner.role is None else partner.role in self.roles)
        if self.organisation_kinds:
            tests.append(None if partner.organisation_kind is None else partner.organisation_kind in self.organisation_kinds)
        if self.funded_by:
            agencies = {agency.casefold() for agency in self.funded_by}
            tests.append(None if partner.funded_by is None else partner.funded_by.casefold() in agencies)
        elif self.funded:
            tests.append(None if partner.funded_by is None else True)
        return truth(False if False in tests else None if None in tests else True)
