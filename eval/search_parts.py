"""The parts of the search taken away one by one: its views (meaning, concepts, words), the names, and how passages are put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.engine import Answer, best_rows, spaced
from eval.systems import Runs
from matcher.matcher import Matcher
from matcher.retrieval import FUSION, TopicSearch
from matcher.texts import profile_passages
from profiles import ResearcherProfile

Rows = NDArray[np.int32]
Scores = NDArray[np.float64]


def _without(view: str) -> dict[str, float]:
    return {name: weight for name, weight in FUSION.items() if name != view}


VARIANTS: Mapping[str, Mapping[str, Any]] = MappingProxyType({
    **{f"search without {view}": {"fusion": _without(view)} for view in FUSION},
    **{f"search by {view} alone": {"fusion": {view: 1.0}} for view in FUSION},
    "search without names": {"name": 0.0}, "passages by the best one": {"best_passages": 1}, "passages by their mean": {"best_passages": 10**6},
})
"""Name to what is given to ``TopicSearch.fused``; everything else of the score stays."""


def search_runs(matcher: Matcher, profiles: Sequence[ResearcherProfile], answers: Mapping[str, Answer], depth: int = 100) -> Runs:
    """Name and run of the engine with each part of the search taken away or put together otherwise; none where a re-ranker has the last word on topics."""
    if matcher.search.reranker is not None:
        return
    kept: dict[str, list[tuple[Rows, Scores]]] = {name: [] for name in VARIANTS}
    for profile in profiles:
        answer = answers[profile.id]
        for name, scores in _scores(matcher, profile, answer):
            rows = best_rows(answer, scores, depth)
            kept[name].append((rows.astype(np.int32), scores[rows]))
    for name, found in kept.items():
        yield name, {profile.id: spaced(tuple(answers[profile.id].programs[row] for row in rows), scores) for profile, (rows, scores) in zip(profiles, found, strict=True)}


def _scores(matcher: Matcher, profile: ResearcherProfile, answer: Answer) -> Iterator[tuple[str, Scores]]:
    """The scores of an answer's programmes under each variant."""
    search, found = matcher.search, matcher.search.similarities(profile_passages(profile.interests))
    for name, changed in VARIANTS.items():
        yield name, with_topics(matcher, answer, search.fused(found, **changed).values)


def with_topics(matcher: Matcher, answer: Answer, topics: Scores) -> Scores:
    """The scores of an answer with other topics, given in the order of the index."""
    if not answer.programs:
        return answer.scores
    others: Scores = answer.scores - answer.parts[:, answer.part_names.index("topic")]
    return others + matcher.weights["topic"] * topics[_rows(matcher.search, answer.programs)]


@lru_cache(maxsize=1)  # the variants of one person come one after the other
def _rows(search: TopicSearch, programs: tuple[str, ...]) -> NDArray[np.int64]:
    return np.array([search.rows[program] for program in programs], dtype=np.int64)
