"""Limits of years of many people: where their clocks start, and what lengthens the limits (``criteria.extensions``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Records, Spans, coded, distinct_codes
from profiles.sets import Parts
from programs.columns import PeopleAsking
from programs.criteria.degree import degrees_of
from programs.lists import Lists
from programs.truths import FALSE, LAST, OPEN, TRUE, Truths, clamp_add, open_unless, shift_months, truth_column, union_days

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Starts:
    """Where the clocks of many people start.

    Attributes:
        codes: int32 (people,), the start of each person.
        open: bool (starts,): not known yet.
        spans: The starts; one that is neither known nor open has not come, since no such degree is held.
    """

    codes: Codes
    open: Flags
    spans: Spans

    def settled(self, places: Codes, found: Truths) -> Truths:
        """What is found of the starts at these places, where they are known."""
        return np.where(self.open[places], OPEN, np.where(self.spans.known[places], found, FALSE))


def degree_starts(asking: PeopleAsking, levels: tuple[str, ...], anchor: str, which: str, expected: bool) -> Starts:
    """The first or latest degree of these levels, as ``YearsSinceDegree.judge`` finds it."""
    def made() -> Starts:
        degrees = degrees_of(asking, levels, (), anchor)
        due = degrees.spans("expected")
        span = degrees.spans("award").filled(due) if expected else degrees.spans("award")
        levelled = degrees.truths("levelled") == TRUE
        unclear = degrees.counted((span.known & ~levelled) | ~(span.known | due.known)) > 0
        starts = coded(degrees.extreme(span, span.known & levelled, latest=which == "latest"))
        codes, distinct = distinct_codes(starts.codes.astype(np.int64) * 2 + (unclear | ~degrees.sets.known))
        return Starts(codes[degrees.sets.codes], distinct % 2 == 1, cast(Spans, starts.values).take(distinct // 2))

    return asking.table.kept(("starts", levels, anchor, which, expected), made)


@dataclass(frozen=True, slots=True)
class Extending:
    """What lengthens the limits of many people.

    Attributes:
        codes: For children and for breaks a code a person, and how many codes there are; empty where a rule extends no limit.
        months: int64 (answers on children,), months for children; -1 where it is not known how many there are.
        breaks: The lists of breaks that count, or None where none does.
    """

    codes: tuple[tuple[Codes, int], ...] = ()
    months: NDArray[np.int64] | None = None
    breaks: Lists | None = None

    @classmethod
    def of(cls, asking: PeopleAsking, reasons: tuple[str, ...], months_per_child: int | None) -> Extending:
        """For breaks of these kinds and for children."""
        if not reasons and months_per_child is None:
            return cls()
        nobody = np.zeros(asking.table.size, np.int32)
        column = asking.table.column("answers.children.count")
        months = [_months(count, months_per_child) for count in column.values] if months_per_child is not None else [0]
        breaks = _breaks(asking, reasons) if reasons else None
        return cls(((nobody if months_per_child is None else column.codes, len(months)),
                    (nobody, 1) if breaks is None else (breaks.sets.codes, len(breaks.sets))), np.array(months), breaks)

    def limit(self, cells: Sequence[Codes], start: Spans, months: int, grace: int, cap: int | None, after: bool = False) -> Spans:
        """As ``limit_reached``: the days that lie ``months``, the extension and ``grace`` days after ``start``.

        Args:
            cells: For each limit the place of the answer on children, and of the list of breaks.
            after: Only the days of breaks after ``start`` count.
        """
        if self.months is None:
            return Spans(_moved(start.earliest, months, grace), _moved(start.latest, months, grace))
        children = self.months[cells[0]]
        low, high, unbounded = _days_of_breaks(self.breaks, cells[1], start if after else None) if self.breaks else (0, 0, children < 0)
        first = _moved(start.earliest, months + np.maximum(children, 0), grace + low)
        last = np.where(unbounded | (children < 0), np.int32(LAST), _moved(start.latest, months + np.maximum(children, 0), grace + high))
        if cap is not None:
            first, last = (np.minimum(end, _moved(day, months + cap, grace)) for end, day in ((first, start.earliest), (last, start.latest)))
        return Spans(first, np.where(start.known, last, np.int32(0)))


def _moved(days: NDArray[np.int32], months: Any, more: Any) -> NDArray[np.int32]:
    return clamp_add(shift_months(days, months), more)


def _months(count: Any, each: int) -> int:
    return -1 if isinstance(count, bool) or not isinstance(count, int | float) or count < 0 else each * int(count)


def _breaks(asking: PeopleAsking, reasons: tuple[str, ...]) -> Lists:
    def counted(records: Records) -> tuple[Parts, Flags]:
        reason = records.column("reason")
        return {"sure": truth_column(open_unless(~reason.among((None,))))}, reason.among((None, *reasons))

    return asking.reduced("career_breaks", ("since", "until"), ("counted", reasons), counted)


def _days_of_breaks(breaks: Lists, places: Codes, start: Spans | None) -> tuple[NDArray[np.int64], NDArray[np.int64], Flags]:
    """Fewest and most days of breaks for each place in the lists, and where there is no upper bound."""
    owners, items = breaks.sets.expanded(places)
    since, until = breaks.spans("since").take(items), breaks.spans("until").take(items)
    begun = Spans(np.zeros(len(owners), np.int32), np.zeros(len(owners), np.int32)) if start is None else start.take(owners)
    dated, sure = since.known & until.known, breaks.truths("sure")[items] == TRUE
    goes_on = ~until.known | (~since.known & ((until.latest >= begun.earliest) if start is not None else True))
    low, high = (
        union_days(owners[flags], np.maximum(first, clamp_add(after, 1))[flags].astype(np.int64), last[flags].astype(np.int64), len(places))
        for flags, first, after, last in ((dated & sure, since.latest, begun.latest, until.earliest), (dated, since.earliest, begun.earliest, until.latest)))
    return low, high, ~breaks.sets.known[places] | (np.bincount(owners, goes_on, len(places)) > 0)
