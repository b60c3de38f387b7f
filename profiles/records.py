"""Values of a profile that have parts (degrees, posts, a residence …) as columns of their items."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast, overload

import numpy as np
from numpy.typing import NDArray

from profiles.partial_date import PartialDate

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """Values by code.

    Attributes:
        codes: int32 (rows,), the place of each row's value.
        values: The distinct values; ``None`` is unknown.
    """

    codes: Codes
    values: Sequence[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Any:
        return self.values[self.codes[row]]

    def take(self, rows: NDArray[Any]) -> Column:
        """These rows, in this order."""
        return Column(self.codes[rows], self.values)

    def part(self, start: int, stop: int) -> Column:
        """The rows from ``start`` to ``stop``; where there are more values than rows, only those that these rows have."""
        codes = self.codes[start:stop]
        if len(self.values) <= max(stop - start, 1):
            return Column(codes, self.values)
        used, places = np.unique(codes, return_inverse=True)
        values = self.values.take(used) if isinstance(self.values, Spans | Records) else [self.values[value] for value in used.tolist()]
        return Column(places.astype(np.int32), values)

    def among(self, wanted: Collection[Any]) -> NDArray[np.bool_]:
        """bool (rows,): whether the value is one of these."""
        return np.array([value in wanted for value in self.values], bool)[self.codes]


class Spans(Sequence[PartialDate | None]):
    """Dates as day numbers (``date.toordinal``), int32 (rows,); 0 is unknown."""

    __slots__ = ("earliest", "latest")

    def __init__(self, earliest: Codes, latest: Codes) -> None:
        self.earliest, self.latest = earliest, latest

    @classmethod
    def of(cls, dates: Iterable[PartialDate | None]) -> Spans:
        """The day numbers of these dates."""
        numbers = [(0, 0) if item is None else (item.earliest.toordinal(), item.latest.toordinal()) for item in dates]
        pairs = np.array(numbers, np.int32).reshape(-1, 2)
        return cls(pairs[:, 0].copy(), pairs[:, 1].copy())

    def __len__(self) -> int:
        return len(self.earliest)

    def take(self, rows: NDArray[Any]) -> Spans:
        """These rows, in this order."""
        return Spans(self.earliest[rows], self.latest[rows])

    @property
    def known(self) -> NDArray[np.bool_]:
        """bool (rows,): whether anything is known of the date."""
        return np.not_equal(self.earliest, 0)

    def filled(self, other: Spans) -> Spans:
        """With another date where one is not known."""
        return Spans(np.where(self.known, self.earliest, other.earliest), np.where(self.known, self.latest, other.latest))

    @overload
    def __getitem__(self, index: int) -> PartialDate | None: ...
    @overload
    def __getitem__(self, index: slice) -> Spans: ...
    def __getitem__(self, index: int | slice) -> PartialDate | Spans | None:
        if isinstance(index, slice):
            return Spans(self.earliest[index], self.latest[index])
        first, last = int(self.earliest[index]), int(self.latest[index])
        return PartialDate(date.fromordinal(first), date.fromordinal(last)) if first else None


class Records(Sequence[Any]):
    """Values that are tuples of records of one class (or single records), each value ``None`` where it is unknown.

    Attributes:
        known: bool (values,).
        starts: int32 (values + 1,): the items of value ``i`` are ``starts[i]`` to ``starts[i + 1]``.
        parts: For each field of the class a column of all items.
        single: Whether a value is a record instead of a tuple of records.
    """

    __slots__ = ("known", "make", "parts", "single", "starts")

    def __init__(self, make: type[Any], known: NDArray[np.bool_], starts: Codes, parts: Mapping[str, Column | Spans], single: bool) -> None:
        self.make, self.known, self.starts, self.parts, self.single = make, known, starts, parts, single

    @classmethod
    def of(cls, make: type[Any], values: Sequence[Any], single: bool = False) -> Records:
        """The columns of these values."""
        listed = [() if value is None else (value,) if single else value for value in values]
        items = [item for value in listed for item in value]
        starts = np.zeros(len(values) + 1, np.int32)
        np.cumsum([len(value) for value in listed], out=starts[1:])
        parts = {part.name: _part(part, [getattr(item, part.name) for item in items]) for part in dataclasses.fields(make)}
        return cls(make, np.array([value is not None for value in values], bool), starts, parts, single)

    def __len__(self) -> int:
        return len(self.known)

    def __getitem__(self, index: Any) -> Any:
        if not self.known[index]:
            return None
        items = (self.make(**{name: part[item] for name, part in self.parts.items()})
                 for item in range(self.starts[index], self.starts[index + 1]))
        return next(items) if self.single else tuple(items)

    def take(self, values: NDArray[Any]) -> Records:
        """These values, in this order."""
        sizes = np.diff(self.starts)[values]
        starts = np.zeros(len(values) + 1, np.int32)
        np.cumsum(sizes, out=starts[1:])
        items = np.arange(starts[-1]) + np.repeat(self.starts[values] - starts[:-1], sizes)
        return Records(self.make, self.known[values], starts, {name: part.take(items) for name, part in self.parts.items()}, self.single)

    def column(self, part: str) -> Column:
        """A part of all items that is no date."""
        return cast(Column, self.parts[part])

    def spans(self, part: str) -> Spans:
        """A part of all items that is a date."""
        return cast(Spans, self.parts[part])

    @property
    def owners(self) -> Codes:
        """int32 (items,): the value that each item belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))


