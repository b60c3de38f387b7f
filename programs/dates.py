"""The days at which rules are counted, and comparisons that know how long they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from profiles.partial_date import PartialDate
from profiles.researcher import ResearcherProfile
from programs.logic import Text
from programs.program import Call

REFERENCES: dict[str, Text] = {
    "application": Text("on the day of application", "申請日現在"),
    "deadline": Text("at the call deadline", "公募締切日現在"),
    "start": Text("at the start of the stay or grant", "採用・渡航開始時点"),
    "fiscal_year": Text("on 1 April of the fiscal year of appointment", "採用年度の4月1日現在"),
    "calendar_year": Text("on 1 January of the year of the call", "募集年の1月1日現在"),
}
_YEARLY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
DEADLINE = "calls.deadline"  # a fact of the programme: nobody can state it, it has to be waited for
_FAR = timedelta(days=366)
_START_WITHIN = timedelta(days=548)


@dataclass(frozen=True, slots=True)
class Moment:
    """A reference date seen from the day asked: a span where it is not settled.

    Attributes:
        moves: The span is counted from the day asked and moves with it.
        since, until: The days asked about for which the moment is the same (or moves in the same way).
        missing: The fact that would settle it, if a person can state one.
    """

    earliest: date
    latest: date
    moves: bool = False
    since: date = date.min
    until: date = date.max
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``truth`` is None where the dates leave it open; it holds for days asked from ``since`` to ``until``."""

    truth: bool | None
    since: date
    until: date


def clamp_add(day: date, days: int) -> date:
    """``day`` plus ``days``, kept inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def reached(moment: Moment, day: date, limit: PartialDate) -> Comparison:
    """Whether the moment lies on or after the limit."""
    if moment.earliest >= limit.latest:
        truth: bool | None = True
    elif moment.latest < limit.earliest:
        truth = False
    else:
        truth = None
    if not moment.moves:
        return Comparison(truth, moment.since, moment.until)
    from_true = clamp_add(limit.latest, (day - moment.earliest).days)
    from_open = clamp_add(limit.earliest, (day - moment.latest).days)
    if truth is True:
        return Comparison(truth, max(moment.since, from_true), moment.until)
    if truth is False:
        return Comparison(truth, moment.since, min(moment.until, clamp_add(from_open, -1)))
    return Comparison(truth, max(moment.since, from_open), min(moment.until, clamp_add(from_true, -1)))


def stretch(day: date, changes: Iterable[date]) -> tuple[date, date]:
    """The days around ``day`` between two days of change; a change takes effect on its own day."""
    since, until = date.min, date.max
    for change in changes:
        if change <= day:
            since = max(since, change)
        else:
            until = min(until, clamp_add(change, -1))
    return since, until


def next_call(calls: Iterable[Call], day: date) -> Call | None:
    """The call with the earliest known deadline that is not past, or None."""
    coming = [call for call in calls if call.closes is not None and call.closes >= day]
    return min(coming, key=lambda call: (call.closes or date.max, call.id), default=None)


def moment_of(reference: str, person: ResearcherProfile, calls: tuple[Call, ...], day: date) -> Moment:
    """The reference date ``reference`` for this person, these calls and this day asked about.

    The fiscal year is the first that can still be reached; ``goals.start`` settles it where it lies in the
    year that runs on the day asked (contract, section 2). A reference that nobody knows yet is a span.
    """
    if reference == "application":
        return Moment(day, day, moves=True)
    if reference == "deadline":
        return _deadline(calls, day)
    if reference == "start":
        return _start(person, day)
    if reference == "fiscal_year":
        return _year_start(person, day, month=4)
    if reference == "calendar_year":
        return _year_start(person, day, month=1)
    yearly = day_of_year(reference)
    if yearly is not None:
        return _next_day_of_year(yearly, day)
    fixed = PartialDate.parse(reference)
    return Moment(fixed.earliest, fixed.latest)


def day_of_year(reference: str) -> tuple[int, int] | None:
    """Month and day of a reference such as ``10-01``, or None."""
    match = _YEARLY.fullmatch(reference)
    return (int(match[1]), int(match[2])) if match else None


def reference_fault(reference: str) -> str | None:
    """What is wrong with a reference date, or None."""
    if reference in REFERENCES:
        return None
    try:
        yearly = day_of_year(reference)
        if yearly is not None:
            date(2027, *yearly)
        else:
            PartialDate.parse(reference)
    except ValueError:
        return f"{reference!r} names no reference date; write one of {', '.join(REFERENCES)}, a day of every year such as \"10-01\", or YYYY-MM-DD"
    return None


def _next_day_of_year(yearly: tuple[int, int], day: date) -> Moment:
    this = date(day.year, *yearly)
    coming = this if this >= day else date(day.year + 1, *yearly)
    return Moment(coming, coming, since=clamp_add(date(coming.year - 1, *yearly), 1), until=coming)


def _deadline(calls: tuple[Call, ...], day: date) -> Moment:
    closings = sorted({call.closes for call in calls if call.closes is not None})
    since = max((clamp_add(closes, 1) for closes in closings if closes < day), default=date.min)
    coming = next((closes for closes in closings if closes >= day), None)
    if coming is None:
        return Moment(day, day + _FAR, moves=True, since=since, missing=DEADLINE)
    return Moment(coming, coming, since=since, until=coming)


def _start(person: ResearcherProfile, day: date) -> Moment:
    wished = person.goals.start if person.goals else None
    first, last = (wished.since or wished.until, wished.until or wished.since) if wished else (None, None)
    if first is None or last is None:
        return Moment(day, day + _START_WITHIN, moves=True, missing="goals.start.from")
    if last.latest >= day:
        return Moment(first.earliest, last.latest, until=last.latest, missing="goals.start.from" if first.earliest < last.latest else None)
    return Moment(day, day + _START_WITHIN, moves=True, since=clamp_add(last.latest, 1), missing="goals.start.from")


def _year_start(person: ResearcherProfile, day: date, month: int) -> Moment:
    running = date(day.year if (day.month, day.day) >= (month, 1) else day.year - 1, month, 1)
    following = date(running.year + 1, month, 1)
    if day == running:
        return Moment(running, running, since=day, until=day)
    wished = person.goals.start if person.goals else None
    last = (wished.until or wished.since) if wished else None
    since = clamp_add(running, 1)
    if last is not None and day <= last.latest < following:
        return Moment(running, running, since=since, until=last.latest)
    if last is not None and last.latest < following:
        since = max(since, clamp_add(last.latest, 1))
    return Moment(following, following, since=since, until=following)
