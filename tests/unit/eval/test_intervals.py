"""Intervals, paired comparisons and the correction, against what is known of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import bootstrap_interval, holm, paired_difference, sign_flip_p, wilson_interval


def test_the_interval_of_a_mean_covers_it_and_shrinks_with_more_researchers() -> None:
    random = np.random.default_rng(1)
    few, many = random.normal(0.5, 0.2, 30), random.normal(0.5, 0.2, 3000)
    (low, high), (lower, higher) = bootstrap_interval(few), bootstrap_interval(many)
    assert low < few.mean() < high
    assert higher - lower < (high - low) / 5
    error = 1.96 * few.std() / np.sqrt(30)
    assert low == pytest.approx(few.mean() - error, abs=0.02) and high == pytest.approx(few.mean() + error, abs=0.02)


def test_constant_and_empty_values() -> None:
    assert bootstrap_interval(np.full(5, 0.3)) == (0.3, 0.3)
    assert bootstrap_interval(np.zeros(0)) == (0.0, 0.0)


def test_a_clear_gain_is_seen_and_a_coin_toss_is_not() -> None:
    random = np.random.default_rng(2)
    base = random.random(60)
    assert paired_difference(base + 0.1, base).low > 0.09
    noise = paired_difference(base + random.normal(0, 0.1, 60), base)
    assert noise.low < 0 < noise.high and noise.p > 0.05


def test_the_sign_flip_test_is_exact_for_few_researchers() -> None:
    assert sign_flip_p(np.array([1.0, 1.0, 1.0])) == pytest.approx(2 / 8)
    assert sign_flip_p(np.array([1.0, 1.0, -1.0])) == pytest.approx(1.0)
    assert sign_flip_p(np.zeros(4)) == 1.0


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_never_lowers_a_p_and_keeps_their_order(ps: list[float]) -> None:
    adjusted = holm(ps)
    assert all(after >= before for after, before in zip(adjusted, ps, strict=True))
    order = sorted(range(len(ps)), key=lambda index: ps[index])
    assert all(adjusted[one] <= adjusted[other] for one, other in pairwise(order))


def test_wilson_by_hand() -> None:
    low, high = wilson_interval(8, 10)
    assert (low, high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson_interval(0, 0) == (0.0, 1.0)
