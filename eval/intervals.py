"""How sure a number is: bootstrap intervals, paired comparisons, and a correction for many of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
RESAMPLES = 2000
SEED = 20261124
_BLOCK = 4_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """System minus reference over the same researchers.

    Attributes:
        low, high: 95 % paired bootstrap interval of the mean difference.
        p: Two-sided sign-flip (randomisation) test, uncorrected.
        better, worse: Researchers for whom the system is better or worse.
    """

    mean: float
    low: float
    high: float
    p: float
    better: int
    worse: int


def bootstrap_interval(values: Values, seed: int = SEED, level: float = 0.95) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13), resampling researchers."""
    if len(values) == 0:
        return 0.0, 0.0
    if np.all(values == values[0]):
        return float(values[0]), float(values[0])
    random = np.random.default_rng(seed)
    rows = max(1, min(RESAMPLES, _BLOCK // len(values)))
    made: list[Values] = []
    for start in range(0, RESAMPLES, rows):
        chosen = random.integers(0, len(values), size=(min(rows, RESAMPLES - start), len(values)))
        made.append(values[chosen].mean(axis=1))
    low, high = np.quantile(np.concatenate(made), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def paired_difference(system: Values, reference: Values, seed: int = SEED) -> Difference:
    """Compare two systems on the same researchers, in the same order."""
    gaps = system - reference
    if len(gaps) == 0:
        return Difference(0.0, 0.0, 0.0, 1.0, 0, 0)
    low, high = bootstrap_interval(gaps, seed)
    return Difference(float(gaps.mean()), low, high, sign_flip_p(gaps, seed), int((gaps > 0).sum()), int((gaps < 0).sum()))


def sign_flip_p(gaps: Values, seed: int = SEED) -> float:
    """Two-sided p of the mean difference under random signs (Smucker, Allan and Carterette, CIKM 2007); all signs where there are few."""
    if not np.any(gaps):
        return 1.0
    observed = abs(gaps.mean())
    moved = gaps[gaps != 0]
    if len(moved) <= 12:
        signs = np.array(np.meshgrid(*[[-1.0, 1.0]] * len(moved))).reshape(len(moved), -1).T
        means = np.abs(signs @ moved) / len(gaps)
        return float((means >= observed - 1e-12).mean())
    random, hits, done = np.random.default_rng(seed), 0, 0
    rows = max(1, min(RESAMPLES, _BLOCK // len(moved)))
    while done < RESAMPLES:
        size = min(rows, RESAMPLES - done)
        signs = random.integers(0, 2, size=(size, len(moved))) * 2.0 - 1.0
        hits += int((np.abs(signs @ moved) / len(gaps) >= observed - 1e-12).sum())
        done += size
    return (hits + 1) / (RESAMPLES + 1)


def holm(ps: Sequence[float]) -> list[float]:
    """Adjusted p values for several comparisons (Holm 1979), in the order given."""
    adjusted = [0.0] * len(ps)
    running = 0.0
    for place, index in enumerate(sorted(range(len(ps)), key=lambda index: ps[index])):
        running = max(running, min(1.0, (len(ps) - place) * ps[index]))
        adjusted[index] = running
    return adjusted


def wilson_interval(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
