"""How many people came out how."""

from __future__ import annotations

from matcher.screening.judging import ORDER
from matcher.screening.work import WorkFile


def counts_of(work: WorkFile) -> dict[str, int]:
    """Rows, refused rows, and people by verdict; rows = refused + the sum of the verdicts."""
    counts = {"rows": 0, "refused": 0, **{outcome.value: 0 for outcome in ORDER}}
    for code in work.codes():
        counts["rows"] += 1
        counts["refused" if code == "r" else ORDER[int(code)].value] += 1
    return counts
