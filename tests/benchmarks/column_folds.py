"""Judged criteria kept on both sides: rule trees folded on planes here, on Boolean columns (null is unknown) in polars.

Polars holds Booleans and nulls as bits too, so this compares the folding alone. Trees that polars has no operator for (counts, readings that
must agree, what holds in principle inside a group) are left out. Run: ``python -m tests.benchmarks.column_folds [PEOPLE]``.
"""

from __future__ import annotations

import os

os.environ["POLARS_MAX_THREADS"] = "1"

import sys
from functools import reduce
from typing import Any

import numpy as np

from profiles.invented import invented_table
from programs import Program, read_catalogue
from programs.folding import criteria_of
from programs.planes import unpacked_verdicts
from programs.rules import Group, Node
from tests.benchmarks.columns import Ours, Pairs, alternately


def is_plain(node: Node) -> bool:
    """Whether polars has the operators of a tree."""
    return not isinstance(node, Group) or (node.operator in ("all", "any", "not") and all(child.strength == "required" and is_plain(child) for child in node.nodes))


def plain_pairs() -> Pairs:
    """The programmes and roles of the catalogue whose trees polars can fold."""
    return [(program, role) for program, role in read_catalogue().pairs() if all(is_plain(rule.node) for rule in program.rules_for(role) if rule.node.strength != "preference")]


def frame_of(ours: Ours) -> tuple[Any, dict[Any, str]]:
    """A Boolean column for every distinct criterion, and whether the profile is an institution's."""
    import polars as pl

    names, columns = {}, {}
    for number, key in enumerate(ours.foldings[0].leaves):
        verdicts = np.concatenate([unpacked_verdicts(folding.leaves[key], block.size) for folding, block in zip(ours.foldings, ours.blocks, strict=True)])
        names[key] = str(number)
        columns[str(number)] = pl.select(pl.when(pl.Series(verdicts != 2)).then(pl.Series(verdicts == 0))).to_series()
    kind = ours.table.column("type")
    columns["institution"] = pl.Series(np.array([value == "institution" for value in kind.values])[kind.codes])
    return pl.DataFrame(columns), names


def expressions(program: Program, role: str, names: dict[Any, str]) -> tuple[Any, Any]:
    """What is required, and what is asked in principle."""
    import polars as pl

    def folded(node: Node) -> Any:
        if not isinstance(node, Group):
            return pl.col(names[node.criterion, id(program.calls)])
        parts = [folded(child) for child in node.nodes]
        if node.operator == "any":
            return reduce(lambda one, other: one | other, parts)
        found = reduce(lambda one, other: one & other, parts)
        return ~found if node.operator == "not" else found

    required = [pl.col("institution") if role == "institution" else ~pl.col("institution")]
    principle = []
    for rule in program.rules_for(role):
        if rule.node.strength != "preference":
            (principle if rule.node.strength == "in_principle" else required).append(folded(rule.node))
    return tuple(reduce(lambda one, other: one & other, parts) if parts else None for parts in (required, principle))  # type: ignore[return-value]


def main(people: int = 1_000_000) -> None:
    """Print the seconds of both, after their verdicts were compared."""
    pairs, everything = plain_pairs(), len(read_catalogue().pairs())
    criteria = [criterion for program, role in pairs for rule in program.rules_for(role) for criterion in criteria_of(rule.node)]
    ours = Ours(pairs, invented_table(people, questions=sorted({criterion.key for criterion in criteria if criterion.KIND == "answer"})))  # type: ignore[attr-defined]
    frame, names = frame_of(ours)
    asked = [expression.alias(f"{number}-{which}") for number, (program, role) in enumerate(pairs)
             for which, expression in enumerate(expressions(program, role, names)) if expression is not None]
    found, theirs = ours.kept(), frame.select(asked)
    for number, (program, role) in enumerate(pairs):
        mine = np.concatenate([unpacked_verdicts(each[number], block.size) for each, block in zip(found, ours.blocks, strict=True)])
        assert np.array_equal(mine == 3, ~theirs[f"{number}-0"].fill_null(True).to_numpy()), f"{program.id}@{role} differs"
    del found, theirs
    lazy = frame.lazy()
    seconds = alternately({"polars": lambda: lazy.select(asked).collect(), "polars alone": lambda: [frame.select(expression) for expression in asked], "ours": ours.kept})
    best = min(seconds["polars"], seconds["polars alone"])
    print(f"{len(pairs)} of {everything} pairs of the catalogue x {people:,} people, judged criteria kept on both sides, one core (load {os.getloadavg()[0]:.1f}):")
    for name, label in (("polars", "polars, one select"), ("polars alone", "polars, a select a programme"), ("ours", "ours")):
        print(f"  {label:30} {1e3 * seconds[name]:9.1f} ms  {len(pairs) * people / seconds[name] / 1e6:9.1f} M verdicts/s  {best / seconds[name]:7.2f} x polars")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
