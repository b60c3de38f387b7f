"""A catalogue in a form that is quick to open: rules and what ranking reads first, long texts only when they are asked for.

One line of JSON (the head) and, after it, one JSON document a programme with the rest. Criteria stand in one table, so that equal rules of
different programmes share one object. The form holds plain values only; it is checked when it is made, and made anew when a file changes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from programs.catalogue import Catalogue
from programs.criteria import KINDS, Criterion
from programs.logic import Text
from programs.program import Amount, Call, Program, Source, Variant
from programs.rules import Group, Leaf, Node, Rule

LIGHT = ("id", "aliases", "status", "direction", "activities", "role_names", "themes", "fields", "partners", "destinations", "stages", "duration_min",
         "duration_max", "calls", "rules", "unknown_rules")
HEAVY = tuple(item.name for item in dataclasses.fields(Program) if item.name not in LIGHT)


class NotCompiled(ValueError):
    """The bytes are no compiled catalogue of this version of the code."""


def shape_of_code() -> str:
    """What a compiled catalogue depends on beside the files: the fields of programmes and of every kind of criterion."""
    kinds = [f"{kind}({','.join(item.name for item in dataclasses.fields(cast(Any, cls)))})" for kind, cls in sorted(KINDS.items())]
    return f"1;{','.join((*LIGHT, *HEAVY))};{';'.join(kinds)}"


def compiled(catalogue: Catalogue) -> bytes:
    """The catalogue in its compiled form."""
    table: dict[Criterion, int] = {}
    heads: list[list[Any]] = []
    rest: list[bytes] = []
    for program in catalogue:
        heads.append([_written(getattr(program, name), table) for name in LIGHT])
        rest.append(json.dumps([_written(getattr(program, name), table) for name in HEAVY], ensure_ascii=False).encode())
    head = {"code": shape_of_code(), "digest": catalogue.digest, "criteria": [_criterion_written(criterion) for criterion in table],
            "programs": heads, "lengths": [len(content) for content in rest]}
    return b"".join([json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), b"\n", *rest])


def opened(content: bytes) -> Catalogue:
    """The catalogue from its compiled form.

    Raises:
        NotCompiled: The bytes are something else, cut off, or made by other code.
    """
    line, _, body = content.partition(b"\n")
    try:
        head = json.loads(line)
        if head["code"] != shape_of_code() or sum(head["lengths"]) != len(body):
            raise NotCompiled("made by other code, or cut off")
        criteria = _Criteria(head["criteria"])
        programs, start = [], 0
        for light, length in zip(head["programs"], head["lengths"], strict=True):
            programs.append(_stored(light, body[start : start + length], criteria))
            start += length
        return Catalogue(tuple(programs), head["digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotCompiled(str(error)) from error


class StoredProgram(Program):
    """A programme whose parts are read from the compiled form when they are first asked for."""

    __slots__ = ("_criteria", "_light", "_rest")
    _light: dict[str, Any]
    _rest: bytes
    _criteria: _Criteria

    def __getattr__(self, name: str) -> Any:
        if name in HEAVY:
            for part, raw in zip(HEAVY, json.loads(self._rest), strict=True):
                object.__setattr__(self, part, _read(part, raw, self._criteria))
            return getattr(self, name)
        if name not in LIGHT:
            raise AttributeError(name)
        value = _read(name, self._light[name], self._criteria)
        object.__setattr__(self, name, value)
        return value

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles that it offers, without their texts."""
        return tuple(self._light["role_names"]) if hasattr(self, "_light") else tuple(name for name, _ in self.roles)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Program) and all(getattr(self, item.name) == getattr(other, item.name) for item in dataclasses.fields(Program))

    __hash__ = Program.__hash__

    def __reduce__(self) -> tuple[type[Program], tuple[Any, ...]]:
        return Program, tuple(getattr(self, item.name) for item in dataclasses.fields(Program))


def _stored(light: Sequence[Any], rest: bytes, criteria: _Criteria) -> StoredProgram:
    program = object.__new__(StoredProgram)
    for name, value in (("_light", dict(zip(LIGHT, light, strict=True))), ("_rest", rest), ("_criteria", criteria)):
        object.__setattr__(program, name, value)
    return program


