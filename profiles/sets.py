"""Lists of people reduced to what a question looks at: distinct items once, distinct lists of them once, a code a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Column, Records, Spans, distinct_codes

Parts = Mapping[str, Column | Spans]


@dataclass(frozen=True, slots=True)
class Sets:
    """Distinct lists of distinct items.

    Attributes:
        codes: int32 (people,), the list of each person.
        known: bool (lists,); a list that is not known has no items.
        items: Number of distinct items.
        parts: Columns of the distinct items.
        layers: For the first, second … item: the lists that have one (those from some list on, for longer lists come later), and which item it is.
    """

    codes: Codes
    known: NDArray[np.bool_]
    items: int
    parts: Parts
    layers: tuple[tuple[slice, NDArray[np.intp]], ...]

    def __len__(self) -> int:
        return len(self.known)

    def listed(self) -> list[tuple[dict[str, Any], ...] | None]:
        """The lists themselves, their items as mappings from part to value."""
        items = [dict(zip(self.parts, values, strict=True)) for values in zip(*self.parts.values(), strict=True)] or [{}] * self.items
        found: list[list[dict[str, Any]]] = [[] for _ in self.known]
        for lists, places in self.layers:
            for number, place in zip(range(*lists.indices(len(self))), places.tolist(), strict=True):
                found[number].append(items[place])
        return [tuple(items) if known else None for items, known in zip(found, self.known.tolist(), strict=True)]

    def spelt(self, layer: tuple[slice, NDArray[np.intp]]) -> NDArray[np.int64]:
        """int64 (lists,): the item that each list has in a layer, -1 where it has none."""
        at = np.full(len(self), -1, np.int64)
        at[layer[0]] = layer[1]
        return at

    def expanded(self, places: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The items of the lists at these places: for each item the place in ``places`` that it belongs to, and which item it is."""
        owners, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for layer in self.layers:
            at = self.spelt(layer)
            longer = np.flatnonzero(at[places] >= 0)
            owners.append(longer)
            found.append(at[places[longer]])
        return np.concatenate(owners), np.concatenate(found)

    def crossed(self, part: str, codes: Codes, count: int) -> Sets:
        """The lists of people who also differ by another code, below ``count``: every item has it as ``part``."""
        numbers, pairs = distinct_codes(self.codes.astype(np.int64) * count + codes)
        before, other = np.divmod(pairs, count)
        layers = []
        for layer in self.layers:
            place = self.spelt(layer)
            first = int(np.count_nonzero(place[before] < 0))
            layers.append((slice(first, None), place[before[first:]] * count + other[first:]))
        found, distinct = distinct_codes(np.concatenate([np.zeros(0, np.int64), *(keys for _, keys in layers)]))
        ends = np.cumsum([0, *(len(keys) for _, keys in layers)])
        items, crossed = np.divmod(distinct, count)
        return Sets(numbers, self.known[before], len(distinct),
                    {**{name: column.take(items) for name, column in self.parts.items()}, part: Column(crossed.astype(np.int32), range(count))},
                    tuple((lists, found[start:stop].astype(np.intp)) for (lists, _), start, stop in zip(layers, ends, ends[1:], strict=False)))


def distinct_sets(people: Codes, records: Records, parts: Parts, keep: NDArray[np.bool_]) -> Sets:
    """The lists of ``records``, reduced to ``parts`` (columns of all items) of the items to ``keep``.

    Args:
        people: int32 (people,), the value of ``records`` that each person has.
    """
    kept = np.flatnonzero(keep)
    codes, chosen = _distinct_items([_keys(part, kept) for part in parts.values()], len(kept))
    starts = records.starts if len(kept) == len(keep) else np.concatenate([[0], np.cumsum(keep)])[records.starts]
    lists = records.known.astype(np.int64)  # 0: not known, 1: no such item
    count, after = len(chosen), 2
    sizes = np.diff(starts)
    for place in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > place)
        found, distinct = distinct_codes(lists[longer] * count + codes[starts[longer] + place])
        lists[longer] = found + after
        after += len(distinct)
    numbers, distinct = distinct_codes(lists)
    example = np.zeros(len(distinct), np.int64)
    example[numbers] = np.arange(len(lists))
    layers = []
    for place in range(int(sizes[example].max(initial=0))):
        first = int(np.count_nonzero(sizes[example] <= place))
        layers.append((slice(first, None), codes[starts[example[first:]] + place].astype(np.intp)))
    return Sets(numbers[people], records.known[example], count, {name: part.take(kept[chosen]) for name, part in parts.items()}, tuple(layers))


def _keys(part: Column | Spans, kept: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    if isinstance(part, Spans):
        earliest = part.earliest[kept].astype(np.int64)
        return [earliest, part.latest[kept] - earliest]
    return [part.codes[kept].astype(np.int64)]


def _distinct_items(parts: list[list[NDArray[np.int64]]], size: int) -> tuple[Codes, NDArray[np.int64]]:
    """Codes of distinct items, and the place of one of each."""
    keys, spread, most = np.zeros(size, np.int64), 1, 2 ** (62 - size.bit_length())  # such keys are sorted together with their place (``records.ascending``)
    for column in (column for columns in parts for column in columns):
        low = int(column.min(initial=0))
        width = int(column.max(initial=0)) - low + 1
        if spread * width >= most:
            found, distinct = distinct_codes(keys)
            keys, spread = found.astype(np.int64), len(distinct)
        keys, spread = keys * width + (column - low), spread * width
    codes, distinct = distinct_codes(keys)
    chosen = np.zeros(len(distinct), np.int64)
    chosen[codes] = np.arange(size)
    return codes, chosen
