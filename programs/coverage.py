"""How much of its programmes a catalogue says, and how well it is founded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programs.catalogue import Catalogue
from programs.criteria import KINDS
from programs.rules import Group, Node


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over a catalogue.

    Attributes:
        kinds: Criteria by kind, every kind named.
        operators: Operators by name.
        confidence: Rules by ``sourced`` and ``recalled``.
        strengths: Rules by strength.
        unknown: Kinds of rule that were looked for and not found, by number of programmes.
        without_calls: Programmes of which no deadline is known.
    """

    programs: int
    roles: Mapping[str, int]
    statuses: Mapping[str, int]
    directions: Mapping[str, int]
    rules: int
    kinds: Mapping[str, int]
    operators: Mapping[str, int]
    confidence: Mapping[str, int]
    strengths: Mapping[str, int]
    unknown: Mapping[str, int]
    unmodelled: int
    conflicts: int
    sources: int
    without_calls: int
    without_rules: int


def coverage_of(catalogue: Catalogue) -> Coverage:
    """The counts."""
    programs = list(catalogue)
    rules = [rule for program in programs for rule in program.rules]
    nodes = [node for rule in rules for node in _nodes(rule.node)]
    found = Counter(node.criterion.KIND for node in nodes if not isinstance(node, Group))
    return Coverage(
        len(programs), _sorted(role for program in programs for role in program.role_names), _sorted(program.status for program in programs),
        _sorted(program.direction or "other" for program in programs), len(rules),
        dict(sorted(((kind, found[kind]) for kind in KINDS), key=lambda pair: (-pair[1], pair[0]))),
        _sorted(node.operator for node in nodes if isinstance(node, Group)), _sorted(rule.confidence for rule in rules),
        _sorted(rule.node.strength for rule in rules), _sorted(kind for program in programs for kind in program.unknown_rules),
        sum(len(program.unmodelled) for program in programs), sum(len(program.conflicts) for program in programs),
        sum(len(program.sources) for program in programs), sum(all(call.closes is None for call in program.calls) for program in programs),
        sum(not program.rules for program in programs),
    )


def _sorted(words: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _nodes(node: Node) -> list[Node]:
    return [node, *(below for child in node.nodes for below in _nodes(child))] if isinstance(node, Group) else [node]
