"""Every mistake that could be made in a rule of the catalogue: the share that golden and generated cases notice, by kind of mistake."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from programs import read_catalogue
from tests.unit.programs.mutants import Examiner, mutants_of


def main(every: int = 1) -> None:
    """Print the share, and what was missed."""
    examiner = Examiner()
    made, missed = 0, []
    for program in read_catalogue():
        for number, mutant in enumerate(mutants_of(program)):
            if number % every == 0:
                made += 1
                if not examiner.notices(mutant):
                    missed.append(mutant.what)
    for what in missed:
        print("missed:", what)
    print(Counter(what.split(": ", 1)[1].split(":")[0].split(" ", 1)[-1] for what in missed).most_common(30))
    print(f"{made} mistakes, {made - len(missed)} noticed: {1 - len(missed) / made:.1%} (bar 95 %)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
