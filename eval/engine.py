"""What the engine answers, through the path that answers people, kept in a form that can be measured."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from eval.labels import Grades
from eval.workers import in_order
from matcher.eligibility import Eligibility
from matcher.features import WEIGHTS
from matcher.matcher import ORDER, Matcher, Ranking
from profiles import ResearcherProfile
from programs.logic import Outcome, Verdict

Progress = Callable[[Iterable[ResearcherProfile]], Iterable[ResearcherProfile]]
Parts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """The engine's answer for one researcher, a programme standing for its best role.

    Attributes:
        programs: Possible programmes, best first.
        scores: Their scores, in that order.
        parts: Contributions, shape (programmes, names of the parts); empty where they were not kept.
        part_names: The columns of ``parts``.
        ties: Places of the programmes in the order in which equal scores stand (by verdict, eligible first, and id); empty where the parts were not kept.
        excluded: Labelled programmes that are ruled out in every role.
        excluded_by: For each of these, the rules (``programme/rule``) that fail in the role nearest to possible.
    """

    programs: tuple[str, ...]
    scores: NDArray[np.float64]
    parts: Parts
    part_names: tuple[str, ...]
    ties: NDArray[np.int64]
    excluded: frozenset[str]
    excluded_by: Mapping[str, tuple[str, ...]]

    @property
    def best(self) -> float:
        """The highest score, or 0 where nothing is possible."""
        return float(self.scores[0]) if len(self.scores) else 0.0


def answers_of(matcher: Matcher, profiles: Sequence[ResearcherProfile], on: date, grades: Grades = MappingProxyType({}), ignore_eligibility: bool = False,
               whole: Collection[str] | None = None, depth: int | None = None, workers: int = 1, progress: Progress = iter) -> dict[str, Answer]:
    """The engine's answer for each profile, by profile id.

    Args:
        grades: Why a programme is ruled out is kept for those that are labelled.
        whole: Profiles of which every programme is kept, with the parts of its score; all when None.
        depth: Keep only so many programmes of the others, so that a large pool fits in memory.
        workers: Processes to share the work among.
        progress: Wraps the researchers as they are answered.
    """
    def work(start: int, stop: int) -> list[Answer]:
        return [answer_of(matcher.ranking(profile, on, ignore_eligibility), grades.get(profile.id, {}), None if whole is None or profile.id in whole else depth)
                for profile in profiles[start:stop]]
    found = in_order(len(profiles), work, workers)
    return {profile.id: next(found) for profile in progress(profiles)}


def answer_of(found: Ranking, labels: Mapping[str, int], depth: int | None = None) -> Answer:
    """The answer behind a ranking; cut to ``depth`` it has no parts."""
    best: dict[str, Eligibility] = {}
    for item in found.possible:
        best.setdefault(item.program.id, item)
    possible = frozenset(best)
    kept = list(best.values())[:depth]
    rows = found.fits.rows_of([item.pair for item in kept])
    parts = found.fits.parts[rows].astype(np.float32) if depth is None and kept else np.zeros((0, 0), np.float32)
    ties = np.array(sorted(range(len(kept)), key=lambda row: (ORDER[kept[row].outcome], kept[row].program.id)) if depth is None else (), dtype=np.int64)
    failing = _failing(found, possible, labels)
    return Answer(tuple(item.program.id for item in kept), found.fits.scores[rows], parts, tuple(WEIGHTS) if parts.size else (), ties, frozenset(failing), failing)


def _failing(found: Ranking, possible: frozenset[str], labels: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    failing: dict[str, tuple[str, ...]] = {}
    for item in found.judged:
        program = item.program.id
        if item.outcome is Outcome.INELIGIBLE and program in labels and program not in possible:
            rules = tuple(f"{program}/{finding.criterion}" for finding in item.findings if finding.verdict is Verdict.UNMET)
            if program not in failing or len(rules) < len(failing[program]):
                failing[program] = rules
    return failing


class AnswerRun(Mapping[str, Mapping[str, float]]):
    """The answers as a run, each list made when it is asked for; equal scores keep the engine's own order."""

    def __init__(self, answers: Mapping[str, Answer], depth: int = 1000) -> None:
        self._answers, self._depth = answers, depth

    def __getitem__(self, profile: str) -> dict[str, float]:
        answer = self._answers[profile]
        return spaced(answer.programs[: self._depth], answer.scores[: self._depth])

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


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
    order = best_rows(answer, scores, depth)
    return spaced(tuple(answer.programs[index] for index in order), scores[order])


def best_rows(answer: Answer, scores: NDArray[np.float64], depth: int) -> NDArray[np.int64]:
    """Places in ``answer.programs`` of what ``reordered`` keeps, in its order."""
    return answer.ties[np.argsort(-np.round(scores[answer.ties], 6), kind="stable")][:depth]
