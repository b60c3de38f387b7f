"""The fitting programmes that were found last or not at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from eval.datasets import Grades
from eval.engine import Answer

SHOWN = 20


def worst_misses(grades: Grades, answers: Mapping[str, Answer], shown: int = SHOWN) -> list[dict[str, Any]]:
    """Labelled fits by what their place costs, dearest first: grade times the discount lost (as in DCG).

    Each tells its rank (None where it is ruled out, with the rules that do so), and the parts of its score.
    """
    rows = []
    for profile, answer in answers.items():
        places = {program: rank for rank, program in enumerate(answer.programs, start=1)}
        for program, grade in grades.get(profile, {}).items():
            rank = places.get(program)
            loss = grade * (1.0 - (1.0 / math.log2(rank + 1) if rank else 0.0))
            if grade > 0 and rank != 1:
                rows.append((-loss, profile, program, grade, rank))
    return [_row(answers[profile], profile, program, grade, rank, -loss) for loss, profile, program, grade, rank in sorted(rows, key=lambda row: row[:3])[:shown]]


def _row(answer: Answer, profile: str, program: str, grade: int, rank: int | None, loss: float) -> dict[str, Any]:
    row: dict[str, Any] = {"profile": profile, "program": program, "grade": grade, "rank": rank, "loss": round(loss, 4)}
    if rank is None:
        row["ruled_out_by"] = list(answer.excluded_by.get(program, ()))
    elif answer.parts.size:
        row["score"] = round(float(answer.scores[rank - 1]), 4)
        row["parts"] = {name: round(float(value), 4) for name, value in zip(answer.part_names, answer.parts[rank - 1], strict=True)}
        row["first"] = answer.programs[0]
    return row
