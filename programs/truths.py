"""Strong Kleene logic and dates over whole columns: what ``criteria.base`` says of one value, said of an array of them.

A truth is a uint8: ``TRUE``, ``OPEN`` or ``FALSE``; the numbers are those of met, unknown and unmet (``planes.ORDER``), so that *and* is the
largest and *or* the smallest. Days are day numbers, 0 for a date that is not known (``profiles.records.Spans``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from profiles.records import Column, Spans
from profiles.sets import Sets

Truths = NDArray[np.uint8]
Days = NDArray[np.int32]
TRUE, OPEN, FALSE = np.uint8(0), np.uint8(2), np.uint8(3)
_INVERSE = np.array([3, 1, 2, 0], np.uint8)
_EPOCH = date(1970, 1, 1).toordinal()
_LAST = date.max.toordinal()


def told(values: Iterable[Any], test: Callable[[Any], bool | None]) -> Truths:
    """The truth of a test of one value, for each of some values."""
    code = {True: TRUE, None: OPEN, False: FALSE}
    return np.array([code[test(value)] for value in values], np.uint8)


def tested(column: Column, test: Callable[[Any], bool]) -> Truths:
    """The truth of a test for each row of a column; a value that is not known leaves it open."""
    return told(column.values, lambda value: None if value is None else test(value))[column.codes]


def all_true(tests: Sequence[Truths]) -> Truths:
    """Strong Kleene *and*."""
    return reduce(np.maximum, tests)


def any_true(tests: Sequence[Truths]) -> Truths:
    """Strong Kleene *or*."""
    return reduce(np.minimum, tests)


def inverse(truths: Truths) -> Truths:
    """Strong Kleene *not*."""
    return _INVERSE[truths]


def any_item(sets: Sets, truths: Truths) -> Truths:
    """For each list of ``sets``, whether any of its items is true; an empty list has none."""
    found = np.full(len(sets), FALSE)
    for lists, items in sets.layers:
        found[lists] = np.minimum(found[lists], truths[items])
    return found


def open_lists(sets: Sets, truths: Truths) -> Truths:
    """The truths of the lists that are known; a list that is not known leaves them open."""
    return np.where(sets.known, truths, OPEN)


def in_force(since: Spans, until: Spans | None, day: date) -> Truths:
    """Whether something that began and may have ended is going on on ``day``; an absent end means that it goes on."""
    today = day.toordinal()
    began = np.where(since.latest <= today, TRUE, np.where(since.earliest > today, FALSE, OPEN))
    if until is None:
        return began
    lasts = np.where((until.earliest == 0) | (until.earliest >= today), TRUE, np.where(until.latest < today, FALSE, OPEN))
    return np.maximum(began, lasts)


def reached(first: Days | int, last: Days | int, limit: Spans) -> Truths:
    """Whether a moment (``first`` to ``last``) lies on or after the limit."""
    return np.where(limit.latest <= first, TRUE, np.where(limit.earliest > last, FALSE, OPEN))


def shift_months(days: Days, months: int | Days) -> Days:
    """The same day of another month, or that month's last day where it is shorter; unknown days stay unknown."""
    known = (np.maximum(days, 1).astype(np.int64) - _EPOCH).astype("M8[D]")
    month = known.astype("M8[M]")
    moved = np.clip(month.astype(np.int64) + months, *_MONTHS).astype("M8[M]")
    length = (moved + 1).astype("M8[D]") - moved.astype("M8[D]")
    day = np.minimum(known - month.astype("M8[D]"), length - np.timedelta64(1, "D"))
    numbers = (moved.astype("M8[D]") + day).astype(np.int64) + _EPOCH
    return np.where(days == 0, 0, numbers).astype(np.int32)


_MONTHS = (12 - 1970 * 12, 9999 * 12 + 11 - 1970 * 12)


def shifted(spans: Spans, months: int) -> Spans:
    """Both ends of spans moved by months."""
    return Spans(shift_months(spans.earliest, months), shift_months(spans.latest, months))


def clamp_add(days: Days, more: int | Days) -> Days:
    """Days moved by days and kept inside the calendar; unknown days stay unknown."""
    return np.where(days == 0, 0, np.clip(days.astype(np.int64) + more, 1, _LAST)).astype(np.int32)


def union_days(owners: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Days in the union of spans (both ends inclusive), for each of ``count`` owners; spans that end before they begin are none."""
    some = last >= first
    order = np.lexsort((first[some], owners[some]))
    owners, first, last = owners[some][order], first[some][order], last[some][order]
    apart = np.int64(_LAST + 2)  # owners are laid out one after another, so that one running maximum serves all
    covered = np.maximum.accumulate(np.concatenate([[np.int64(-1)], last + owners * apart]))[:-1]
    new = np.maximum(0, last + owners * apart - np.maximum(first + owners * apart - 1, covered))
    return np.bincount(owners, weights=new, minlength=count).astype(np.int64)
