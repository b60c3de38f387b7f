"""The judgement of many people by one criterion: every distinct combination of the facts that it reads is judged once.

Which facts a criterion reads is not declared but seen: it is given a person of whom nothing is known yet, and each fact that it asks
for is added. So scalar and columnar judgement agree by construction, and a new criterion kind is judged in columns without a line more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes
from profiles.researcher import ResearcherProfile
from profiles.table import ANSWER, ProfileTable
from programs.criteria.base import Case, Criterion
from programs.planes import CODE

if TYPE_CHECKING:
    from programs.program import Call


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of many people: a code a person into a short list of verdicts.

    Attributes:
        codes: int32 (people,).
        verdicts: uint8 (distinct,), numbers of verdicts (``planes.ORDER``).
    """

    codes: Codes
    verdicts: NDArray[np.uint8]

    def spread(self) -> NDArray[np.uint8]:
        """uint8 (people,): the number of each person's verdict."""
        return self.verdicts[self.codes]


@dataclass(slots=True)
class Cases:
    """Many people asking on one day, about programmes whose calls come with each criterion; what was judged is kept."""

    table: ProfileTable
    day: date
    _kept: dict[tuple[Criterion, tuple[Call, ...] | None], Judged] = field(default_factory=dict)

    def judge(self, criterion: Criterion, calls: tuple[Call, ...]) -> Judged:
        """The verdicts of all people; calls make a difference only to criteria that look at them."""
        for key in ((criterion, None), (criterion, calls)):
            if key in self._kept:
                return self._kept[key]
        watched = _WatchedCalls(calls)
        judged = criterion.judge_people(PeopleAsking(self.table, self.day, watched))
        self._kept[criterion, calls if watched.seen else None] = judged
        return judged


@dataclass(frozen=True, slots=True)
class PeopleAsking:
    """Many people asking about one programme on one day: what ``Case`` is for one person."""

    table: ProfileTable
    day: date
    calls: tuple[Call, ...] = ()

    def judge_each(self, criterion: Criterion) -> Judged:
        """The verdicts by ``Criterion.judge``, once for every distinct combination of the facts that it asks for."""
        facts: tuple[str, ...] = ()
        while True:
            combination = self.table.combination(facts)
            count = len(combination.parts[0]) if facts else 1
            columns = [self.table.column(fact) for fact in facts]
            verdicts = np.empty(count, np.uint8)
            try:
                for row in range(count):
                    known = {fact: column.values[part[row]] for fact, column, part in zip(facts, columns, combination.parts, strict=True)}
                    case = Case(cast(ResearcherProfile, _Known(known)), self.day, self.calls)
                    verdicts[row] = CODE[criterion.judge(case).verdict]
            except _Asked as asked:
                facts = (*facts, asked.fact)
                continue
            return Judged(combination.codes, verdicts)


class _Asked(Exception):
    """A criterion asked for a fact that it has not been told yet."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


class _Known:
    """A person of whom some facts are known; asking for another says which."""

    __slots__ = ("_facts", "_path")

    def __init__(self, facts: Mapping[str, Any], path: str = "") -> None:
        self._facts, self._path = facts, path

    def __getattr__(self, name: str) -> Any:
        fact = f"{self._path}{name}"
        if fact in ("arrangements", "goals"):
            return _Known(self._facts, f"{fact}.")
        if fact == "answers":
            return _Answers(self._facts)
        if fact not in self._facts:
            raise _Asked(fact)
        return self._facts[fact]


class _Answers(Mapping[str, Any]):
    """The answers of such a person."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts

    def __getitem__(self, key: str) -> Any:
        fact = ANSWER + key
        if fact not in self._facts:
            raise _Asked(fact)
        if self._facts[fact] is None:
            raise KeyError(key)
        return self._facts[fact]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a criterion asks for answers by key; it cannot read all of them")

    def __len__(self) -> int:
        raise TypeError("a criterion asks for answers by key; it cannot count them")


class _WatchedCalls(tuple["Call", ...]):
    """The calls of a programme, which remember whether a criterion looked at them."""

    seen = False

    def __iter__(self) -> Iterator[Call]:
        self.seen = True
        return super().__iter__()

    def __len__(self) -> int:
        self.seen = True
        return super().__len__()

    def __getitem__(self, index: Any) -> Any:
        self.seen = True
        return super().__getitem__(index)
