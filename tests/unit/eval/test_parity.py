"""Overlap and rank-biased overlap by hand."""

from __future__ import annotations

import pytest

from eval.parity import overlap, parity_report, rank_biased_overlap


def test_overlap_counts_the_first_ten() -> None:
    assert overlap(list("abcdefghij"), list("abcdefghxy")) == 0.8
    assert overlap(["a", "b"], ["b"]) == 0.5
    assert overlap([], []) == 1.0


def test_rank_biased_overlap_of_equal_and_disjoint_lists() -> None:
    assert rank_biased_overlap(list("abc"), list("abc")) == pytest.approx(1.0)
    assert rank_biased_overlap(list("abc"), list("xyz")) == 0.0


def test_rank_biased_overlap_by_hand() -> None:
    # A_1 = 0, A_2 = 1 with p = 0.5: 1 * 0.25 + 0.5 / 0.5 * (0 * 0.5 + 1 * 0.25) = 0.5
    assert rank_biased_overlap(["a", "b"], ["b", "a"], p=0.5) == pytest.approx(0.5)


def test_the_worst_twins_are_named() -> None:
    run = {"e1": {"x": 2.0, "y": 1.0}, "j1": {"x": 2.0, "y": 1.0}, "e2": {"x": 1.0}, "j2": {"z": 1.0}}
    found = parity_report((("e1", "j1"), ("e2", "j2")), run)
    assert found["overlap@10"] == 0.5
    assert found["worst"][0] == {"pair": ["e2", "j2"], "overlap@10": 0.0}
