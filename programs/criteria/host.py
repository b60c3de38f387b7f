"""The host institution and the host researcher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.researcher import Host as HostStated
from programs.criteria.base import Case, Criterion, article, countries_on, countries_text, country_faults, country_stretch, truth, words
from programs.logic import Judgement, Missing, Text, Verdict

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
