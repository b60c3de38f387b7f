"""Many people at once: verdicts a second over a million invented people, next to the same rules written by hand in polars.

Everything runs on one core, in alternation; times are processor seconds, medians of rounds. Three questions are asked of both sides:

* *from the columns of the table*: nothing was worked out before. For polars the flat frame is made first.
* *rules anew*: what hangs on the people and the day alone is there (lists of distinct posts, reference dates; the flat frame), no rule was judged before.
* *judged criteria kept*: as in a service whose rules stay: planes of criteria are folded. Polars has nothing of the kind.

Run: ``python -m tests.benchmarks.columns [PEOPLE]``, or ``… columns memory PEOPLE`` for the peak memory alone.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"

import resource
import statistics
import subprocess
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
FEW = 524_288  # people of a block where there are few rules, so that what is worked out once a block weighs less
SMALL = 65_536  # people of a block where memory is measured
Pairs = list[tuple[Program, str]]
Work = dict[str, Callable[[], Any]]


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


def alternately(work: Work, rounds: int = ROUNDS) -> dict[str, float]:
    """Median processor seconds of each piece of work."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, piece in work.items():
            start = time.process_time()
            piece()
            taken[name].append(time.process_time() - start)
    return {name: statistics.median(values) for name, values in taken.items()}


def bandwidth() -> float:
    """Bytes a second that one core reads in order."""
    block = np.ones(2**26, np.uint64)
    return block.nbytes / alternately({"read": lambda: int(block.max())})["read"]


def judged(pairs: Pairs, cases: list[Cases]) -> list[Folding]:
    """The planes of every distinct criterion."""
    return [Folding.prepare(pairs, asking) for asking in cases]


def folded(pairs: Pairs, foldings: list[Folding], blocks: list[ProfileTable]) -> list[Any]:
    """The planes of every pair."""
    return [list(pool_planes(pairs, folding, block)) for folding, block in zip(foldings, blocks, strict=True)]


class Ours:
    """A pool in the blocks in which it is judged, with what a first judgement left."""

    def __init__(self, pairs: Pairs, table: ProfileTable, rows: int = BLOCK) -> None:
        self.pairs, self.table, self.rows = pairs, table, rows
        self.blocks = list(table.blocks(rows))
        self.cases = [Cases(block, DAY) for block in self.blocks]
        self.foldings = judged(pairs, self.cases)

    def cold(self) -> None:
        """From the columns of the table."""
        for _ in judge_pool(self.pairs, ProfileTable(self.table.size, self.table.columns), DAY, self.rows):
            pass

    def anew(self) -> Any:
        """Every rule anew."""
        return folded(self.pairs, judged(self.pairs, [cases.prepared() for cases in self.cases]), self.blocks)

    def kept(self) -> Any:
        """Judged criteria kept."""
        return folded(self.pairs, self.foldings, self.blocks)


def by_hand(people: int) -> float:
    """Ours and polars on the same twelve programmes; their verdicts must be equal. Polars' verdicts a second."""
    import polars as pl

    table, pairs = invented_table(people, questions=("jsps.alumni_regular_member", "kakenhi.eligible")), programs_by_hand()
    frame, ours = frame_of(table), Ours(pairs, table, FEW)
    rules = rules_by_hand(frame)
    expressions = [expression.alias(f"{number}-{which}") for number, (program, role) in enumerate(pairs)
                   for which, expression in enumerate(rules[program.id, role]) if expression is not None]
    _assert_equal(ours, frame.select(expressions))
    lazy = frame.lazy()
    seconds = alternately({"cold polars": lambda: frame_of(table).lazy().select(expressions).collect(), "cold ours": ours.cold}, 1 if people > 10**5 else ROUNDS)
    seconds |= alternately({
        "polars, one select": lambda: lazy.select(expressions).collect(), "polars, a select a programme": lambda: [frame.select(expression) for expression in expressions],
        "anew": ours.anew, "kept": ours.kept,
    })
    best = min(seconds["polars, one select"], seconds["polars, a select a programme"])
    print(f"\n{len(pairs)} programmes x {people:,} people, equal verdicts (polars {pl.__version__}):")
    for name, label, other in (("cold polars", "polars, flat frame made first", "cold polars"), ("cold ours", "ours, from the columns of the table", "cold polars"),
                               ("polars, one select", "polars, one select, subexpressions shared", ""), ("polars, a select a programme", "polars, a select a programme", ""),
                               ("anew", "ours, rules anew", ""), ("kept", "ours, judged criteria kept", "")):
        _print(label, seconds[name], len(pairs) * people, f"{(seconds[other] if other else best) / seconds[name]:7.2f} x polars")
    return len(pairs) * people / best


