"""The parts of the search taken away one by one: its views (meaning, concepts, words), the names, and how passages are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.engine import Answer, best_rows, spaced
from eval.systems import Runs
from matcher.features import WEIGHTS
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
        for name, topics in _topics(matcher.search, profile).items():
            scores = _score(answer, topics, matcher.search, matcher.weights)
            rows = best_rows(answer, scores, depth)
            kept[name].append((rows.astype(np.int32), scores[rows]))
    for name, found in kept.items():
        yield name, {profile.id: spaced(tuple(answers[profile.id].programs[row] for row in rows), scores) for profile, (rows, scores) in zip(profiles, found, strict=True)}


def _topics(search: TopicSearch, profile: ResearcherProfile) -> dict[str, NDArray[np.float64]]:
    found = search.similarities(profile_passages(profile.interests))
    return {name: search.fused(found, **changed).values for name, changed in VARIANTS.items()}


def _score(answer: Answer, topics: NDArray[np.float64], search: TopicSearch, weights: Mapping[str, float] = WEIGHTS) -> NDArray[np.float64]:
    if not answer.programs:
        return answer.scores
    rows = np.array([search.rows[program] for program in answer.programs])
    found: NDArray[np.float64] = answer.scores - answer.parts[:, answer.part_names.index("topic")] + weights["topic"] * topics[rows]
    return found
