"""Orders of facts and how many of them are asked until enough is decided: the best of all orders, found exactly, and the fewest facts that are enough.

What is decided stays so whatever else becomes known. Hence what stays open when a single fact is missing stays open in every set without it, which rules
out most sets of facts untried (``Person.may_be_enough``).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import count

Known = frozenset[str]


class Person:
    """Somebody of whom facts become known; sets of pairs are bits.

    Args:
        names: The facts that there are to know.
        decidable: How many pairs all of them decide.
        open_pairs: The pairs among these that some of the facts leave open.
    """

    def __init__(self, names: Known, decidable: int, open_pairs: Callable[[Known], int]) -> None:
        self.names, self.decidable = names, decidable
        self._open_pairs = open_pairs
        self._open: dict[Known, int] = {}
        self._least: dict[tuple[float, Known], int] = {}

    def open(self, known: Known) -> int:
        """The pairs that these facts leave open."""
        known &= self.names
        if known not in self._open:
            self._open[known] = self._open_pairs(known)
        return self._open[known]

    @cached_property
    def needs(self) -> dict[str, int]:
        """The pairs that no set of facts decides without this one."""
        return {fact: self.open(self.names - {fact}) for fact in sorted(self.names)}

    def decides(self, open_pairs: int, share: float) -> bool:
        """Whether enough is decided where these pairs are open."""
        return open_pairs.bit_count() <= self.allowed(share)

    def allowed(self, share: float) -> float:
        """How many pairs may stay open."""
        return (1 - share) * self.decidable + 1e-9

    def is_enough(self, known: Known, share: float) -> bool:
        """Whether these facts decide enough."""
        return self.may_be_enough(known, share) and self.decides(self.open(known), share)

    def may_be_enough(self, known: Known, share: float) -> bool:
        """Whether nothing that is missing alone keeps too much open; necessary for ``is_enough``, and cheap."""
        kept = 0
        for fact, pairs in self.needs.items():
            if fact not in known:
                kept |= pairs
        return self.decides(kept, share)

    def least(self, known: Known, share: float) -> int:
        """The fewest further facts that are enough, whichever they are."""
        key = share, known & self.names
        if key not in self._least:
            self._least[key] = next(size for size in count() if any(self.is_enough(key[1] | more, share) for more in self._promising(key[1], size, share)))
        return self._least[key]

    def _promising(self, known: Known, size: int, share: float) -> Iterator[Known]:
        """Sets of so many further facts that may be enough: facts that are left out one after the other must not keep too much open."""
        rest = sorted(self.names - known, key=lambda fact: (-self.needs[fact].bit_count(), fact))
        without = [0]
        for fact in reversed(rest):
            without.append(without[-1] | self.needs[fact])
        without.reverse()

        def chosen(place: int, kept: int, left: int) -> Iterator[Known]:
            if left == 0:
                if self.decides(kept | without[place], share):
                    yield frozenset()
            elif place < len(rest) and self.decides(kept, share):
                for more in chosen(place + 1, kept, left - 1):
                    yield more | {rest[place]}
                yield from chosen(place + 1, kept | self.needs[rest[place]], left)

        return chosen(0, 0, size)

    def questions(self, share: float, order: Iterator[str]) -> int:
        """Questions until enough is decided, asked in this order."""
        known: Known = frozenset()
        for asked in count():
            if self.is_enough(known, share):
                return asked
            known |= {next(order)}
        raise AssertionError("a number of questions is always found")


def greedy_order(people: Sequence[Person], share: float, most: int = 10) -> list[str]:
    """A fixed order in which each next fact decides the most on average up to the share that is asked for, then beyond it."""
    order: list[str] = []
    facts = sorted({fact for person in people for fact in person.names})

    def left(known: Known) -> tuple[float, float]:
        opened = [(one.open(known).bit_count(), one) for one in people]
        return sum(max(one.allowed(share), pairs) / one.decidable for pairs, one in opened), sum(pairs / one.decidable for pairs, one in opened)

    while len(order) < min(most, len(facts)):
        order.append(min((fact for fact in facts if fact not in order), key=lambda fact: left(frozenset([*order, fact]))))
    return order


def best_order(people: Sequence[Person], share: float) -> tuple[int, list[str], int]:
    """The fewest questions of all these people over every order of all facts, that order, and how many sets of facts were looked at.

    A* over sets of facts: a further question costs one for everybody who still waits, and everybody waits for their fewest further facts at least.
    """
    def ahead(known: Known) -> int:
        return sum(one.least(known, share) for one in people)

    best: dict[Known, int] = {frozenset(): 0}
    waiting: list[tuple[int, int, list[str]]] = [(ahead(frozenset()), 0, [])]
    done: set[Known] = set()
    while waiting:
        _, spent, order = heapq.heappop(waiting)
        known = frozenset(order)
        if known in done:
            continue
        done.add(known)
        left = [one for one in people if not one.is_enough(known, share)]
        if not left:
            return spent, order, len(done)
        for fact in sorted({fact for one in left for fact in one.names if fact not in known}):
            following, costs = known | {fact}, spent + len(left)
            if following not in best or costs < best[following]:
                best[following] = costs
                heapq.heappush(waiting, (costs + ahead(following), costs, [*order, fact]))
    raise AssertionError("all facts together are enough")


def in_order(order: Sequence[str], one: Person) -> Iterator[str]:
    """A fixed order, then the rest of the facts."""
    yield from order
    yield from (fact for fact in sorted(one.names) if fact not in order)
