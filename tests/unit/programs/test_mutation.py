"""Mistakes in rules are noticed: a sample of all mistakes that could be made in the catalogue (all of them: tests/benchmarks/mutation.py)."""

from __future__ import annotations

from itertools import islice

from programs import read_catalogue
from tests.unit.programs.mutants import Examiner, mutants_of

EVERY = 499
BAR = 0.9  # of the sample; of all mistakes the benchmark asks for 0.95


def test_mistakes_in_rules_are_noticed() -> None:
    examiner = Examiner()
    sample = list(islice((mutant for program in read_catalogue() for mutant in mutants_of(program)), 0, None, EVERY))
    missed = [mutant.what for mutant in sample if not examiner.notices(mutant)]
    assert len(sample) > 15 and len(missed) <= (1 - BAR) * len(sample), (len(missed), len(sample), missed)
