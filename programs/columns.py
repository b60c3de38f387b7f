"""The judgement of many people by one criterion: every distinct combination of the facts that it reads is judged once.

Which facts a criterion reads is not declared but seen (``seen.py``). So scalar and columnar judgement agree by construction, and a new
criterion kind is judged in columns without a line more. Kinds with many distinct facts (dates, lists) say their judgement over columns.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes, Records, distinct_codes
from profiles.researcher import ResearcherProfile
from profiles.sets import Parts
from profiles.table import Combination, ProfileTable
from programs.criteria.base import Case, Criterion
from programs.judged import Judged, Verdicts
from programs.lists import Lists
from programs.planes import CODE
from programs.seen import Asked, Person, WatchedCalls, known_facts
from programs.truths import FALSE, in_force, truth_column

if TYPE_CHECKING:
    from programs.program import Call

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
_ASK = object()
_OF_RULES = ("placed", "counted")  # what is kept under such keys hangs on the words of a rule


@dataclass(slots=True)
class Cases:
    """Many people asking on one day, about programmes whose calls come with each criterion; what was worked out is kept."""

    table: ProfileTable
    day: date
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    def judge(self, criterion: Criterion, calls: tuple[Call, ...]) -> Verdicts:
        """The verdicts of all people on a criterion of a programme with these calls."""
        return PeopleAsking(self, WatchedCalls(calls)).kept(criterion, criterion.judge_people if _is_minded(criterion) else lambda asking: asking.judge_each(criterion))

    def forget(self) -> None:
        """Let go of what was worked out; lists that are kept know whose they are, so that without this they stay until a collection of cycles."""
        self._kept.clear()

    def prepared(self) -> Cases:
        """The same people without anything that was worked out for a rule: what hangs on the people and the day alone is kept.

        Kept are lists of what goes on, reference dates, and combinations of such; countries as a rule names them and verdicts are not.
        """
        return Cases(self.table, self.day, {key: made for key, made in self._kept.items() if isinstance(key[0], tuple) and key[0][0] not in _OF_RULES})  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class PeopleAsking:
    """Many people asking about one programme on one day: what ``Case`` is for one person."""

    cases: Cases
    calls: WatchedCalls

    @property
    def table(self) -> ProfileTable:
        """The people."""
        return self.cases.table

    @property
    def day(self) -> date:
        """The day asked about."""
        return self.cases.day

    def kept(self, key: Hashable, made: Callable[[PeopleAsking], T]) -> T:
        """What follows for these people on this day, worked out once: for each programme's calls only where they are looked at."""
        found = self.cases._kept
        for whole in ((key, None), (key, tuple(self.calls.quietly))):
            if whole in found:
                self.calls.seen = self.calls.seen or whole[1] is not None
                return cast(T, found[whole])
        asking = PeopleAsking(self.cases, WatchedCalls(self.calls.quietly))
        value = made(asking)
        found[key, tuple(self.calls.quietly) if asking.calls.seen else None] = value
        self.calls.seen = self.calls.seen or asking.calls.seen
        return value

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
            before, facts = facts, asked.added_to(facts)
            combination = self.table.combination(facts)
            codes, answers = _finer(combination, codes, answers) if before else (combination.codes, answers * len(combination.parts[0]))

    def each_once(self, answer: Callable[[Case], H]) -> tuple[Codes, list[H]]:
        """The same as ``each`` with equal answers as one."""
        codes, answers = self.each(answer)
        places = {found: place for place, found in enumerate(dict.fromkeys(answers))}
        return np.array([places[found] for found in answers], np.int32)[codes], list(places)

    def moments(self, reference: str) -> tuple[Codes, NDArray[np.int32], NDArray[np.int32]]:
        """A code a person into the distinct first and last days of a reference date."""
        def made(asking: PeopleAsking) -> tuple[Codes, NDArray[np.int32], NDArray[np.int32]]:
            codes, ends = asking.each_once(lambda case: _ends(case, reference))
            first, last = np.array(ends, np.int32).reshape(-1, 2).T
            return codes, first, last

        return self.kept(("moments", reference), made)

    def cells(self, *columns: tuple[Codes, int]) -> Cells:
        """The distinct combinations of some codes of people, given with how many codes there are."""
        key = ("cells", *(id(codes) for codes, count in columns if count > 1), *(count for _, count in columns))
        return self.kept(key, lambda _: (_combined(columns, self.table.size), columns))[0]  # the columns are kept, so that no other takes their identity

    def lists(self, fact: str, parts: tuple[str, ...]) -> Lists:
        """The lists of a fact, reduced to parts of their items."""
        return Lists(self, self.table.sets(fact, parts))

    def words(self, fact: str, part: str) -> Lists:
        """The tuples of words of a fact as lists, each word under the name of a part."""
        return Lists(self, self.table.words(fact, part))

    def reduced(self, fact: str, parts: tuple[str, ...], key: Hashable, of: Callable[[Records], tuple[Parts, NDArray[np.bool_]]]) -> Lists:
        """The lists of a fact, reduced to parts of some of their items and to what follows from them.

        Args:
            key: What tells ``of`` apart from other functions; with the day in it where that makes a difference.
            of: Further parts of all items, and which items to keep.
        """
        return Lists(self, self.table.kept((fact, parts, key), lambda: self.table.reduced(fact, parts, of)))

    def going_on(self, fact: str, parts: tuple[str, ...], ever: bool = False) -> Lists:
        """The items that are or may be going on on the day asked (or, with ``ever``, have begun), with the truth of that as ``on``."""
        def live(records: Records) -> tuple[Parts, NDArray[np.bool_]]:
            on = in_force(records.spans("since"), None if ever else records.spans("until"), self.day)
            return {"on": truth_column(on)}, on != FALSE

        return self.kept((fact, parts, ever), lambda asking: Lists(asking, self.table.reduced(fact, parts, live)))


