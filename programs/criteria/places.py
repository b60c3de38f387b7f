"""Lists of countries in rules: codes, dated groups, and countries that depend on the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from profiles.researcher import ResearcherProfile
from profiles.vocabulary.countries import country_name
from profiles.vocabulary.groups import change_days, group_label, is_group, members
from programs.dates import stretch
from programs.logic import Text
from programs.phrases import either

_DAY = timedelta(days=1)
OWN: Mapping[str, Text] = {
    "host": Text("the host country", "受入国"),
    "home": Text("the country of nationality", "国籍国"),
    "residence": Text("the country of residence", "居住国"),
    "phd_country": Text("the country of the doctorate", "博士号を取得した国"),
    "degree_country": Text("a country of earlier degrees", "学位を取得した国"),
}


@dataclass(frozen=True, slots=True)
class Places:
    """What a list of countries stands for, for one person on one day.

    Attributes:
        sure: Countries certainly in the list.
        maybe: Countries that may be in it; None where any country may be.
        never: Countries certainly not added by what is still unknown.
        missing: The facts that would settle what is open.
        since, until: The days around the day asked on which the groups keep their members.
    """

    sure: frozenset[str]
    maybe: frozenset[str] | None = frozenset()
    never: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    since: date = date.min
    until: date = date.max

    def has(self, code: str | None) -> bool | None:
        """Whether a country is in the list; None where the country or the list leaves it open."""
        if code is None:
            return None
        if code in self.sure:
            return True
        if self.maybe is None:
            return False if code in self.never else None
        return None if code in self.maybe else False

    @property
    def possible(self) -> frozenset[str] | None:
        """Every country that may be in the list; None where any may be."""
        return None if self.maybe is None else self.sure | self.maybe


@dataclass(slots=True)
class _Gathered:
    sure: set[str] = field(default_factory=set)
    maybe: set[str] = field(default_factory=set)
    any_country: bool = False
    never: frozenset[str] = frozenset()
    missing: list[str] = field(default_factory=list)

    def known(self, codes: Iterable[str | None], fact: str) -> None:
        """Codes that belong to the list; an unknown one among them leaves it open."""
        for code in codes:
            if code is None:
                self.open(fact)
            else:
                self.sure.add(code)

    def open(self, fact: str) -> None:
        """Any country may belong to the list until ``fact`` is known."""
        self.any_country = True
        self.missing.append(fact)


def places_of(tokens: Sequence[str], person: ResearcherProfile, day: date, between: tuple[date, date] | None = None) -> Places:
    """The countries that codes, groups and countries of the person's own stand for.

    Args:
        between: Where it is given, the stretch goes on, between these days, until a country that the profile names joins or leaves a group.
    """
    since, until = country_stretch(tokens, day)
    if between is not None and person.nationalities is not None and (since > between[0] or until < between[1]):
        since, until = _steady(tokens, _named_by(person), day, *between)
    own = [token for token in tokens if token in OWN]
    fixed = countries_on(tokens, day)
    if not own:
        return Places(fixed, since=since, until=until)
    found = _Gathered()
    for token in own:
        _READERS[token](person, found)
    maybe = None if found.any_country else frozenset(found.maybe)
    return Places(fixed | found.sure, maybe, found.never if own == ["home"] else frozenset(), tuple(dict.fromkeys(found.missing)), since, until)


def _host(person: ResearcherProfile, found: _Gathered) -> None:
    """The host's country, else the one country wished for: the list of wished countries is complete."""
    host = person.arrangements.host if person.arrangements else None
    wished = person.goals.countries if person.goals else None
    if host is not None and host.country is not None:
        found.sure.add(host.country)
    elif wished and len(set(wished)) == 1:
        found.sure.update(wished)
    elif wished:
        found.maybe.update(wished)
        found.missing.append("arrangements.host.country")
    else:
        found.open("goals.countries" if host is None else "arrangements.host.country")


def _home(person: ResearcherProfile, found: _Gathered) -> None:
    japanese = person.answers.get("nationality.holds_japanese")
    if person.nationalities is not None:
        found.sure.update(person.nationalities)
        return
    found.open("nationalities")
    if japanese is True:
        found.sure.add("JP")
    elif japanese is False:
        found.never = frozenset({"JP"})


