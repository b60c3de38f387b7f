"""Rule trees of many programmes over many people: each distinct criterion once, then logic on packed planes, 64 people a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from programs.columns import Cases
from programs.criteria.base import Criterion
from programs.judged import Judged, Verdicts
from programs.planes import Planes, agreed, all_of, any_of, at_least, negation, softened, words
from programs.program import Program
from programs.rules import Group, Node
from programs.spreading import planes_of

Key = tuple[Criterion, int]


@dataclass(slots=True)
class Folding:
    """The planes of every distinct criterion of some programmes, for the people of a table on a day.

    Attributes:
        people: How many they are.
        leaves: Planes by criterion and (the identity of) the calls of its programme.
    """

    people: int
    leaves: dict[Key, Planes]

    @classmethod
    def prepare(cls, pairs: Sequence[tuple[Program, str]], cases: Cases) -> Folding:
        """Judge every distinct criterion of these programmes in these roles."""
        judged = {(criterion, id(program.calls)): cases.judge(criterion, program.calls)
                  for program, role in pairs for rule in program.rules_for(role) for criterion in criteria_of(rule.node)}
        planes = planes_of([item for verdicts in judged.values() for item in _parts(verdicts)])
        folding = cls(cases.table.size, {})
        known: dict[int, Planes] = {}
        for key, verdicts in judged.items():
            if id(verdicts) not in known:
                known[id(verdicts)] = folding._judged(verdicts, planes)
            folding.leaves[key] = known[id(verdicts)]
        return folding

    def planes(self, program: Program, role: str) -> Planes:
        """The verdicts on a programme in a role, as far as its rules say: all of them but preferences hold."""
        return all_of([self._folded(rule.node, id(program.calls)) for rule in program.rules_for(role) if rule.node.strength != "preference"])

    def _folded(self, node: Node, calls: int) -> Planes:
        planes = fold_group(node, [self._folded(child, calls) for child in node.nodes], self.people) if isinstance(node, Group) \
            else self.leaves[node.criterion, calls]
        return softened(planes) if node.strength == "in_principle" else planes

    def _judged(self, verdicts: Verdicts, planes: dict[int, Planes]) -> Planes:
        if isinstance(verdicts, Judged):
            return planes[id(verdicts)]
        parts = [self._judged(part, planes) for part in verdicts.parts]
        if verdicts.operator == "not":
            return negation(all_of(parts), words(self.people))
        return any_of(parts) if verdicts.operator == "any" else all_of(parts)


def _parts(verdicts: Verdicts) -> Iterator[Judged]:
    if isinstance(verdicts, Judged):
        yield verdicts
    else:
        for part in verdicts.parts:
            yield from _parts(part)


def fold_group(group: Group, parts: Sequence[Planes], people: int) -> Planes:
    """The planes of an operator."""
    if group.operator == "any":
        return any_of(parts)
    if group.operator == "not":
        return negation(all_of(parts), words(people))
    if group.operator == "at_least":
        return at_least(group.count, parts, words(people))
    if group.operator == "readings":
        return agreed(parts)
    return all_of(parts)


def criteria_of(node: Node) -> Iterator[Criterion]:
    """The criteria of a rule, in order."""
    if isinstance(node, Group):
        for child in node.nodes:
            yield from criteria_of(child)
    else:
        yield node.criterion
