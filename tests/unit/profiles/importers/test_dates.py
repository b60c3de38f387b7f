"""Dates as offices write them: a table of forms, numbers as workbooks hold them, and what must never be guessed."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.importers.dates import read_date, read_period
from profiles.partial_date import PartialDate

FORMS = [line.split("\t") for line in (Path(__file__).parent / "date_forms.tsv").read_text(encoding="utf-8").split("\n") if line]
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))


def told(form: object) -> str:
    found = read_date(form)
    assert not (found.value is not None and found.question is not None)
    return "?" if found.question else ("+" if found.expected else "") + ("" if found.value is None else str(found.value))


def test_the_table_has_at_least_200_forms() -> None:
    assert len(FORMS) >= 200 and len({form for form, _ in FORMS}) == len(FORMS)


@pytest.mark.parametrize(("form", "value"), FORMS, ids=[form for form, _ in FORMS])
def test_each_form(form: str, value: str) -> None:
    assert told(form) == value


@pytest.mark.parametrize(("number", "value"), [
    (2020, "2020"), (2020.0, "2020"), (202003.0, "2020-03"), (20200331.0, "2020-03-31"), (43921.0, "2020-03-31"), (43921.75, "2020-03-31"), (36526, "2000-01-01"),
    (2020.3, "?"), (2020.1, "?"), (2020.12, "?"), (2020.03, "?"), (0.0, "?"), (-1.0, "?"), (3, "?"), (float("nan"), "?"), (float("inf"), "?"), (1e300, "?"), (True, "?"), (None, ""),
])
def test_numbers_as_a_workbook_holds_them(number: object, value: str) -> None:
    assert told(number) == value


def test_october_that_lost_its_zero_is_asked_about_with_both_months() -> None:
    question = read_date(2020.1).question
    assert question is not None and "2020-01" in question[0] and "2020-10" in question[0] and "2020年10月" in question[1]


def test_serial_numbers_of_a_workbook_that_counts_from_1904() -> None:
    assert str(read_date(42459.0, from_1904=True).value) == "2020-03-31"


@given(DAYS)
def test_every_way_to_write_a_day_reads_back(day: date) -> None:
    span = PartialDate.exactly(day)
    forms: list[object] = [day, datetime(day.year, day.month, day.day, 9), day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}", f"{day:%Y%m%d}",
                           (day - date(1899, 12, 30)).days]
    kanji, letter, first = next(era for era in ERAS if day >= era[2])
    forms += [f"{kanji}{day.year - first.year + 1}年{day.month}月{day.day}日", f"{letter}{day.year - first.year + 1}.{day.month}.{day.day}"]
    for form in forms:
        assert read_date(form).value == span, form


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2040))
def test_day_and_month_are_never_swapped_in_silence(first: int, second: int, year: int) -> None:
    found = read_date(f"{first}/{second}/{year}")
    assert (found.value == PartialDate.exactly(date(year, first, second))) if first == second else found.question is not None


@given(st.text(max_size=40))
def test_any_text_is_a_date_a_blank_or_a_question(text: str) -> None:
    found = read_date(text)
    assert found.value is None or found.question is None
    if found.value is not None:
        assert 1900 <= found.value.earliest.year and found.value.latest.year <= 2100 and any(mark.isdigit() or mark in "元一二三四五六七八九十〇零" for mark in text)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2026/10/1～2027/3/31", "2026-10-01", "2027-03-31"), ("2026年10月〜2027年3月", "2026-10", "2027-03"), ("2026.10.1-2027.3.31", "2026-10-01", "2027-03-31"),
    ("2026/10/1 - 12/31", "2026-10-01", "2026-12-31"), ("Oct 2026 to Mar 2027", "2026-10", "2027-03"), ("R8.10.1～R9.3.31", "2026-10-01", "2027-03-31"),
    ("2026-10-01", "2026-10-01", "None"), ("2026年10月1日から2027年3月31日まで", "2026-10-01", "2027-03-31"), ("未定", "None", "None"),
])
def test_periods_in_one_cell(text: str, first: str, last: str) -> None:
    start, end = read_period(text)
    assert (str(start.value), str(end.value), start.question, end.question) == (first, last, None, None)


def test_a_day_later_by_the_serial_is_a_day_later() -> None:
    days = [read_date(float(43921 + step)).value for step in range(400)]
    assert all(later is not None and earlier is not None and later.earliest - earlier.earliest == timedelta(days=1) for earlier, later in itertools.pairwise(days))