def _residence(person: ResearcherProfile, found: _Gathered) -> None:
    found.known([person.residence.country if person.residence else None], "residence.country")


def _phd(person: ResearcherProfile, found: _Gathered) -> None:
    if person.degrees is None:
        found.open("degrees[phd].country")
    found.known([degree.country for degree in person.degrees or () if degree.level == "phd"], "degrees[phd].country")
    if any(degree.level is None for degree in person.degrees or ()):
        found.open("degrees[].level")


def _degree(person: ResearcherProfile, found: _Gathered) -> None:
    if person.degrees is None:
        found.open("degrees")
    found.known([degree.country for degree in person.degrees or ()], "degrees[].country")


_READERS: Mapping[str, Any] = {"host": _host, "home": _home, "residence": _residence, "phd_country": _phd, "degree_country": _degree}


def countries_on(tokens: Sequence[str], day: date) -> frozenset[str]:
    """The country codes that a list of codes and group names stands for on a day; countries of the person's own are left out."""
    codes: set[str] = set()
    for token in tokens:
        if token not in OWN:
            codes |= members(token, day) if is_group(token) else {token}
    return frozenset(codes)


def country_stretch(tokens: Sequence[str], day: date) -> tuple[date, date]:
    """The days around ``day`` on which the groups among ``tokens`` keep their members."""
    return stretch(day, (change for token in tokens if is_group(token) for change in change_days(token)))


def _steady(tokens: Sequence[str], codes: frozenset[str], day: date, first: date, last: date) -> tuple[date, date]:
    """The days around ``day`` on which the groups keep those of these countries that they have."""
    here, since, until = countries_on(tokens, day) & codes, first, last
    changes = sorted({change for token in tokens if is_group(token) for change in change_days(token) if first < change <= last})
    for change in changes:
        if change > day:
            if countries_on(tokens, change) & codes != here:
                until = change - _DAY
                break
        elif countries_on(tokens, change - _DAY) & codes != here:
            since = change
    return since, until


def _named_by(person: ResearcherProfile) -> frozenset[str]:
    """Every country that a profile names."""
    arranged, own = person.arrangements, person.organisation
    items: tuple[Any, ...] = (*(person.degrees or ()), *(person.positions or ()), *(person.stays or ()), *(person.funding or ()), *((arranged.partners if arranged else None) or ()))
    codes = [*(person.nationalities or ()), *(person.permanent_residence or ()), *((person.goals.countries if person.goals else None) or ()),
             *(one.country for one in (*items, person.residence, own, arranged.host if arranged else None) if one is not None)]
    return frozenset(code for code in codes if code is not None)


def country_faults(tokens: Iterable[str]) -> list[str]:
    """Tokens that are no country code, no group and no country of the person's own."""
    return [f"{token!r} is neither a country code nor a known group of countries"
            for token in tokens if token not in OWN and not is_group(token) and country_name(token, "en") in (None, token)]


_WITH_ARTICLE = frozenset({"US", "GB", "NL", "PH", "AE", "BS", "GM", "DO", "CF", "CD", "CG", "KM", "MV", "MH", "SB"})  # the Netherlands


def countries_text(tokens: Sequence[str], shown: int = 6) -> Text:
    """The countries in words; long lists are cut and counted."""
    def phrase(lang: str) -> str:
        names = [_named(token, lang) for token in tokens]
        rest = len(names) - shown
        if rest <= 0:
            return either(names) if lang == "en" else "、".join(names)
        head = (", " if lang == "en" else "、").join(names[:shown])
        return f"{head} and {rest} more" if lang == "en" else f"{head}ほか{rest}か国・地域"
    return Text(phrase("en"), phrase("ja"))


def _named(token: str, lang: str) -> str:
    if token in OWN:
        return OWN[token].ja if lang == "ja" else OWN[token].en
    if is_group(token):
        return group_label(token, lang)
    name = country_name(token, lang) or token
    return f"the {name}" if lang == "en" and token in _WITH_ARTICLE else name
