"""The host institution and the host researcher."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Host as HostStated
from profiles.researcher import HostPerson
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
    truth,
    words,
)
from programs.criteria.degree import degrees_of
from programs.criteria.names import is_listed, is_many, organisation_text
from programs.criteria.position import post_stretch
from programs.logic import Judgement, Missing, Text, Verdict

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from profiles.records import Records
    from profiles.sets import Parts
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists
    from programs.truths import Truths

TRUSTED_HOSTS = frozenset({"university", "national_research_institute"})
PATH = "arrangements.host"
_OWN = {"position": Text("the person's own institution", "本人の所属機関"), "phd": Text("the institution of the doctorate", "博士号の取得機関")}
_PATHS = {"position": "positions", "phd": "degrees[phd].institution"}


@dataclass(frozen=True, slots=True)
class Host(Criterion):
    """A host in some countries has accepted; further conditions speak of its kind and of the host researcher.

    A named university or national institute in the right country that has accepted satisfies a condition on the host
    researcher of whom nothing else is said (contract, section 2).
    """

    KIND: ClassVar[str] = "host"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = (
        "within", "not_in", "organisation_kinds", "person_kinds", "not_person_kinds", "person_text", "former_supervisor", "accepted", "organisations", "list_is_complete",
        "elsewhere_than")
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    organisation_kinds: tuple[str, ...] = ()
    person_kinds: tuple[str, ...] = ()
    not_person_kinds: tuple[str, ...] = ()
    person_text: Text | None = None
    former_supervisor: bool | None = None
    accepted: bool = True
    elsewhere_than: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    list_is_complete: bool = True

    def faults(self) -> list[str]:
        wrong = [f"`elsewhere_than` names {', '.join(_OWN)}; it says {word!r}" for word in self.elsewhere_than if word not in _OWN]
        return wrong + country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        kind = words("organisation_kind", self.organisation_kinds) if self.organisation_kinds else Text("host institution", "受入機関")
        en, ja = f"{kind.en}", f"{kind.ja}"
        if where.en:
            en += f" {'in' if self.within else 'outside'} {where.en}"
            ja = f"{where.ja}{'の' if self.within else '以外の国・地域の'}{ja}"
        named = organisation_text(self.organisations) if self.organisations else None
        if named is not None and not is_many(self.organisations):
            en, ja = named.en, named.ja
        elif named is not None:
            en, ja = f"{en} on the list of the programme", f"事業の一覧に掲載された{ja}"
        if self.elsewhere_than:
            own = [_OWN[word] for word in self.elsewhere_than]
            en += f", other than {' and '.join(text.en for text in own)}"
            ja = f"{'・'.join(text.ja for text in own)}以外の{ja}"
        if self.person_text:
            en += f", with a host researcher who is {self.person_text.en}"
            ja += f"（受入研究者：{self.person_text.ja}）"
        elif self.person_kinds:
            person = words("position_kind", self.person_kinds)
            en, ja = f"{en}, with a host researcher who is {person.en}", f"{ja}（受入研究者：{person.ja}）"
        if self.not_person_kinds:
            person = words("position_kind", self.not_person_kinds)
            en, ja = f"{en}, whose host researcher is not {article(person.en)}", f"{ja}（受入研究者が{person.ja}でないこと）"
        if self.former_supervisor is not None:
            en += ", with a former supervisor as host" if self.former_supervisor else ", with a host who is not a former supervisor"
            ja += "（受入研究者が元指導教員であること）" if self.former_supervisor else "（受入研究者が元指導教員でないこと）"
        en = en if named is not None and not is_many(self.organisations) else article(en)
        return Text(f"acceptance by {en}", f"{ja}の受入承諾を得ていること") if self.accepted else Text(f"{en} as the host", f"{ja}で受け入れられること")

    def judge(self, case: Case) -> Judgement:
        stated = case.person.arrangements.host if case.person.arrangements else None
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        since, until = held_stretch(within, not_in)
        if self.elsewhere_than:
            first, last = post_stretch(case.person.positions, case.day)
            since, until = max(since, first), min(until, last)
        if stated is None:
            return Judgement(Verdict.UNKNOWN, None, (PATH,), (Missing(f"{PATH}.accepted" if self.accepted else PATH, "step"),), since, until, "arrange")
        tests = self._tests(case, stated, within, not_in)
        gaps = tuple(dict.fromkeys(Missing(path, "step" if path == f"{PATH}.accepted" else "fact") for path, test in tests if test is None))
        verdict = truth(all_true([test for _, test in tests]))
        name = stated.organisation or "-"
        accepted = {True: Text("accepted", "承諾済み"), False: Text("not accepted", "承諾なし"),
                    None: Text("acceptance not stated", "承諾の記載なし")}[stated.accepted]
        value = Text(f"{name}: {accepted.en}", f"{name}：{accepted.ja}")
        return Judgement(verdict, value, (PATH,), gaps if verdict is Verdict.UNKNOWN else (), since, until, "arrange")

    def _tests(self, case: Case, stated: HostStated, within: Places | None, not_in: Places | None) -> list[tuple[str, bool | None]]:
        tests: list[tuple[str, bool | None]] = []
        for places, test in ((within, within.has(stated.country) if within else True), (not_in, inverse(not_in.has(stated.country)) if not_in else True)):
            facts = [f"{PATH}.country"] if stated.country is None else [] if places is None else list(places.missing)
            tests += [(fact, test) for fact in facts or [f"{PATH}.country"]]
        if self.accepted:
            tests.append((f"{PATH}.accepted", stated.accepted))
        if self.organisation_kinds:
            kind = stated.organisation_kind
            tests.append((f"{PATH}.organisation_kind", None if kind is None else kind in self.organisation_kinds))
        if self.organisations:
            known = None if stated.organisation is None else is_listed(stated.organisation, self.organisations)
            tests.append((f"{PATH}.organisation", None if known is False and not self.list_is_complete else known))
        for word in self.elsewhere_than:
            tests.append((f"{PATH}.organisation" if stated.organisation is None else _PATHS[word], _is_elsewhere(word, case, stated)))
        return tests + self._person_tests(stated)

    def _person_tests(self, stated: HostStated) -> list[tuple[str, bool | None]]:
        person = stated.person
        trusted = stated.accepted is True and stated.organisation_kind in TRUSTED_HOSTS and stated.organisation is not None
        silent: bool | None = True if trusted else None
        tests: list[tuple[str, bool | None]] = []
        kind = person.kind if person else None
        if self.person_kinds:
            tests.append((f"{PATH}.person.kind", silent if kind is None else kind in self.person_kinds))
        if self.not_person_kinds:
            tests.append((f"{PATH}.person.kind", silent if kind is None else kind not in self.not_person_kinds))
        if self.person_text and not self.person_kinds and kind is None:
            tests.append((f"{PATH}.person.kind", silent))
        if self.former_supervisor is not None:
            known = person.former_supervisor if person else None
            if known is None:
                tests.append((f"{PATH}.person.former_supervisor", silent if self.former_supervisor is False else None))
            else:
                tests.append((f"{PATH}.person.former_supervisor", known is self.former_supervisor))
        return tests

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        hosts = hosts_of(asking, bool(self.organisations)).placed(self.within, self.not_in)
        absent = False if self.list_is_complete else None
        tests = [hosts.truths("placed"), *hosts.being("accepted", True if self.accepted else None), *hosts.among("organisation_kind", self.organisation_kinds)]
        tests += [hosts.passing("organisation", lambda name: is_listed(name, self.organisations) or absent)] if self.organisations else []
        found = hosts.judged(hosts.any_of([*tests, *self._tests_of_people(hosts)]))
        return Folded("all", (found, *(elsewhere_than(asking, word) for word in self.elsewhere_than)))

    def _tests_of_people(self, hosts: Lists) -> list[Truths]:
        """As ``_person_tests``: what is not said of the researcher is taken from the institution where that can be trusted."""
        from programs.truths import open_unless, settled

        silent = open_unless(hosts.column("trusted").among((True,)))
        tests: list[Truths] = []
        for kinds, wanted in ((self.person_kinds, True), (self.not_person_kinds, False)):
            if kinds:
                tests.append(settled(hosts.passing("person", partial(_is_of, kinds=kinds, wanted=wanted)), silent))
        if self.person_text and not self.person_kinds:
            tests.append(settled(hosts.passing("person", lambda person: None if person.kind is None else True), silent))
        if self.former_supervisor is not None:
            found = hosts.passing("person", lambda person: None if person.former_supervisor is None else person.former_supervisor is self.former_supervisor)
            tests.append(found if self.former_supervisor else settled(found, silent))
        return tests


def _is_elsewhere(word: str, case: Case, stated: HostStated) -> bool | None:
    """Whether the host is none of the person's own institutions: another country or another name tells them apart."""
    person = case.person
    if (person.positions if word == "position" else person.degrees) is None:
        return None
    own: list[tuple[str | None, str | None, bool | None]]
    if word == "position":
        own = [(post.organisation, post.country, in_force(post.since, post.until, case.day)) for post in person.positions or ()]
    else:
        own = [(degree.institution, degree.country, None if degree.level is None else True) for degree in person.degrees or () if degree.level in (None, "phd")]
    return inverse(any_true([all_true([_same(stated, name, country), counts]) for name, country, counts in own]))


