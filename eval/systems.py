"""The systems that are compared: the engine, its parts taken away one by one, and simpler baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval import baselines
from eval.baselines import Texts, run_from
from eval.datasets import Dataset
from eval.engine import Answer, reordered
from models import Encoder
from profiles import ResearcherProfile
from programs import Program

Runs = dict[str, dict[str, dict[str, float]]]
FILTER_DEPTH = 50


def baseline_runs(dataset: Dataset, profiles: Sequence[ResearcherProfile], programs: Sequence[Program], answers: Mapping[str, Answer],
                  encoders: Sequence[Encoder], depth: int = 100) -> Runs:
    """Run of each baseline by its name, over the programmes that can be applied to."""
    texts = Texts.of(profiles, programs)
    dense = {encoder.name: baselines.dense(texts, encoder) for encoder in encoders}
    scores = {
        "random": baselines.at_random(profiles, programs), "newest deadline": baselines.newest_deadline(profiles, programs),
        "popularity": baselines.popularity(profiles, programs, dataset.grades), "BM25": baselines.bm25(texts), "TF-IDF": baselines.tf_idf(texts),
        "TF-IDF+SVD": baselines.tf_idf_svd(texts), **{f"dense {name}": found for name, found in dense.items()},
    }
    runs: Runs = {name: run_from(found, profiles, programs, depth) for name, found in scores.items()}
    allowed = {profile: frozenset(answer.programs) for profile, answer in answers.items()}
    for found in list(dense.values())[:1]:
        runs["filter after search"] = run_from(found, profiles, programs, FILTER_DEPTH, allowed)
    return runs


def ablation_runs(answers: Mapping[str, Answer], depth: int = 100) -> Runs:
    """The engine without each part of its score in turn, and with topic alone."""
    names = next((answer.part_names for answer in answers.values() if answer.part_names), ())
    runs: Runs = {f"without {name}": {profile: _without(answer, [name], depth) for profile, answer in answers.items()} for name in names}
    others = [name for name in names if name != "topic"]
    runs["topic only"] = {profile: _without(answer, others, depth) for profile, answer in answers.items()}
    return runs


def _without(answer: Answer, names: Sequence[str], depth: int) -> dict[str, float]:
    columns = [answer.part_names.index(name) for name in names if name in answer.part_names]
    scores = answer.scores - answer.parts[:, columns].sum(axis=1) if columns else answer.scores
    return reordered(answer, scores, depth)
