"""Which pictures the report shows, each made from the numbers of the evaluation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from eval import charts
from eval.charts import Row
from eval.datasets import Grades
from eval.intervals import wilson_interval
from eval.measures import HEADLINE
from eval.trec import Run, best_first
from eval.words import cell_name, say, system_name

DEEPEST = 20
BARS = 200


def pictures(metrics: Mapping[str, Any], values: Mapping[str, float], grades: Grades, run: Run, lang: str) -> dict[str, Any]:
    """Name to SVG (for ``slices``, slice to SVG); a picture for which there are no numbers is left out.

    Args:
        values: The headline measure of each researcher.
    """
    made: dict[str, Any] = {}
    if values:
        made["precision"] = charts.columns("precision", say("precision", lang), precision_at(grades, run))
        made["people"] = _sorted("people", say("per_person", lang, measure=HEADLINE), sorted(values.values(), reverse=True), lang)
    if metrics.get("differences"):
        found = metrics["differences"]
        title = say("differences", lang, measure=HEADLINE, system=system_name(found["system"], lang))
        made["differences"] = _sorted("differences", title, found["values"], lang, found["profiles"])
    for kind, title in (("comparisons", "systems"), ("ablations", "ablations")):
        if metrics.get(kind):
            rows = [Row(system_name(row["system"], lang), row["engine_minus_system"], *row["interval"]) for row in metrics[kind]]
            made[kind] = charts.intervals(kind, say("titled", lang, title=say(title, lang), measure=HEADLINE, what=say("gain", lang)), rows)
    if metrics.get("calibration"):
        points = [(row["predicted"], row["observed"], *wilson_interval(round(row["observed"] * row["pairs"]), row["pairs"]), row["pairs"])
                  for row in metrics["calibration"]["reliability"]]
        made["calibration"] = charts.reliability("calibration", say("calibration", lang), points, f"{say('predicted', lang)} →", f"↑ {say('observed', lang)}")
    if metrics.get("verdicts"):
        table = {say(one, lang): {say(other, lang): count for other, count in row.items()} for one, row in metrics["verdicts"]["confusion"].items()}
        made["confusion"] = charts.confusion("confusion", say("verdicts", lang), table, say("labelled", lang), say("found", lang))
    if metrics.get("slices") and values:
        made["slices"] = {name: _slice(name, cells, metrics[HEADLINE], lang) for name, cells in metrics["slices"].items()}
    return made


def _slice(name: str, cells: Mapping[str, Any], mean: float, lang: str) -> str:
    rows = [Row(cell_name(cell, lang), note=f"{say('suppressed', lang)} ({found['profiles']})") if "suppressed" in found
            else Row(cell_name(cell, lang), found["mean"], found["interval"][0], found["interval"][1], f"({found['profiles']})") for cell, found in cells.items()]
    return charts.intervals(f"slice-{name}", say("titled", lang, title=say(name, lang), measure=HEADLINE, what=say("interval", lang)), rows, mean, signed=False, bounds=(0.0, 1.0))


def _sorted(name: str, title: str, values: Sequence[float], lang: str, people: int | None = None) -> str:
    known = np.array(values)
    told = say("spread", lang, n=people or len(known), better=int((known > 0).sum()), low=f"{known.min():.2f}", median=f"{np.median(known):.2f}", high=f"{known.max():.2f}")
    return charts.sorted_bars(name, title, thinned(values), told)


def thinned(values: Sequence[float], most: int = BARS) -> list[float]:
    """The values from the highest to the lowest; of more than ``most``, quantiles evenly taken."""
    falling = np.sort(np.array(values, dtype=float))[::-1]
    return [float(value) for value in (falling if len(falling) <= most else np.quantile(falling, np.linspace(1, 0, most)))]


def precision_at(grades: Grades, run: Run, deepest: int = DEEPEST) -> list[tuple[float, float, float]]:
    """Mean share of fitting programmes among the first k with its 95 % interval, for k from 1 to ``deepest``; unlabelled ones count as not fitting.

    The interval is the mean's, by the normal approximation.
    """
    hits = np.array([_hits(grades[profile], run.get(profile, {}), deepest) for profile in grades])
    if not len(hits):
        return []
    shares = hits.cumsum(axis=1) / np.arange(1, deepest + 1)
    spread = 1.96 * shares.std(axis=0, ddof=1) / math.sqrt(len(shares)) if len(shares) > 1 else np.zeros(deepest)
    return [(float(mean), float(max(0.0, mean - wide)), float(min(1.0, mean + wide))) for mean, wide in zip(shares.mean(axis=0), spread, strict=True)]


def _hits(labels: Mapping[str, int], scores: Mapping[str, float], deepest: int) -> list[float]:
    found = [float(labels.get(program, 0) > 0) for program, _ in best_first(scores)[:deepest]]
    return found + [0.0] * (deepest - len(found))
