"""Texts: both languages, in their own script, of a readable length; terms in words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from programs.linting.problems import Problem, doubt
from programs.logic import Text
from programs.program import Program
from programs.rules import Group, Node

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")
WORDS, CHARACTERS = (60, 200), (150, 450)


def text_problems(program: Program) -> list[Problem]:
    """Problems of every text of a programme."""
    found = [problem for place, text in _texts(program) if (problem := _language(program, place, text)) is not None]
    words, characters = len(program.description.en.split()), len(program.description.ja)
    for side, count, (least, most), unit in (("en", words, WORDS, "words"), ("ja", characters, CHARACTERS, "characters")):
        if not least <= count <= most:
            found.append(doubt(program.id, f"description.{side}", f"has {count} {unit}; aim at {least} to {most}"))
    return found + [problem for rule in program.rules for problem in _sentences(program, rule.node, rule.id)]


def _texts(program: Program) -> Iterator[tuple[str, Text]]:
    for item in dataclasses.fields(Program):
        if item.name != "rules":
            yield from _below(getattr(program, item.name), item.name)
    for index, rule in enumerate(program.rules):
        yield from _below(rule.note, f"rules[{index}].note")


def _below(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _below(item, f"{path}[{index}]")
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _below(getattr(value, field.name), f"{path}.{field.name}")


def _language(program: Program, path: str, text: Text) -> Problem | None:
    if _JAPANESE.search(text.en):
        return Problem(program.id, f"{path}.en", "has Japanese in it; write English")
    if not _JAPANESE.search(text.ja) and len(_WORD.findall(text.ja)) > (4 if path == "name" else 1):
        return Problem(program.id, f"{path}.ja", "has no Japanese; write it")
    return None


def _sentences(program: Program, node: Node, path: str) -> list[Problem]:
    """Requirements as people will read them: every term in words of the language."""
    if isinstance(node, Group):
        return [problem for child in node.nodes for problem in _sentences(program, child, f"{path}/{child.id}")]
    asked = node.criterion.requirement()
    found = [Problem(program.id, path, f"reads {code!r} in {side}; a term is not translated, or is not one of the vocabulary")
             for side, text in (("English", asked.en), ("Japanese", asked.ja)) for code in _CODE.findall(text)]
    if not _JAPANESE.search(asked.ja):
        found.append(Problem(program.id, path, f"reads {asked.ja!r} in Japanese; write its texts in Japanese"))
    if _JAPANESE.search(asked.en):
        found.append(Problem(program.id, path, f"reads {asked.en!r} in English; write its texts in English"))
    return found
