"""The parts of the search: the engine itself comes out where nothing is changed, and what is taken away leaves no trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.engine import answers_of
from eval.search_parts import VARIANTS, search_runs, with_topics
from eval.systems import ablation_runs
from eval.trec import best_first
from matcher import Matcher
from matcher.retrieval import _STRONG, Similarities
from matcher.texts import profile_passages
from profiles import parse_profile

DAY = date(2026, 11, 24)
PEOPLE = [parse_profile(raw) for raw in (
    {"id": "two", "statement": "quantum computing with trapped ions at Oyashirozu in the Kamogata programme", "publications": [{"title": "soil carbon"}, {"title": "ion traps"}, {"title": "heart failure"}, {"title": "galaxies"}]},
    {"id": "silent", "nationalities": ["IN"]},
    {"id": "japanese", "keywords": ["量子誤り訂正", "イオントラップ"], "goals": {"countries": ["JP"], "activities": ["fellowship"]}},
)]


def test_nothing_changed_is_the_engine_itself(matcher: Matcher) -> None:
    for profile, answer in zip(PEOPLE, answers_of(matcher, PEOPLE, DAY).values(), strict=True):
        topics = matcher.search.fused(matcher.search.similarities(profile_passages(profile.interests)))
        assert np.allclose(with_topics(matcher, answer, topics.values), answer.scores, atol=1e-6)


def test_every_view_the_names_and_both_other_ways_with_passages_are_tried(matcher: Matcher) -> None:
    assert set(VARIANTS) == {*(f"search {how}" for view in ("words", "concepts", "meaning") for how in (f"without {view}", f"by {view} alone")),
                             "search without names", "passages by the best one", "passages by their mean"}
    answers = answers_of(matcher, PEOPLE, DAY)
    runs = dict(search_runs(matcher, PEOPLE, answers))
    orders = {name: [program for program, _ in best_first(run["two"])] for name, run in runs.items()}
    assert len({tuple(order) for order in orders.values()}) > 6  # each changes something for a person with five passages
    for run in runs.values():
        assert list(run["silent"]) == list(answers["silent"].programs[:100])  # and nothing for one who says nothing


def test_of_a_part_taken_away_nothing_is_left_in_the_order_of_equals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    texts = {"c": "birth of stars", "a": "soil carbon", "b": "ion traps"}
    (tmp_path / "own.jsonl").write_text("".join(f'{{"id": "{name}", "name": {{"en": "{name}"}}, "description": {{"en": "{text}"}}}}\n' for name, text in texts.items()), encoding="utf-8")
    answers = answers_of(Matcher.open(tmp_path / "own.jsonl"), [parse_profile({"id": "p", "statement": "stars"})], DAY)
    assert answers["p"].programs[0] == "c"
    assert list(dict(ablation_runs(answers))["without topic"]["p"]) == ["a", "b", "c"]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 6), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_passages_are_joined_as_said(passages: int, best: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    table, words, names = random.random((passages, 4)), random.random(4), random.random(4)
    found = Similarities(words, names, table, table / 2, 1.0).joined(best, 0.5)
    by_hand = [sum(sorted(column, reverse=True)[:best]) / min(best, passages) for column in table.T.tolist()]
    assert np.allclose(found["concepts"], by_hand) and np.allclose(found["meaning"], np.array(by_hand) / 2)
    assert np.allclose(found["words"], [(word + 0.5 * name) ** _STRONG for word, name in zip(words, names, strict=True)])
