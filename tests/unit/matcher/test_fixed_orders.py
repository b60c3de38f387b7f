"""What the benchmark of questions compares with: the best fixed order and the fewest facts, against trying everything."""

from __future__ import annotations

import importlib.util
from itertools import chain, combinations, permutations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

FILE = Path(__file__).parents[2] / "benchmarks" / "fixed_orders.py"
SPEC = importlib.util.spec_from_file_location("fixed_orders", FILE)
assert SPEC is not None and SPEC.loader is not None
fixed_orders: Any = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(fixed_orders)

FACTS = "abcde"
ways = st.lists(st.frozensets(st.sampled_from(FACTS), max_size=3), min_size=1, max_size=2)


def person(pairs: list[list[frozenset[str]]]) -> Any:
    """Somebody of whom each pair is decided by any of some sets of facts."""
    names = frozenset(chain.from_iterable(chain.from_iterable(pairs)))
    return fixed_orders.Person(names, len(pairs), lambda known: sum((not any(way <= known for way in pair)) << place for place, pair in enumerate(pairs)))


people = st.lists(st.lists(ways, min_size=1, max_size=6).map(person), min_size=1, max_size=4)
shares = st.sampled_from([0.5, 0.75, 0.9, 1.0])


@settings(max_examples=150, deadline=None)
@given(people, shares)
def test_no_order_needs_fewer_questions_than_the_best(crowd: list[Any], share: float) -> None:
    def cost(order: tuple[str, ...]) -> int:
        return sum(one.questions(share, iter(order)) for one in crowd)

    total, order, _ = fixed_orders.best_order(crowd, share)
    assert total == cost((*order, *FACTS)) == min(cost(other) for other in permutations(FACTS))
    greedy = fixed_orders.greedy_order(crowd, share)
    assert sum(one.questions(share, fixed_orders.in_order(greedy, one)) for one in crowd) >= total


@settings(max_examples=150, deadline=None)
@given(people, shares, st.frozensets(st.sampled_from(FACTS), max_size=2))
def test_the_fewest_facts_are_those_of_the_smallest_set_that_is_enough(crowd: list[Any], share: float, known: frozenset[str]) -> None:
    for one in crowd:
        sets = chain.from_iterable(combinations(FACTS, size) for size in range(len(FACTS) + 1))
        assert one.least(known, share) == next(len(more) for more in sets if one.open(known.union(more)).bit_count() <= (1 - share) * one.decidable + 1e-9)
