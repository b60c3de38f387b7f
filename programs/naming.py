"""Rules that speak of other programmes: their aliases count as well, and reasons show their names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from programs.criteria.applications import Applied
from programs.criteria.awards import Awarded
from programs.criteria.base import Criterion
from programs.elsewhere import ELSEWHERE
from programs.logic import Text
from programs.program import Program
from programs.rules import Group, Node


def with_names(programs: Sequence[Program]) -> tuple[Program, ...]:
    """The programmes with the ids in their rules widened to aliases and given their names; unknown ids stay as they are."""
    known = {name: program for program in programs for name in (program.id, *program.aliases)}
    return tuple(dataclasses.replace(program, rules=tuple(dataclasses.replace(rule, node=_named(rule.node, known)) for rule in program.rules)) for program in programs)


def _named(node: Node, known: Mapping[str, Program]) -> Node:
    if isinstance(node, Group):
        return dataclasses.replace(node, nodes=tuple(_named(inner, known) for inner in node.nodes))
    criterion = _criterion(node.criterion, known)
    return node if criterion is node.criterion else dataclasses.replace(node, criterion=criterion)


def _criterion(criterion: Criterion, known: Mapping[str, Program]) -> Criterion:
    if not isinstance(criterion, Awarded | Applied) or criterion.names_en:
        return criterion
    ids = tuple(dict.fromkeys(name for one in criterion.programs for name in ((one, known[one].id, *known[one].aliases) if one in known else (one,))))
    texts = [known[one].name if one in known else ELSEWHERE.get(one, Text(one, one)) for one in ids]
    return dataclasses.replace(criterion, programs=ids, names_en=tuple(text.en for text in texts), names_ja=tuple(text.ja for text in texts))
