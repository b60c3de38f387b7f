"""The whole catalogue over many invented people: columns against one person at a time, every pair.

Run: ``python -m tests.benchmarks.agreement [PEOPLE] [SEED]``; exits with 1 where a pair differs.
"""

from __future__ import annotations

import sys
import time
from datetime import date

from matcher.eligibility import Asking, judge
from matcher.pool import OUTCOMES, pool_outcomes
from profiles.invented import invented_table
from programs import read_catalogue
from programs.folding import criteria_of

DAY = date(2026, 11, 24)


def main(size: int = 10_000, seed: int = 11) -> int:
    """Compare and print; the number of pairs that differ."""
    pairs = read_catalogue().pairs()
    criteria = [criterion for program, role in pairs for rule in program.rules_for(role) for criterion in criteria_of(rule.node)]
    table = invented_table(size, seed, DAY, sorted({criterion.key for criterion in criteria if criterion.KIND == "answer"}))  # type: ignore[attr-defined]
    start = time.process_time()
    found = pool_outcomes(pairs, table, DAY)
    columns, differ, scalar = time.process_time() - start, [], 0.0
    for row in range(size):
        person = table.person(row)
        start, asking = time.process_time(), Asking.of(person, DAY)
        outcomes = [judge(program, role, person, DAY, asking).outcome for program, role in pairs]
        scalar += time.process_time() - start
        differ += [(program.id, role, row, OUTCOMES[code].value, outcome.value)
                   for (program, role), code, outcome in zip(pairs, found[:, row], outcomes, strict=True) if OUTCOMES[code] is not outcome]
    compared = len(pairs) * size
    print(f"{compared:,} pairs of {len(pairs)} programmes and roles with {size:,} invented people: {len(differ)} differ; "
          f"columns {columns:.1f} s ({compared / columns:,.0f} pairs/s), one by one {scalar:.1f} s ({compared / scalar:,.0f} pairs/s, {len(criteria) * size / scalar:,.0f} criteria/s)")
    for one in differ[:10]:
        print("  differs:", *one)
    return len(differ)


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:3])) else 0)
