"""From distinct verdicts to packed planes of people.

Judgements that hang on the same codes are spread together: codes that none of them tells apart form one class, each class becomes one
plane (a comparison and a packing), and the planes of a judgement are unions of class planes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from programs.judged import Judged
from programs.planes import Bits, Planes, pack

MOST_CLASSES = 48  # a plane of a class costs about as much as seven unions of planes


def planes_of(judged: Sequence[Judged]) -> dict[int, Planes]:
    """The planes of each judgement, by its identity."""
    by_codes: dict[int, dict[int, Judged]] = {}
    for item in judged:
        by_codes.setdefault(id(item.codes), {})[id(item)] = item
    return {id(item): planes for items in by_codes.values() for group in _groups(list(items.values())) for item, planes in group}


@dataclass(slots=True)
class _Classes:
    """The class of each person, and the planes of classes so far."""

    of_people: NDArray[np.uint8]
    count: int
    planes: dict[int, Bits] = field(default_factory=dict)

    def union(self, chosen: NDArray[np.bool_]) -> Bits | None:
        """The plane of the people in some classes."""
        if not chosen.any():
            return None
        inverted = 2 * int(chosen.sum()) > self.count
        union: Bits | None = None
        for number in np.flatnonzero(~chosen if inverted else chosen).tolist():
            if number not in self.planes:
                self.planes[number] = pack(self.of_people == number)
            union = self.planes[number] if union is None else union | self.planes[number]
        if union is None:  # every class was chosen
            return pack(np.ones(len(self.of_people), bool))
        return ~union if inverted else union


def _groups(judged: list[Judged]) -> Iterator[list[tuple[Judged, Planes]]]:
    """Judgements over the same codes, in groups with few enough classes."""
    taken: list[Judged] = []
    classes, count = np.zeros(len(judged[0].verdicts), np.int64), 1
    for item in judged:
        finer = _finer(classes, item.verdicts)
        if int(finer.max(initial=0)) >= MOST_CLASSES and taken:
            yield _spread(taken, classes, count)
            taken, finer = [], _finer(np.zeros_like(classes), item.verdicts)
        classes, count = finer, int(finer.max(initial=0)) + 1
        taken.append(item)
    yield _spread(taken, classes, count)


def _finer(classes: NDArray[np.int64], verdicts: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Classes told apart by one more judgement as well, numbered anew."""
    keys = classes * 4 + verdicts
    present = np.zeros(4 * (int(classes.max(initial=0)) + 1), bool)
    present[keys] = True
    return np.take(np.cumsum(present), keys) - 1


def _spread(judged: list[Judged], classes: NDArray[np.int64], count: int) -> list[tuple[Judged, Planes]]:
    of_people = _Classes(classes.astype(np.uint8).take(judged[0].codes), count)
    found = []
    for item in judged:
        verdict_of = np.zeros(count, np.uint8)
        verdict_of[classes] = item.verdicts
        found.append((item, Planes(*(of_people.union(verdict_of == number) for number in (3, 2, 1)))))
    return found
