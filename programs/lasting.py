"""For how long a value stays as it is, where it is known in which order it can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from programs.dates import stretch

T = TypeVar("T")


def run_around(value: Callable[[date], T], day: date, first: date, last: date) -> tuple[date, date]:
    """The longest run of days around ``day``, from ``first`` to ``last``, with the same value.

    The value never comes back once it has changed: its end is found by halving.
    """
    here = value(day)
    return _edge(value, here, day, first), _edge(value, here, day, last)


def run_between(value: Callable[[date], T], day: date, events: Iterable[date], first: date, last: date) -> tuple[date, date]:
    """The same for a value that may come back after one of the ``events``; the run ends at the latest before the next one."""
    since, until = stretch(day, events)
    return run_around(value, day, max(first, since), min(last, until))


def _edge(value: Callable[[date], T], here: T, day: date, end: date) -> date:
    """The farthest day from ``day`` towards ``end`` with the value ``here``."""
    if day == end or value(end) == here:
        return end
    inside, outside = day.toordinal(), end.toordinal()
    while abs(outside - inside) > 1:
        middle = (inside + outside) // 2
        if value(date.fromordinal(middle)) == here:
            inside = middle
        else:
            outside = middle
    return date.fromordinal(inside)