@dataclass(frozen=True, slots=True)
class Cells:
    """Combinations of codes: a code a person, and for each column the code that a combination has there."""

    codes: Codes
    of: Sequence[Codes]


def _combined(columns: Sequence[tuple[Codes, int]], size: int) -> Cells:
    varied = [place for place, (_, count) in enumerate(columns) if count > 1]
    if not varied:
        return Cells(np.zeros(size, np.int32), [np.zeros(1, np.int32)] * len(columns))
    codes, count = columns[varied[0]]
    of = {varied[0]: np.arange(count, dtype=np.int32)}
    for place in varied[1:]:
        other, count = columns[place]
        codes, distinct = distinct_codes(codes.astype(np.int64) * count + other)
        before, found = np.divmod(distinct, count)
        of = {**{name: codes_of[before] for name, codes_of in of.items()}, place: found.astype(np.int32)}
    length = len(next(iter(of.values())))
    return Cells(codes, [of.get(place, np.zeros(length, np.int32)) for place in range(len(columns))])


def _is_minded(criterion: Criterion) -> bool:
    """Whether the kind's judgement of columns minds every field that is given, or has none of its own."""
    given = [item.name for item in dataclasses.fields(criterion) if getattr(criterion, item.name) != item.default]  # type: ignore[arg-type]
    return set(given) <= set(criterion.IN_COLUMNS)


def _ends(case: Case, reference: str) -> tuple[int, int]:
    moment = case.moment(reference)
    return moment.earliest.toordinal(), moment.latest.toordinal()


def _finer(combination: Combination, before: Codes, answers: Sequence[Any]) -> tuple[Codes, list[Any]]:
    """The answers so far for combinations of more facts."""
    coarser = np.zeros(len(combination.parts[0]), np.int32)
    coarser[combination.codes] = before
    return combination.codes, [answers[place] for place in coarser.tolist()]
