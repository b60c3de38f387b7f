"""One person of a list against one programme, as the record that every report is made from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.features import Fit
from matcher.matcher import Matcher, flags_of
from matcher.repairs import repairs_of
from matcher.screening.texts import FindingTexts, dumped
from matcher.wire import evidence_to_dict, missing_to_dict, repair_to_dict, variants_to_dict
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
        text: The contract's object without its rank, as JSON.
        details: What reports show beside it: name, parts of the fit, evidence, questions on the input, the nearest host.
        inner: What only counts and plans need: groups, planned months, host; it stands in no report of a person.
    """

    row: int
    profile: str
    outcome: Outcome
    score: float
    text: str
    details: Mapping[str, Any]
    inner: Mapping[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """The object itself."""
        content: dict[str, Any] = json.loads(self.text)
        return content


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


def refusal(item: Imported) -> Refused:
    """A record that was not read, with its reasons."""
    return Refused(item.row, item.place, tuple(f"{fault.path}: {fault.problem}" if fault.path else fault.problem for fault in item.faults))


class Screener:
    """Judges the records of a list against one programme in a role on a day."""

    def __init__(self, matcher: Matcher, program: Program, role: str, day: date, evidence: bool = True) -> None:
        self.matcher, self.program, self.role, self.day, self.evidence = matcher, program, role, day, evidence
        self._records = Records(day)

    def __call__(self, item: Imported) -> Screened | Refused:
        """Verdict, fit and what would settle or repair it."""
        person = item.profile
        if person is None:
            return refusal(item)
        found = judge(self.program, self.role, person, self.day)
        fits = self.matcher.fits(person, [found], self.day)
        return self._records.screened(item, person, found, fits.readable(found.pair) if self.evidence else fits[found.pair])


class BestProgram:
    """Finds under which of some programmes each person of a list would best come."""

    def __init__(self, matcher: Matcher, pairs: Sequence[tuple[Program, str]], day: date, others: int = 3) -> None:
        self.matcher, self.pairs, self.day, self.others = matcher, pairs, day, others
        self._records = Records(day)

    def __call__(self, item: Imported) -> Screened | Refused:
        """The best programme as ``suggest`` ranks them, with the next best beside it."""
        person = item.profile
        if person is None:
            return refusal(item)
        asking = Asking.of(person, self.day)
        judged = [judge(program, role, person, self.day, asking) for program, role in self.pairs if fits_type(role, person)]
        possible = [found for found in judged if found.outcome is not Outcome.INELIGIBLE]
        fits = self.matcher.fits(person, possible, self.day)
        ranked = sorted(possible, key=lambda found: (-fits[found.pair].score, ORDER.index(found.outcome), found.program.id, found.role))
        if not ranked:
            return self._nothing(item, person)
        best, rest = ranked[0], ranked[1:self.others + 1]
        alternatives = [{"program": one.program.id, "role": one.role, "verdict": one.outcome.value, "score": fits[one.pair].score} for one in rest]
        return self._records.screened(item, person, best, fits.readable(best.pair), {"program": best.program.id, "role": best.role}, {"alternatives": alternatives})

    def _nothing(self, item: Imported, person: ResearcherProfile) -> Screened:
        content: dict[str, Any] = {"row": item.row, "profile": person.id, "program": None, "role": None, "verdict": Outcome.INELIGIBLE.value, "findings": [], "missing": [],
                                   "changes": [], "score": 0.0, "rank": None, "flags": ["no-programme-possible"], "alternatives": []}
        return Screened(item.row, person.id, Outcome.INELIGIBLE, 0.0, dumped(content), details_of(item, person, Fit(0.0, {}, ())))


class Records:
    """Writes what was found for a person; what is the same for many people is written once."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._findings = FindingTexts()
        self._flags: dict[str, tuple[str, ...]] = {}

    def screened(self, item: Imported, person: ResearcherProfile, found: Eligibility, fit: Fit, named: Mapping[str, Any] | None = None, more: Mapping[str, Any] | None = None) -> Screened:
        """The record of one person; ``named`` stands before the verdict, ``more`` at the end."""
        if found.pair not in self._flags:
            self._flags[found.pair] = flags_of(found)  # the programme's own: the same for everybody on a day
        flags = [*self._flags[found.pair], *(f"{QUESTION}{doubt.path}" for doubt in item.doubts)]
        head = dumped({"row": item.row, "profile": person.id, **(named or {}), "verdict": found.outcome.value})
        findings = self._findings.texts((*found.findings, *found.preferences), found.program)
        tail = dumped({"missing": [missing_to_dict(gap) for gap in found.missing], "changes": [repair_to_dict(repair) for repair in repairs_of(found, person, self.day)],
                       "score": fit.score, "rank": None, "flags": flags, **variants_to_dict(found), **(more or {})})
        return Screened(item.row, person.id, found.outcome, fit.score, f'{head[:-1]}, "findings": [{findings}], {tail[1:]}', details_of(item, person, fit))


def details_of(item: Imported, person: ResearcherProfile, fit: Fit) -> dict[str, Any]:
    """What reports show beside the contract's object."""
    return {
        "name": person.name, "place": item.place, "contributions": dict(fit.contributions), "evidence": [evidence_to_dict(piece) for piece in fit.evidence],
        "questions": [{"path": doubt.path, "raw": doubt.raw, "en": doubt.en, "ja": doubt.ja, "source": doubt.source} for doubt in item.doubts],
    }


def incoming_pairs(catalogue: Catalogue) -> Iterator[tuple[Program, str]]:
    """The programmes that bring people to Japan, each in the role in which they come."""
    for program in catalogue:
        roles = [role for role in ROLES[:3] if role in program.role_names]
        if roles and program.can_be_applied_to and ("JP" in program.destinations or program.direction == "inbound"):
            yield program, roles[0]
