"""Rule trees of many programmes over blocks of people: each distinct criterion once a block, then logic on packed planes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from programs.columns import Cases
from programs.criteria.base import Criterion
from programs.judged import Judged, Verdicts
from programs.logic import Verdict
from programs.planes import CODE, ORDER, Planes, all_of, any_of, negation, packed_verdicts, softened, unpacked_verdicts
from programs.program import Program
from programs.rules import Group, Node
from programs.spreading import Spread, spread_together, stop_words

Tree = int | tuple[str, tuple["Tree", ...]]  # the place of a judgement, or an operator over such


@dataclass(slots=True)
class Folding:
    """What is worked out once for programmes in roles and a table of people on a day."""

    pairs: tuple[tuple[Program, str], ...]
    size: int
    _trees: dict[tuple[Criterion, int], Tree]
    _spreads: list[Spread]

    @classmethod
    def prepare(cls, pairs: Sequence[tuple[Program, str]], cases: Cases) -> Folding:
        """Judge every distinct criterion of these programmes for all people of the table."""
        judged: dict[int, Judged] = {}
        trees = {}
        for program, role in pairs:
            for criterion in (found for rule in program.rules_for(role) for found in _criteria(rule.node)):
                trees[criterion, id(program.calls)] = _numbered(cases.judge(criterion, program.calls), judged)
        places = {identity: place for place, identity in enumerate(judged)}
        return cls(tuple(pairs), cases.table.size, {key: _placed(tree, places) for key, tree in trees.items()}, spread_together(list(judged.values())))

    def block(self, start: int, stop: int) -> Iterator[Planes]:
        """For each pair in order the planes of the people from ``start`` to ``stop``: all rules but preferences hold."""
        leaves = {place: planes for spread in self._spreads for place, planes in spread.planes(start, stop)}
        known: dict[tuple[Criterion, int], Planes] = {}
        for program, role in self.pairs:
            nodes = [rule.node for rule in program.rules_for(role) if rule.node.strength != "preference"]
            yield all_of([self._fold(node, id(program.calls), leaves, known, stop - start) for node in nodes])

    def _fold(self, node: Node, calls: int, leaves: dict[int, Planes], known: dict[tuple[Criterion, int], Planes], people: int) -> Planes:
        if isinstance(node, Group):
            planes = fold_group(node, [self._fold(child, calls, leaves, known, people) for child in node.nodes], people)
        else:
            key = (node.criterion, calls)
            if key not in known:
                known[key] = _fold_tree(self._trees[key], leaves, people)
            planes = known[key]
        return softened(planes) if node.strength == "in_principle" else planes


def _numbered(verdicts: Verdicts, judged: dict[int, Judged]) -> Tree:
    if isinstance(verdicts, Judged):
        judged[id(verdicts)] = verdicts
        return id(verdicts)
    return verdicts.operator, tuple(_numbered(part, judged) for part in verdicts.parts)


def _placed(tree: Tree, places: dict[int, int]) -> Tree:
    return places[tree] if isinstance(tree, int) else (tree[0], tuple(_placed(part, places) for part in tree[1]))


def _fold_tree(tree: Tree, leaves: dict[int, Planes], people: int) -> Planes:
    if isinstance(tree, int):
        return leaves[tree]
    parts = [_fold_tree(part, leaves, people) for part in tree[1]]
    return any_of(parts) if tree[0] == "any" else all_of(parts) if tree[0] == "all" else negation(all_of(parts), stop_words(people))


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
