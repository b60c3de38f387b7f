"""What the engine answers, through the path that answers people, kept in a form that can be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility import Eligibility
from matcher.matcher import ORDER, Matcher, Ranking
from profiles import ResearcherProfile
from programs.logic import Outcome

Progress = Callable[[Iterable[ResearcherProfile]], Iterable[ResearcherProfile]]
Parts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's answer for one researcher, a programme standing for its best role.

    Attributes:
        programs: Possible programmes, best first.
        scores: Their scores, in that order.
        parts: Contributions, shape (programmes, names of the parts); empty where they were not asked for.
        part_names: The columns of ``parts``.
        orders: Place of each verdict in the order in which equal scores stand (eligible first).
        excluded: Programmes that are ruled out in every role.
        excluded_by: For each of these, the rules (``programme/rule``) that fail in the role nearest to possible.
    """

    programs: tuple[str, ...]
    scores: NDArray[np.float64]
    parts: Parts
    part_names: tuple[str, ...]
    orders: NDArray[np.int64]
    excluded: frozenset[str]
    excluded_by: Mapping[str, tuple[str, ...]]

    @property
    def best(self) -> float:
        """The highest score, or 0 where nothing is possible."""
        return float(self.scores[0]) if len(self.scores) else 0.0


def answers_of(matcher: Matcher, profiles: Iterable[ResearcherProfile], on: date, ignore_eligibility: bool = False,
               with_parts: bool = True, depth: int | None = None) -> dict[str, Answer]:
    """The engine's answer for each profile, by profile id.

    Args:
        depth: Keep only so many programmes of each, so that a large pool fits in memory; all of them when None.
    """
    return {profile.id: _answer(matcher.ranking(profile, on, ignore_eligibility), with_parts, depth) for profile in profiles}


def _answer(found: Ranking, with_parts: bool, depth: int | None) -> Answer:
    best: dict[str, Eligibility] = {}
    for item in found.possible:
        best.setdefault(item.program.id, item)
    possible = frozenset(best)
    best = dict(list(best.items())[:depth])
    fits = [found.fits[item.pair] for item in best.values()]
    orders = np.array([ORDER[item.outcome] for item in best.values()], dtype=np.int64)
    names = tuple(fits[0].contributions) if fits else ()
    parts = np.array([[fit.contributions[name] for name in names] for fit in fits], dtype=np.float32) if with_parts and fits else np.zeros((0, 0), np.float32)
    failing: dict[str, tuple[str, ...]] = {}
    for item in found.judged:
        if item.outcome is Outcome.INELIGIBLE and item.program.id not in possible:
            rules = tuple(f"{item.program.id}/{finding.criterion}" for finding in item.findings if finding.verdict.value == "unmet")
            if item.program.id not in failing or len(rules) < len(failing[item.program.id]):
                failing[item.program.id] = rules
    return Answer(tuple(best), np.array([fit.score for fit in fits], dtype=np.float64), parts, names, orders, frozenset(failing), failing)


def run_of(answers: Mapping[str, Answer], depth: int = 1000) -> dict[str, dict[str, float]]:
    """The answers as a run; equal scores keep the engine's own order."""
    return {profile: spaced(answer.programs[:depth], answer.scores[:depth]) for profile, answer in answers.items()}


def spaced(programs: tuple[str, ...], scores: NDArray[np.float64]) -> dict[str, float]:
    """Scores that fall strictly, so that no reader of a run file breaks a tie another way."""
    made: dict[str, float] = {}
    last = np.inf
    for program, score in zip(programs, scores, strict=True):
        last = min(float(score), last - 1e-6)
        made[program] = round(last, 6)
    return made


def reordered(answer: Answer, scores: NDArray[np.float64], depth: int) -> dict[str, float]:
    """The best ``depth`` programmes of an answer by other scores; equal ones stand as the engine would put them, by verdict and id."""
    order = np.lexsort((np.array(answer.programs), answer.orders, -np.round(scores, 6)))[:depth] if answer.programs else np.zeros(0, dtype=np.int64)
    return spaced(tuple(answer.programs[index] for index in order), scores[order])
