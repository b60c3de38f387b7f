"""Knowing when nothing suits: the score below which the engine says so, fitted and measured on labelled people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Grades
from eval.engine import Answer
from matcher.band import Band, Doubt, doubt_of
from profiles import ResearcherProfile

Values = NDArray[np.float64]
MOST_ALARMS = 0.05
_FOLDS = 5
_ALWAYS = Band(float("inf"), (), (), {})


@dataclass(frozen=True, slots=True)
class People:
    """Researchers for whom the engine may say that nothing suits: they state research and what is looked for, and something is possible.

    Attributes:
        best: The highest score of each.
        suited: 1 where some programme is labelled as fitting, else 0.
        groups: People who must not be parted between fitting and testing (twins) share a number.
    """

    ids: tuple[str, ...]
    best: Values
    suited: Values
    groups: NDArray[np.int64]


def people_of(profiles: Sequence[ResearcherProfile], grades: Grades, answers: Mapping[str, Answer], twins: Sequence[tuple[str, str]] = ()) -> People:
    """Those of the labelled researchers for whom the engine may say that nothing suits."""
    rows = [(profile.id, answers[profile.id].best, any(grade > 0 for grade in grades[profile.id].values())) for profile in profiles
            if profile.id in grades and profile.id in answers and len(answers[profile.id].scores)
            and doubt_of(profile, answers[profile.id].best, _ALWAYS) is Doubt.NOTHING_SUITS]
    leader = {other: one for one, other in twins}
    numbers: dict[str, int] = {}
    groups = [numbers.setdefault(leader.get(profile, profile), len(numbers)) for profile, _, _ in rows]
    return People(tuple(profile for profile, _, _ in rows), np.array([best for _, best, _ in rows], dtype=float),
                  np.array([float(fits) for _, _, fits in rows]), np.array(groups, dtype=np.int64))


def fit_cut(best: Values, suited: Values, most_alarms: float = MOST_ALARMS) -> float | None:
    """The score below which *nothing suits* is right most often, both kinds of people counting the same, halfway between two people.

    Of the cuts that alarm at most ``most_alarms`` of those for whom something fits, the lowest of the best. None without people of both kinds.
    """
    if not len(suited) or suited.min() == suited.max():
        return None
    values = np.unique(best)
    cuts = (values[1:] + values[:-1]) / 2
    alarms = np.array([(best[suited == 1] < cut).mean() for cut in cuts])
    found = np.array([(best[suited == 0] < cut).mean() for cut in cuts])
    allowed = alarms <= most_alarms
    if not allowed.any():
        return None
    return float(cuts[np.argmax(np.where(allowed, found - alarms, -np.inf))])


def held_out(people: People) -> dict[str, int] | None:
    """How the cut fares on researchers that it was not fitted on, in five folds that keep twins together; None without people of both kinds."""
    if not len(people.suited) or people.suited.min() == people.suited.max():
        return None
    alarms = told = 0
    for fold in range(_FOLDS):
        outside = people.groups % _FOLDS == fold
        cut = fit_cut(people.best[~outside], people.suited[~outside])
        below = people.best[outside] < (-np.inf if cut is None else cut)
        alarms += int((below & (people.suited[outside] == 1)).sum())
        told += int((below & (people.suited[outside] == 0)).sum())
    return {"suited": int(people.suited.sum()), "false_alarms": alarms, "unsuited": int((1 - people.suited).sum()), "told": told}


def nothing_suits_report(people: People, band: Band | None) -> dict[str, Any] | None:
    """How well the best score tells people for whom something fits from those for whom nothing does, fitted here and as shipped.

    None without people of both kinds.
    """
    if not len(people.suited) or people.suited.min() == people.suited.max():
        return None
    above, below = people.best[people.suited == 1], people.best[people.suited == 0]
    wins = (above[:, None] > below[None, :]).sum() + 0.5 * (above[:, None] == below[None, :]).sum()
    return {"suited": len(above), "unsuited": len(below), "AUC": float(wins / (len(above) * len(below))), "cut": fit_cut(people.best, people.suited),
            "held_out": held_out(people), "shipped": _shipped(people, band) if band else None}


def _shipped(people: People, band: Band) -> dict[str, Any]:
    told = people.best < band.cut
    return {"cut": band.cut, "false_alarms": int((told & (people.suited == 1)).sum()), "told": int((told & (people.suited == 0)).sum()),
            "people": [one for one, below in zip(people.ids, told.tolist(), strict=True) if below]}


def joined(parts: Sequence[People]) -> People:
    """Several groups of people as one."""
    shifts = np.cumsum([0, *(int(part.groups.max(initial=-1)) + 1 for part in parts)])
    return People(tuple(one for part in parts for one in part.ids), np.concatenate([part.best for part in parts]),
                  np.concatenate([part.suited for part in parts]), np.concatenate([part.groups + shift for part, shift in zip(parts, shifts, strict=False)]))
