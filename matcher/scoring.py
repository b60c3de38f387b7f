"""Scores of many pairs at once: parts that depend on few properties of a programme are computed once for each set of properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from matcher import features
from matcher.eligibility import Eligibility
from matcher.features import NEUTRAL, WEIGHTS, Fit
from matcher.retrieval import TopicSearch
from matcher.texts import Passage, profile_passages
from profiles import ResearcherProfile
from profiles.facts import career_stage
from profiles.researcher import ResearchInterests
from programs import Program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OTHERS = tuple(name for name in WEIGHTS if name not in ("topic", "preference"))


class Fits(Mapping[str, Fit]):
    """The fit of each pair by ``program@role``; a fit, with its evidence, is put together when it is asked for.

    Attributes:
        scores: In the order of the pairs that were scored.
        parts: Shape (pairs, parts), columns as in ``WEIGHTS``.
    """

    def __init__(self, found: Sequence[Eligibility], parts: NDArray[np.float64], passages: tuple[Passage, ...], search: TopicSearch,
                 weights: Mapping[str, float] = WEIGHTS) -> None:
        import numpy as np

        self.parts = np.round(parts * np.array([weights[name] for name in WEIGHTS]), 6)
        self.scores = np.round(self.parts.sum(axis=1), 6)
        self._found, self._passages, self._search = found, passages, search

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {item.pair: row for row, item in enumerate(self._found)}

    def __getitem__(self, pair: str) -> Fit:
        row = self._rows[pair]
        contributions = {name: float(value) for name, value in zip(WEIGHTS, self.parts[row], strict=True)}
        return Fit(float(self.scores[row]), contributions, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._found)

    def rows_of(self, pairs: Sequence[str]) -> NDArray[np.int64]:
        """Places of pairs in ``scores`` and ``parts``."""
        import numpy as np

        return np.array([self._rows[pair] for pair in pairs], dtype=np.int64)

    def score(self, pair: str) -> float:
        """The score of a pair alone."""
        return float(self.scores[self._rows[pair]])

    def readable(self, pair: str) -> Fit:
        """The fit with its evidence: the nearest pair of sentences of the person and the programme."""
        return replace(self[pair], evidence=self._search.evidence(self._passages, pair.partition("@")[0]))


class Scoring:
    """Scores pairs of one catalogue; of a person enter research, career stage, goals, countries of host and partners, and what a programme prefers."""

    def __init__(self, search: TopicSearch, weights: Mapping[str, float] = WEIGHTS) -> None:
        self._search, self._weights = search, weights
        self._groups: dict[tuple[str, str], int] = {}
        self._members: list[tuple[Program, str]] = []
        self._by_properties: dict[Any, int] = {}
        self._prefers: dict[tuple[str, str], bool] = {}

    def fits(self, profile: ResearcherProfile, found: Sequence[Eligibility], day: date) -> Fits:
        """The fit of each pair found."""
        import numpy as np

        passages = profile_passages(profile.interests)
        topics = self._search.topics(passages)
        groups = [self._group(item) for item in found]
        table = self._group_parts(profile, day)
        parts = np.full((len(found), len(WEIGHTS)), NEUTRAL)
        names = list(WEIGHTS)
        if found:
            rows = np.array([self._search.rows[item.program.id] for item in found])
            parts[:, names.index("topic")] = topics.values[rows]
            parts[:, [names.index(name) for name in _OTHERS]] = table[groups]
        for row, item in enumerate(found):
            if self._prefers[item.program.id, item.role] and item.preferences:
                parts[row, names.index("preference")] = features.preference_part(item.preferences)
        return Fits(found, parts, passages, self._search, self._weights)

    def _group(self, item: Eligibility) -> int:
        key = (item.program.id, item.role)
        group = self._groups.get(key)
        if group is None:
            group = self._by_properties.setdefault(_properties(item.program, item.role), len(self._members))
            if group == len(self._members):
                self._members.append((item.program, item.role))
            self._groups[key] = group
            self._prefers[key] = any(rule.node.strength == "preference" for rule in item.program.rules_for(item.role))
        return group

    def _group_parts(self, profile: ResearcherProfile, day: date) -> NDArray[np.float64]:
        import numpy as np

        stage = career_stage(profile, day).value
        return np.array([_other_parts(profile.interests, stage, program, role, day) for program, role in self._members]).reshape(-1, len(_OTHERS))


def _properties(program: Program, role: str) -> Any:
    return (program.fields, features.is_open_to_every_field(program), program.stages, role, program.activities, program.destinations, program.partners,
            program.duration_min, program.duration_max, program.calls, program.status)


def _other_parts(interests: ResearchInterests, stage: str | None, program: Program, role: str, day: date) -> list[float]:
    goals = interests.goals
    parts = {
        "field": features.field_part(interests, program), "stage": features.stage_part(stage, program, role),
        "activity": features.activity_part(goals, program), "role": features.role_part(goals, role), "goals": features.goals_part(interests, program, role, day),
        "duration": features.duration_part(goals, program), "timing": features.timing_part(goals, program, day),
    }
    return [parts[name] for name in _OTHERS]
