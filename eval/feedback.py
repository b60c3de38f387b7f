"""Recorded feedback: what people did with suggestions, one JSON object a line, read as labels of fit."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from programs.program import ROLES

EVENTS: Mapping[str, int] = {"awarded": 2, "rejected": 2, "applied": 2, "shortlisted": 1, "asked": 1, "dismissed": 0}
"""What happened, and the grade it speaks for; who applied found it fitting, whatever the funder decided."""
KEYS = ("profile", "program", "event", "on", "by", "role", "note")
_NEEDED = KEYS[:5]
_EXAMPLE = '{"profile": "r-0001", "program": "lotus", "event": "applied", "on": "2026-10-01", "by": "research office"}'


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing that happened."""

    profile: str
    program: str
    event: str
    on: date
    by: str


def grades_of(events: list[Feedback]) -> dict[str, dict[str, int]]:
    """Profile to programme to grade: 2 once somebody has applied; else 0 where a dismissal came last; else 1.

    Of one day, the later line counts as the later event.
    """
    grades: dict[str, dict[str, int]] = {}
    for event in sorted(events, key=lambda event: event.on):
        known = grades.setdefault(event.profile, {})
        grade = EVENTS[event.event]
        known[event.program] = grade if known.get(event.program) != 2 else 2
    return grades


def read_feedback(file: Path, known: Callable[[str, str, str], str], faults: list[str]) -> list[Feedback]:
    """The events of a file; what is wrong is added to ``faults``, each with its line.

    Args:
        known: Adds its own fault for ids that nobody knows; takes the place (``FILE:LINE``), profile and programme, returns the programme's own id.
    """
    if not file.exists():
        return []
    try:
        lines = file.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        faults.append(f"{file}: byte {error.start + 1} is not UTF-8; save the file as UTF-8")
        return []
    except OSError as error:
        faults.append(f"{file}: cannot be read ({error.strerror}); check the name")
        return []
    events: list[Feedback] = []
    seen: dict[Feedback, int] = {}
    for number, line in enumerate(lines, start=1):
        event = _event(f"{file}:{number}", line, known, faults) if line.strip() else None
        if event is not None and seen.setdefault(event, number) != number:
            faults.append(f"{file}:{number}: was given before, on line {seen[event]}; keep one of the two lines")
        elif event is not None:
            events.append(event)
    return events


def _event(place: str, line: str, known: Callable[[str, str, str], str], faults: list[str]) -> Feedback | None:
    try:
        raw = json.loads(line)
    except ValueError:
        faults.append(f"{place}: not JSON; write one object a line, such as {_EXAMPLE}")
        return None
    if not isinstance(raw, dict):
        faults.append(f"{place}: is no object; write one a line, such as {_EXAMPLE}")
        return None
    wrong = [*_unknown_keys(raw), *_bad_values(raw)]
    faults += [f"{place}: {fault}" for fault in wrong]
    named = [raw.get("profile"), raw.get("program")]
    program = known(place, *named) if all(isinstance(name, str) and name for name in named) else ""  # type: ignore[arg-type]
    if wrong:
        return None
    return Feedback(raw["profile"], program, raw["event"], date.fromisoformat(raw["on"]), raw["by"])


def _unknown_keys(raw: Mapping[str, Any]) -> list[str]:
    near = {key: difflib.get_close_matches(key, KEYS, n=1) for key in raw if key not in KEYS}
    return [f"{key}: unknown key; {f'did you mean `{found[0]}`?' if found else 'remove it'}" for key, found in near.items()]


def _bad_values(raw: Mapping[str, Any]) -> list[str]:
    wrong = [f"{key}: is missing; add it" for key in _NEEDED if raw.get(key) in (None, "")]
    wrong += [f"{key}: expected text, found {json.dumps(raw[key], ensure_ascii=False)[:40]}; write words"
              for key in KEYS if raw.get(key) is not None and not isinstance(raw[key], str)]
    event, on, role = raw.get("event"), raw.get("on"), raw.get("role")
    if isinstance(role, str) and role not in ROLES:
        wrong.append(f"role: {role!r} is not one of {', '.join(ROLES)}; choose one of them")
    if isinstance(event, str) and event and event not in EVENTS:
        wrong.append(f"event: {event!r} is not one of {', '.join(EVENTS)}; choose one of them")
    if isinstance(on, str) and on:
        try:
            date.fromisoformat(on)
        except ValueError:
            wrong.append(f"on: {on!r} is not a day; write YYYY-MM-DD")
    return wrong