def whole_catalogue(people: int, polars: float) -> None:
    """All pairs of the catalogue, next to the rate of polars on the twelve programmes."""
    pairs = read_catalogue().pairs()
    criteria = [criterion for program, role in pairs for rule in program.rules_for(role) for criterion in criteria_of(rule.node)]
    table = invented_table(people, questions=sorted({criterion.key for criterion in criteria if criterion.KIND == "answer"}))  # type: ignore[attr-defined]
    print(f"\n{len(pairs)} pairs of the whole catalogue ({len(criteria)} criteria, {len(set(criteria))} distinct) x {people:,} people:")
    ours = Ours(pairs, table)
    seconds = alternately({"cold": ours.cold}, 1) | alternately({"anew": ours.anew, "kept": ours.kept}, 3)
    for name, label in (("cold", "ours, from the columns of the table"), ("anew", "ours, rules anew"), ("kept", "ours, judged criteria kept")):
        _print(label, seconds[name], len(pairs) * people, f"{len(pairs) * people / seconds[name] / polars:7.2f} x polars' rate on the twelve")
    read = sum(plane.nbytes for folding in ours.foldings for planes in folding.leaves.values() for plane in planes if plane is not None)
    floor = read / bandwidth()
    print(f"  floor: the planes of the criteria read once       {1e3 * floor:9.1f} ms  ({read / 1e6:.0f} MB); judged criteria kept take {seconds['kept'] / floor:.1f} x that")
    _scalar(pairs, len(criteria) / len(pairs), table)


def _print(label: str, seconds: float, verdicts: int, ratio: str) -> None:
    print(f"  {label:45} {1e3 * seconds:9.1f} ms  {verdicts / seconds / 1e6:9.1f} M verdicts/s  {ratio}")


def _scalar(pairs: Pairs, criteria: float, table: ProfileTable) -> None:
    people = [table.person(row) for row in range(20)]
    start = time.process_time()
    for person in people:
        for program, role in pairs:
            judge(program, role, person, DAY)
    taken = time.process_time() - start
    print(f"  one by one: {len(pairs) * len(people) / taken:,.0f} pairs/s, {criteria * len(pairs) * len(people) / taken:,.0f} criterion judgements/s (bar: 20,000)")


def memory(people: int) -> None:
    """The peak memory of a process that invents people block by block and judges the whole catalogue."""
    pairs, verdicts = read_catalogue().pairs(), 0
    for start in range(0, people, SMALL):
        for block in judge_pool(pairs, invented_table(min(SMALL, people - start), seed=start), DAY):
            verdicts += len(block.planes) * (block.stop - block.start)
    print(f"  {people:>9,} people, {verdicts:,} verdicts, in blocks of {SMALL:,}: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def _assert_equal(ours: Ours, theirs: Any) -> None:
    found = np.concatenate([np.stack([unpacked_verdicts(planes, block.size) for planes in each]) for each, block in zip(ours.kept(), ours.blocks, strict=True)], axis=1)
    for number, (program, role) in enumerate(ours.pairs):
        assert np.array_equal(found[number], _codes(theirs, number)), f"{program.id}@{role} differs on {np.flatnonzero(found[number] != _codes(theirs, number))[:5]}"


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
    print("peak memory of a process, the whole catalogue:", flush=True)
    for size in (people // 10, people):  # first, for a process is charged with the peak of the one that started it
        subprocess.run([sys.executable, "-m", "tests.benchmarks.columns", "memory", str(size)], check=True)
    print(f"one core reads {bandwidth() / 1e9:.1f} GB/s; load {os.getloadavg()[0]:.1f}")
    whole_catalogue(people, by_hand(people))
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        memory(int(sys.argv[2]))
    else:
        main(*map(int, sys.argv[1:2]))
