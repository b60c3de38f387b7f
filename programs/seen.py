"""A person of whom only some facts are known: asking for another says which, so that what a rule reads is seen and need not be declared.

Facts are the columns of ``profiles.table``: parts of a residence, a host or a wished start are facts of their own; a list of degrees, posts …
is a fact reduced to the parts of its items that were asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from profiles.table import ANSWER, KNOWN, LISTS, SINGLE, WHOLES, list_fact


class Asked(Exception):
    """A fact was asked for that is not known yet; for a list, a part of its items."""

    def __init__(self, fact: str, part: str | None = None) -> None:
        super().__init__(fact, part)
        self.fact, self.part = fact, part

    def added_to(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        """The facts with this one among them; a list already there is widened by the part."""
        if self.fact not in LISTS:
            return (*facts, self.fact)
        before = next((fact for fact in facts if fact.startswith(f"{self.fact}[")), None)
        parts = () if before is None else tuple(part for part in before[len(self.fact) + 1:-1].split(",") if part)
        return (*(fact for fact in facts if fact != before), list_fact(self.fact, (*parts, *([self.part] if self.part else []))))


class Person:
    """What is known of a person so far, with the attributes of ``ResearcherProfile`` (or of a part of one, under ``path``).

    Args:
        facts: Values by name of fact; a list stands under its own name, as the parts of its items that are known.
    """

    __slots__ = ("_facts", "_path")

    def __init__(self, facts: Mapping[str, Any], path: str = "") -> None:
        self._facts, self._path = facts, path

    def __getattr__(self, name: str) -> Any:
        fact = self._path + name
        if fact in WHOLES:
            return Person(self._facts, f"{fact}.")
        if fact == "answers":
            return _Answers(self._facts)
        if fact in SINGLE:
            return Person(self._facts, f"{fact}.") if _known(self._facts, fact + KNOWN) else None
        value = _known(self._facts, fact)
        return tuple(_Item(fact, parts) for parts in value) if fact in LISTS and value is not None else value


class _Item:
    """An item of a list of which some parts are known."""

    __slots__ = ("_fact", "_parts")

    def __init__(self, fact: str, parts: Mapping[str, Any]) -> None:
        self._fact, self._parts = fact, parts

    def __getattr__(self, name: str) -> Any:
        if name not in self._parts:
            raise Asked(self._fact, name)
        return self._parts[name]


class _Answers(Mapping[str, Any]):
    """The answers of such a person."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts

    def __getitem__(self, key: str) -> Any:
        value = _known(self._facts, ANSWER + key)
        if value is None:
            raise KeyError(key)
        return value

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a criterion asks for answers by key; it cannot read all of them")

    def __len__(self) -> int:
        raise TypeError("a criterion asks for answers by key; it cannot count them")


class WatchedCalls(tuple[Any, ...]):
    """The calls of a programme, which remember whether anybody looked at them."""

    seen = False

    @property
    def quietly(self) -> tuple[Any, ...]:
        """The calls themselves, looked at by nobody."""
        return tuple(super().__iter__())

    def __iter__(self) -> Iterator[Any]:
        self.seen = True
        return super().__iter__()

    def __len__(self) -> int:
        self.seen = True
        return super().__len__()

    def __getitem__(self, index: Any) -> Any:
        self.seen = True
        return super().__getitem__(index)


def known_facts(facts: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    """Values by the name under which a person has them."""
    return {fact.partition("[")[0]: value for fact, value in zip(facts, values, strict=True)}


def _known(facts: Mapping[str, Any], fact: str) -> Any:
    if fact not in facts:
        raise Asked(fact)
    return facts[fact]
