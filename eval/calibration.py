"""What a score is worth: the probability of fit behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Grades
from eval.engine import Answer

Values = NDArray[np.float64]
_BINS = 10
_FEWEST = 30


def calibration_report(grades: Grades, answers: Mapping[str, Answer]) -> dict[str, Any] | None:
    """Reliability of an isotonic map from score to probability of fit, each researcher mapped by the others' labels (five folds).

    Only labelled pairs count. None where there are too few labels of either kind.
    """
    scores, fits, groups = labelled_scores(grades, answers)
    if min(int(fits.sum()), int((1 - fits).sum())) < _FEWEST or len(set(groups.tolist())) < 5:
        return None
    predicted = _cross_fitted(scores, fits, groups)
    bins = np.minimum((predicted * _BINS).astype(int), _BINS - 1)
    table = [{"predicted": float(predicted[bins == b].mean()), "observed": float(fits[bins == b].mean()), "pairs": int((bins == b).sum())}
             for b in range(_BINS) if (bins == b).any()]
    error = sum(row["pairs"] * abs(row["predicted"] - row["observed"]) for row in table) / len(fits)
    return {"pairs": len(fits), "ECE": float(error), "Brier": float(np.mean((predicted - fits) ** 2)), "reliability": table, "map": isotonic_map(scores, fits)}


def labelled_scores(grades: Grades, answers: Mapping[str, Answer]) -> tuple[Values, Values, NDArray[np.int64]]:
    """Of each labelled pair that has a score: the score, 1 where it fits, and the number of the researcher."""
    rows = [(score, float(grades[profile][program] > 0), number) for number, (profile, answer) in enumerate(sorted(answers.items()))
            for program, score in zip(answer.programs, answer.scores.tolist(), strict=True) if program in grades.get(profile, {})]
    if not rows:
        return np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64)
    scores, fits, groups = zip(*rows, strict=True)
    return np.array(scores), np.array(fits), np.array(groups, dtype=np.int64)


def _cross_fitted(scores: Values, fits: Values, groups: NDArray[np.int64]) -> Values:
    from sklearn.isotonic import IsotonicRegression
    from sklearn.model_selection import GroupKFold

    predicted = np.zeros_like(scores)
    for train, test in GroupKFold(5).split(scores, fits, groups):
        fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(scores[train], fits[train])
        predicted[test] = fitted.predict(scores[test])
    return predicted


def isotonic_map(scores: Values, fits: Values) -> dict[str, list[float]]:
    """The steps of the map fitted on all labels, as plain numbers: probability at each score, linear in between."""
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(scores, fits)
    return {"score": [round(float(value), 6) for value in fitted.X_thresholds_], "probability": [round(float(value), 6) for value in fitted.y_thresholds_]}
