"""Knowing when nothing suits: the cut by hand, twins kept together, false alarms of what ships."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.band import bandless_matcher, development, fit_band
from eval.engine import answers_of
from eval.nothing import MOST_ALARMS, People, fit_cut, held_out, nothing_suits_report, people_of
from matcher.band import Band, shipped_band


def people(unsuited: list[float], suited: list[float], groups: list[int] | None = None) -> People:
    best = [*unsuited, *suited]
    return People(tuple(map(str, range(len(best)))), np.array(best), np.array([0.0] * len(unsuited) + [1.0] * len(suited)), np.array(groups or range(len(best))))


def test_the_cut_lies_halfway_between_two_kinds_of_people() -> None:
    some = people([0.2, 0.4], [0.5, 0.6, 0.9])
    assert fit_cut(some.best, some.suited) == pytest.approx(0.45)


def test_no_cut_alarms_more_than_a_few() -> None:
    some = people([0.5] * 10, [0.1] * 2 + [0.9] * 18)  # to find the ten, a tenth of the others would have to be alarmed
    assert fit_cut(some.best, some.suited, 0.05) is None
    assert fit_cut(some.best, some.suited, 0.1) == pytest.approx(0.7)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_cut_is_the_best_of_all_that_are_allowed(unsuited: list[float], suited: list[float]) -> None:
    some = people(unsuited, suited)
    cut = fit_cut(some.best, some.suited)

    def quality(at: float) -> float:
        alarms = float(np.mean(np.array(suited) < at))
        return float(np.mean(np.array(unsuited) < at)) - alarms if alarms <= MOST_ALARMS else -np.inf
    values = np.unique(some.best)
    tried = [quality(float(at)) for at in (values[1:] + values[:-1]) / 2]
    assert (cut is None) == (max(tried, default=-np.inf) == -np.inf)
    if cut is not None:
        assert quality(cut) == max(tried)


def test_people_of_one_kind_have_no_cut() -> None:
    some = people([], [0.5, 0.6])
    assert fit_cut(some.best, some.suited) is None and held_out(some) is None and nothing_suits_report(some, None) is None


def test_a_person_is_not_judged_by_a_cut_fitted_on_the_twin() -> None:
    apart = people([0.5, 0.5], [0.9] * 8, list(range(10)))
    together = people([0.5, 0.5], [0.9] * 8, [0, 0, *range(1, 9)])
    told = [found["told"] for found in (held_out(apart), held_out(together)) if found]
    assert told == [2, 0]  # without the pair nobody shows what unsuited looks like


def test_the_report_counts_what_ships() -> None:
    found = nothing_suits_report(people([0.2, 0.7], [0.3, 0.8]), Band(0.5, (), (), {}))
    assert found is not None and found["shipped"] == {"cut": 0.5, "false_alarms": 1, "told": 1, "people": ["0", "2"]}
    assert found["AUC"] == pytest.approx(3 / 4)


def test_the_band_that_ships_is_about_what_would_be_fitted_today() -> None:
    matcher = bandless_matcher()
    today = fit_band(matcher, development("matches"), development("twins"))
    assert abs(today["cut"] - shipped_band().cut) < 0.03, "the ranking has changed: run `python -m eval.band`"
    twins = development("twins")
    assert twins.on is not None
    asked = people_of(twins.profiles, twins.grades, answers_of(matcher, twins.profiles, twins.on), twins.twins)
    assert len(asked.ids) > 30 and float((asked.best < shipped_band().cut).mean()) <= MOST_ALARMS
