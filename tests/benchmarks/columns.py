"""Many people at once: verdicts a second over a million invented people, next to the same rules written by hand in polars.

Everything runs on one core, in alternation, medians of rounds. Run: ``python -m tests.benchmarks.columns [PEOPLE]``.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from matcher.eligibility import judge
from matcher.pool import BLOCK, judge_pool, pool_planes
from profiles.documents import load_yaml
from profiles.invented import invented_table
from profiles.table import ProfileTable
from programs import Program, read_catalogue
from programs.columns import Cases
from programs.folding import Folding, criteria_of
from programs.logic import Text
from programs.planes import unpacked_verdicts
from programs.rule_reading import read_rule
from programs.shapes import Faults
from tests.benchmarks.column_polars import DAY, frame_of, rules_by_hand

ROUNDS = 5
Pairs = list[tuple[Program, str]]


def programs_by_hand() -> Pairs:
    """The twelve programmes whose rules are also written in polars."""
    pairs = []
    for entry in load_yaml((Path(__file__).parent / "column_rules.yaml").read_bytes()):
        faults, rules = Faults(), []
        for number, raw in enumerate(entry["rules"]):
            rules.append(read_rule({**raw, "id": f"r{number}", "for": [entry["role"]], "confidence": "recalled"}, "rule", faults))
        assert not faults.found, faults.found
        pairs.append((Program(entry["program"], Text("x", "x"), Text("x", "x"), rules=tuple(rule for rule in rules if rule is not None)), entry["role"]))
    return pairs


def alternately(work: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each piece of work."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, piece in work.items():
            start = time.perf_counter()
            piece()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in taken.items()}


def bandwidth() -> float:
    """Bytes a second that one core reads in order."""
    block = np.ones(2**26, np.uint64)
    return block.nbytes / alternately({"read": lambda: int(block.max())})["read"]


def blocks_of(table: ProfileTable) -> list[ProfileTable]:
    """The tables in which a pool is judged, kept as a caller would who asks more than once."""
    return list(table.blocks(BLOCK))


def judged(pairs: Pairs, blocks: list[ProfileTable]) -> list[Folding]:
    """Every distinct criterion judged anew."""
    return [Folding.prepare(pairs, Cases(block, DAY)) for block in blocks]


def folded(pairs: Pairs, foldings: list[Folding], blocks: list[ProfileTable]) -> list[Any]:
    """The planes of every pair."""
    return [list(pool_planes(pairs, folding, block)) for folding, block in zip(foldings, blocks, strict=True)]


def by_hand(people: int) -> None:
    """Ours and polars on the same twelve programmes; their verdicts must be equal."""
    import polars as pl

    table, pairs = invented_table(people, questions=("jsps.alumni_regular_member", "kakenhi.eligible")), programs_by_hand()
    frame = frame_of(table)
    rules = rules_by_hand(frame)
    expressions = [expression.alias(f"{number}-{which}") for number, (program, role) in enumerate(pairs)
                   for which, expression in enumerate(rules[program.id, role]) if expression is not None]
    blocks = blocks_of(table)
    foldings = judged(pairs, blocks)
    ours = np.concatenate([np.stack([unpacked_verdicts(planes, block.size) for planes in found]) for found, block in zip(folded(pairs, foldings, blocks), blocks, strict=True)], axis=1)
    theirs = frame.select(expressions)
    for number, (program, role) in enumerate(pairs):
        assert np.array_equal(ours[number], _codes(theirs, number)), f"{program.id}@{role} differs on {np.flatnonzero(ours[number] != _codes(theirs, number))[:5]}"
    del ours, theirs
    lazy = frame.lazy()
    seconds = alternately({
        "polars, one select, subexpressions shared": lambda: lazy.select(expressions).collect(),
        "polars, a select a programme": lambda: [frame.select(expression) for expression in expressions],
        "ours, every criterion judged anew": lambda: folded(pairs, judged(pairs, blocks), blocks),
        "ours, judged criteria kept": lambda: folded(pairs, foldings, blocks),
    })
    best = min(value for name, value in seconds.items() if name.startswith("polars"))
    print(f"\n{len(pairs)} programmes x {people:,} people, equal verdicts, one core (polars {pl.__version__}):")
    for name, value in seconds.items():
        print(f"  {name:45} {1e3 * value:9.1f} ms  {len(pairs) * people / value / 1e6:9.1f} M verdicts/s  {best / value:7.2f} x the better polars")


def whole_catalogue(people: int) -> None:
    """All pairs of the catalogue."""
    catalogue = read_catalogue()
    pairs = catalogue.pairs()
    criteria = [criterion for program, role in pairs for rule in program.rules_for(role) for criterion in criteria_of(rule.node)]
    start = time.perf_counter()
    table = invented_table(people, questions=sorted({criterion.key for criterion in criteria if criterion.KIND == "answer"}))  # type: ignore[attr-defined]
    built = time.perf_counter() - start
    blocks = blocks_of(table)
    start = time.perf_counter()
    foldings = judged(pairs, blocks)
    first = time.perf_counter() - start
    seconds = alternately({"anew": lambda: folded(pairs, judged(pairs, blocks), blocks), "kept": lambda: folded(pairs, foldings, blocks)}, 3)
    verdicts = len(pairs) * people
    read = sum(plane.nbytes for folding in foldings for planes in folding.leaves.values() for plane in planes if plane is not None)
    print(f"\n{len(pairs)} pairs of the whole catalogue ({len(criteria)} criteria, {len(set(criteria))} distinct) x {people:,} people:")
    print(f"  table of invented people {built:.1f} s; first judgement with all that is kept of the table {first:.1f} s")
    for name, label in (("anew", "every criterion judged anew"), ("kept", "judged criteria kept")):
        print(f"  {label:45} {1e3 * seconds[name]:9.1f} ms  {verdicts / seconds[name] / 1e6:9.1f} M verdicts/s")
    floor = read / bandwidth()
    print(f"  floor: the planes of the criteria read once       {1e3 * floor:9.1f} ms  ({read / 1e6:.0f} MB); judged criteria kept take {seconds['kept'] / floor:.1f} x that")
    _scalar(pairs, len(criteria) / len(pairs), table)


def _scalar(pairs: Pairs, criteria: float, table: ProfileTable) -> None:
    people = [table.person(row) for row in range(20)]
    start = time.perf_counter()
    for person in people:
        for program, role in pairs:
            judge(program, role, person, DAY)
    taken = time.perf_counter() - start
    print(f"  one by one: {len(pairs) * len(people) / taken:,.0f} pairs/s, {criteria * len(pairs) * len(people) / taken:,.0f} criterion judgements/s")


def flat_memory() -> None:
    """The most memory taken while pools of different sizes are judged."""
    import tracemalloc

    pairs = programs_by_hand()
    for people in (262_144, 1_048_576):
        table = invented_table(people)
        tracemalloc.start()
        for _ in judge_pool(pairs, table, DAY):
            pass
        print(f"  memory beside the table for {people:,} people: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")
        tracemalloc.stop()


def _codes(frame: Any, number: int) -> Any:
    """Verdict numbers from what is required and what is asked in principle."""
    def part(which: int) -> tuple[Any, Any]:
        name = f"{number}-{which}"
        if name not in frame.columns:
            return np.ones(len(frame), bool), np.zeros(len(frame), bool)
        return frame[name].fill_null(True).to_numpy(), frame[name].is_null().to_numpy()
    (required, open_), (principle, open_too) = part(0), part(1)
    return np.where(~required, 3, np.where(open_ | open_too, 2, np.where(~principle, 1, 0)))


def main(people: int = 1_000_000) -> None:
    """Print what was measured."""
    print(f"one core reads {bandwidth() / 1e9:.1f} GB/s")
    by_hand(people)
    whole_catalogue(people)
    flat_memory()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
