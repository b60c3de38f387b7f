"""The judgement of many people by one criterion: every distinct combination of the facts that it reads is judged once.

Which facts a criterion reads is not declared but seen (``seen.py``). So scalar and columnar judgement agree by construction, and a new
criterion kind is judged in columns without a line more. Kinds with many distinct facts (dates, lists) say their judgement over columns.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Column
from profiles.researcher import ResearcherProfile
from profiles.sets import Sets
from profiles.table import Combination, ProfileTable
from programs.criteria.base import Case, Criterion, Places, placed
from programs.planes import CODE
from programs.seen import Asked, Person, WatchedCalls, known_facts
from programs.truths import Truths, told

if TYPE_CHECKING:
    from programs.program import Call

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of many people: a code a person into a short list of verdicts.

    Attributes:
        codes: int32 (people,).
        verdicts: uint8 (distinct,), numbers of verdicts (``planes.ORDER``).
    """

    codes: Codes
    verdicts: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Folded:
    """Verdicts of many people that follow from others by logic; the parts may hang on different codes."""

    operator: Literal["all", "any", "not"]
    parts: tuple[Verdicts, ...]


Verdicts = Judged | Folded


@dataclass(slots=True)
class Cases:
    """Many people asking on one day, about programmes whose calls come with each criterion; what was judged is kept."""

    table: ProfileTable
    day: date
    _kept: dict[tuple[Criterion, tuple[Call, ...] | None], Verdicts] = field(default_factory=dict)

    def judge(self, criterion: Criterion, calls: tuple[Call, ...]) -> Verdicts:
        """The verdicts of all people; calls make a difference only to criteria that look at them."""
        for key in ((criterion, None), (criterion, calls)):
            if key in self._kept:
                return self._kept[key]
        watched = WatchedCalls(calls)
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
        codes, verdicts = self.each(lambda case: CODE[criterion.judge(case).verdict])
        return Judged(codes, np.array(verdicts, np.uint8))

    def each(self, answer: Callable[[Case], T]) -> tuple[Codes, list[T]]:
        """A code a person into the answers, given once for every distinct combination of the facts that ``answer`` asks for."""
        facts: tuple[str, ...] = ()
        answers: list[Any] = [_ASK]
        codes: Codes = np.zeros(self.table.size, np.int32)
        while True:
            columns = [self.table.column(fact) for fact in facts]
            parts = self.table.combination(facts).parts
            asked: Asked | None = None
            for place, known in enumerate(answers):
                if known is _ASK:
                    values = [column.values[part[place]] for column, part in zip(columns, parts, strict=True)]
                    try:
                        answers[place] = answer(Case(cast(ResearcherProfile, Person(known_facts(facts, values))), self.day, self.calls))
                    except Asked as error:
                        asked = asked or error
            if asked is None:
                return codes, answers
            facts = asked.added_to(facts)
            codes, answers = _finer(self.table.combination(facts), codes, answers)

    def moments(self, reference: str) -> tuple[Codes, NDArray[np.int32], NDArray[np.int32]]:
        """A code a person into the distinct first and last days of a reference date."""
        codes, moments = _merged(*self.each(lambda case: case.moment(reference)))
        first, last = (np.array([end.toordinal() for end in ends], np.int32) for ends in zip(*((moment.earliest, moment.latest) for moment in moments), strict=True))
        return codes, first, last

    def placed(self, lists: Sets, within: tuple[str, ...], not_in: tuple[str, ...], part: str = "country") -> tuple[Sets, Truths]:
        """For each item whether its country lies in one list and not in another; a list that is not given asks nothing.

        Returns:
            The lists, told apart by what the countries stand for where that hangs on the person; and truths of their items.
        """
        def meant(case: Case) -> tuple[Places | None, Places | None]:
            return case.places(within) if within else None, case.places(not_in) if not_in else None

        codes, kinds = _merged(*self.each(meant))
        column = cast(Column, lists.parts[part])
        truths = [told(column.values, partial(placed, within=inside, not_in=outside)) for inside, outside in kinds]
        if len(kinds) == 1:
            return lists, truths[0][column.codes]
        lists = lists.crossed(codes, len(kinds))
        return lists, np.stack(truths)[cast(Column, lists.parts["crossed"]).codes, cast(Column, lists.parts[part]).codes]


_ASK = object()


def _finer(combination: Combination, before: Codes, answers: Sequence[Any]) -> tuple[Codes, list[Any]]:
    """The answers so far for combinations of more facts."""
    coarser = np.zeros(len(combination.parts[0]), np.int32)
    coarser[combination.codes] = before
    return combination.codes, [answers[place] for place in coarser.tolist()]


def _merged(codes: Codes, answers: Sequence[H]) -> tuple[Codes, list[H]]:
    """Equal answers as one."""
    places = {answer: place for place, answer in enumerate(dict.fromkeys(answers))}
    if len(places) == len(answers):
        return codes, list(answers)
    return np.array([places[answer] for answer in answers], np.int32)[codes], list(places)
