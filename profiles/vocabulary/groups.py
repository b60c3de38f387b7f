"""Groups of countries, each membership with the days on which it began and ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "groups.json"


@cache
def _groups() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table


def is_group(name: str) -> bool:
    """Whether this is the name of a group."""
    return name in _groups()


def group_label(name: str, lang: str) -> str:
    """The group in words."""
    label: str = _groups()[name][lang]
    return label


def members(name: str, on: date) -> frozenset[str]:
    """The countries that belong to the group on a day."""
    days = change_days(name)
    return _members(name, sum(day <= on for day in days))


@cache
def change_days(name: str) -> tuple[date, ...]:
    """The days on which the membership changes; each takes effect on its own day."""
    days = set()
    for entry in _groups()[name]["members"]:
        if "since" in entry:
            days.add(date.fromisoformat(entry["since"]))
        if "until" in entry:
            days.add(date.fromisoformat(entry["until"]) + timedelta(days=1))
    return tuple(sorted(days))


@cache
def _members(name: str, changes: int) -> frozenset[str]:
    days = change_days(name)
    on = days[changes - 1] if changes else date.min
    return frozenset(
        entry["country"] for entry in _groups()[name]["members"]
        if not ("since" in entry and on < date.fromisoformat(entry["since"]))
        and not ("until" in entry and on > date.fromisoformat(entry["until"]))
    )
