"""One evaluation from beginning to end: runs, measures, intervals, comparisons, verdicts, and what to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np

from eval.calibration import calibration_report
from eval.comparisons import ENGINE, comparisons, sample
from eval.datasets import Dataset
from eval.eligible_fit import excluded_at, rule_costs, three_levels, wrongly_excluded
from eval.engine import Answer, AnswerRun, Progress, answers_of
from eval.intervals import bootstrap_interval
from eval.learning import Learned, learn
from eval.measures import HEADLINE, NAMES, PerProfile, grade_counts, means, per_profile
from eval.misses import explained, worst_misses
from eval.nothing import nothing_suits_report, people_of
from eval.parity import parity_report
from eval.search_parts import search_runs
from eval.slices import slice_report
from eval.systems import ablation_runs, baseline_runs
from eval.trec import DEPTH, Run
from eval.verdicts import judge_labels, verdict_report
from matcher.matcher import Matcher
from models import Encoder

MOST_ANSWERS, LEAST_DEPTH = 5_000_000, 100  # a pool of 100,000 researchers keeps 100 programmes each


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found.

    Attributes:
        metrics: The content of ``metrics.json``.
        run: The engine's answers.
        values: The engine's measures for each researcher.
        answers: The engine's answers, with the parts of their scores where systems are compared.
        learned: Fitted weights, where fitting was asked for and possible.
    """

    metrics: Mapping[str, Any]
    run: Run
    values: PerProfile
    answers: Mapping[str, Answer]
    learned: Learned | None = None


def evaluate(dataset: Dataset, matcher: Matcher, on: date, ignore_eligibility: bool = False, compare: bool = True, fit: bool = False,
             encoders: Sequence[Encoder] = (), progress: Progress = iter, workers: int = 1) -> Evaluation:
    """Measure the engine on a dataset on a day.

    Args:
        compare: Also run the baselines (those of ``encoders`` too) and ablations, on an even sample where there are many researchers.
        fit: Also learn weights from the labels (of the same sample).
        progress: Wraps the researchers as they are answered.
        workers: Processes to share the answers among.
    """
    asked = set(dataset.grades) | {profile for pair in dataset.twins for profile in pair}
    profiles = [profile for profile in dataset.profiles if profile.id in asked]
    programs = [program for program in matcher.catalogue if program.can_be_applied_to]
    some = sample(dataset, profiles, len(programs)) if (compare or fit) and dataset.grades else dataset.only(())
    depth = max(LEAST_DEPTH, min(DEPTH, MOST_ANSWERS // max(1, len(profiles))))
    answers = answers_of(matcher, profiles, on, dataset.grades, ignore_eligibility, {profile.id for profile in some.profiles}, depth, workers, progress)
    run = AnswerRun(answers, depth)
    values = per_profile(dataset.grades, run)
    metrics: dict[str, Any] = {**_header(dataset, matcher, on, ignore_eligibility, len(profiles), len(programs)), **means(values),
                               "intervals": {name: list(bootstrap_interval(np.array(list(found.values())))) for name, found in values.items()}}
    if dataset.verdicts:
        metrics["verdicts"] = verdict_report(judge_labels(dataset, matcher.catalogue, on))
        metrics["verdict_accuracy"] = metrics["verdicts"]["accuracy"]
        metrics["eligibility"] = {"levels": three_levels(dataset), "excluded@10": excluded_at(dataset, run),
                                  "wrongly_excluded": wrongly_excluded(dataset, answers)}
    if dataset.grades:
        people = {profile.id: profile for profile in profiles}
        metrics["misses"] = explained(worst_misses(dataset.grades, answers), matcher, people, on, ignore_eligibility)
        metrics["rule_costs"] = rule_costs(dataset, answers)
        metrics["slices"] = slice_report(profiles, values[HEADLINE], on)
        metrics["calibration"] = calibration_report(dataset.grades, answers)
        metrics["nothing_suits"] = nothing_suits_report(people_of(profiles, dataset.grades, answers, dataset.twins), matcher.band)
    if dataset.twins:
        metrics["parity"] = parity_report(dataset.twins, run)
    if compare and some.profiles:
        kept = {profile.id: answers[profile.id] for profile in some.profiles}
        metrics |= comparisons(some, {name: {one: value for one, value in found.items() if one in kept} for name, found in values.items()},
                               baseline_runs(some, some.profiles, programs, kept, encoders),
                               chain(ablation_runs(kept), search_runs(matcher, some.profiles, kept)))
    learned = learn(some.grades, {profile.id: answers[profile.id] for profile in some.profiles}) if fit else None
    if fit:
        metrics["learning"] = learned.to_dict() if learned else None
    return Evaluation(metrics, run, values, answers, learned)


def _header(dataset: Dataset, matcher: Matcher, on: date, ignore_eligibility: bool, profiles: int, programs: int) -> dict[str, Any]:
    from importlib.metadata import version

    return {
        "dataset": dataset.name, "on": on.isoformat(), "profiles": profiles, "programs": programs, "labels": grade_counts(dataset.grades),
        "verdict_labels": len(dataset.verdicts), "ignore_eligibility": ignore_eligibility, "encoder": matcher.encoder_label,
        "catalogue": matcher.catalogue.digest, "version": version("matcher-programmes"),
    }


def score_run(dataset: Dataset, run: Run) -> Evaluation:
    """Measures of a run from elsewhere."""
    values = per_profile(dataset.grades, run)
    metrics = {"dataset": dataset.name, "profiles": len(dataset.grades), "labels": grade_counts(dataset.grades), **means(values),
               "intervals": {name: list(bootstrap_interval(np.array(list(found.values())))) for name, found in values.items()}}
    return Evaluation(metrics, run, values, {})


__all__ = ["ENGINE", "NAMES", "Evaluation", "evaluate", "score_run"]
