"""Lists of many people (degrees, posts, partners …, or a single record) and the tests that a criterion makes of their items."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Column, Spans
from profiles.sets import Sets
from programs.judged import Judged
from programs.meanings import meaning
from programs.truths import FALSE, OPEN, TRUE, Truths, all_true, inverse, shift_months, told, truth_column

if TYPE_CHECKING:
    from programs.columns import PeopleAsking


_NEVER = np.int64(2**62)


@dataclass(frozen=True, slots=True)
class Lists:
    """Distinct lists of distinct items; truths of items and truths of lists are arrays in their order."""

    asking: PeopleAsking
    sets: Sets

    def column(self, part: str) -> Column:
        """A part of the items that is no date."""
        return cast(Column, self.sets.parts[part])

    def spans(self, part: str) -> Spans:
        """A part of the items that is a date."""
        return cast(Spans, self.sets.parts[part])

    def truths(self, part: str) -> Truths:
        """A part of the items that is a truth."""
        return self.column(part).codes.astype(np.uint8)

    def passing(self, part: str, test: Callable[[Any], bool | None], unknown: bool | None = None) -> Truths:
        """Whether a part passes a test; one that is not known leaves it open, or is as ``unknown`` says."""
        column = self.column(part)
        return told(column.values, lambda value: unknown if value is None else test(value))[column.codes]

    def among(self, part: str, allowed: Collection[Any]) -> list[Truths]:
        """The test that a part is one of some words, or no test where none is named."""
        return [self.passing(part, allowed.__contains__)] if allowed else []

    def being(self, part: str, wanted: bool | None) -> list[Truths]:
        """The test that a part is a wanted yes or no, or no test where none is wanted."""
        return [] if wanted is None else [self.passing(part, lambda value: value is wanted)]

    def placed(self, within: tuple[str, ...], not_in: tuple[str, ...]) -> Lists:
        """With the truth ``placed``: whether the country of an item lies in one list and not in another, as ``criteria.base.placed``."""
        def made(asking: PeopleAsking) -> tuple[Lists, Sets]:
            return self._placed([(tokens, held) for tokens, held in ((within, True), (not_in, False)) if tokens]), self.sets

        return self.asking.kept(("placed", id(self.sets), within, not_in), made)[0]  # the sets are kept, so that no other takes their identity

    def _placed(self, asked: Sequence[tuple[tuple[str, ...], bool]]) -> Lists:
        meanings = [(meaning(self.asking, tokens), held) for tokens, held in asked]
        owns = {id(own): own for listed, _ in meanings for own in listed.own}
        cells = self.asking.cells(*((own.codes, len(own.open)) for own in owns.values()))
        lists = self.told_apart("place", cells.codes, len(cells.of[0])) if owns else self
        country, sets = lists.column("country"), {}
        if owns:
            place = lists.column("place").codes
            sets = {key: codes[place] for key, codes in zip(owns, cells.of, strict=True)}
        truths = lists.constant(True)
        for listed, held in meanings:
            found = listed.reader(country.values)([sets[id(own)] for own in listed.own], country.codes)
            truths = np.maximum(truths, found if held else inverse(found))
        return lists.telling("placed", truths)

    def timed(self, reference: str, months: int = 0) -> tuple[Lists, NDArray[np.int32], NDArray[np.int32]]:
        """Lists, with the first and last day of a reference date (moved by months) for each item."""
        codes, first, last = self.asking.moments(reference)
        first, last = shift_months(first, months), shift_months(last, months)
        lists = self.told_apart("moment", codes, len(first))
        if len(first) == 1:
            return lists, np.full(self.sets.items, first[0]), np.full(self.sets.items, last[0])
        moment = lists.column("moment").codes
        return lists, first[moment], last[moment]

    def dated(self, reference: str) -> Lists:
        """Lists whose items have the ``first day`` and the ``last day`` of a reference date as parts (day numbers as codes; one array where they are the same)."""
        lists, first, last = self.timed(reference)
        days = Column(first, ())  # the days themselves, not places of values
        return lists.holding("first day", days).holding("last day", days if np.array_equal(first, last) else Column(last, ()))

    def told_apart(self, part: str, codes: NDArray[np.int32], count: int) -> Lists:
        """The lists of people who also differ by a code (below ``count``), which every item has as a part."""
        if count == 1:
            return self.holding(part, Column(np.zeros(self.sets.items, np.int32), (0,)))
        key = ("told apart", id(self.sets), part, id(codes))  # both are kept, so that no others take their identity
        return replace(self, sets=self.asking.kept(key, lambda _: (self.sets.crossed(part, codes, count), self.sets, codes))[0])

    def holding(self, part: str, column: Column) -> Lists:
        """With a further part of the items."""
        return replace(self, sets=replace(self.sets, parts={**self.sets.parts, part: column}))

    def telling(self, part: str, truths: Truths) -> Lists:
        """With a further truth of the items."""
        return self.holding(part, truth_column(truths))

    def constant(self, value: bool | None) -> Truths:
        """The same truth for every item."""
        return np.full(self.sets.items, OPEN if value is None else TRUE if value else FALSE)

    def any_of(self, tests: Sequence[Truths]) -> Truths:
        """For each list, whether an item passes all tests; no item of an empty or unknown list does."""
        truths = all_true(tests)
        found = np.full(len(self.sets), FALSE)
        for lists, items in self.sets.layers:
            np.minimum(found[lists], truths.take(items), out=found[lists])
        return found

    def at_least(self, count: int, truths: Truths) -> Truths:
        """For each list, whether ``count`` items are true."""
        sure, maybe = (self.counted(flags) for flags in (truths == TRUE, truths != FALSE))
        return np.where(sure >= count, TRUE, np.where(maybe < count, FALSE, OPEN))

    def counted(self, flags: NDArray[np.bool_]) -> NDArray[np.int32]:
        """For each list, how many of its items are flagged."""
        found = np.zeros(len(self.sets), np.int32)
        for lists, items in self.sets.layers:
            found[lists] += flags.take(items)
        return found

    def most(self, numbers: NDArray[np.int64], nothing: int) -> NDArray[np.int64]:
        """For each list, the largest of its items' numbers."""
        return self._best(np.maximum, numbers, np.int64(nothing))

    def earliest(self, dates: Spans, flags: NDArray[np.bool_]) -> Spans:
        """For each list, the first of the dates of the flagged items (by first day, then by last)."""
        keys = self._best(np.minimum, np.where(flags, dates.earliest.astype(np.int64) << 22 | dates.latest, _NEVER), _NEVER)
        return Spans(*(np.where(keys == _NEVER, 0, part).astype(np.int32) for part in (keys >> 22, keys & (1 << 22) - 1)))

    def extreme(self, dates: Spans, flags: NDArray[np.bool_], latest: bool) -> Spans:
        """For each list, the first (or latest) first day and the first (or latest) last day of the flagged items."""
        choose, nothing = (np.maximum, np.int64(0)) if latest else (np.minimum, _NEVER)
        ends = (self._best(choose, np.where(flags, end, nothing), nothing) for end in (dates.earliest, dates.latest))
        return Spans(*(np.where(end == _NEVER, 0, end).astype(np.int32) for end in ends))

    def _best(self, choose: np.ufunc, keys: NDArray[np.int64], nothing: np.int64) -> NDArray[np.int64]:
        found = np.full(len(self.sets), nothing)
        for lists, items in self.sets.layers:
            choose(found[lists], keys.take(items), out=found[lists])
        return found

    def judged(self, truths: Truths, held: bool = True) -> Judged:
        """The verdicts where ``truths`` of the lists (or, with ``held`` False, their contrary) are asked; unknown lists leave them open."""
        return Judged(self.sets.codes, np.where(self.sets.known, truths if held else inverse(truths), OPEN))


