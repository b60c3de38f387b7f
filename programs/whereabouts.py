"""Days of many people in countries: the twin of ``criteria.mobility``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Spans, coded, distinct_codes
from programs.columns import PeopleAsking
from programs.judged import Judged
from programs.lists import Lists
from programs.truths import FALSE, OPEN, TRUE, Truths, shift_months, union_days

Numbers = NDArray[np.int64]
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

    def truth(self, low: Numbers, high: Numbers, bounded: NDArray[np.bool_]) -> Truths:
        """Whether a number of days between ``low`` and ``high`` (where that is a bound) keeps to the rule."""
        if self.most is not None:
            return np.where(low > self.most, FALSE, np.where(bounded & (high <= self.most), TRUE, OPEN))
        return np.where(low >= self.least, TRUE, np.where(bounded & (high < self.least), FALSE, OPEN))


@dataclass(frozen=True, slots=True)
class _Homes:
    """Residences: whether they lie in the countries asked, whether they add days (surely, or at most), and since when."""

    codes: Codes
    lives: Truths
    stated: NDArray[np.bool_]
    adds: NDArray[np.bool_]
    since: Spans


def stays_judged(asking: PeopleAsking, limit: Limit, reference: str) -> Judged:
    """As ``Stay._counted``, for distinct combinations of stays, a residence and a reference date."""
    stays, homes = _stays(asking, limit), _homes(asking, limit)
    moments, *ends = asking.moments(reference)
    cells = asking.cells((stays.sets.codes, len(stays.sets)), (homes.codes, len(homes.lives)), (moments, len(ends[0])))
    listed, home, known = cells.of[0], cells.of[1], stays.sets.known[cells.of[0]]
    spans = [_counted(stays, homes, limit, listed, home, days[cells.of[2]]) for days in ends]
    low, high = np.minimum(spans[0][0], spans[1][0]), np.maximum(spans[0][1], spans[1][1])
    bounded = (known | spans[0][2]) & (known | spans[1][2])
    found = limit.truth(low, high, bounded)
    return Judged(cells.codes, np.where(~known & homes.stated[home] & (homes.lives[home] == FALSE), OPEN, found))


def _stays(asking: PeopleAsking, limit: Limit) -> Lists:
    """The stays that count or may, with the truth of that as ``counts``."""
    stays = asking.lists("stays", ("country", "since", "until", "purpose")).placed(limit.within, ())
    purpose, placed = stays.column("purpose"), stays.truths("placed")
    nameless = purpose.among((None,)) if limit.not_counting else np.zeros(len(placed), bool)
    counts = np.where(purpose.among(limit.not_counting), FALSE, np.where(nameless & (placed == TRUE), OPEN, placed))
    return stays.telling("counts", counts).keeping(counts != FALSE, ("counts", "since", "until"))


def _homes(asking: PeopleAsking, limit: Limit) -> _Homes:
    homes = asking.lists("residence", ("country", "since")).placed(limit.within, ())
    lives = np.where(homes.sets.known, homes.any_of([homes.truths("placed")]), OPEN)
    may_add = (homes.truths("placed") != FALSE) & ~homes.column("country").among((None,))
    since, adds = homes.earliest(homes.spans("since"), may_add & homes.spans("since").known), homes.counted(may_add) > 0
    dates = coded(since)
    codes, distinct = distinct_codes(((dates.codes.astype(np.int64) * 4 + lives) * 2 + adds) * 2 + homes.sets.known)
    example = np.zeros(len(distinct), np.int64)
    example[codes] = np.arange(len(codes))
    return _Homes(codes[homes.sets.codes], lives[example], homes.sets.known[example], adds[example], since.take(example))


def _counted(stays: Lists, homes: _Homes, limit: Limit, listed: Codes, home: Codes, days: NDArray[np.int32]) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """Fewest and most days before each of some days, and where the period is empty."""
    last = np.minimum(np.maximum(days - 1, 1), stays.asking.day.toordinal()).astype(np.int64)
    first = shift_months(days, -limit.last_months).astype(np.int64) if limit.last_months else np.full(len(days), _LIFE)
    owners, items = stays.sets.expanded(listed)
    since, until, counts = stays.spans("since").take(items), stays.spans("until").take(items), stays.truths("counts")[items]
    settled = np.flatnonzero(homes.adds[home])
    began, sure_home = homes.since.take(home[settled]), homes.lives[home[settled]] == TRUE
    sure, all_owners = counts == TRUE, np.concatenate([owners, settled])
    start, end = first[all_owners], last[all_owners]
    possible = (np.maximum(np.concatenate([np.where(since.known, since.earliest, 0), began.earliest]), start),
                np.minimum(np.concatenate([np.where(until.known, until.latest, end[:len(owners)]), end[len(owners):]]), end))
    certain = (np.maximum(np.concatenate([np.where(since.known, since.latest, 2**30), np.where(began.known, began.latest, last[settled])]), start),
               np.minimum(np.concatenate([np.where(until.known, until.earliest, end[:len(owners)]), end[len(owners):]]), end))
    surely = np.concatenate([sure, sure_home])
    low, high = (_total(all_owners[flags], a[flags], b[flags], len(days), limit.in_a_row)
                 for flags, (a, b) in ((surely, certain), (np.ones(len(all_owners), bool), possible)))
    touched = sure & since.known & until.known & ~(np.maximum(until.earliest, since.earliest) < first[owners]) & ~(np.minimum(since.latest, until.latest) > last[owners])
    low = np.maximum(low, np.bincount(owners[touched], minlength=len(days)) > 0)
    empty = last < first
    return np.where(empty, 0, low), np.where(empty, 0, high), empty


def _total(owners: Numbers, first: Numbers, last: Numbers, count: int, in_a_row: bool) -> Numbers:
    """Days of the spans of each owner: of their union, or of the longest."""
    if not in_a_row:
        return union_days(owners, first, last, count)
    longest = np.zeros(count, np.int64)
    np.maximum.at(longest, owners, np.maximum(0, last - first + 1))
    return longest
