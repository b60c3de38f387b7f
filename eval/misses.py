"""The fitting programmes that were found last or not at all."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from eval.datasets import Grades
from eval.engine import Answer, answer_of
from matcher.eligibility import judge
from matcher.matcher import Matcher
from matcher.retrieval import sentences
from matcher.texts import profile_passages
from matcher.wire import evidence_to_dict
from profiles import ResearcherProfile
from programs.logic import Finding, Verdict

SHOWN = 20
_REASONS = 3
_SLIGHT = 0.01


def worst_misses(grades: Grades, answers: Mapping[str, Answer], shown: int = SHOWN) -> list[dict[str, Any]]:
    """Labelled fits by what their place costs, dearest first: grade times the discount lost (as in DCG); the rank is None where there is none."""
    rows = []
    for profile, answer in answers.items():
        places = {program: rank for rank, program in enumerate(answer.programs, start=1)}
        for program, grade in grades.get(profile, {}).items():
            rank = places.get(program)
            loss = grade * (1.0 - (1.0 / math.log2(rank + 1) if rank else 0.0))
            if grade > 0 and rank != 1:
                rows.append((-loss, profile, program, grade, rank))
    return [{"profile": profile, "program": program, "grade": grade, "rank": rank, "loss": round(-loss, 4)}
            for loss, profile, program, grade, rank in heapq.nsmallest(shown, rows, key=lambda row: row[:3])]


def explained(rows: Sequence[dict[str, Any]], matcher: Matcher, people: Mapping[str, ResearcherProfile], on: date, ignore_eligibility: bool = False) -> list[dict[str, Any]]:
    """The misses with the sentences of profile and programme behind them, and the reasons: rules that are not met, or the parts that fall short of the first place."""
    return [_explained(row, matcher, people[row["profile"]], on, ignore_eligibility) for row in rows]


def _explained(row: dict[str, Any], matcher: Matcher, person: ResearcherProfile, on: date, ignore_eligibility: bool) -> dict[str, Any]:
    program = row["program"]
    answer = answer_of(matcher.ranking(person, on, ignore_eligibility), {program: row["grade"]})
    found = row | {"rank": answer.programs.index(program) + 1 if program in answer.programs else None} | _evidence(matcher, person, program)
    if found["rank"] is None:
        return found | {"ruled_out_by": list(answer.excluded_by.get(program, ()))} | _rules(matcher, person, program, on)
    return found | _parts(answer, found["rank"])


def _evidence(matcher: Matcher, person: ResearcherProfile, program: str) -> dict[str, Any]:
    """The nearest sentences; the opening ones where the programme is open to every field, so that nothing was compared."""
    passages = profile_passages(person.interests)
    pieces = matcher.search.evidence(passages, program)
    if pieces:
        return {"evidence": evidence_to_dict(pieces[0])}
    offered = matcher.catalogue.get(program).description
    return {"evidence": {"profile": passages[0].path if passages else None, "profile_text": sentences(passages[0].text)[0] if passages else "",
                         "program_text": sentences(offered.en)[0], "similarity": None}}


def _rules(matcher: Matcher, person: ResearcherProfile, program: str, on: date) -> dict[str, Any]:
    """Why each rule that fails is not met, in the role that is nearest to possible."""
    offered = matcher.catalogue.get(program)
    judged = [judge(offered, role, person, on) for role in offered.role_names if (role == "institution") == (person.type == "institution")]
    failing = min(([part for finding in found.findings if finding.verdict is Verdict.UNMET for part in _leaves(finding)] for found in judged), key=len, default=[])
    return {"reasons": [part.reason.to_dict() for part in failing[:_REASONS]]}


def _leaves(finding: Finding) -> list[Finding]:
    return [part for child in finding.children if child.verdict is Verdict.UNMET for part in _leaves(child)] or [finding]


def _parts(answer: Answer, rank: int) -> dict[str, Any]:
    """The parts of its score, and those in which it falls furthest short of the programme in the first place."""
    names, mine = answer.part_names, answer.parts[rank - 1]
    gaps = {name: round(float(gap), 4) for name, gap in zip(names, answer.parts[0] - mine, strict=True) if gap > _SLIGHT}
    return {"score": round(float(answer.scores[rank - 1]), 4), "parts": {name: round(float(value), 4) for name, value in zip(names, mine, strict=True)},
            "first": answer.programs[0], "short_of_first": dict(sorted(gaps.items(), key=lambda item: -item[1])[:_REASONS])}
