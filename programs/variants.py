"""Which variants of a programme (courses, types, levels) are open to a person."""

from __future__ import annotations

from collections.abc import Sequence

from programs.logic import Finding, Outcome, Verdict, all_of, outcome_of
from programs.program import Program, Variant
from programs.rules import Group, Node, Rule, softened


def variant_outcomes(program: Program, rules: Sequence[Rule], findings: Sequence[Finding]) -> tuple[tuple[Variant, Outcome], ...]:
    """The verdict on each variant: a rule with a branch of its id is judged by that branch, every other rule as it stands.

    ``findings`` are those of ``rules``, in the same order.
    """
    return tuple(
        (variant, outcome_of(all_of([_verdict(rule.node, found, variant.id) for rule, found in zip(rules, findings, strict=True)])))
        for variant in program.variants
    )


def _verdict(node: Node, found: Finding, variant: str) -> Verdict:
    if node.id == variant or not isinstance(node, Group) or not _names(node, variant):
        return found.verdict
    pairs = list(zip(node.nodes, found.children, strict=True))
    if node.operator == "any":
        pairs = [(child, part) for child, part in pairs if _names(child, variant)]
    return softened(node.folded([_verdict(child, part, variant) for child, part in pairs]), node.strength)


def _names(node: Node, variant: str) -> bool:
    return node.id == variant or (isinstance(node, Group) and any(_names(child, variant) for child in node.nodes))
