"""One person of a list against one programme, as the record that every report is made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from matcher.eligibility import Eligibility, fits_type, judge
from matcher.features import Fit
from matcher.matcher import Matcher, flags_of
from matcher.repairs import repairs_of
from matcher.wire import evidence_to_dict, finding_to_dict, missing_to_dict, repair_to_dict, variants_to_dict
from profiles import ResearcherProfile
from profiles.importers.imported import Imported
from programs import Catalogue, Program
from programs.errors import UnknownProgram
from programs.logic import Outcome

ROLES = ("fellow", "partner", "member", "lead", "host", "institution")
ORDER = (Outcome.ELIGIBLE, Outcome.DISCRETIONARY, Outcome.UNDETERMINED, Outcome.INELIGIBLE)
QUESTION = "question:"


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found for one person.

    Attributes:
        content: The contract's object without its rank.
        details: What reports show beside it: name, parts of the fit, evidence, questions on the input, the nearest host.
        inner: What only counts and plans need: groups, planned months, host; it stands in no report of a person.
    """

    row: int
    profile: str
    outcome: Outcome
    score: float
    content: Mapping[str, Any]
    details: Mapping[str, Any]
    inner: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of the input that was not read, with the reasons."""

    row: int
    place: str
    reasons: tuple[str, ...]


def screened_role(catalogue: Catalogue, name: str) -> tuple[Program, str]:
    """The programme and role that a name stands for; without a role, the one in which people come (fellow where it is offered).

    Raises:
        UnknownProgram: There is no such programme or role.
    """
    identity, _, role = name.partition("@")
    program = catalogue.get(identity)
    if role and role not in program.role_names:
        raise UnknownProgram(name, f"{identity}@{program.role_names[0]}")
    return program, role or next(one for one in ROLES if one in program.role_names)


def screen_person(matcher: Matcher, program: Program, role: str, item: Imported, day: date, evidence: bool = True) -> Screened | Refused:
    """Verdict, fit and what would settle or repair it, for one record of a list."""
    person = item.profile
    if person is None:
        return refusal(item)
    found = judge(program, role, person, day)
    fit = matcher.fits(person, [found], day)[found.pair]
    return _screened(item, person, found, matcher.readable(fit) if evidence else fit, day)


def refusal(item: Imported) -> Refused:
    """A record that was not read, with its reasons."""
    return Refused(item.row, item.place, tuple(f"{fault.path}: {fault.problem}" if fault.path else fault.problem for fault in item.faults))


def _screened(item: Imported, person: ResearcherProfile, found: Eligibility, fit: Fit, day: date) -> Screened:
    content = {
        "row": item.row, "profile": person.id, "verdict": found.outcome.value, **_explained(found, person, day), "score": fit.score, "rank": None,
        "flags": [*flags_of(found), *(f"{QUESTION}{doubt.path}" for doubt in item.doubts)],
    }
    return Screened(item.row, person.id, found.outcome, fit.score, content, _details(item, person, fit))


def _explained(found: Eligibility, person: ResearcherProfile, day: date) -> dict[str, Any]:
    return {
        "findings": [finding_to_dict(finding, found.program) for finding in (*found.findings, *found.preferences)],
        "missing": [missing_to_dict(gap) for gap in found.missing],
        "changes": [repair_to_dict(repair) for repair in repairs_of(found, person, day)], **variants_to_dict(found),
    }


def _details(item: Imported, person: ResearcherProfile, fit: Fit) -> dict[str, Any]:
    return {
        "name": person.name, "place": item.place, "contributions": dict(fit.contributions), "evidence": [evidence_to_dict(piece) for piece in fit.evidence],
        "questions": [{"path": doubt.path, "raw": doubt.raw, "en": doubt.en, "ja": doubt.ja, "source": doubt.source} for doubt in item.doubts],
    }


def best_programs(matcher: Matcher, pairs: Sequence[tuple[Program, str]], item: Imported, day: date, others: int) -> Screened | Refused:
    """Under which of these programmes one person would best come, with the next best beside it."""
    person = item.profile
    if person is None:
        return refusal(item)
    judged = [judge(program, role, person, day) for program, role in pairs if fits_type(role, person)]
    possible = [found for found in judged if found.outcome is not Outcome.INELIGIBLE]
    fits = matcher.fits(person, possible, day)
    ranked = sorted(possible, key=lambda found: (-fits[found.pair].score, ORDER.index(found.outcome), found.program.id, found.role))
    if not ranked:
        content: dict[str, Any] = {"row": item.row, "profile": person.id, "program": None, "role": None, "verdict": Outcome.INELIGIBLE.value, "findings": [], "missing": [],
                                   "changes": [], "score": 0.0, "rank": None, "flags": ["no-programme-possible"], "alternatives": []}
        return Screened(item.row, person.id, Outcome.INELIGIBLE, 0.0, content, _details(item, person, Fit(0.0, {}, ())))
    best = ranked[0]
    found = _screened(item, person, best, matcher.readable(fits[best.pair]), day)
    named = {"row": item.row, "profile": person.id, "program": best.program.id, "role": best.role}
    alternatives = [{"program": one.program.id, "role": one.role, "verdict": one.outcome.value, "score": fits[one.pair].score} for one in ranked[1:others + 1]]
    return Screened(item.row, person.id, best.outcome, found.score, {**named, **found.content, "alternatives": alternatives}, found.details)


def dumped(content: Mapping[str, Any]) -> str:
    """One line of JSON."""
    return json.dumps(content, ensure_ascii=False)


def incoming_pairs(catalogue: Catalogue) -> Iterator[tuple[Program, str]]:
    """The programmes that bring people to Japan, each in the role in which they come."""
    for program in catalogue:
        roles = [role for role in ROLES[:3] if role in program.role_names]
        if roles and program.can_be_applied_to and ("JP" in program.destinations or program.direction == "inbound"):
            yield program, roles[0]
