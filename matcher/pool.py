"""Programmes against a pool of people on a day: verdicts in blocks, findings only for the rows one looks at.

One person against many programmes is a table of one row, so both directions are the same computation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Eligibility, judge
from profiles.table import ProfileTable
from programs.columns import Cases
from programs.folding import Folding
from programs.logic import Outcome
from programs.planes import Planes, all_of, pack, unpacked_verdicts
from programs.program import Program

OUTCOMES = (Outcome.ELIGIBLE, Outcome.DISCRETIONARY, Outcome.UNDETERMINED, Outcome.INELIGIBLE)
BLOCK = 262_144
Pairs = Sequence[tuple[Program, str]]


@dataclass(frozen=True, slots=True)
class Block:
    """The verdicts of the people ``start`` to ``stop`` on each pair, as packed planes in the order of the pairs."""

    start: int
    stop: int
    planes: tuple[Planes, ...]

    def outcomes(self) -> NDArray[np.uint8]:
        """uint8 (pairs, people of the block): places in ``OUTCOMES``."""
        found = [unpacked_verdicts(planes, self.stop - self.start) for planes in self.planes]
        return np.stack(found) if found else np.zeros((0, self.stop - self.start), np.uint8)


def judge_pool(pairs: Pairs, table: ProfileTable, day: date, rows: int = BLOCK) -> Iterator[Block]:
    """Every pair against every person; what ``rows`` people need is in memory at a time."""
    for start in range(0, table.size, rows) or (0,):
        stop = min(start + rows, table.size)
        yield _judged(pairs, table if table.size <= rows else table.part(start, stop), day, start)  # the part is forgotten before the next is made


def _judged(pairs: Pairs, block: ProfileTable, day: date, start: int) -> Block:
    cases = Cases(block, day)
    folding = Folding.prepare(pairs, cases)
    cases.forget()
    return Block(start, start + block.size, tuple(pool_planes(pairs, folding, block)))


def pool_planes(pairs: Pairs, folding: Folding, table: ProfileTable) -> Iterator[Planes]:
    """The planes of each pair in order: the role fits the type of the profile, and all rules but preferences hold."""
    kind = table.column("type")
    institution = pack(np.array([value == "institution" for value in kind.values])[kind.codes])
    misfits = {True: Planes(~institution), False: Planes(institution)}
    for program, role in pairs:
        yield all_of([misfits[role == "institution"], folding.planes(program, role)])


def pool_outcomes(pairs: Pairs, table: ProfileTable, day: date) -> NDArray[np.uint8]:
    """uint8 (pairs, people): places in ``OUTCOMES``."""
    blocks = [block.outcomes() for block in judge_pool(pairs, table, day)]
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((len(pairs), 0), np.uint8)


def findings(program: Program, role: str, table: ProfileTable, row: int, day: date) -> Eligibility:
    """The verdict on one row with every finding, as for a single person."""
    return judge(program, role, table.person(row), day)
