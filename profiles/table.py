"""Many profiles as columns: every fact that rules may read, its distinct values once and a code a person.

Rules never see the rows of a table one by one: they judge the distinct values of the facts they read, and the codes carry the
judgement to the people. Names, titles, statements and other texts are no facts and are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from profiles.partial_date import PartialDate
from profiles.records import Codes, Column, Records, Spans, coded, distinct_codes, encoded
from profiles.researcher import (
    Application,
    Arrangements,
    Award,
    CareerBreak,
    Degree,
    Funding,
    Goals,
    Host,
    Partner,
    Position,
    Publication,
    ResearcherProfile,
    Residence,
    StartRange,
    Stay,
)
from profiles.sets import Parts, Sets, distinct_sets

T = TypeVar("T")
ANSWER, KNOWN = "answers.", "?"
_PLAIN = ("type", "nationalities", "residence", "permanent_residence", "birth_date", "languages", "degrees", "positions", "stays",
          "career_breaks", "fields", "publications", "awards", "applications", "funding", "organisation")
WHOLES: Mapping[str, tuple[str, ...]] = {"arrangements": tuple(Arrangements.__dataclass_fields__), "goals": tuple(Goals.__dataclass_fields__)}
LISTS: Mapping[str, type[Any]] = {
    "degrees": Degree, "positions": Position, "stays": Stay, "career_breaks": CareerBreak, "publications": Publication, "awards": Award,
    "applications": Application, "funding": Funding, "arrangements.partners": Partner,
}
SINGLE: Mapping[str, type[Any]] = {"residence": Residence, "arrangements.host": Host, "goals.start": StartRange}
FACTS = (*_PLAIN, *(f"{whole}.{part}" for whole, parts in WHOLES.items() for part in parts))


def list_fact(fact: str, parts: Iterable[str]) -> str:
    """The name of a list reduced to some parts of its items: ``degrees[awarded,level]``."""
    return f"{fact}[{','.join(sorted(set(parts)))}]"


@dataclass(frozen=True, slots=True)
class Combination:
    """The distinct combinations of some facts that occur.

    Attributes:
        codes: int32 (people,), the number of each person's combination.
        parts: int32 (combinations,) for each fact, the code of its value.
    """

    codes: Codes
    parts: tuple[Codes, ...]


@dataclass(slots=True)
class ProfileTable:
    """People as columns, in a fixed order; ``rows`` of one table and of another are never mixed."""

    size: int
    columns: Mapping[str, Column]
    people: Sequence[ResearcherProfile] | None = None
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, people: Iterable[ResearcherProfile]) -> ProfileTable:
        """The table of these people; the profiles themselves are kept for what is asked of single rows."""
        kept = list(people)
        columns = {name: encoded(map(_reader(name), kept)) for name in FACTS}
        keys = dict.fromkeys(key for person in kept for key in person.answers)
        for key in keys:
            columns[ANSWER + key] = encoded(person.answers.get(key) for person in kept)
        return cls(len(kept), columns, kept)

    def column(self, fact: str) -> Column:
        """The column of a fact; a question that nobody answered is unknown of all.

        Beside ``FACTS`` and answers there are the parts of single records (``residence.country``), whether one is known at all
        (``residence?``), and lists reduced to parts of their items (``degrees[awarded,level]``), whose items are mappings.

        Raises:
            KeyError: There is no such fact of a person.
        """
        if fact in self.columns:
            return self.columns[fact]
        if fact.startswith(ANSWER):
            return Column(np.zeros(self.size, np.int32), (None,))
        return self.kept(("column", fact), lambda: self._derived(fact))

    def _derived(self, fact: str) -> Column:
        if fact.endswith(KNOWN):
            records, codes = self.records(fact.removesuffix(KNOWN)), self.columns[fact.removesuffix(KNOWN)].codes
            return Column(records.known[codes].astype(np.int32), (False, True))
        whole, _, part = fact.rpartition(".")
        if "[" in fact:
            whole, _, listed = fact.removesuffix("]").partition("[")
            sets = self.sets(whole, tuple(name for name in listed.split(",") if name))
            return Column(sets.codes, sets.listed())
        if whole not in SINGLE:
            raise KeyError(f"rules know no fact {fact!r} of a person")
        records, codes = self.records(whole), self.columns[whole].codes
        column = coded(records.parts[part])
        place = np.minimum(records.starts[codes], max(len(column) - 1, 0))
        numbers = np.where(records.known[codes], column.codes[place] if len(column) else 0, len(column.values))
        return Column(numbers.astype(np.int32), [*column.values, None])

    def sets(self, fact: str, parts: tuple[str, ...]) -> Sets:
        """The lists (or single records) of a fact reduced to parts of their items, worked out once."""
        return self.kept(("sets", fact, parts), lambda: self.reduced(fact, parts, lambda records: ({}, np.ones(records.starts[-1], bool))))

    def reduced(self, fact: str, parts: tuple[str, ...], of: Callable[[Records], tuple[Parts, NDArray[np.bool_]]]) -> Sets:
        """The lists of a fact reduced to parts of their items.

        Args:
            of: Further columns of all items, and which items to keep.
        """
        records = self.records(fact)
        more, keep = of(records)
        return distinct_sets(self.columns[fact].codes, records, {**{name: records.parts[name] for name in parts}, **more}, keep)

    def words(self, fact: str, part: str) -> Sets:
        """The tuples of words of a fact as lists of items with one part."""
        def made() -> Sets:
            column = self.column(fact)
            starts = np.zeros(len(column.values) + 1, np.int32)
            np.cumsum([len(value or ()) for value in column.values], out=starts[1:])
            parts = {part: encoded(word for value in column.values for word in value or ())}
            known = np.array([value is not None for value in column.values], bool)
            return distinct_sets(column.codes, Records(dict, known, starts, parts, False), parts, np.ones(starts[-1], bool))

        return self.kept(("words", fact, part), made)

    def records(self, fact: str) -> Records:
        """The distinct values of a fact that has parts, as columns of their items."""
        values = self.column(fact).values
        if isinstance(values, Records):
            return values
        return self.kept(("records", fact), lambda: Records.of(LISTS.get(fact) or SINGLE[fact], values, fact in SINGLE))

    def spans(self, fact: str) -> Spans:
        """The distinct values of a fact that is a date, as day numbers."""
        values = self.column(fact).values
        return values if isinstance(values, Spans) else self.kept(("spans", fact), lambda: Spans.of(cast(Sequence[PartialDate | None], values)))

    def kept(self, key: Hashable, made: Callable[[], T]) -> T:
        """What follows from the columns, worked out once."""
        if key not in self._kept:
            self._kept[key] = made()
        return cast(T, self._kept[key])

    def combination(self, facts: tuple[str, ...]) -> Combination:
        """The distinct combinations of these facts, found once a table."""
        return self.kept(("combination", facts), lambda: self._combine(facts))

    def _combine(self, facts: tuple[str, ...]) -> Combination:
        if not facts:
            return Combination(np.zeros(self.size, np.int32), ())
        before, column = self.combination(facts[:-1]), self.column(facts[-1])
        if len(facts) == 1:
            return Combination(column.codes, (np.arange(len(column.values), dtype=np.int32),))
        if len(column.values) == 1:
            return Combination(before.codes, (*before.parts, np.zeros(len(before.parts[0]), np.int32)))
        keys = before.codes.astype(np.int64) * len(column.values) + column.codes
        codes, distinct = distinct_codes(keys)
        earlier, last = np.divmod(distinct, len(column.values))
        return Combination(codes, (*(part[earlier] for part in before.parts), last.astype(np.int32)))

    def part(self, start: int, stop: int) -> ProfileTable:
        """The people from ``start`` to ``stop`` in a table of their own, which shares nothing that was worked out."""
        columns = {name: column.part(start, stop) for name, column in self.columns.items()}
        return ProfileTable(stop - start, columns, None if self.people is None else self.people[start:stop])

    def blocks(self, rows: int) -> Iterator[ProfileTable]:
        """The people in tables of at most ``rows`` each, in order; what follows from one block is forgotten with it."""
        if self.size <= rows:
            yield self
            return
        for start in range(0, self.size, rows):
            yield self.part(start, min(start + rows, self.size))

    def person(self, row: int) -> ResearcherProfile:
        """One person again: the profile the table was made of, or one made from the facts."""
        if self.people is not None:
            return self.people[row]
        facts = {name: column.values[column.codes[row]] for name, column in self.columns.items()}
        answers = {name.removeprefix(ANSWER): value for name, value in facts.items() if name.startswith(ANSWER) and value is not None}
        wholes = {whole: {part: facts[f"{whole}.{part}"] for part in parts} for whole, parts in WHOLES.items()}
        return ResearcherProfile(f"row-{row}", **{name: facts[name] for name in _PLAIN}, answers=answers,
                                 arrangements=Arrangements(**wholes["arrangements"]), goals=Goals(**wholes["goals"]))


def _reader(fact: str) -> Callable[[ResearcherProfile], Any]:
    whole, _, part = fact.partition(".")
    if not part:
        return lambda person: getattr(person, whole)
    return lambda person: getattr(getattr(person, whole), part, None)
