"""Dates of which only the year or the month is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import PartialDate
from profiles.partial_date import shift_months, shift_years


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2027", date(2027, 1, 1), date(2027, 12, 31)), ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
    ("2027-02", date(2027, 2, 1), date(2027, 2, 28)), ("2028-02-29", date(2028, 2, 29), date(2028, 2, 29)),
])
def test_span(text: str, first: date, last: date) -> None:
    assert (PartialDate.parse(text).earliest, PartialDate.parse(text).latest) == (first, last)
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["2027-02-29", "2027-13", "27-01-01", "2027/01/01", "", "R2.3.31", "2027-1-1", "２０２７", "0000"])
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_shifts(day: date, years: int) -> None:
    moved = shift_years(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert moved.day == day.day or (day.month, day.day, moved.day) == (2, 29, 28)
    assert shift_months(day, 12 * years) == moved


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_round_trip(day: date) -> None:
    assert PartialDate.parse(day.isoformat()) == PartialDate.exactly(day)
