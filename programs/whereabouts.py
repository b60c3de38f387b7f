"""Days of many people in countries: the twin of ``criteria.mobility``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Spans
from programs.columns import PeopleAsking
from programs.judged import Judged
from programs.truths import FALSE, OPEN, TRUE, Truths, shift_months, union_days

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
_LIFE = date(1900, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Limit:
    """What a rule on stays asks (the fields of ``criteria.mobility.Stay``)."""

    within: tuple[str, ...]
    most: int | None
    least: int
    last_months: int | None
    not_counting: tuple[str, ...]
    in_a_row: bool

    def truth(self, low: Numbers, high: Numbers, bounded: Flags) -> Truths:
        """Whether a number of days between ``low`` and ``high`` (where that is a bound) keeps to the rule."""
        if self.most is not None:
            return np.where(low > self.most, FALSE, np.where(bounded & (high <= self.most), TRUE, OPEN))
        return np.where(low >= self.least, TRUE, np.where(bounded & (high < self.least), FALSE, OPEN))


@dataclass(frozen=True, slots=True)
class _Stays:
    """Stays that count or may: whose they are, since when and until when, whether they count surely; and whose stays are known."""

    known: Flags
    owners: Numbers
    since: Spans
    until: Spans
    sure: Flags


@dataclass(frozen=True, slots=True)
class _Homes:
    """Residences of people: who surely lives elsewhere; who has days added by it, surely or perhaps, and since when."""

    elsewhere: Flags
    owners: Numbers
    sure: Flags
    since: Spans


@dataclass(frozen=True, slots=True)
class _Days:
    """Who may have been there, and their fewest and most days; whether the days of everybody have a bound, and who surely lives elsewhere and states no stays."""

    people: Numbers
    low: Numbers
    high: Numbers
    bounded: Flags
    silent: Flags


def stays_judged(asking: PeopleAsking, limit: Limit, reference: str) -> Judged:
    """As ``Stay._counted``: only people who may have been there are counted one by one."""
    key = ("counted", limit.within, limit.last_months, limit.not_counting, limit.in_a_row, reference)
    days = asking.kept(key, lambda asking: _days(asking, limit, reference))
    nobody = np.zeros(2, np.int64)
    found = limit.truth(nobody, nobody, np.array([False, True])).take(days.bounded.view(np.uint8))
    found[days.people] = limit.truth(days.low, days.high, days.bounded[days.people])
    found[days.silent] = OPEN
    return Judged(found.astype(np.int32), np.arange(FALSE + 1, dtype=np.uint8))


def _days(asking: PeopleAsking, limit: Limit, reference: str) -> _Days:
    stays, homes = _stays(asking, limit), _homes(asking, limit)
    moments, *ends = asking.moments(reference)
    windows = [_window(limit, days, asking.day) for days in (ends if (ends[0] != ends[1]).any() else ends[:1])]
    busy, bounded = np.zeros(asking.table.size, bool), np.ones(asking.table.size, bool)
    for first, last in windows:
        bounded &= stays.known | (last < first)[moments] if (last < first).any() else stays.known
    busy[stays.owners], busy[homes.owners] = True, True
    people = np.flatnonzero(busy)
    place = np.zeros(len(busy), np.int64)
    place[people] = np.arange(len(people))
    counted = [_counted(stays, homes, limit, place, (first[moments[people]], last[moments[people]]), asking.day.toordinal()) for first, last in windows]
    low, high = reduce(np.minimum, (least for least, _ in counted)), reduce(np.maximum, (most for _, most in counted))
    return _Days(people, low, high, bounded, ~stays.known & homes.elsewhere)


def _window(limit: Limit, days: Codes, day: date) -> tuple[Numbers, Numbers]:
    """The first and last day counted before each of some days."""
    last = np.minimum(np.maximum(days - 1, 1), day.toordinal()).astype(np.int64)
    return shift_months(days, -limit.last_months).astype(np.int64) if limit.last_months else np.full(len(days), _LIFE), last


def _stays(asking: PeopleAsking, limit: Limit) -> _Stays:
    stays = asking.lists("stays", ("country", "since", "until", "purpose")).placed(limit.within, ())
    purpose, placed = stays.column("purpose"), stays.truths("placed")
    nameless = purpose.among((None,)) if limit.not_counting else np.zeros(len(placed), bool)
    counts = np.where(purpose.among(limit.not_counting), FALSE, np.where(nameless & (placed == TRUE), OPEN, placed))
    lists = stays.sets.known

    def made(_: PeopleAsking) -> tuple[Flags, Numbers, Numbers, object]:
        return stays.sets.known[stays.sets.codes], *stays.sets.expanded(stays.sets.codes), lists

    known, owners, items, _ = asking.kept(("stays of people", id(lists)), made)  # what tells lists apart is kept, so that no other takes its identity
    chosen = np.flatnonzero(counts[items] != FALSE)
    owners, items = owners[chosen], items[chosen]
    return _Stays(known, owners, stays.spans("since").take(items), stays.spans("until").take(items), counts[items] == TRUE)


def _homes(asking: PeopleAsking, limit: Limit) -> _Homes:
    homes = asking.lists("residence", ("country", "since")).placed(limit.within, ())
    placed, since, codes = homes.truths("placed"), homes.spans("since"), homes.sets.codes
    lives = homes.any_of([placed])
    may_add = (placed != FALSE) & ~homes.column("country").among((None,))
    dates = homes.earliest(since, may_add & since.known)
    owners = np.flatnonzero((homes.counted(may_add) > 0).take(codes))
    return _Homes((homes.sets.known & (lives == FALSE)).take(codes), owners, lives[codes[owners]] == TRUE, dates.take(codes[owners]))


def _counted(stays: _Stays, homes: _Homes, limit: Limit, place: Numbers, window: tuple[Numbers, Numbers], day: int) -> tuple[Numbers, Numbers]:
    """Fewest and most days in a window, for the people numbered by ``place``; none where the window is empty.

    Whoever lives there may have come on the day asked: where it is not known since when, a day there is sure only where that day counts.
    """
    first, last = window
    mine, home = place[stays.owners], place[homes.owners]
    owners = np.concatenate([mine, home])
    since, until, began = stays.since, stays.until, homes.since
    start, end = first[owners], last[owners]
    ends, up_to = end[:len(mine)], end[len(mine):]
    possible = (np.maximum(np.concatenate([np.where(since.known, since.earliest, 0), began.earliest]), start),
                np.minimum(np.concatenate([np.where(until.known, until.latest, ends), up_to]), end))
    certain = (np.maximum(np.concatenate([np.where(since.known, since.latest, 2**30), np.where(began.known, began.latest, up_to + (up_to < day))]), start),
               np.minimum(np.concatenate([np.where(until.known, until.earliest, ends), up_to]), end))
    surely = np.concatenate([stays.sure, homes.sure])
    low, high = (_total(owners[flags], a[flags], b[flags], len(first), limit.in_a_row) for flags, (a, b) in ((surely, certain), (slice(None), possible)))
    touched = stays.sure & since.known & until.known & (np.maximum(until.earliest, since.earliest) >= first[mine]) & (np.minimum(since.latest, until.latest) <= last[mine])
    low = np.maximum(low, np.bincount(mine[touched], minlength=len(first)) > 0)
    empty = last < first
    return np.where(empty, 0, low), np.where(empty, 0, high)


def _total(owners: Numbers, first: Numbers, last: Numbers, count: int, in_a_row: bool) -> Numbers:
    """Days of the spans of each owner: of their union, or of the longest."""
    if not in_a_row:
        return union_days(owners, first, last, count)
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, owners, np.maximum(0, last - first + 1))
    return longest
