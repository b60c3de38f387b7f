"""From distinct verdicts to packed planes of people.

Where there are few distinct verdicts, each of their codes becomes one plane (a comparison and a packing), and the planes of all judgements on
these codes are unions of such. Where there are many, the verdicts of four judgements are looked up as one byte a person and taken apart by bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from programs.judged import Judged
from programs.planes import Bits, Planes, pack

FEW = 16  # a plane of a code costs about as much as ten unions of planes
_AT_ONCE = 4  # verdicts of two bits in a byte


def planes_of(judged: Sequence[Judged]) -> dict[int, Planes]:
    """The planes of each judgement, by its identity."""
    by_codes: dict[int, dict[int, Judged]] = {}
    for item in judged:
        by_codes.setdefault(id(item.codes), {})[id(item)] = item
    return {key: planes for items in by_codes.values() for key, planes in _spread(list(items.values()))}


def _spread(judged: list[Judged]) -> Iterator[tuple[int, Planes]]:
    """The planes of judgements on the same codes."""
    codes, count = judged[0].codes, len(judged[0].verdicts)
    if count <= FEW:
        of_people = codes.astype(np.uint8)
        planes = [pack(of_people == number) for number in range(count)]
        for item in judged:
            yield id(item), Planes(*(_union([planes[place] for place in np.flatnonzero(item.verdicts == number)]) for number in (3, 2, 1)))
        return
    places = codes if len(judged) <= _AT_ONCE else codes.astype(np.intp)
    for start in range(0, len(judged), _AT_ONCE):
        yield from _looked_up(judged[start:start + _AT_ONCE], places)


def _union(planes: list[Bits]) -> Bits | None:
    return reduce(np.bitwise_or, planes) if planes else None


def _looked_up(judged: list[Judged], places: NDArray[Any]) -> Iterator[tuple[int, Planes]]:
    verdicts = np.zeros(len(judged[0].verdicts), np.uint8)
    for number, item in enumerate(judged):
        verdicts |= item.verdicts << np.uint8(2 * number)
    of_people = verdicts.take(places)
    for number, item in enumerate(judged):
        low, high = (pack(of_people & np.uint8(1 << 2 * number + bit)) for bit in (0, 1))  # 3 is unmet, 2 unknown, 1 discretionary
        yield id(item), Planes(*(plane if plane.any() else None for plane in (low & high, high & ~low, low & ~high)))