def _same(stated: HostStated, name: str | None, country: str | None) -> bool | None:
    if stated.country is not None and country is not None and stated.country != country:
        return False
    if stated.organisation is None or name is None:
        return None
    return " ".join(stated.organisation.split()).casefold() == " ".join(name.split()).casefold()


def _is_of(person: HostPerson, kinds: tuple[str, ...], wanted: bool) -> bool | None:
    return None if person.kind is None else (person.kind in kinds) is wanted


def hosts_of(asking: PeopleAsking, named: bool) -> Lists:
    """The hosts, with their names only where a rule lists institutions, and whether what is not said of the researcher can be trusted."""
    def trusting(records: Records) -> tuple[Parts, NDArray[bool_]]:
        trusted = records.column("accepted").among((True,)) & records.column("organisation_kind").among(TRUSTED_HOSTS)
        return {"trusted": flag_column(trusted & ~records.column("organisation").among((None,)))}, trusted | True

    from profiles.records import flag_column

    parts = ("country", "accepted", "organisation_kind", "person", *(("organisation",) if named else ()))
    return asking.reduced(PATH, parts, "trusted", trusting)


def elsewhere_than(asking: PeopleAsking, word: str) -> Verdicts:
    """As ``_is_elsewhere``, for the distinct combinations of a host and the person's own institutions."""
    from programs.lists import no_item_like

    hosts = asking.lists(PATH, ("organisation", "country"))
    if word == "position":
        posts = asking.going_on("positions", ("organisation", "country"))
        return no_item_like(hosts, (posts, "organisation", posts.truths("on")))
    degrees = degrees_of(asking, ("phd",), ("institution", "country"))
    return no_item_like(hosts, (degrees, "institution", degrees.truths("levelled")))
