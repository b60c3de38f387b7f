"""The Kleene tables of the contract, section 3, and their properties."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programs.logic import Outcome, Verdict, all_of, any_of, at_least, negation, outcome_of

M, U, K, D = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN, Verdict.DISCRETIONARY
ALL = {(M, M): M, (M, U): U, (M, K): K, (M, D): D, (U, U): U, (U, K): U, (U, D): U, (K, K): K, (K, D): K, (D, D): D}
ANY = {(M, M): M, (M, U): M, (M, K): M, (M, D): M, (U, U): U, (U, K): K, (U, D): D, (K, K): K, (K, D): K, (D, D): D}
verdicts = st.lists(st.sampled_from(list(Verdict)), max_size=6)


@pytest.mark.parametrize("pair", list(ALL))
def test_tables(pair: tuple[Verdict, Verdict]) -> None:
    for order in (pair, pair[::-1]):
        assert all_of(order) is ALL[pair]
        assert any_of(order) is ANY[pair]


def test_none_and_negation() -> None:
    assert all_of([]) is M
    assert any_of([]) is U
    assert [negation(v) for v in (M, U, K, D)] == [U, M, K, D]
    assert [outcome_of(v) for v in (M, U, K, D)] == [Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED, Outcome.DISCRETIONARY]


@given(verdicts)
@settings(max_examples=500)
def test_at_least_one_is_any_and_at_least_all_is_met_like_all(values: list[Verdict]) -> None:
    assert at_least(1, values) is any_of(values)
    assert (at_least(len(values), values) is M) == (all_of(values) is M)


@given(verdicts, st.permutations(range(6)))
def test_order_changes_nothing(values: list[Verdict], order: list[int]) -> None:
    shuffled = [values[i] for i in order if i < len(values)]
    assert all_of(shuffled) is all_of(values)
    assert any_of(shuffled) is any_of(values)


@given(verdicts, st.integers(0, 4))
@settings(max_examples=500)
def test_filling_in_an_unknown_never_turns_a_decided_verdict(values: list[Verdict], count: int) -> None:
    open_places = [i for i, value in enumerate(values) if value is K][:4]
    for fold in (all_of, any_of, lambda vs: at_least(count, vs), lambda vs: negation(any_of(vs))):
        before = fold(values)
        for filling in product((M, U, D), repeat=len(open_places)):
            filled = list(values)
            for place, value in zip(open_places, filling, strict=True):
                filled[place] = value
            if before in (M, U) and K not in filled:
                assert fold(filled) is before


def test_a_verdict_is_never_a_bool() -> None:
    with pytest.raises(TypeError):
        bool(Verdict.MET)
