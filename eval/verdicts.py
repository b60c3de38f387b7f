"""Are the verdicts right: labelled verdicts and deciding rules against those of the engine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eval.datasets import Dataset, VerdictLabel
from eval.intervals import wilson_interval
from matcher.eligibility import Eligibility, judge
from programs import Catalogue
from programs.logic import Finding, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled pair and the engine's own verdict on it."""

    label: VerdictLabel
    found: Eligibility

    @property
    def right(self) -> bool:
        """Whether the two agree."""
        return self.found.outcome is self.label.verdict


def judge_labels(dataset: Dataset, catalogue: Catalogue, on: date) -> list[Judged]:
    """Every labelled pair judged on the day."""
    people = {profile.id: profile for profile in dataset.profiles}
    return [Judged(label, judge(catalogue.get(label.program), label.role, people[label.profile], on)) for label in dataset.verdicts
            if label.role in catalogue.get(label.program).role_names]


def verdict_report(judged: list[Judged]) -> dict[str, Any]:
    """Accuracy with its interval, over all labels and over those that are not doubtful, the confusion table, and the programmes that are wrong most often."""
    wrong = [item for item in judged if not item.right]
    by_program: dict[str, list[int]] = {}
    for item in judged:
        counts = by_program.setdefault(f"{item.label.program}@{item.label.role}", [0, 0])
        counts[0] += 1
        counts[1] += not item.right
    worst = sorted(((pair, total, missed) for pair, (total, missed) in by_program.items() if missed), key=lambda row: (-row[2], row[0]))
    return {
        **_accuracy(judged), "without_doubt": _accuracy([item for item in judged if not item.label.doubtful]),
        "confusion": confusion(judged),
        "worst": [{"pair": pair, "labels": total, "wrong": missed} for pair, total, missed in worst[:20]],
        "errors": [{"profile": item.label.profile, "pair": item.found.pair, "labelled": item.label.verdict.value, "found": item.found.outcome.value,
                    "unmet": _criteria(item.found, Verdict.UNMET), "unknown": _criteria(item.found, Verdict.UNKNOWN)} for item in wrong[:100]],
        "deciding_rules": deciding_rules(judged),
    }


def _accuracy(judged: list[Judged]) -> dict[str, Any]:
    right = sum(item.right for item in judged)
    return {"labels": len(judged), "accuracy": right / len(judged) if judged else 0.0, "interval": list(wilson_interval(right, len(judged)))}


def confusion(judged: list[Judged]) -> dict[str, dict[str, int]]:
    """Labelled verdict to found verdict to count; every verdict has its row and column."""
    table = {labelled.value: {found.value: 0 for found in Outcome} for labelled in Outcome}
    for item in judged:
        table[item.label.verdict.value][item.found.outcome.value] += 1
    return table


KINDS = {
    "nationality": {"nationality", "permanent_residence", "residence", "experience"}, "residence": {"residence", "affiliation", "position", "stay", "permanent_residence"},
    "age": {"age"}, "degree": {"degree", "enrolled", "years_since_degree"}, "phd_window": {"years_since_degree", "degree", "experience", "enrolled"},
    "years_since_phd": {"years_since_degree", "degree", "experience", "enrolled"}, "career_stages": {"enrolled", "degree", "position", "career_stage", "years_since_degree"},
    "partner": {"partner", "host", "funding"}, "host_or_partner": {"host", "partner", "affiliation", "nomination", "position"},
    "applicant": {"affiliation", "position", "nomination", "organisation", "enrolled"}, "applicants": {"affiliation", "position", "nomination", "organisation", "enrolled"},
    "fields": {"field"}, "mobility": {"stay", "residence", "host", "plan"}, "prior_award": {"award", "application", "funding", "position"},
    "prior_award_exclusion": {"award", "application", "funding", "position"}, "concurrent_funding": {"funding", "award"}, "language": {"language"},
}
"""The kinds of criterion that may say a fact of the sources; ``answer`` may say any of them."""


def deciding_rules(judged: list[Judged]) -> dict[str, Any]:
    """Where the label names the deciding fact and the verdicts agree, the share for which the engine's own deciding rules are of a kind that says it.

    An ineligible pair is decided by the rules that fail, an undetermined one by those that are unknown.
    """
    counts: dict[str, list[int]] = {}
    for item in judged:
        wanted = {Outcome.INELIGIBLE: Verdict.UNMET, Outcome.UNDETERMINED: Verdict.UNKNOWN, Outcome.DISCRETIONARY: Verdict.DISCRETIONARY}.get(item.label.verdict)
        fact = re.split(r"[:; ]", item.label.clause, maxsplit=1)[0]
        if wanted is None or not item.right or fact not in KINDS:
            continue
        found = {kind for finding in item.found.findings if finding.verdict is wanted for kind in _kinds(finding)}
        row = counts.setdefault(fact, [0, 0])
        row[0] += 1
        row[1] += bool(found & (KINDS[fact] | {"answer", "type"}))
    named, same = sum(row[0] for row in counts.values()), sum(row[1] for row in counts.values())
    return {"named": named, "same": same, "share": same / named if named else None,
            "by_fact": {fact: {"named": row[0], "same": row[1]} for fact, row in sorted(counts.items())}}


def _kinds(finding: Finding) -> set[str]:
    return {kind for child in finding.children for kind in _kinds(child)} if finding.children else {finding.kind}


def _criteria(found: Eligibility, verdict: Verdict) -> list[str]:
    return [finding.criterion for finding in found.findings if finding.verdict is verdict]


def possible_in_some_role(dataset: Dataset) -> Mapping[tuple[str, str], bool]:
    """For each labelled (profile, programme): whether some labelled role is not ineligible."""
    possible: dict[tuple[str, str], bool] = {}
    for label in dataset.verdicts:
        key = (label.profile, label.program)
        possible[key] = possible.get(key, False) or label.verdict is not Outcome.INELIGIBLE
    return possible
