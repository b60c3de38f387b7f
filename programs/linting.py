"""What a catalogue may say and still be wrong in: texts in one language, rules nobody can meet, calls past their date."""

from __future__ import annotations

import re

from programs.catalogue import Catalogue
from programs.program import Program

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")


def lint(catalogue: Catalogue) -> list[str]:
    """One sentence a problem, in order of programme."""
    ids = {name for program in catalogue for name in (program.id, *program.aliases)}
    return [f"{program.id}: {problem}" for program in catalogue for problem in (*_texts(program), *_links(program, ids), *_coverage(program))]


def _texts(program: Program) -> list[str]:
    problems = []
    for name, text in (("name", program.name), ("description", program.description)):
        if not _JAPANESE.search(text.ja) and not (name == "name" and re.search(r"[A-Z]", text.ja)):
            problems.append(f"{name}.ja: has no Japanese; write it")
        if _JAPANESE.search(text.en):
            problems.append(f"{name}.en: has Japanese in it; write English")
    return problems


def _links(program: Program, ids: set[str]) -> list[str]:
    problems = [] if program.parent is None or program.parent in ids else [f"parent: there is no programme {program.parent!r}"]
    if program.duration_min is not None and program.duration_max is not None and program.duration_min > program.duration_max:
        problems.append("duration_months: min is above max; check the two")
    return problems


def _coverage(program: Program) -> list[str]:
    problems = []
    known = {source.id for source in program.sources}
    for place, cited in [(f"calls[{i}]", call.source) for i, call in enumerate(program.calls)] + [
            (f"amounts[{i}]", amount.source) for i, amount in enumerate(program.amounts)]:
        problems += [f"{place}.source: {source!r} is not among the ids of `sources`" for source in cited if source not in known]
    if program.rules and not program.sources:
        problems.append("sources: rules without a source; name where they were read")
    return problems
