"""Weights of the ranking learned from labels, and whether they are better than those set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Grades
from eval.engine import Answer
from eval.intervals import Difference, paired_difference
from eval.measures import HEADLINE, per_profile
from matcher.features import WEIGHTS
from matcher.weights import weights_digest

Values = NDArray[np.float64]
STRENGTHS = (0.01, 0.1, 1.0, 10.0)
_FOLDS = 5
_MOST_PAIRS = 400
FEWEST_PROFILES = 10


@dataclass(frozen=True, slots=True)
class Learned:
    """Fitted weights, how they fare on researchers that they were not fitted on, and whether they should be used.

    Attributes:
        weights: One a part of the score, none negative, summing to 1.
        difference: Held-out nDCG@10 of the fitted weights minus that of the weights set by hand.
    """

    weights: Mapping[str, float]
    difference: Difference
    fitted: float
    by_hand: float

    @property
    def better(self) -> bool:
        """Whether the whole paired interval lies above zero."""
        return self.difference.low > 0

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers with their digest."""
        weights = {name: round(value, 6) for name, value in self.weights.items()}
        gap = self.difference
        return {"weights": weights, "digest": weights_digest(weights), "use": self.better, "held_out": {
            "measure": HEADLINE, "fitted": self.fitted, "by_hand": self.by_hand, "difference": gap.mean, "interval": [gap.low, gap.high], "p": gap.p}}


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    programs: tuple[str, ...]
    parts: Values
    grades: Values


def learn(grades: Grades, answers: Mapping[str, Answer]) -> Learned | None:
    """Pairwise logistic weights by nested cross-validation over researchers.

    The inner folds choose the strength of the penalty, the outer folds measure; the weights returned are fitted on everybody.
    None where fewer than ten researchers have labels of two different grades.
    """
    people = _people(grades, answers)
    if len(people) < FEWEST_PROFILES:
        return None
    names = next(answer.part_names for answer in answers.values() if answer.parts.size)
    held_out: dict[str, Values] = {}
    for inside, outside in _folds(len(people)):
        train = [people[index] for index in inside]
        weights = fit_weights(train, _best_strength(train))
        held_out |= {people[index].id: people[index].parts @ weights for index in outside}
    fitted = _quality(people, grades, held_out)
    by_hand = _quality(people, grades, {person.id: person.parts @ np.array([WEIGHTS[name] for name in names]) for person in people})
    ids = sorted(fitted)
    gap = paired_difference(np.array([fitted[one] for one in ids]), np.array([by_hand[one] for one in ids]))
    final = fit_weights(people, _best_strength(people))
    return Learned(dict(zip(names, final.tolist(), strict=True)), gap, float(np.mean(list(fitted.values()))), float(np.mean(list(by_hand.values()))))


def _people(grades: Grades, answers: Mapping[str, Answer]) -> list[_Person]:
    people = []
    for profile, answer in sorted((profile, answer) for profile, answer in answers.items() if answer.parts.size):
        labels = grades.get(profile, {})
        scale = np.array([max(WEIGHTS[name], 1e-9) for name in answer.part_names])
        known = np.array([labels.get(program, 0) for program in answer.programs], dtype=float)
        if len(known) and known.min() != known.max():
            people.append(_Person(profile, answer.programs, answer.parts / scale, known))
    return people


def _folds(count: int) -> list[tuple[list[int], list[int]]]:
    """Every person is held out once; the order is that of the ids, so nothing is random."""
    folds = min(_FOLDS, count)
    return [([i for i in range(count) if i % folds != fold], [i for i in range(count) if i % folds == fold]) for fold in range(folds)]


def _best_strength(people: Sequence[_Person]) -> float:
    def quality(strength: float) -> float:
        scores: dict[str, Values] = {}
        for inside, outside in _folds(len(people)):
            weights = fit_weights([people[i] for i in inside], strength)
            scores |= {people[i].id: people[i].parts @ weights for i in outside}
        grades = {person.id: {program: int(grade) for program, grade in zip(person.programs, person.grades, strict=True)} for person in people}
        return float(np.mean(list(_quality(people, grades, scores).values())))
    return max(STRENGTHS, key=quality)


def fit_weights(people: Sequence[_Person], strength: float) -> Values:
    """Weights of a pairwise logistic model (RankNet's loss, Burges et al. 2005) with an L2 penalty; no part counts against its own meaning."""
    from scipy.optimize import minimize

    gaps = np.concatenate([_gaps(person) for person in people])
    share = np.concatenate([np.full(len(_gaps(person)), 1.0 / max(1, len(_gaps(person)))) for person in people])

    def loss(weights: Values) -> tuple[float, Values]:
        margin = gaps @ weights
        pull = -share / (1.0 + np.exp(margin))
        value = float((share * np.logaddexp(0.0, -margin)).sum() / len(people) + strength / 100 * weights @ weights)
        return value, np.asarray(gaps.T @ pull / len(people) + strength / 50 * weights)

    start = np.full(gaps.shape[1], 1.0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(start))
    total = float(found.x.sum())
    return np.asarray(found.x / total if total > 0 else start / len(start))


def _gaps(person: _Person) -> Values:
    """Parts of the better programme minus those of the worse, for at most 400 pairs of different grade, evenly taken."""
    better, worse = np.nonzero(person.grades[:, None] > person.grades[None, :])
    step = max(1, len(better) // _MOST_PAIRS)
    return np.asarray(person.parts[better[::step]] - person.parts[worse[::step]])


def _quality(people: Sequence[_Person], grades: Grades, scores: Mapping[str, Values]) -> dict[str, float]:
    run = {person.id: dict(zip(person.programs, scores[person.id].tolist(), strict=True)) for person in people}
    return per_profile({person.id: grades[person.id] for person in people}, run, (HEADLINE,))[HEADLINE]
