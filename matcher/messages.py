"""What is refused, said in Japanese: sentences are recognised by their form, and clauses without a translation stay in English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_CLAUSES = Path(__file__).with_name("messages_ja.tsv")


def in_japanese(message: str) -> str:
    """A refusal of one or more lines in Japanese; the place (``FILE: path:``) stays as it is."""
    return "\n".join(_line(line) for line in message.split("\n"))


def _line(line: str) -> str:
    first, *rest = line.split("; ")
    said = [_first(first), *(_clause(part) or part for part in rest)]
    return "。".join(said) + "。" if said != [first, *rest] else line


def _first(text: str) -> str:
    """The first clause stands after the place; the longest place that leaves a known clause is taken."""
    cuts = [match.end() for match in re.finditer(r": ", text)]
    for cut in reversed([0, *cuts]):
        found = _clause(text[cut:])
        if found is not None:
            return text[:cut] + found
    return text


def _clause(text: str) -> str | None:
    for pattern, japanese in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return japanese.format(*match.groups())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = [line.split("\t") for line in _CLAUSES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple((re.compile("(.+?)".join(re.escape(piece) for piece in english.split("<>"))), japanese) for english, japanese in lines)
