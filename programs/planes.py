"""Four-valued verdicts of many people as packed bits: 64 people a word, folded by strong Kleene logic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from programs.logic import Verdict

Bits = NDArray[np.uint64]
ORDER = (Verdict.MET, Verdict.DISCRETIONARY, Verdict.UNKNOWN, Verdict.UNMET)  # a verdict's number: the worst of several is the largest
CODE = {verdict: number for number, verdict in enumerate(ORDER)}


class Planes(NamedTuple):
    """One bit a person in each plane; whoever is in none is met. ``None`` is an empty plane, and no person is in two."""

    unmet: Bits | None = None
    unknown: Bits | None = None
    discretionary: Bits | None = None


def pack(flags: NDArray[np.bool_ | np.uint8]) -> Bits:
    """Flags of people (or numbers that are 0 where there is none) as words of 64 bits; the bits after the last person are 0."""
    packed = np.packbits(flags, bitorder="little")
    if len(packed) % 8:
        packed = np.concatenate([packed, np.zeros(-len(packed) % 8, np.uint8)])
    return packed.view(np.uint64)


def words(people: int) -> int:
    """Words of 64 bits for so many people."""
    return -(-people // 64)


def packed_verdicts(verdicts: NDArray[np.uint8]) -> Planes:
    """Planes of verdicts by number (``ORDER``)."""
    discretionary, unknown, unmet = (verdicts == number for number in (1, 2, 3))
    return Planes(_some(pack(unmet)), _some(pack(unknown)), _some(pack(discretionary)))


def unpacked_verdicts(planes: Planes, size: int) -> NDArray[np.uint8]:
    """uint8 (size,): the number of each person's verdict (``ORDER``)."""
    verdicts = np.zeros(size, np.uint8)
    for plane, number in ((planes.discretionary, 1), (planes.unknown, 2), (planes.unmet, 3)):
        if plane is not None:
            verdicts |= np.unpackbits(plane.view(np.uint8), count=size, bitorder="little") * np.uint8(number)
    return verdicts


def all_of(parts: Sequence[Planes]) -> Planes:
    """Unmet if any is, else unknown if any is, else discretionary if any is, else met."""
    if len(parts) == 1:
        return parts[0]
    unmet = _any([part.unmet for part in parts])
    unknown = _without(_any([part.unknown for part in parts]), unmet)
    return Planes(unmet, unknown, _without(_without(_any([part.discretionary for part in parts]), unmet), unknown))


def any_of(parts: Sequence[Planes]) -> Planes:
    """Met if any is, else unknown if any is, else discretionary if any is, else unmet."""
    if len(parts) == 1:
        return parts[0]
    not_met = _every([_any(list(part)) for part in parts])
    if not_met is None:
        return Planes()
    unmet = _every([part.unmet for part in parts])
    unknown = _any([part.unknown for part in parts])
    unknown = None if unknown is None else unknown & not_met
    if all(part.discretionary is None for part in parts):
        return Planes(unmet, unknown)
    return Planes(unmet, unknown, _without(_without(not_met, unmet), unknown))


def agreed(parts: Sequence[Planes]) -> Planes:
    """What all readings of a rule give; unknown where they differ."""
    unmet, discretionary = _every([part.unmet for part in parts]), _every([part.discretionary for part in parts])
    return Planes(unmet, _without(_without(_any([_any(list(part)) for part in parts]), unmet), discretionary), discretionary)


def at_least(count: int, parts: Sequence[Planes], size: int) -> Planes:
    """As ``logic.at_least``, in planes of ``size`` words: the parts that are met are counted, with and without those that may be."""
    dense = [[np.zeros(size, np.uint64) if plane is None else plane for plane in part] for part in parts]
    met = _as_many(count, [~(unmet | unknown | discretionary) for unmet, unknown, discretionary in dense])
    possible = _as_many(count, [~unmet for unmet, _, _ in dense])
    known = _as_many(count, [~(unmet | discretionary) for unmet, _, discretionary in dense])  # met or unknown
    allowed = _as_many(count, [~(unmet | unknown) for unmet, unknown, _ in dense])  # met or discretionary
    open_ = possible & ~met
    return Planes(~possible, open_ & (known | ~allowed), open_ & ~known & allowed)


def _as_many(count: int, flags: Sequence[Bits]) -> Bits:
    """Whether at least ``count`` of the flags are set."""
    reached = [np.zeros_like(flags[0]) for _ in range(count)]  # so many are set so far, and one more
    for flag in flags:
        for place in range(count - 1, 0, -1):
            reached[place] |= reached[place - 1] & flag
        reached[0] |= flag
    return reached[-1]


def negation(part: Planes, size: int) -> Planes:
    """Met and unmet change places in planes of ``size`` words; unknown and discretionary stay."""
    not_met = _any(list(part))
    return Planes(np.full(size, _FULL) if not_met is None else ~not_met, part.unknown, part.discretionary)


def softened(part: Planes) -> Planes:
    """A rule that holds in principle: unmet is discretionary."""
    return Planes(None, part.unknown, _any([part.discretionary, part.unmet]))


_FULL = np.uint64(2**64 - 1)


def _any(planes: Sequence[Bits | None]) -> Bits | None:
    known = [plane for plane in planes if plane is not None]
    return reduce(np.bitwise_or, known) if known else None


def _every(planes: Sequence[Bits | None]) -> Bits | None:
    known = [plane for plane in planes if plane is not None]
    return reduce(np.bitwise_and, known) if len(known) == len(planes) and known else None


def _without(plane: Bits | None, taken: Bits | None) -> Bits | None:
    return plane if plane is None or taken is None else plane & ~taken


def _some(plane: Bits) -> Bits | None:
    return plane if plane.any() else None
