"""One person against programmes and roles on a day: verdicts with every finding, and the days on which they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from profiles import ResearcherProfile
from programs.criteria import Case
from programs.dates import next_call
from programs.logic import Finding, Missing, Outcome, Text, Verdict, all_of, outcome_of
from programs.program import Call, Program, Variant
from programs.rules import Rule
from programs.variants import variant_outcomes

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
    def variants(self) -> tuple[tuple[Variant, Outcome], ...]:
        """The programme's variants with the verdict on each."""
        outcomes = variant_outcomes(self.program, self.deciding_rules, self.rule_findings)
        misfit = len(self.findings) > len(self.rule_findings)
        return tuple((variant, Outcome.INELIGIBLE) for variant, _ in outcomes) if misfit else outcomes

    @property
    def pair(self) -> str:
        """``program@role``."""
        return f"{self.program.id}@{self.role}"

    @property
    def deciding_rules(self) -> tuple[Rule, ...]:
        """The rules behind ``rule_findings``: all of the role but those that only rank."""
        return tuple(rule for rule in self.program.rules_for(self.role) if rule.node.strength != "preference")

    @property
    def rule_findings(self) -> tuple[Finding, ...]:
        """The findings of the programme's own rules, without the one on the type of the profile."""
        return tuple(finding for finding in self.findings if finding.kind != "type")

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would have to be known or arranged, each once."""
        gaps = (gap for finding in self.findings if finding.verdict is not Verdict.MET for gap in finding.missing)
        return tuple({gap.fact: gap for gap in gaps}.values())


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
