"""Comparisons of a profile's own dates with the day asked."""

from __future__ import annotations

from datetime import date

from profiles.partial_date import PartialDate, shift_years
from programs.dates import clamp_add


def has_come(span: PartialDate, day: date) -> bool | None:
    """Whether an event has happened by ``day``."""
    return True if span.latest <= day else False if span.earliest > day else None


def day_after(span: PartialDate) -> PartialDate:
    """The day after an event."""
    return PartialDate(clamp_add(span.earliest, 1), clamp_add(span.latest, 1))


def ends_within(span: PartialDate, years: int, day: date) -> bool | None:
    """Whether an event is no more than ``years`` years before ``day``; later ones count."""
    return True if shift_years(span.earliest, years) >= day else False if shift_years(span.latest, years) < day else None


def within_years(span: PartialDate | None, years: int, day: date) -> bool | None:
    """Whether an event lies in the past and no more than ``years`` years before ``day``."""
    if span is None:
        return None
    if span.earliest > day or shift_years(span.latest, years) < day:
        return False
    return True if span.latest <= day and shift_years(span.earliest, years) >= day else None


def years_changes(span: PartialDate | None, years: int) -> list[date]:
    """The days on which :func:`within_years` may change."""
    edges = () if span is None else (span.earliest, span.latest)
    return [*edges, *(clamp_add(shift_years(edge, years), 1) for edge in edges)]