class _Criteria:
    """The table of criteria, each made once."""

    def __init__(self, raw: Sequence[tuple[str, dict[str, Any]]]) -> None:
        self._raw = raw
        self._made: list[Criterion | None] = [None] * len(raw)

    def __getitem__(self, place: int) -> Criterion:
        made = self._made[place]
        if made is None:
            kind, fields = self._raw[place]
            made = self._made[place] = KINDS[kind](**{name: _value(value) for name, value in fields.items()})
        return made


def _written(value: Any, table: dict[Criterion, int]) -> Any:
    """A value of a programme as JSON: texts as pairs, dates as text, records as lists of their fields, criteria by their number."""
    if isinstance(value, Criterion):
        return table.setdefault(value, len(table))
    if isinstance(value, Text):
        return [value.en, value.ja]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_written(item, table) for item in value]
    if isinstance(value, Group):
        return [value.id, value.strength, value.operator, value.count, [_written(node, table) for node in value.nodes]]
    if isinstance(value, Leaf):
        return [value.id, value.strength, table.setdefault(value.criterion, len(table))]
    if dataclasses.is_dataclass(value):
        return [_written(getattr(value, item.name), table) for item in dataclasses.fields(value)]
    return value


def _criterion_written(criterion: Criterion) -> list[Any]:
    fields = {item.name: getattr(criterion, item.name) for item in dataclasses.fields(cast(Any, criterion)) if getattr(criterion, item.name) != item.default}
    return [criterion.KIND, {name: value.to_dict() if isinstance(value, Text) else value for name, value in fields.items()}]


def _value(raw: Any) -> Any:
    """A field of a criterion: lists are tuples, mappings are texts."""
    return tuple(raw) if isinstance(raw, list) else Text(raw["en"], raw["ja"]) if isinstance(raw, dict) else raw


def _read(name: str, raw: Any, criteria: _Criteria) -> Any:
    reader = _READERS.get(name)
    if reader is not None:
        return None if raw is None else reader(raw)
    if name == "rules":
        return tuple([Rule(_node(node, criteria), tuple(roles), tuple(sources), confidence, _text(note)) for node, roles, sources, confidence, note in raw])
    return tuple(raw) if isinstance(raw, list) else raw


def _node(raw: Sequence[Any], criteria: _Criteria) -> Node:
    if len(raw) == 3:
        return Leaf(criteria[raw[2]], raw[0], raw[1])
    identity, strength, operator, count, nodes = raw
    return Group(operator, tuple([_node(node, criteria) for node in nodes]), identity, count, strength)


def _text(raw: Any) -> Text | None:
    return None if raw is None else Text(*raw)


def _texts(raw: Any) -> tuple[Text, ...]:
    return tuple([Text(*pair) for pair in raw])


def _day(raw: Any) -> date | None:
    return None if raw is None else date.fromisoformat(raw)


def _call(raw: Sequence[Any]) -> Call:
    identity, opens, closes, time, tz, first, last, fields, partners, note, source = raw
    return Call(identity, _day(opens), _day(closes), time, tz, _day(first), _day(last), tuple(fields), tuple(partners), _text(note), tuple(source))


def _amount(raw: Sequence[Any]) -> Amount:
    what, currency, least, most, unit, source, confidence, variant = raw
    return Amount(Text(*what), currency, least, most, unit, tuple(source), confidence, variant)


def _variant(raw: Sequence[Any]) -> Variant:
    identity, name, least, most, fields = raw
    return Variant(identity, Text(*name), least, most, tuple(fields))


_READERS: dict[str, Any] = {
    "name": _text, "description": _text, "funder": _text, "status_note": _text, "applicant": _text, "themes": _texts, "unmodelled": _texts, "conflicts": _texts,
    "as_of": _day, "roles": lambda raw: tuple([(role, Text(*text)) for role, text in raw]), "calls": lambda raw: tuple(map(_call, raw)),
    "amounts": lambda raw: tuple(map(_amount, raw)), "variants": lambda raw: tuple(map(_variant, raw)), "sources": lambda raw: tuple([Source(*one) for one in raw]),
}
