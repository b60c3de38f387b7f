"""Rules as trees: operators over criteria, each node with its own finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from programs.criteria.base import Case, Criterion
from programs.logic import (
    Change,
    Finding,
    Later,
    Missing,
    Text,
    Verdict,
    agreed,
    all_of,
    any_of,
    at_least,
    later,
    negation,
)
from programs.reasons import Operator, group_sentence, sentence

Strength = Literal["required", "in_principle", "preference"]

_CHANGES: tuple[Change, ...] = ("arrange", "wait", "state", "never")


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a rule was read, and what it adds to every reason."""

    sources: tuple[str, ...] = ()
    confidence: str = "sourced"
    note: Text | None = None


_UNCITED = Cited()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion in a rule."""

    criterion: Criterion
    id: str
    strength: Strength = "required"
    requirement: Text = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "requirement", Later(self.criterion.requirement))

    def verdict(self, case: Case) -> Verdict:
        """The verdict of the finding, without the finding."""
        return softened(case.judged(self.criterion).verdict, self.strength)

    def judge(self, case: Case, cited: Cited = _UNCITED) -> Finding:
        """The finding for one person; outside a rule that holds in principle is discretionary."""
        found = case.judged(self.criterion)
        return Finding(
            self.id, self.criterion.KIND, softened(found.verdict, self.strength), self.strength,
            later(sentence, self.requirement, found, cited.note), found.facts, found.missing, found.since, found.until, found.change,
            (), cited.sources, cited.confidence, self.requirement, found,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """An operator over nodes."""

    operator: Operator
    nodes: tuple[Node, ...]
    id: str
    count: int = 1
    strength: Strength = "required"

    def verdict(self, case: Case) -> Verdict:
        """The verdict of the finding, without the finding."""
        return softened(self.folded([node.verdict(case) for node in self.nodes]), self.strength)

    def judge(self, case: Case, cited: Cited = _UNCITED) -> Finding:
        """Every child is judged, none is skipped; facts and gaps of all children are kept."""
        children = tuple([node.judge(case) for node in self.nodes])
        verdict = self.folded([child.verdict for child in children])
        facts: dict[str, None] = {}
        gaps: dict[Missing, None] = {}
        since, until = date.min, date.max
        for child in children:
            facts.update(dict.fromkeys(child.facts))
            if child.missing and child.verdict is not Verdict.MET:
                gaps.update(dict.fromkeys(child.missing))
            since, until = child.since if child.since > since else since, child.until if child.until < until else until
        return Finding(
            self.id, self.operator, softened(verdict, self.strength), self.strength,
            later(group_sentence, self.operator, self.count, verdict, children, cited.note),
            tuple(facts), () if verdict is Verdict.MET else tuple(gaps), since, until, _change(self.operator, children),
            children, cited.sources, cited.confidence,
        )

    def folded(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The operator over the verdicts of its nodes."""
        if self.operator == "any":
            return any_of(verdicts)
        if self.operator == "not":
            return negation(all_of(verdicts))
        if self.operator == "at_least":
            return at_least(self.count, verdicts)
        if self.operator == "readings":
            return agreed(verdicts)
        return all_of(verdicts)


Node = Leaf | Group


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a programme: a node, the roles it speaks of, and where it was read."""

    node: Node
    roles: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str = "sourced"
    note: Text | None = None

    @property
    def id(self) -> str:
        """The rule's name inside its programme."""
        return self.node.id

    def judge(self, case: Case) -> Finding:
        """The finding, with its reference and any note of the rule."""
        return self.node.judge(case, Cited(self.sources, self.confidence, self.note))


def softened(verdict: Verdict, strength: str) -> Verdict:
    """The verdict of a node of this strength: outside a rule that holds in principle is discretionary."""
    return Verdict.DISCRETIONARY if strength == "in_principle" and verdict is Verdict.UNMET else verdict


def _change(operator: str, children: Sequence[Finding]) -> Change:
    if operator in ("not", "readings"):
        return "never"
    failed = [_CHANGES.index(child.change) for child in children if child.verdict is not Verdict.MET]
    return _CHANGES[max(failed) if operator == "all" else min(failed)] if failed else "never"