def _part(part: dataclasses.Field[Any], values: list[Any]) -> Column | Spans:
    if "PartialDate" in str(part.type):
        return Spans.of(values)
    return encoded(values)


def encoded(values: Iterable[Any]) -> Column:
    """The distinct values once, and a code for each row."""
    numbers: dict[Any, int] = {}
    kept: list[Any] = []
    codes: list[int] = []
    for value in values:
        key = _key(value)
        code = numbers.get(key)
        if code is None:
            code = numbers[key] = len(kept)
            kept.append(value)
        codes.append(code)
    return Column(np.array(codes, np.int32), kept or [None])


def flag_column(flags: NDArray[np.bool_]) -> Column:
    """Flags as a column."""
    return Column(flags.astype(np.int32), (False, True))


def coded(part: Column | Spans) -> Column:
    """A column of codes also where the values are dates."""
    if isinstance(part, Column):
        return part
    codes, distinct = distinct_codes(part.earliest.astype(np.int64) << 22 | part.latest)
    return Column(codes, Spans((distinct >> 22).astype(np.int32), (distinct & (1 << 22) - 1).astype(np.int32)))


def _key(value: Any) -> Any:
    """What tells values apart; ``True`` is not 1, and mappings are told apart by their entries."""
    if isinstance(value, Mapping):
        return tuple(sorted(value.items()))
    if isinstance(value, bool | int | float):
        return type(value), value
    return value


def distinct_codes(keys: NDArray[np.int64]) -> tuple[Codes, NDArray[np.int64]]:
    """Codes into the distinct keys, and those keys in ascending order; dense keys are numbered without sorting."""
    if not len(keys):
        return np.zeros(0, np.int32), keys
    low, high = int(keys.min()), int(keys.max())
    if high - low > 4 * len(keys) + 1024:
        order = ascending(keys)
        ordered = keys[order]
        first = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        codes = np.empty(len(keys), np.int32)
        codes[order] = np.cumsum(first, dtype=np.int32) - np.int32(1)
        return codes, ordered[first]
    offsets = keys - low
    present = np.zeros(high - low + 1, bool)
    present[offsets] = True
    numbers = np.cumsum(present, dtype=np.int32) - np.int32(1)
    return numbers[offsets], np.flatnonzero(present) + low


def ascending(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The stable order of keys; where key and place fit into one word they are sorted as one, which is several times faster than by place."""
    if not len(keys):
        return np.zeros(0, np.int64)
    low, bits = int(keys.min()), max(len(keys) - 1, 1).bit_length()
    if (int(keys.max()) - low).bit_length() + bits > 63:
        return np.argsort(keys, kind="stable")
    return np.sort((keys - low) << bits | np.arange(len(keys))) & ((1 << bits) - 1)
