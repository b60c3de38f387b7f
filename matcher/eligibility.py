"""One person against programmes and roles on a day: verdicts with every finding, and the days on which they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from profiles import ResearcherProfile
from programs.criteria import Case
from programs.dates import next_call
from programs.logic import Finding, Missing, Outcome, Text, Verdict, all_of, outcome_of
from programs.program import Call, Program

HORIZON = timedelta(days=365 * 15)
_PERSON_ONLY = Text("Not met: this role is a person's; the profile is an institution's.", "不充足：この役割は研究者個人のものですが、プロフィールは機関のものです。")
_INSTITUTION_ONLY = Text("Not met: this role is an institution's; the profile is a person's.", "不充足：この役割は機関のものですが、プロフィールは個人のものです。")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The verdict on one programme in one role for one person on one day.

    Attributes:
        findings: One for every rule that decides.
        preferences: One for every rule that only ranks.
        since, until: A stretch of days around the day on which all findings stay as they are.
        call: The round with the next known deadline.
    """

    program: Program
    role: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    preferences: tuple[Finding, ...]
    since: date
    until: date
    call: Call | None

    @property
    def pair(self) -> str:
        """``program@role``."""
        return f"{self.program.id}@{self.role}"

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would have to be known or arranged, each once."""
        gaps = (gap for finding in self.findings if finding.verdict is not Verdict.MET for gap in finding.missing)
        return tuple({gap.fact: gap for gap in gaps}.values())


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about on which the verdict holds; None on a side where it holds for fifteen years and more."""

    since: date | None
    until: date | None


def judge(program: Program, role: str, person: ResearcherProfile, day: date) -> Eligibility:
    """The verdict on one pair; no rule is skipped once another has failed."""
    case = Case(person, day, program.calls, role)
    judged = [(rule, rule.judge(case)) for rule in program.rules_for(role)]
    findings = tuple(finding for _, finding in judged if finding.strength != "preference")
    preferences = tuple(finding for _, finding in judged if finding.strength == "preference")
    misfit = _misfit(role, person)
    if misfit is not None:
        findings = (misfit, *findings)
    verdict = all_of([finding.verdict for finding in findings])
    return Eligibility(
        program, role, outcome_of(verdict), findings, preferences,
        max((finding.since for finding in findings), default=date.min), min((finding.until for finding in findings), default=date.max),
        next_call(program.calls, day),
    )


def _misfit(role: str, person: ResearcherProfile) -> Finding | None:
    if (role == "institution") == (person.type == "institution"):
        return None
    reason = _INSTITUTION_ONLY if role == "institution" else _PERSON_ONLY
    return Finding("profile-type", "type", Verdict.UNMET, "required", reason, ("type",))


def fits_type(role: str, person: ResearcherProfile) -> bool:
    """Whether a profile of this type can be matched in the role at all."""
    return _misfit(role, person) is None


def window_of(found: Eligibility, person: ResearcherProfile, day: date) -> Window:
    """The longest run of days around ``day`` with the same verdict; equals asking day by day over fifteen years."""
    first, last = max(date.min, day - HORIZON), day + HORIZON
    since = _walk(found, person, found.since, first, forward=False)
    until = _walk(found, person, found.until, last, forward=True)
    return Window(since if since > first else None, until if until < last else None)


def _walk(found: Eligibility, person: ResearcherProfile, edge: date, limit: date, forward: bool) -> date:
    """The last day in one direction with the same verdict; a rule is judged again only where its own stretch has ended."""
    if not fits_type(found.role, person):
        return limit
    step = timedelta(days=1 if forward else -1)
    rules = [rule for rule in found.program.rules_for(found.role) if rule.node.strength != "preference"]
    findings = list(found.findings)
    while edge < limit if forward else edge > limit:
        day = edge + step
        case = Case(person, day, found.program.calls, found.role)
        findings = [old if old.since <= day <= old.until else rule.judge(case) for rule, old in zip(rules, findings, strict=True)]
        if outcome_of(all_of([finding.verdict for finding in findings])) is not found.outcome:
            return edge
        ends = [finding.until if forward else finding.since for finding in findings]
        edge = min(ends, default=date.max) if forward else max(ends, default=date.min)
    return edge


def first_day_not_unmet(found: Eligibility, criterion: str, person: ResearcherProfile, day: date) -> date | None:
    """The first later day, within fifteen years, on which a failed rule no longer fails, if waiting alone brings it."""
    rule = next((rule for rule in found.program.rules_for(found.role) if rule.id == criterion), None)
    current = day
    while rule is not None and current <= day + HORIZON:
        finding = rule.judge(Case(person, current, found.program.calls, found.role))
        if finding.verdict is not Verdict.UNMET:
            return current
        if finding.until >= day + HORIZON:
            return None
        current = finding.until + timedelta(days=1)
    return None

