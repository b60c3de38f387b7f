"""Measures of ranked lists, declared here and computed by ir-measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Grades
from eval.trec import Run

NAMES = ("nDCG@5", "nDCG@10", "RR", "AP", "R@10", "R@50", "Judged@10")
HEADLINE = "nDCG@10"
_CHUNK = 2000
PerProfile = Mapping[str, Mapping[str, float]]
Values = NDArray[np.float64]


def per_profile(grades: Grades, run: Run, names: Sequence[str] = NAMES) -> dict[str, dict[str, float]]:
    """Measure name to profile to value, for every profile with labels; one that the system left unanswered gets the measure's default.

    A profile whose labels are all 0 counts, too, as ir-measures counts it: with 0, whatever is answered (``eval.nothing`` measures such people apart).
    """
    import ir_measures

    measures = {name: ir_measures.parse_measure(name) for name in names}
    judged = {profile: dict(labels) for profile, labels in grades.items() if labels}
    values: dict[str, dict[str, float]] = {name: {} for name in names}
    if not judged:
        return values
    spelled = {measure: name for name, measure in measures.items()}
    people = sorted(judged)
    for start in range(0, len(people), _CHUNK):  # a run of a large pool is never held as a whole
        some = {profile: judged[profile] for profile in people[start : start + _CHUNK]}
        answered = {profile: scores for profile in some if (scores := dict(run.get(profile, {})))}
        for found in ir_measures.iter_calc(list(measures.values()), some, answered):
            values[spelled[found.measure]][found.query_id] = float(found.value)
    return {name: dict(sorted(found.items())) for name, found in values.items()}


def means(values: PerProfile) -> dict[str, float]:
    """The mean over profiles of each measure; 0 where no profile has a label."""
    return {name: float(np.mean(list(found.values()))) if found else 0.0 for name, found in values.items()}


def aligned(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[Values, Values]:
    """The values of two systems for the same profiles, in one order."""
    shared = sorted(one.keys() & other.keys())
    return np.array([one[profile] for profile in shared]), np.array([other[profile] for profile in shared])


def grade_counts(grades: Grades) -> dict[str, Any]:
    """How many labels of each grade there are."""
    counts: dict[int, int] = {}
    for labels in grades.values():
        for grade in labels.values():
            counts[grade] = counts.get(grade, 0) + 1
    return {str(grade): counts[grade] for grade in sorted(counts)}
