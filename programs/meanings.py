"""What lists of countries stand for, for many people: the twin of ``criteria.places``.

Codes and groups stand for the same countries for everybody. A country of the person's own stands for few different sets of countries, whoever
asks; whether a country lies in one is a table of those sets by countries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Column, Records, flag_column
from profiles.sets import Parts
from programs.criteria.places import OWN, countries_on
from programs.truths import FALSE, OPEN, TRUE, Truths

if TYPE_CHECKING:
    from programs.columns import PeopleAsking

Flags = NDArray[np.bool_]
_JAPANESE = "answers.nationality.holds_japanese"


@dataclass(frozen=True, slots=True)
class Own:
    """The sets of countries that a country of the person's own stands for.

    Attributes:
        codes: int32 (people,), the set of each person.
        open: bool (sets,): any country may belong to it.
        outside: bool (sets,): Japan may not, though it is open.
        owners, countries, maybe: For each country of the sets the set, which country, and whether it only may belong to it.
    """

    codes: Codes
    open: Flags
    outside: Flags
    owners: NDArray[np.int64]
    countries: Column
    maybe: Flags

    def table(self, countries: Sequence[str | None], alone: bool) -> NDArray[np.uint8]:
        """uint8 (sets, countries): whether a country lies in a set.

        Args:
            alone: No other country of the person's own is in the list, so that what cannot be in this one is not in the list.
        """
        places = {country: place for place, country in enumerate(countries)}
        found = np.full((len(self.open), len(countries)), FALSE)
        found[self.open] = OPEN
        if alone and "JP" in places:
            found[self.outside, places["JP"]] = FALSE
        place = np.array([places.get(country, -1) for country in self.countries.values], np.int64)[self.countries.codes]
        for flags, truth in ((self.maybe, OPEN), (~self.maybe, TRUE)):
            chosen = flags & (place >= 0)
            found[self.owners[chosen], place[chosen]] = truth
        return found

    def only(self, country: str) -> tuple[Flags, Flags]:
        """bool (sets,): whether the country may belong to a set, and whether any other may."""
        same, some, others = self.countries.among((country,)), np.zeros(len(self.open), bool), self.open.copy()
        some[self.owners[same]] = True
        others[self.owners[~same]] = True
        return some, others


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one list of countries stands for; ``own`` are the countries of the person's own in it."""

    fixed: frozenset[str]
    own: tuple[Own, ...]

    def reader(self, countries: Sequence[str | None]) -> Callable[[Sequence[Codes], Codes], Truths]:
        """Whether countries (by code) lie in the list, for the sets of ``own`` at some places."""
        fixed = np.array([OPEN if country is None else TRUE if country in self.fixed else FALSE for country in countries])
        tables = [own.table(countries, alone=len(self.own) == 1) for own in self.own]

        def read(places: Sequence[Codes], codes: Codes) -> Truths:
            found = fixed[codes]
            for table, place in zip(tables, places, strict=True):
                found = np.minimum(found, table[place, codes])
            return found

        return read

    def only(self, country: str, places: Sequence[Codes], size: int) -> Flags:
        """bool (size,): whether no other country can be in the list, and this one can."""
        some, others = np.full(size, country in self.fixed), np.full(size, bool(self.fixed - {country}))
        for own, place in zip(self.own, places, strict=True):
            same, different = own.only(country)
            some, others = some | same[place], others | different[place]
        return cast(Flags, some & ~others)


def meaning(asking: PeopleAsking, tokens: tuple[str, ...]) -> Meaning:
    """What a list of countries stands for."""
    return Meaning(countries_on(tokens, asking.day), tuple(own_of(asking, token) for token in tokens if token in OWN))


def own_of(asking: PeopleAsking, token: str) -> Own:
    """A country of the person's own, worked out once a table."""
    return asking.table.kept(("own", token), lambda: _MAKERS[token](asking))


def _stated(codes: Codes, values: Sequence[str | None]) -> Own:
    """A country that is known, or any."""
    known = np.array([value is not None for value in values], bool)
    owners = np.flatnonzero(known)
    return Own(codes, ~known, np.zeros(len(values), bool), owners, Column(owners.astype(np.int32), values), np.zeros(len(owners), bool))


def _residence(asking: PeopleAsking) -> Own:
    column = asking.table.column("residence.country")
    return _stated(column.codes, column.values)


def _host(asking: PeopleAsking) -> Own:
    """The host's country, else what is wished for: one country surely, several perhaps."""
    host, wished = asking.table.column("arrangements.host.country"), asking.table.column("goals.countries")
    stated = np.array([value is not None for value in host.values], bool)[host.codes]
    codes = np.where(stated, host.codes, wished.codes + len(host.values)).astype(np.int32)
    sets = [*((value,) if value is not None else () for value in host.values), *(tuple(dict.fromkeys(value or ())) for value in wished.values)]
    return _of_sets(codes, sets, [not listed for listed in sets], [len(listed) > 1 for listed in sets])


def _home(asking: PeopleAsking) -> Own:
    """The nationalities; who states none may have said whether they are Japanese."""
    held, answer = asking.table.column("nationalities"), asking.table.column(_JAPANESE)
    stated = np.array([value is not None for value in held.values], bool)
    codes = np.where(stated[held.codes], held.codes, answer.codes + len(held.values)).astype(np.int32)
    sets = [*(value or () for value in held.values), *(("JP",) if value is True else () for value in answer.values)]
    found = _of_sets(codes, sets, [*(~stated).tolist(), *(True for _ in answer.values)], [False] * len(sets))
    found.outside[len(held.values):] = [value is False for value in answer.values]
    return found


def _of_sets(codes: Codes, sets: Sequence[tuple[str, ...]], open_: Sequence[bool], maybe: Sequence[bool]) -> Own:
    owners = np.repeat(np.arange(len(sets)), [len(listed) for listed in sets])
    names = list(dict.fromkeys(name for listed in sets for name in listed))
    numbers = {name: number for number, name in enumerate(names)}
    countries = Column(np.array([numbers[name] for listed in sets for name in listed], np.int32), names)
    return Own(codes, np.array(open_, bool), np.zeros(len(sets), bool), owners, countries, np.array(maybe, bool)[owners])


def _degrees(asking: PeopleAsking, levels: tuple[str, ...] | None) -> Own:
    """The countries of degrees (of a level, or that may be of it)."""
    def sure(records: Records) -> tuple[Parts, Flags]:
        level = records.column("level")
        if levels is None:
            return {"levelled": flag_column(np.ones(len(level), bool))}, np.ones(len(level), bool)
        return {"levelled": flag_column(~level.among((None,)))}, level.among((None, *levels))

    lists = asking.reduced("degrees", ("country",), ("countries", levels), sure)
    country, levelled = lists.column("country"), lists.column("levelled").among((True,))
    owners, items = lists.sets.expanded(np.arange(len(lists.sets)))
    known = (levelled & ~country.among((None,)))[items]
    open_ = ~lists.sets.known | (np.bincount(owners[~known], minlength=len(lists.sets)) > 0)
    return Own(lists.sets.codes, open_, np.zeros(len(open_), bool), owners[known], country.take(items[known]), np.zeros(int(known.sum()), bool))


_MAKERS: dict[str, Callable[[PeopleAsking], Own]] = {
    "host": _host, "home": _home, "residence": _residence,
    "phd_country": lambda asking: _degrees(asking, ("phd",)), "degree_country": lambda asking: _degrees(asking, None),
}
