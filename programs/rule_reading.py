"""The rule language: mappings of the catalogue into rule trees."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, cast

from profiles.vocabulary.terms import values as listed_values
from programs.criteria import KINDS, Criterion
from programs.logic import Text
from programs.program import ROLES
from programs.rules import Group, Leaf, Node, Rule, Strength
from programs.shapes import Faults, Shape, did_you_mean, read_text

OPERATORS = ("all", "any", "not", "at_least", "readings", "if")
STRENGTHS = ("required", "in_principle", "preference")
_NODE_KEYS = ("id", "strength", "then", "unless")
_RULE_KEYS = ("for", "source", "confidence", "note")
_WORDS = {"within": "in"}


def read_rule(raw: object, path: str, faults: Faults) -> Rule | None:
    """One rule with its roles and references."""
    shape = Shape.of(raw, path, faults)
    identity = shape.string("id", required=True)
    roles = shape.strings("for")
    if not roles:
        faults.add(shape.at("for"), f"name the roles whose profile it judges, among {', '.join(ROLES)}")
    for role in roles:
        if role not in ROLES:
            faults.add(shape.at("for"), f"{role!r} is not a role{did_you_mean(role, ROLES)}")
    sources = shape.strings("source")
    confidence = shape.choice("confidence", ("sourced", "recalled"), "sourced")
    if not sources and confidence == "sourced":
        faults.add(shape.at("source"), "name the ids of the sources it was read from, or mark it `confidence: recalled`")
    note = shape.text("note")
    node = read_node(raw, path, faults, identity or "rule", extra=_RULE_KEYS)
    return None if node is None else Rule(node, roles, sources, confidence, note)


def read_node(raw: object, path: str, faults: Faults, default_id: str, extra: tuple[str, ...] = ()) -> Node | None:
    """One node: exactly one operator or criterion, with ``unless`` and ``if``/``then`` spelt out as ``any``."""
    shape = Shape.of(raw, path, faults)
    identity = shape.string("id") or default_id
    strength = cast(Strength, shape.choice("strength", STRENGTHS, "required"))
    heads = [key for key in shape.raw if key in OPERATORS or key in KINDS]
    for key in shape.raw:
        if key not in heads and key not in (*_NODE_KEYS, *extra):
            faults.add(shape.at(key), f"unknown criterion or key{did_you_mean(key, (*KINDS, *OPERATORS, *_NODE_KEYS, *extra))}")
    if len(heads) != 1:
        faults.add(path, f"needs exactly one criterion or operator, found {', '.join(heads) or 'none'}")
        return None
    node = _operator(shape, heads[0], identity, strength) if heads[0] in OPERATORS else _leaf(shape, heads[0], identity, strength)
    if node is None or "unless" not in shape.raw:
        return node
    exception = read_node(shape.raw["unless"], shape.at("unless"), faults, f"{identity}.unless")
    return node if exception is None else Group("any", (node, exception), identity, strength=strength)


def _operator(shape: Shape, operator: str, identity: str, strength: Strength) -> Node | None:
    raw, path, faults = shape.raw[operator], shape.at(operator), shape.faults
    if operator == "if":
        condition = read_node(raw, path, faults, f"{identity}.if")
        then = read_node(shape.need("then"), shape.at("then"), faults, f"{identity}.then")
        if condition is None or then is None:
            return None
        return Group("any", (Group("not", (condition,), f"{identity}.not"), then), identity, strength=strength)
    if operator == "not":
        node = read_node(raw, path, faults, f"{identity}.not")
        return None if node is None else Group("not", (node,), identity, strength=strength)
    count = 1
    if operator == "at_least":
        inner = Shape.of(raw, path, faults)
        count, raw, path = int(inner.number("count") or 1), inner.need("of"), inner.at("of")
        inner.close()
    if not isinstance(raw, list) or not raw:
        faults.add(path, "expected a list of criteria")
        return None
    nodes = [read_node(item, f"{path}[{index}]", faults, f"{identity}.{index + 1}") for index, item in enumerate(raw)]
    known = tuple(node for node in nodes if node is not None)
    if operator == "readings" and len(nodes) < 2:
        faults.add(path, "one reading is no disagreement; name the readings of at least two sources, or write the criterion itself")
    return Group(operator, known, identity, count, strength) if known else None  # type: ignore[arg-type]


def _leaf(shape: Shape, kind: str, identity: str, strength: Strength) -> Node | None:
    criterion = read_criterion(kind, shape.raw[kind], shape.at(kind), shape.faults)
    return None if criterion is None else Leaf(criterion, identity, strength)


def read_criterion(kind: str, raw: object, path: str, faults: Faults) -> Criterion | None:
    """A criterion from its fields; values are checked by their declared types, then by the criterion itself."""
    cls = KINDS[kind]
    shape = Shape.of(raw, path, faults)
    before = len(faults.found)
    values: dict[str, Any] = {}
    for item in dataclasses.fields(cls):  # type: ignore[arg-type]
        key = _WORDS.get(item.name, item.name)
        required = item.default is dataclasses.MISSING
        if key not in shape.raw or shape.raw[key] is None:
            shape.asked.add(key)
            if required:
                faults.add(shape.at(key), "is missing; add it")
            continue
        values[item.name] = _value(shape, key, _hints(cls)[item.name])
    shape.close()
    if len(faults.found) > before:
        return None
    for name, words in values.items():
        faults.found += [(shape.at(_WORDS.get(name, name)), problem) for problem in _strange_words(kind, name, words)]
    if len(faults.found) > before:
        return None
    criterion = cls(**values)
    for problem in criterion.faults():
        faults.add(path, problem)
    return criterion


_LISTS = {
    "organisation_kinds": "organisation_kind", "person_kinds": "position_kind", "not_person_kinds": "position_kind", "levels": "degree_level",
    "not_counting": "stay_purpose", "extended_by": "break_reason", "roles": "partner_role",
}


def _strange_words(kind: str, name: str, words: object) -> list[str]:
    """Words that the closed list of a field does not hold."""
    vocabulary = ("organisation_kind" if kind == "organisation" else "position_kind") if name == "kinds" else _LISTS.get(name)
    if vocabulary is None or not isinstance(words, tuple):
        return []
    known = listed_values(vocabulary)
    return [f"{word!r} is not one of {', '.join(known)}{did_you_mean(word, known)}" for word in words if word not in known]


_HINTS: dict[type[Criterion], Mapping[str, str]] = {}


def _hints(cls: type[Criterion]) -> Mapping[str, str]:
    if cls not in _HINTS:
        _HINTS[cls] = {item.name: str(item.type) for item in dataclasses.fields(cls)}  # type: ignore[arg-type]
    return _HINTS[cls]


def _value(shape: Shape, key: str, hint: str) -> object:
    raw = shape.raw[key]
    if hint.startswith("tuple"):
        return shape.strings(key)
    if hint.startswith("Text"):
        shape.asked.add(key)
        return read_text(raw, shape.at(key), shape.faults) or Text("", "")
    if hint.startswith("Answer"):
        shape.asked.add(key)
        if isinstance(raw, bool | int | float | str):
            return raw
        shape.faults.add(shape.at(key), "expected true, false, a number or text")
        return None
    if hint.startswith("bool"):
        shape.asked.add(key)
        if not isinstance(raw, bool):
            shape.faults.add(shape.at(key), "expected true or false")
        return raw
    if hint.startswith(("int", "float")):
        return shape.number(key)
    return shape.string(key)


