"""What a catalogue may say and still be wrong in: rules nobody can meet or that never matter, texts in one language, ids of nothing, calls past their date.

A fault is wrong whatever was meant; a doubt is worth a second look.
"""

from __future__ import annotations

from datetime import date

from programs.catalogue import Catalogue
from programs.linting.calls import calls_problems
from programs.linting.problems import Problem
from programs.linting.references import Known, reference_problems
from programs.linting.rules import rule_problems
from programs.linting.texts import text_problems

__all__ = ["Problem", "lint", "problems_of"]


def problems_of(catalogue: Catalogue, on: date | None = None) -> list[Problem]:
    """Every fault and doubt, in order of programme; without a day, calls are not held against a status."""
    known = Known.of(catalogue)
    found: list[Problem] = []
    for program in catalogue:
        found += [*text_problems(program), *reference_problems(program, known), *rule_problems(program, on), *calls_problems(program, on)]
    return found


def lint(catalogue: Catalogue, on: date | None = None) -> list[str]:
    """One sentence a fault."""
    return [str(problem) for problem in problems_of(catalogue, on) if problem.is_fault]
