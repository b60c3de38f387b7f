"""Faults in what a person wrote, as public writing: where, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

TOO_LARGE = 10**18
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; prints as ``FILE: path.into.it: what is wrong; what to do``."""

    file: str
    path: str
    problem: str
    row: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row is not None else self.file
        return f"{place}: {self.path}: {self.problem}" if self.path else f"{place}: {self.problem}"


class ProfileFaults(ValueError):
    """A profile that was refused, with every fault in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt word, or an empty string."""
    if len(word) > _SHOWN:
        return ""
    import difflib  # only a refused profile pays for it

    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def visible(text: str) -> str:
    """A key as it may stand in a path: cut where long, control characters and lone surrogates spelled out."""
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in cut)


def shown(value: object) -> str:
    """A value as a sentence may quote it: short, whatever its size or nesting."""
    if isinstance(value, str):
        return f"'{visible(value)}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}" if abs(value) < TOO_LARGE else "a number out of range"
    names = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return names.get(type(value), type(value).__name__)
