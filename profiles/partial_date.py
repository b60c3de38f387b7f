"""Dates of which only the year or the month may be known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The span of days in which an event lies: one day where the day is known, a month or a year where only that is.

    Attributes:
        earliest: First day on which the event may have happened.
        latest: Last day on which it may have happened (inclusive).
    """

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"a span cannot end ({self.latest}) before it starts ({self.earliest})")

    @classmethod
    def exactly(cls, day: date) -> PartialDate:
        """The span of one known day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, or a span ``YYYY-MM-DD..YYYY-MM-DD`` as ``str`` writes it (a fiscal year).

        Raises:
            ValueError: The text has another form, or names a day that does not exist (2027-02-29).
        """
        if ".." in text:
            first, last = (cls.parse(part) for part in text.split("..", 1))
            return cls(first.earliest, last.latest)
        match = _ISO.match(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a date of the form YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            if month is None:
                return cls(date(year, 1, 1), date(year, 12, 31))
            if day is None:
                return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
            return cls.exactly(date(year, month, day))
        except (ValueError, calendar.IllegalMonthError) as error:
            raise ValueError(f"{text!r} is not a day of the calendar") from error

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        first, last = self.earliest, self.latest
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04d}-{first.month:02d}"
        return f"{first.isoformat()}..{last.isoformat()}"


def shift_years(day: date, years: int) -> date:
    """The same calendar day another year; 29 February becomes 28 February where the year has none."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    return date(year, day.month, min(day.day, _month_end(year, day.month)))


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, _month_end(year, month + 1)))


def _month_end(year: int, month: int) -> int:
    """The last day of a month; as ``calendar.monthrange``, which also works out a weekday."""
    return 29 if month == 2 and calendar.isleap(year) else _MONTH_ENDS[month - 1]
