"""What changed between two catalogues: programme by programme, rule by rule, clause by clause."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from programs.catalogue import Catalogue
from programs.criteria import Criterion
from programs.logic import Text
from programs.program import Program
from programs.requirements import requirement_of
from programs.rules import Group, Leaf, Node, Rule

Kind = Literal["added", "removed", "changed"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Field:
    """A value before and after; None where there was or is none."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a rule that came, went or changed.

    Attributes:
        path: Ids of the nodes down to it.
        old, new: What it asked and asks.
        fields: The values in it that differ.
    """

    path: str
    change: Kind
    old: Text | None
    new: Text | None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that came, went or changed, with its clauses; ``fields`` are its roles, sources and note."""

    rule: str
    change: Kind
    roles: tuple[str, ...]
    clauses: tuple[Clause, ...]
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """A programme that came, went or changed."""

    program: str
    change: Kind
    fields: tuple[Field, ...] = ()
    rules: tuple[RuleChange, ...] = ()


def differences(old: Catalogue, new: Catalogue) -> tuple[ProgramChange, ...]:
    """Every programme that differs, in order of id."""
    pairs = _paired(old, new, lambda program: program.id)
    return tuple(change for before, after in sorted(pairs, key=lambda pair: (pair[0] or pair[1]).id) if (change := _program(before, after)) is not None)  # type: ignore[union-attr]


def plain(value: Any) -> Any:
    """A value of a programme in the words of JSON."""
    if isinstance(value, Text):
        return value.to_dict()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: shown for item in dataclasses.fields(value) if (shown := plain(getattr(value, item.name))) not in (None, [])}
    return value


def _paired(old: Iterable[T], new: Iterable[T], key: Callable[[T], str]) -> list[tuple[T | None, T | None]]:
    before, after = {key(item): item for item in old}, {key(item): item for item in new}
    return [(before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))]


def _program(old: Program | None, new: Program | None) -> ProgramChange | None:
    if old is None or new is None:
        whole = new or old
        assert whole is not None
        return ProgramChange(whole.id, "removed" if new is None else "added")
    names = [item.name for item in dataclasses.fields(Program) if item.name not in ("id", "rules")]
    fields = _fields(names, old, new)
    rules = tuple(change for before, after in _paired(old.rules, new.rules, lambda rule: rule.id) if (change := _rule(before, after)) is not None)
    return ProgramChange(old.id, "changed", fields, rules) if fields or rules else None


def _fields(names: Sequence[str], old: object, new: object) -> tuple[Field, ...]:
    return tuple(Field(name, plain(getattr(old, name)), plain(getattr(new, name))) for name in names if getattr(old, name) != getattr(new, name))


def _rule(old: Rule | None, new: Rule | None) -> RuleChange | None:
    if old is None and new is not None:
        return RuleChange(new.id, "added", new.roles, (Clause(new.id, "added", None, requirement_of(new.node)),))
    if new is None and old is not None:
        return RuleChange(old.id, "removed", old.roles, (Clause(old.id, "removed", requirement_of(old.node), None),))
    assert old is not None and new is not None
    clauses, fields = tuple(_node(old.node, new.node, new.id)), _fields(("roles", "sources", "confidence", "note"), old, new)
    return RuleChange(new.id, "changed", new.roles, clauses, fields) if clauses or fields else None


def _node(old: Node, new: Node, path: str) -> list[Clause]:
    """The clauses that differ between two nodes that stand in the same place."""
    if old == new:
        return []
    if isinstance(old, Leaf) and isinstance(new, Leaf) and type(old.criterion) is type(new.criterion):
        fields = (*_fields(_names(old.criterion), old.criterion, new.criterion), *_fields(("strength",), old, new))
        return [Clause(path, "changed", requirement_of(old), requirement_of(new), fields)] if fields else []
    if isinstance(old, Group) and isinstance(new, Group) and old.operator == new.operator:
        own = _fields(("count", "strength"), old, new)
        return [*([Clause(path, "changed", requirement_of(old), requirement_of(new), own)] if own else []), *_children(old, new, path)]
    return [Clause(path, "changed", requirement_of(old), requirement_of(new))]


def _names(criterion: Criterion) -> list[str]:
    return [item.name for item in dataclasses.fields(criterion)]  # type: ignore[arg-type]


def _children(old: Group, new: Group, path: str) -> list[Clause]:
    """Equal parts first, then parts of one id, then parts of one kind in order; what is left came or went."""
    before = [node for node in old.nodes if node not in new.nodes]
    after = [node for node in new.nodes if node not in old.nodes]
    clauses: list[Clause] = []
    for likeness in (_name_and_kind, _kind):
        for node in list(before):
            match = next((other for other in after if likeness(node) == likeness(other)), None)
            if match is not None:
                before.remove(node)
                after.remove(match)
                clauses += _node(node, match, f"{path}/{match.id}")
    clauses += [Clause(f"{path}/{node.id}", "removed", requirement_of(node), None) for node in before]
    return clauses + [Clause(f"{path}/{node.id}", "added", None, requirement_of(node)) for node in after]


def _kind(node: Node) -> str:
    return node.operator if isinstance(node, Group) else node.criterion.KIND


def _name_and_kind(node: Node) -> str:
    return f"{node.id} {_kind(node)}"
