"""Dates and Kleene logic over columns equal the same of single values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.partial_date import PartialDate, shift_months
from profiles.records import Spans
from programs import dates, truths
from programs.criteria import base, spans

DAY = date(2026, 11, 24)
days = st.dates(date(1980, 1, 1), date(2032, 12, 31)) | st.sampled_from([DAY, DAY - timedelta(1), DAY + timedelta(1), date(2024, 2, 29), date(2020, 11, 24)])
partial = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: PartialDate.parse(pair[0].isoformat()[:pair[1]]))
maybe = st.none() | partial
SCALAR = {True: truths.TRUE, None: truths.OPEN, False: truths.FALSE}


def same(found: truths.Truths, wanted: list[bool | None]) -> None:
    assert found.tolist() == [SCALAR[truth] for truth in wanted]


@given(st.lists(st.dates(), min_size=1, max_size=20) | st.lists(st.dates(date(1899, 12, 20), date(2100, 1, 9)), min_size=1, max_size=20),
       st.integers(-200, 200) | st.sampled_from([-10**6, 10**6]))
@settings(max_examples=500, deadline=None)
def test_months_and_days_are_added_as_to_one_date(values: list[date], number: int) -> None:
    numbers = np.array([value.toordinal() for value in values] + [0], np.int32)
    assert truths.shift_months(numbers, number).tolist() == [shift_months(value, number).toordinal() for value in values] + [0]
    with patch.object(truths, "_MANY", 0):  # as for many days, which are looked up in a table where they lie in its years
        assert truths.shift_months(numbers, number).tolist() == [shift_months(value, number).toordinal() for value in values] + [0]
    assert truths.clamp_add(numbers, number).tolist() == [dates.clamp_add(value, number).toordinal() for value in values] + [0]


@given(st.lists(st.tuples(maybe, maybe), min_size=1, max_size=12), st.integers(0, 8))
@settings(max_examples=500, deadline=None)
def test_comparisons_equal_those_of_one_date(pairs: list[tuple[PartialDate | None, PartialDate | None]], years: int) -> None:
    since, until = (Spans.of(column) for column in zip(*pairs, strict=True))
    same(truths.in_force(since, until, DAY), [base.in_force(*pair, DAY) for pair in pairs])
    same(truths.in_force(since, None, DAY), [base.in_force(first, None, DAY) for first, _ in pairs])
    checks: list[tuple[truths.Truths, Callable[[PartialDate], bool | None]]] = [
        (truths.has_come(since, DAY), lambda span: spans.has_come(span, DAY)),
        (truths.ends_within(since, years, DAY), lambda span: spans.ends_within(span, years, DAY)),
        (truths.within_years(since, years, DAY), lambda span: spans.within_years(span, years, DAY)),
        (truths.has_come(truths.later(since, 1), DAY), lambda span: spans.has_come(spans.day_after(span), DAY)),
    ]
    for found, one in checks:
        same(found, [None if first is None else one(first) for first, _ in pairs])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 30), st.integers(-3, 12)), max_size=25))
@settings(max_examples=500, deadline=None)
def test_the_union_of_spans_counts_each_day_once(spans_of: list[tuple[int, int, int]]) -> None:
    owners, first, length = (np.array(column, np.int64) for column in (zip(*spans_of, strict=True) if spans_of else ([], [], [])))
    found = truths.union_days(owners, first, first + length, 5)
    by_hand = [len({day for owner, start, days in spans_of if owner == number for day in range(start, start + days + 1)}) for number in range(5)]
    assert found.tolist() == by_hand


@pytest.mark.parametrize(("left", "right"), [(a, b) for a in (True, None, False) for b in (True, None, False)])
def test_and_or_not(left: bool | None, right: bool | None) -> None:
    two = [np.array([SCALAR[left]], np.uint8), np.array([SCALAR[right]], np.uint8)]
    same(truths.all_true(two), [base.all_true([left, right])])
    same(truths.any_true(two), [base.any_true([left, right])])
    same(truths.inverse(two[0]), [base.inverse(left)])
