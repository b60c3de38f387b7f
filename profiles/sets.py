"""Lists of people reduced to what a question looks at: distinct items once, distinct lists of them once, a code a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Column, Records, Spans, distinct_codes

UNKNOWN_LIST, EMPTY_LIST = 0, 1  # the codes of a list that is not known and of one without such items
Parts = Mapping[str, Column | Spans]


@dataclass(frozen=True, slots=True)
class Sets:
    """Distinct lists of distinct items.

    Attributes:
        codes: int32 (people,), the list of each person; ``UNKNOWN_LIST`` and ``EMPTY_LIST`` are always there.
        size: Number of distinct lists.
        items: Number of distinct items.
        parts: Columns of the distinct items.
        layers: For the first, second … item: the lists that have one, int64, and which item it is, int32.
    """

    codes: Codes
    size: int
    items: int
    parts: Parts
    layers: tuple[tuple[NDArray[np.int64], Codes], ...]


def distinct_sets(people: Codes, records: Records, parts: Parts, keep: NDArray[np.bool_] | None = None) -> Sets:
    """The lists of ``records``, reduced to ``parts`` (columns of all items) of the items to ``keep``.

    Args:
        people: int32 (people,), the value of ``records`` that each person has.
    """
    kept = np.arange(records.starts[-1]) if keep is None else np.flatnonzero(keep)
    owners = records.owners[kept]
    codes, chosen = _distinct_items([_keys(part, kept) for part in parts.values()], len(kept))
    starts = np.searchsorted(owners, np.arange(len(records) + 1))
    lists = np.where(records.known, EMPTY_LIST, UNKNOWN_LIST).astype(np.int64)
    count, after = len(chosen), EMPTY_LIST + 1
    sizes = np.diff(starts)
    for place in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > place)
        found, distinct = distinct_codes(lists[longer] * count + codes[starts[longer] + place])
        lists[longer] = found + after
        after += len(distinct)
    numbers, distinct = distinct_codes(np.concatenate([[UNKNOWN_LIST, EMPTY_LIST], lists]))
    example = np.full(len(distinct), -1, np.int64)
    example[numbers[2:]] = np.arange(len(lists))
    shown = np.where(example >= 0, sizes[example], 0)
    layers = []
    for place in range(int(shown.max(initial=0))):
        longer = np.flatnonzero(shown > place)
        layers.append((longer, codes[starts[example[longer]] + place]))
    return Sets(numbers[2:][people], len(distinct), count, {name: part.take(kept[chosen]) for name, part in parts.items()}, tuple(layers))


def _keys(part: Column | Spans, kept: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    if isinstance(part, Spans):
        earliest = part.earliest[kept].astype(np.int64)
        return [earliest, part.latest[kept] - earliest]
    return [part.codes[kept].astype(np.int64)]


def _distinct_items(parts: list[list[NDArray[np.int64]]], size: int) -> tuple[Codes, NDArray[np.int64]]:
    """Codes of distinct items, and the place of one of each."""
    keys, spread = np.zeros(size, np.int64), 1
    for column in (column for columns in parts for column in columns):
        low = int(column.min(initial=0))
        width = int(column.max(initial=0)) - low + 1
        if spread * width >= 2**62:
            found, distinct = distinct_codes(keys)
            keys, spread = found.astype(np.int64), len(distinct)
        keys, spread = keys * width + (column - low), spread * width
    codes, distinct = distinct_codes(keys)
    chosen = np.zeros(len(distinct), np.int64)
    chosen[codes] = np.arange(size)
    return codes, chosen