def at_least_different(count: int, part: str, first: tuple[Lists, Truths], *others: tuple[Lists, Truths]) -> Judged:
    """Whether the true items of some lists together have ``count`` different values of a part; values not known may all differ.

    Where the first list is not known the answer is open; another that is not known may have one more value.
    """
    asking, listed = first[0].asking, (first, *others)
    cells = asking.cells(*((lists.sets.codes, len(lists.sets)) for lists, _ in listed))
    items = [lists.counted(truths != FALSE) + ~lists.sets.known for lists, truths in listed]
    many = np.flatnonzero(reduce(np.add, (numbers[places] for numbers, places in zip(items, cells.of, strict=True))) >= count)
    least, most = _different(part, listed, [places[many] for places in cells.of])
    enough = np.full(len(cells.of[0]), FALSE)
    enough[many] = np.where(least >= count, TRUE, np.where(most < count, FALSE, OPEN))
    return Judged(cells.codes, np.where(first[0].sets.known[cells.of[0]], enough, OPEN))


def _different(part: str, listed: Sequence[tuple[Lists, Truths]], places: Sequence[NDArray[np.int32]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Fewest and most different values of a part among the true items of the lists at some places."""
    names = {name: number for number, name in enumerate(dict.fromkeys(name for lists, _ in listed for name in lists.column(part).values if name is not None))}
    size = len(places[0])
    least, most = np.zeros(size, np.int64), np.zeros(size, np.int64)
    seen: list[tuple[NDArray[np.int16], NDArray[np.int16]]] = []  # for each place in the lists the name there, if it counts surely, or at all
    for (lists, truths), of in zip(listed, places, strict=True):
        column = lists.column(part)
        name = np.array([names.get(value, -1) for value in column.values], np.int16)[column.codes]
        most += ~lists.sets.known[of]
        for layer in lists.sets.layers:
            item = lists.sets.spelt(layer)[of]
            there, found, named = item >= 0, truths[item], name[item]
            sure = np.where(there & (found == TRUE), named, np.int16(-1))
            maybe = np.where(there & (found != FALSE), named, np.int16(-1))
            least += (sure >= 0) & ~_any([sure == other for other, _ in seen], size)
            most += (there & (found != FALSE) & (named < 0)) | ((maybe >= 0) & ~_any([maybe == other for _, other in seen], size))
            seen.append((sure, maybe))
    return least, most


def _any(flags: Sequence[NDArray[np.bool_]], size: int) -> NDArray[np.bool_]:
    return np.logical_or.reduce(flags) if flags else np.zeros(size, bool)


def no_item_like(single: Lists, others: tuple[Lists, str, Truths]) -> Judged:
    """Whether an organisation is none of some others: another country or another name (folded) tells them apart, as ``criteria.host._same``.

    Args:
        single: Lists of one item each, with ``organisation`` and ``country``.
        others: Lists, the part that names the organisation, and the truth that an item counts.
    """
    lists, named, counts = others
    cells = single.asking.cells((single.sets.codes, len(single.sets)), (lists.sets.codes, len(lists.sets)))
    place = np.zeros(len(cells.of[0]), np.int64)
    whose, which = single.sets.expanded(cells.of[0])
    place[whose] = which
    owners, items = lists.sets.expanded(cells.of[1])
    stated = single.sets.known[cells.of[0]]
    owners, items = owners[stated[owners]], items[stated[owners]]
    (country, own_country), (name, own_name) = (
        _alike((single.column(one), place[owners]), (lists.column(other), items)) for one, other in (("country", "country"), ("organisation", named)))
    same = np.where((name < 0) | (own_name < 0), OPEN, np.where(name == own_name, TRUE, FALSE))
    same = np.where((country >= 0) & (own_country >= 0) & (country != own_country), FALSE, same)
    found = np.full(len(stated), FALSE)
    np.minimum.at(found, owners, all_true([same, counts[items]]))
    return Judged(cells.codes, np.where(stated & lists.sets.known[cells.of[1]], inverse(found), OPEN))


def _alike(*columns: tuple[Column, NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """Numbers for rows of columns, equal for equal names (case and spacing aside); -1 for what is not known."""
    numbers: dict[str, int] = {}
    return [np.array([-1 if value is None else numbers.setdefault(" ".join(value.split()).casefold(), len(numbers)) for value in column.values],
                     np.int64)[column.codes[rows]] for column, rows in columns]
