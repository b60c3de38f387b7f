"""Strong Kleene logic and dates over whole columns: what ``criteria.base`` says of one value, said of an array of them.

A truth is a uint8: ``TRUE``, ``OPEN`` or ``FALSE``; the numbers are those of met, unknown and unmet (``planes.ORDER``), so that *and* is the
largest and *or* the smallest. Days are day numbers, 0 for a date that is not known (``profiles.records.Spans``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, lru_cache, reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiles.records import Column, Spans, ascending

Truths = NDArray[np.uint8]
Days = NDArray[np.int32]
TRUE, OPEN, FALSE = np.uint8(0), np.uint8(2), np.uint8(3)
_INVERSE = np.array([3, 1, 2, 0], np.uint8)
LAST = date.max.toordinal()
_BEFORE = date(1899, 12, 31).toordinal()
_DAYS = date(2099, 12, 31).toordinal() - _BEFORE
_MANY = 50_000


def told(values: Iterable[Any], test: Callable[[Any], bool | None]) -> Truths:
    """The truth of a test of one value, for each of some values."""
    code = {True: TRUE, None: OPEN, False: FALSE}
    return np.array([code[test(value)] for value in values], np.uint8)


def truth_column(truths: Truths) -> Column:
    """Truths as a part of items."""
    return Column(truths.astype(np.int32), range(FALSE + 1))


def open_unless(flags: NDArray[np.bool_]) -> Truths:
    """True where flagged, and open elsewhere."""
    return np.where(flags, TRUE, OPEN)


def when(flags: NDArray[np.bool_], yes: Truths | np.uint8, no: Truths | np.uint8) -> Truths:
    """One truth where flagged, another elsewhere."""
    return np.where(flags, yes, no)


def settled(truths: Truths, others: Truths) -> Truths:
    """Other truths where these are open."""
    return np.where(truths == OPEN, others, truths)


def all_true(tests: Sequence[Truths]) -> Truths:
    """Strong Kleene *and*."""
    return reduce(np.maximum, tests)


def any_true(tests: Sequence[Truths]) -> Truths:
    """Strong Kleene *or*."""
    return reduce(np.minimum, tests)


def inverse(truths: Truths) -> Truths:
    """Strong Kleene *not*."""
    return _INVERSE[truths]


def told_between(low: NDArray[np.int64], high: NDArray[np.int64], least: int) -> Truths:
    """Whether numbers between ``low`` and ``high`` are ``least`` or more."""
    return np.where(low >= least, TRUE, np.where(high < least, FALSE, OPEN))


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


def shift_months(days: Days, months: Any) -> Days:
    """The same day of another month, or that month's last day where it is shorter; unknown days stay unknown."""
    if isinstance(months, int) and len(days) > _MANY and days.dtype == np.int32 and _usual(days):
        found: Days = _shifts(months).take(np.maximum(days - _BEFORE, 0))
        return found
    return _shift(days, months)


def _usual(days: Days) -> bool:
    """Whether all known days lie in the years of a table."""
    return int((days - np.int32(1)).view(np.uint32).min()) >= _BEFORE and int(days.max()) <= _BEFORE + _DAYS  # unknown, less one, is the largest of all


@lru_cache(maxsize=128)
def _shifts(months: int) -> Days:
    """The shifts of the unknown day and of every day from 1900 to 2099."""
    return _shift(np.concatenate([[0], np.arange(_BEFORE + 1, _BEFORE + _DAYS + 1)]).astype(np.int32), months)


def _shift(days: Days, months: Any) -> Days:
    calendar = _calendar()
    month = calendar.month[days]
    moved = np.clip(month + months, 0, len(calendar.first) - 2)
    first = calendar.first[moved]
    day = np.minimum(days - calendar.first[month], calendar.first[moved + 1] - first - 1)
    return np.where(days == 0, 0, first + day).astype(np.int32)


class _Calendar(NamedTuple):
    """Months by number from January of the year 1: the month of each day number, and the first day of each month."""

    month: NDArray[np.int32]
    first: NDArray[np.int32]


@cache
def _calendar() -> _Calendar:
    months = np.arange(-1969 * 12, (10000 - 1970) * 12 + 1).astype("M8[M]")
    first = (months.astype("M8[D]").astype(np.int64) + date(1970, 1, 1).toordinal()).astype(np.int32)
    return _Calendar(np.repeat(np.arange(-1, len(first) - 1, dtype=np.int32), np.diff(np.concatenate([[0], first]))).clip(0), first)


def not_before(spans: Spans, day: Days | int) -> Truths:
    """Whether an event happened on a day (a day number) or later; open where nothing is known of it."""
    found = np.where(spans.earliest >= day, TRUE, np.where(spans.latest < day, FALSE, OPEN))
    return np.where(spans.known, found, OPEN)


def has_come(spans: Spans, day: date) -> Truths:
    """Whether an event has happened by ``day``; open where nothing is known of it."""
    today = day.toordinal()
    return np.where(spans.known & (spans.latest <= today), TRUE, np.where(spans.earliest > today, FALSE, OPEN))


def ends_within(spans: Spans, years: int, day: date) -> Truths:
    """Whether an event is no more than ``years`` years before ``day``; later ones count."""
    return not_before(shifted(spans, 12 * years), day.toordinal())


def within_years(spans: Spans, years: int, day: date) -> Truths:
    """Whether an event lies in the past and no more than ``years`` years before ``day``."""
    return all_true([has_come(spans, day), ends_within(spans, years, day)])


def within(spans: Spans, first: date, last: date) -> Truths:
    """Whether an event lies between two days."""
    return all_true([not_before(spans, first.toordinal()), has_come(spans, last)])


def begins_only(since: Spans, recent: Truths) -> Truths:
    """What is known of the end of something of which only the beginning is: true where even that is recent, else open."""
    return np.where(since.known & (recent == TRUE), TRUE, OPEN)


def later(spans: Spans, days: int) -> Spans:
    """Dates so many days later."""
    return Spans(clamp_add(spans.earliest, days), clamp_add(spans.latest, days))


def lasting(since: Spans, until: Spans, months: int) -> Truths:
    """Whether something lasted so many months, its last day included; open where its beginning or its end is not known."""
    enough = shift_months(since.latest, months) <= clamp_add(until.earliest, 1)
    possible = shift_months(since.earliest, months) <= clamp_add(until.latest, 1)
    return np.where(since.known & until.known, np.where(enough, TRUE, np.where(possible, OPEN, FALSE)), OPEN)


def shifted(spans: Spans, months: int) -> Spans:
    """Both ends of spans moved by months."""
    return Spans(shift_months(spans.earliest, months), shift_months(spans.latest, months))


def clamp_add(days: Days, more: Any) -> Days:
    """Days moved by days and kept inside the calendar; unknown days stay unknown."""
    return np.where(days == 0, 0, np.clip(days.astype(np.int64) + more, 1, LAST)).astype(np.int32)


def union_days(owners: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Days in the union of spans (both ends inclusive), for each of ``count`` owners; spans that end before they begin are none."""
    apart = np.int64(LAST + 2)  # owners are laid out one after another, so that one running maximum serves all
    some = np.flatnonzero(last >= first)
    first, last = first[some] + owners[some] * apart, last[some] + owners[some] * apart
    order = ascending(first)
    first, last = first[order], last[order]
    covered = np.maximum.accumulate(np.concatenate([[np.int64(-1)], last]))[:-1]
    new = np.maximum(0, last - np.maximum(first - 1, covered))
    return np.bincount(owners[some[order]], weights=new, minlength=count).astype(np.int64)
