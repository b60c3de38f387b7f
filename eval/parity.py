"""Does the same researcher get the same list in either language."""

from __future__ import annotations

from typing import Any

import numpy as np

from eval.intervals import bootstrap_interval
from eval.trec import Run, best_first

PERSISTENCE = 0.9


def overlap(one: list[str], other: list[str], depth: int = 10) -> float:
    """Share of the first ``depth`` that both lists have; of as many as the shorter list has where it is short."""
    depth = min(depth, max(len(one), len(other)))
    return len(set(one[:depth]) & set(other[:depth])) / depth if depth else 1.0


def rank_biased_overlap(one: list[str], other: list[str], p: float = PERSISTENCE, depth: int = 100) -> float:
    """Extrapolated rank-biased overlap (Webber, Moffat and Zobel 2010, equation 30) of two lists without ties, cut to one length."""
    depth = min(depth, len(one), len(other))
    if depth == 0:
        return 1.0 if not one and not other else 0.0
    shared, total = 0, 0.0
    seen_one: set[str] = set()
    seen_other: set[str] = set()
    for place in range(1, depth + 1):
        mine, theirs = one[place - 1], other[place - 1]
        seen_one.add(mine)
        seen_other.add(theirs)
        shared = len(seen_one & seen_other)
        total += shared / place * p**place
    return shared / depth * p**depth + (1 - p) / p * total


def parity_report(twins: tuple[tuple[str, str], ...], run: Run) -> dict[str, Any]:
    """Mean overlap@10 and rank-biased overlap of the two lists of each pair of twins, with intervals."""
    lists = {profile: [program for program, _ in best_first(scores)] for profile, scores in run.items()}
    pairs = [(lists.get(one, []), lists.get(other, [])) for one, other in twins]
    tens = np.array([overlap(one, other) for one, other in pairs])
    biased = np.array([rank_biased_overlap(one, other) for one, other in pairs])
    worst = sorted(zip(tens.tolist(), twins, strict=True))[:5]
    return {"twins": len(twins), "overlap@10": float(tens.mean()), "overlap@10_interval": list(bootstrap_interval(tens)),
            "RBO": float(biased.mean()), "RBO_interval": list(bootstrap_interval(biased)),
            "worst": [{"pair": list(pair), "overlap@10": value} for value, pair in worst]}
