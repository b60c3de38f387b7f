"""Calls: their clocks, their order, and what the status says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from programs.linting.problems import Problem, doubt
from programs.program import Call, Program

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def calls_problems(program: Program, on: date | None) -> list[Problem]:
    """Problems of the rounds of a programme."""
    found = [Problem(program.id, f"calls[{index}]", text) for index, call in enumerate(program.calls) for text in _single(call)]
    found += [doubt(program.id, f"calls[{index}]", f"the work starts on {call.starts_from}, before the call closes on {call.closes}; check the two dates")
              for index, call in enumerate(program.calls) if call.starts_from and call.closes and call.starts_from < call.closes]
    for (first, one), (second, other) in combinations(enumerate(program.calls), 2):
        if one.id == other.id:
            found.append(Problem(program.id, f"calls[{second}].id", f"{one.id!r} is used twice (first in calls[{first}]); give each round its own id"))
        elif _overlap(one, other):
            found.append(doubt(program.id, f"calls[{second}]", f"is open at the same time as {one.id}, and nothing tells the two apart; say what differs in a note"))
    if program.duration_min is not None and program.duration_max is not None and program.duration_min > program.duration_max:
        found.append(Problem(program.id, "duration_months", "min is above max; check the two"))
    return found + ([] if on is None else _status(program, on))


def _single(call: Call) -> Iterator[str]:
    if call.time is not None and not _CLOCK.fullmatch(call.time):
        yield f"time {call.time!r} is no time of day; write HH:MM"
    if not _is_zone(call.tz):
        yield f"tz {call.tz!r} is no time zone; write one such as Asia/Tokyo"
    if call.starts_from and call.starts_until and call.starts_from > call.starts_until:
        yield f"starts from {call.starts_from}, after {call.starts_until}; check the two dates"


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, available_timezones

    if not available_timezones():
        return True  # a machine without the data cannot tell
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _overlap(one: Call, other: Call) -> bool:
    if None in (one.opens, one.closes, other.opens, other.closes) or one.note != other.note or one.note is not None:
        return False
    same = (one.fields, one.partners, one.starts_from) == (other.fields, other.partners, other.starts_from)
    return same and bool(one.opens <= other.closes and other.opens <= one.closes)  # type: ignore[operator]


def _status(program: Program, on: date) -> list[Problem]:
    closings = [call.closes for call in program.calls if call.closes is not None]
    undated = len(closings) < len(program.calls)
    if program.status == "open" and closings and not undated and max(closings) < on:
        return [Problem(program.id, "status", f"is open, and the last call closed on {max(closings)}; write recurring, closed or uncertain, or add the next call")]
    if program.status in ("closed", "ended", "suspended") and closings and max(closings) >= on:
        return [Problem(program.id, "status", f"is {program.status}, and a call is open until {max(closings)}; check the two")]
    return []
