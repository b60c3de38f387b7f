"""Fit and eligibility together: what is shown though it is ruled out, what is ruled out though it fits, and what each rule costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from eval.datasets import Dataset
from eval.engine import Answer
from eval.trec import Run, best_first
from eval.verdicts import possible_in_some_role


def three_levels(dataset: Dataset) -> dict[str, int]:
    """How many labelled pairs fit and are possible, fit but are ruled out, or do not fit."""
    possible = possible_in_some_role(dataset)
    counts = Counter({"fits_and_possible": 0, "fits_but_excluded": 0, "does_not_fit": 0, "fits_verdict_unlabelled": 0})
    for profile, labels in dataset.grades.items():
        for program, grade in labels.items():
            if grade <= 0:
                counts["does_not_fit"] += 1
            elif (profile, program) not in possible:
                counts["fits_verdict_unlabelled"] += 1
            else:
                counts["fits_and_possible" if possible[profile, program] else "fits_but_excluded"] += 1
    return dict(counts)


def excluded_at(dataset: Dataset, run: Run, depth: int = 10) -> float | None:
    """Mean share of the first ``depth`` programmes that the labels rule out in every labelled role; None without such labels."""
    possible = possible_in_some_role(dataset)
    shares = []
    for profile, scores in run.items():
        top = [program for program, _ in best_first(scores)[:depth] if (profile, program) in possible]
        if top:
            shares.append(sum(not possible[profile, program] for program in top) / len(top))
    return float(np.mean(shares)) if shares else None


def wrongly_excluded(dataset: Dataset, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Programmes that fit and that the labels do not rule out, but the engine does."""
    possible = possible_in_some_role(dataset)
    fitting = [(profile, program) for profile, labels in dataset.grades.items() for program, grade in labels.items()
               if grade > 0 and possible.get((profile, program), False) and profile in answers]
    lost = [(profile, program) for profile, program in fitting if program in answers[profile].excluded]
    return {"fitting": len(fitting), "lost": len(lost), "recall": 1 - len(lost) / len(fitting) if fitting else None,
            "pairs": [f"{profile} {program}" for profile, program in lost[:50]]}


def rule_costs(dataset: Dataset, answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """For each rule, how many fitting programmes it rules out, and how many of them it alone; costliest first."""
    rules: dict[str, list[int]] = {}
    for profile, labels in dataset.grades.items():
        for program, grade in labels.items():
            failing = answers[profile].excluded_by.get(program, ()) if grade > 0 and profile in answers else ()
            for rule in failing:
                counts = rules.setdefault(rule, [0, 0])
                counts[0] += 1
                counts[1] += len(failing) == 1
    return [{"rule": rule, "fitting_excluded": total, "alone": alone}
            for rule, (total, alone) in sorted(rules.items(), key=lambda row: (-row[1][1], -row[1][0], row[0]))]
