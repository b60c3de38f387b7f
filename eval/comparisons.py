"""The engine beside other systems, on the same researchers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.datasets import Dataset
from eval.intervals import holm, paired_difference
from eval.measures import HEADLINE, PerProfile, aligned, means, per_profile
from eval.pictures import thinned
from eval.systems import Runs
from profiles import ResearcherProfile

ENGINE = "matcher"
MOST_PEOPLE, MOST_PAIRS = 2_000, 20_000_000


def sample(dataset: Dataset, profiles: Sequence[ResearcherProfile], programs: int) -> Dataset:
    """The dataset with the labelled researchers on whom systems are compared: all of them, or an even choice by id where they are many."""
    ids = sorted(profile.id for profile in profiles if profile.id in dataset.grades)
    most = max(1, min(MOST_PEOPLE, MOST_PAIRS // max(1, programs)))
    return dataset.only(ids if len(ids) <= most else [ids[place * len(ids) // most] for place in range(most)])


def comparisons(dataset: Dataset, values: PerProfile, baselines: Runs, ablations: Runs) -> dict[str, Any]:
    """Every system beside the engine, over the same researchers: means, paired differences with intervals, and p values corrected among their kind.

    Args:
        values: The engine's measures for the researchers of ``dataset``.
    """
    systems: dict[str, Any] = {ENGINE: means(values)}
    compared: dict[str, list[dict[str, Any]]] = {"comparisons": [], "ablations": []}
    strongest: tuple[float, str, list[float]] = (-1.0, "", [])
    for kind, runs in (("comparisons", baselines), ("ablations", ablations)):
        for name, run in runs:
            found = per_profile(dataset.grades, run)
            systems[name] = means(found)
            mine, theirs = aligned(values[HEADLINE], found[HEADLINE])
            gap = paired_difference(mine, theirs)
            if kind == "comparisons" and systems[name][HEADLINE] > strongest[0]:
                strongest = systems[name][HEADLINE], name, sorted((mine - theirs).tolist(), reverse=True)
            compared[kind].append({"system": name, "measure": HEADLINE, "value": systems[name][HEADLINE], "engine_minus_system": gap.mean,
                                   "interval": [gap.low, gap.high], "p": gap.p, "better": gap.better, "worse": gap.worse})
    for rows in compared.values():
        for row, adjusted in zip(rows, holm([row["p"] for row in rows]), strict=True):
            row["p_holm"] = adjusted
    differences = {"system": strongest[1], "profiles": len(strongest[2]), "values": thinned(strongest[2])}
    return {"systems": systems, **compared, "differences": differences, "compared": len(values[HEADLINE])}
