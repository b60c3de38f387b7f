"""Two evaluations side by side: what got better or worse, person by person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.intervals import holm, paired_difference
from eval.measures import aligned

FILE = "per_profile.json"


def compare_folders(before: Path, after: Path) -> dict[str, Any]:
    """Differences of every measure between two folders written by ``matcher evaluate --out``.

    Raises:
        ValueError: A folder does not hold an evaluation, or the two share no researcher.
    """
    first, second = _values(before), _values(after)
    names = [name for name in second if name in first]
    gaps = {name: paired_difference(*aligned(second[name], first[name])) for name in names}
    shared = sorted(first[names[0]].keys() & second[names[0]].keys()) if names else []
    if not shared:
        raise ValueError(f"{before} and {after}: share no researcher; compare two evaluations of one dataset")
    adjusted = holm([gap.p for gap in gaps.values()])
    people = {name: _people(first[name], second[name]) for name in names}
    return {
        "before": str(before), "after": str(after), "profiles": len(shared),
        "measures": [{"measure": name, "before": sum(first[name].values()) / len(first[name]), "after": sum(second[name].values()) / len(second[name]),
                      "difference": gap.mean, "interval": [gap.low, gap.high], "p": gap.p, "p_holm": p, "better": gap.better, "worse": gap.worse}
                     for (name, gap), p in zip(gaps.items(), adjusted, strict=True)],
        "people": people,
    }


def is_worse(comparison: Mapping[str, Any], measure: str) -> bool:
    """Whether the whole paired interval of a measure lies below zero."""
    return any(row["measure"] == measure and row["interval"][1] < 0 for row in comparison["measures"])


def _values(folder: Path) -> dict[str, dict[str, float]]:
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(name): {str(one): float(value) for one, value in found.items()} for name, found in content.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise ValueError(f"{folder}: holds no evaluation ({FILE} is missing or damaged); write one with `matcher evaluate DATASET --out {folder}`") from error


def _people(before: Mapping[str, float], after: Mapping[str, float]) -> list[dict[str, Any]]:
    moved = [(after[one] - before[one], one) for one in before.keys() & after.keys() if after[one] != before[one]]
    return [{"profile": one, "before": before[one], "after": after[one]} for _, one in sorted(moved)]
