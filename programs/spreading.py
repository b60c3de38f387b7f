"""From distinct verdicts to packed planes of people, block by block.

Criteria whose verdicts hang on the same codes are spread together: codes that no criterion of the group tells apart form one class,
each class becomes one plane (a comparison and a packing), and the planes of a criterion are unions of class planes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes
from programs.judged import Judged
from programs.planes import Bits, Planes, pack

MOST_CLASSES = 48  # a plane of a class costs about as much as seven unions of planes


@dataclass(frozen=True, slots=True)
class Spread:
    """Criteria over the same codes.

    Attributes:
        codes: int32 (people,).
        classes: uint8 (distinct,), the class of each code.
        count: Number of classes.
        members: For each criterion its place in the list it came from, and for unmet, unknown and discretionary the classes.
    """

    codes: Codes
    classes: NDArray[np.uint8]
    count: int
    members: tuple[tuple[int, tuple[tuple[int, ...], ...]], ...]

    def planes(self, start: int, stop: int) -> Iterator[tuple[int, Planes]]:
        """(place, planes) of each criterion for the people from ``start`` to ``stop``."""
        classes = self.classes.take(self.codes[start:stop])
        single: dict[int, Bits] = {}
        for place, values in self.members:
            yield place, Planes(*(self._union(classes, single, chosen) for chosen in values))

    def _union(self, classes: NDArray[np.uint8], single: dict[int, Bits], chosen: tuple[int, ...]) -> Bits | None:
        if not chosen:
            return None
        inverted = 2 * len(chosen) > self.count
        wanted = tuple(number for number in range(self.count) if number not in chosen) if inverted else chosen
        for number in wanted:
            if number not in single:
                single[number] = pack(classes == number)
        if not wanted:
            return ~np.zeros((stop_words(len(classes))), np.uint64)
        union = single[wanted[0]]
        for number in wanted[1:]:
            union = union | single[number]
        return ~union if inverted else union


def stop_words(people: int) -> int:
    """Words of 64 bits for so many people."""
    return -(-people // 64)


def spread_together(judged: Sequence[Judged]) -> list[Spread]:
    """Groups of judgements over the same codes, each with few enough classes."""
    by_codes: dict[int, list[int]] = {}
    for place, item in enumerate(judged):
        by_codes.setdefault(id(item.codes), []).append(place)
    return [group for places in by_codes.values() for group in _groups(places, judged)]


def _groups(places: list[int], judged: Sequence[Judged]) -> Iterator[Spread]:
    codes = judged[places[0]].codes
    taken: list[int] = []
    classes, count = np.zeros(len(judged[places[0]].verdicts), np.int64), 1
    for place in places:
        finer = np.unique(classes * 4 + judged[place].verdicts, return_inverse=True)[1]
        found = int(finer.max()) + 1
        if found > MOST_CLASSES and taken:
            yield _spread(codes, classes, count, taken, judged)
            taken = []
            finer = np.unique(judged[place].verdicts, return_inverse=True)[1]
            found = int(finer.max()) + 1
        classes, count = finer, found
        taken.append(place)
    yield _spread(codes, classes, count, taken, judged)


def _spread(codes: Codes, classes: NDArray[np.int64], count: int, places: list[int], judged: Sequence[Judged]) -> Spread:
    members = []
    for place in places:
        verdict_of = np.zeros(count, np.uint8)
        verdict_of[classes] = judged[place].verdicts
        members.append((place, tuple(tuple(np.flatnonzero(verdict_of == number).tolist()) for number in (3, 2, 1))))
    return Spread(codes, classes.astype(np.uint8), count, tuple(members))
