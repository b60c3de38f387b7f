"""What has to be arranged with others: host, partners, nomination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.researcher import Host as HostStated
from profiles.researcher import Partner as PartnerStated
from programs.criteria.base import Case, Criterion, article, countries_on, countries_text, country_faults, country_stretch, truth, words
from programs.logic import Judgement, Missing, Text, Verdict, at_least

TRUSTED_HOSTS = frozenset({"university", "national_research_institute"})
PATH = "arrangements.host"


@dataclass(frozen=True, slots=True)
class Host(Criterion):
    """A host in some countries has accepted; further conditions speak of its kind and of the host researcher.

    A named university or national institute in the right country that has accepted satisfies a condition on the host
    researcher of whom nothing else is said (contract, section 2).
    """

    KIND: ClassVar[str] = "host"
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    person_kinds: tuple[str, ...] = ()
    not_person_kinds: tuple[str, ...] = ()
    person_text: Text | None = None
    former_supervisor: bool | None = None
    accepted: bool = True
    organisations: tuple[str, ...] = ()
    list_is_complete: bool = True

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        kind = words("organisation_kind", self.organisation_kinds) if self.organisation_kinds else Text("host institution", "受入機関")
        en, ja = f"{kind.en}", f"{kind.ja}"
        if where.en:
            en += f" {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'の' if self.within else '以外の国・地域の'}{ja}"
        if self.organisations:
            en += " that the programme has selected"
            ja = f"採択された{ja}"
        if self.person_text:
            en += f", with a host researcher who is {self.person_text.en}"
            ja += f"（受入研究者：{self.person_text.ja}）"
        elif self.person_kinds:
            person = words("position_kind", self.person_kinds)
            en, ja = f"{en}, with a host researcher who is {person.en}", f"{ja}（受入研究者：{person.ja}）"
        if self.not_person_kinds:
            person = words("position_kind", self.not_person_kinds)
            en, ja = f"{en}, whose host researcher is not {person.en}", f"{ja}（受入研究者が{person.ja}でないこと）"
        if self.former_supervisor is not None:
            en += ", who is a former supervisor" if self.former_supervisor else ", who is not a former supervisor"
            ja += "（過去の指導教員であること）" if self.former_supervisor else "（過去の指導教員でないこと）"
        return Text(f"acceptance by {article(en)}" if self.accepted else en, f"{ja}の受入承諾を得ていること" if self.accepted else ja)

    def judge(self, case: Case) -> Judgement:
        stated = case.person.arrangements.host if case.person.arrangements else None
        since, until = country_stretch((*self.within, *self.not_in), case.day)
        if stated is None:
            return Judgement(Verdict.UNKNOWN, None, (PATH,), (Missing(f"{PATH}.accepted", "step"),), since, until, "arrange")
        tests = self._tests(case, stated)
        gaps = tuple(Missing(f"{PATH}.{part}", "step" if part == "accepted" else "fact") for part, test in tests if test is None)
        results = [test for _, test in tests]
        verdict = truth(False if False in results else None if None in results else True)
        name = stated.organisation or "-"
        accepted = {True: Text("accepted", "承諾済み"), False: Text("not accepted", "承諾なし"),
                    None: Text("acceptance not stated", "承諾の記載なし")}[stated.accepted]
        value = Text(f"{name}: {accepted.en}", f"{name}：{accepted.ja}")
        return Judgement(verdict, value, (PATH,), gaps if verdict is Verdict.UNKNOWN else (), since, until, "arrange")

    def _tests(self, case: Case, stated: HostStated) -> list[tuple[str, bool | None]]:
        tests: list[tuple[str, bool | None]] = []
        country = stated.country
        if self.within:
            tests.append(("country", None if country is None else country in countries_on(self.within, case.day)))
        if self.not_in:
            tests.append(("country", None if country is None else country not in countries_on(self.not_in, case.day)))
        if self.accepted:
            tests.append(("accepted", stated.accepted))
        if self.organisation_kinds:
            kind = stated.organisation_kind
            tests.append(("organisation_kind", None if kind is None else kind in self.organisation_kinds))
        if self.organisations:
            listed = {name.casefold() for name in self.organisations}
            known = None if stated.organisation is None else stated.organisation.casefold() in listed
            tests.append(("organisation", None if known is False and not self.list_is_complete else known))
        return tests + self._person_tests(stated)

    def _person_tests(self, stated: HostStated) -> list[tuple[str, bool | None]]:
        person = stated.person
        trusted = stated.accepted is True and stated.organisation_kind in TRUSTED_HOSTS and stated.organisation is not None
        silent: bool | None = True if trusted else None
        tests: list[tuple[str, bool | None]] = []
        kind = person.kind if person else None
        if self.person_kinds:
            tests.append(("person.kind", silent if kind is None else kind in self.person_kinds))
        if self.not_person_kinds:
            tests.append(("person.kind", silent if kind is None else kind not in self.not_person_kinds))
        if self.person_text and not self.person_kinds and kind is None:
            tests.append(("person.kind", silent))
        if self.former_supervisor is not None:
            known = person.former_supervisor if person else None
            if known is None:
                tests.append(("person.former_supervisor", silent if self.former_supervisor is False else None))
            else:
                tests.append(("person.former_supervisor", known is self.former_supervisor))
        return tests


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


@dataclass(frozen=True, slots=True)
class Nomination(Criterion):
    """A nomination or recommendation by another body, which the person has to arrange."""

    KIND: ClassVar[str] = "nomination"
    by: Text

    def requirement(self) -> Text:
        return Text(f"nomination by {self.by.en}", f"{self.by.ja}の推薦を得ていること")

    def judge(self, case: Case) -> Judgement:
        path = "arrangements.nominated_by"
        nominated = case.person.arrangements.nominated_by if case.person.arrangements else None
        if nominated:
            return Judgement(Verdict.MET, Text(f"nomination by {nominated}", f"{nominated}の推薦"), (path,), change="arrange")
        return Judgement(Verdict.UNKNOWN, None, (path,), (Missing(path, "step"),), change="arrange")
