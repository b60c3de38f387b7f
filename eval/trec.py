"""Runs: what a system answered, as ranked lists, in memory and as TREC files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

Run = Mapping[str, Mapping[str, float]]
DEPTH = 1000


def best_first(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """Programmes by falling score; ties by id, falling, as trec_eval breaks them."""
    return sorted(sorted(scores.items(), key=lambda pair: pair[0], reverse=True), key=lambda pair: -pair[1])


def run_text(run: Run, tag: str, depth: int = DEPTH) -> str:
    """``profile Q0 program rank score tag`` lines; ids must be free of blanks."""
    lines = [f"{profile} Q0 {program} {rank} {score:.6f} {tag}" for profile, scores in run.items()
             for rank, (program, score) in enumerate(best_first(scores)[:depth], start=1)]
    return "".join(f"{line}\n" for line in lines)


def read_run(file: Path) -> dict[str, dict[str, float]]:
    """A TREC run file.

    Raises:
        ValueError: A line has another form; every such line is named.
    """
    run: dict[str, dict[str, float]] = {}
    faults: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        cells = line.split()
        if not cells:
            continue
        try:
            profile, _, program, _, score, *_ = cells
            run.setdefault(profile, {})[program] = float(score)
        except ValueError:
            faults.append(f"{file}:{number}: expected `profile Q0 program rank score tag`, found {line[:80]!r}")
    if faults:
        raise ValueError("\n".join(faults))
    return run


def only(run: Run, profiles: Iterable[str]) -> dict[str, Mapping[str, float]]:
    """The part of a run that answers these profiles."""
    return {profile: run[profile] for profile in profiles if profile in run}
