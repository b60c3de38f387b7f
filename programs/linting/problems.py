"""A problem of a catalogue, as public writing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a programme, where, and what to do."""

    program: str
    place: str
    text: str
    is_fault: bool = True

    def __str__(self) -> str:
        return f"{self.program}: {self.place}: {self.text}"


def doubt(program: str, place: str, text: str) -> Problem:
    """Something worth a second look."""
    return Problem(program, place, text, is_fault=False)
