"""The systems that are compared: the engine, its parts taken away one by one, and simpler baselines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from eval import baselines
from eval.baselines import Texts, run_from
from eval.datasets import Dataset
from eval.engine import Answer, reordered
from models import Encoder
from profiles import ResearcherProfile
from programs import Program

Runs = Iterator[tuple[str, dict[str, dict[str, float]]]]
FILTER_DEPTH = 50


def baseline_runs(dataset: Dataset, profiles: Sequence[ResearcherProfile], programs: Sequence[Program], answers: Mapping[str, Answer],
                  encoders: Sequence[Encoder], depth: int = 100) -> Runs:
    """Name and run of each baseline, over the programmes that can be applied to; one is made when the one before has been taken."""
    texts = Texts.of(profiles, programs)
    scores: dict[str, Callable[[], baselines.Scores]] = {
        "random": lambda: baselines.at_random(profiles, programs), "newest deadline": lambda: baselines.newest_deadline(profiles, programs),
        "popularity": lambda: baselines.popularity(profiles, programs, dataset.grades), "BM25": lambda: baselines.bm25(texts),
        "TF-IDF": lambda: baselines.tf_idf(texts), "TF-IDF+SVD": lambda: baselines.tf_idf_svd(texts),
    }
    for name, made in scores.items():
        yield name, run_from(made(), profiles, programs, depth)
    dense = [baselines.dense(texts, encoder) for encoder in encoders]
    for encoder, found in zip(encoders, dense, strict=True):
        yield f"dense {encoder.name}", run_from(found, profiles, programs, depth)
    if dense:
        allowed = {profile: frozenset(answer.programs) for profile, answer in answers.items()}
        yield "filter after search", run_from(dense[0], profiles, programs, FILTER_DEPTH, allowed)


def ablation_runs(answers: Mapping[str, Answer], depth: int = 100) -> Runs:
    """Name and run of the engine without each part of its score in turn, and with topic alone."""
    names = next((answer.part_names for answer in answers.values() if answer.part_names), ())
    others = [name for name in names if name != "topic"]
    for name, left_out in (*((f"without {name}", [name]) for name in names), ("topic only", others)):
        yield name, {profile: _without(answer, left_out, depth) for profile, answer in answers.items()}


def _without(answer: Answer, names: Sequence[str], depth: int) -> dict[str, float]:
    columns = [answer.part_names.index(name) for name in names if name in answer.part_names]
    scores = answer.scores - answer.parts[:, columns].sum(axis=1) if columns else answer.scores
    return reordered(answer, scores, depth)
