"""Rule trees of many programmes over blocks of people: each distinct criterion once a block, then logic on packed planes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from profiles.table import ProfileTable
from programs.columns import Cases, Judged
from programs.criteria.base import Criterion
from programs.logic import Verdict
from programs.planes import CODE, ORDER, Planes, all_of, any_of, negation, packed_verdicts, softened, unpacked_verdicts
from programs.program import Call, Program
from programs.rules import Group, Node
from programs.spreading import Spread, spread_together, stop_words

LeafKey = tuple[Criterion, int]


@dataclass(slots=True)
class Folding:
    """What is worked out once for programmes in roles and a table of people on a day."""

    pairs: tuple[tuple[Program, str], ...]
    size: int
    _places: dict[LeafKey, int]
    _spreads: list[Spread]

    @classmethod
    def prepare(cls, pairs: Sequence[tuple[Program, str]], table: ProfileTable, day: date) -> Folding:
        """Judge every distinct criterion of these programmes for all people of the table."""
        cases = Cases(table, day)
        judged: list[Judged] = []
        places: dict[LeafKey, int] = {}
        seen: dict[int, int] = {}
        for program, role in pairs:
            for criterion in (leaf for rule in program.rules_for(role) for leaf in _criteria(rule.node)):
                found = cases.judge(criterion, program.calls)
                if id(found) not in seen:
                    seen[id(found)] = len(judged)
                    judged.append(found)
                places[criterion, id(program.calls)] = seen[id(found)]
        return cls(tuple(pairs), table.size, places, spread_together(judged))

    def block(self, start: int, stop: int) -> Iterator[Planes]:
        """For each pair in order the planes of the people from ``start`` to ``stop``: all rules but preferences hold."""
        leaves = {place: planes for spread in self._spreads for place, planes in spread.planes(start, stop)}
        for program, role in self.pairs:
            nodes = [rule.node for rule in program.rules_for(role) if rule.node.strength != "preference"]
            yield all_of([self._fold(node, program.calls, leaves, stop - start) for node in nodes])

    def _fold(self, node: Node, calls: tuple[Call, ...], leaves: dict[int, Planes], people: int) -> Planes:
        if isinstance(node, Group):
            planes = fold_group(node, [self._fold(child, calls, leaves, people) for child in node.nodes], people)
        else:
            planes = leaves[self._places[node.criterion, id(calls)]]
        return softened(planes) if node.strength == "in_principle" else planes


def fold_group(group: Group, parts: Sequence[Planes], people: int) -> Planes:
    """The planes of an operator; one that has no bit logic here is asked for every combination of verdicts that occurs."""
    if group.operator == "all":
        return all_of(parts)
    if group.operator == "any":
        return any_of(parts)
    if group.operator == "not":
        return negation(all_of(parts), stop_words(people))
    return packed_verdicts(_by_combination(group, [unpacked_verdicts(part, people) for part in parts]))


def _by_combination(group: Group, parts: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    combined = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        combined = combined * len(ORDER) + part
    distinct, codes = np.unique(combined, return_inverse=True)
    verdicts: list[int] = []
    for number in distinct.tolist():
        digits: list[Verdict] = []
        for _ in parts:
            number, digit = divmod(number, len(ORDER))
            digits.append(ORDER[digit])
        verdicts.append(CODE[group.folded(digits[::-1])])
    return np.array(verdicts, np.uint8)[codes]


def _criteria(node: Node) -> Iterator[Criterion]:
    if isinstance(node, Group):
        for child in node.nodes:
            yield from _criteria(child)
    else:
        yield node.criterion
