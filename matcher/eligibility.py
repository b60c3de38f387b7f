"""One person against programmes and roles on a day: verdicts with every finding, and the days on which they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from profiles import PartialDate, ResearcherProfile
from profiles.sources import Doubt, Known, known_on
from programs.criteria import Case
from programs.criteria.base import Kept
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


class Judged(Eligibility):
    """An eligibility whose verdict is known, and whose findings are put together when they are first asked for."""

    __slots__ = ("_judging",)
    _judging: Judging

    def __getattr__(self, name: str) -> Any:
        if name not in ("findings", "preferences", "since", "until"):
            raise AttributeError(name)
        judged = [self._judging.finding(rule) for rule in self.program.rules_for(self.role)]
        misfit = _misfit(self.role, self._judging.case.person)
        findings = (*([misfit] if misfit else []), *[finding for finding in judged if finding.strength != "preference"])
        found = {"findings": findings, "preferences": tuple([finding for finding in judged if finding.strength == "preference"]),
                 "since": max([finding.since for finding in findings], default=date.min), "until": min([finding.until for finding in findings], default=date.max)}
        for part, value in found.items():
            object.__setattr__(self, part, value)
        return found[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Eligibility) and all(getattr(self, item.name) == getattr(other, item.name) for item in fields(Eligibility))

    __hash__ = Eligibility.__hash__

    def __reduce__(self) -> tuple[type[Eligibility], tuple[Any, ...]]:
        return Eligibility, tuple(getattr(self, item.name) for item in fields(Eligibility))


def judge(program: Program, role: str, person: ResearcherProfile, day: date, kept: Asking | None = None) -> Eligibility:
    """The verdict on one pair; no rule is skipped once another has failed. ``kept`` is what other pairs of the same person and day found."""
    judging = Judging.of(program, role, person, day, kept)
    verdicts = [rule.node.verdict(judging.case) for rule in program.rules_for(role) if rule.node.strength != "preference"]
    if not fits_type(role, person):
        verdicts.append(Verdict.UNMET)
    found = object.__new__(Judged)
    for name, value in (("program", program), ("role", role), ("outcome", outcome_of(all_of(verdicts))), ("call", next_call(program.calls, day)), ("_judging", judging)):
        object.__setattr__(found, name, value)
    return found


@dataclass(frozen=True, slots=True)
class Asking:
    """One person on one day: what is known of them, and what was worked out for the programmes judged so far."""

    known: Known
    kept: Kept

    @classmethod
    def of(cls, person: ResearcherProfile, day: date) -> Asking:
        """Nothing judged yet."""
        return cls(known_on(person, day), Kept())


@dataclass(frozen=True, slots=True)
class Judging:
    """A case on a day, with what is known of the person on that day and for how long the same is known."""

    case: Case
    known: Known

    @classmethod
    def of(cls, program: Program, role: str, person: ResearcherProfile, day: date, kept: Asking | None = None) -> Judging:
        """What one pair is judged from."""
        asking = kept or Asking.of(person, day)
        return cls(Case(asking.known.profile, day, program.calls, role, asking.kept), asking.known)

    def finding(self, rule: Rule) -> Finding:
        """The finding of one rule; where the fact that it misses is in doubt, it says why."""
        finding = rule.judge(self.case)
        if not self.known.doubts and self.known.since == date.min and self.known.until == date.max:
            return finding
        told = [doubt_text(doubt) for doubt in self.known.doubts if any(gap.fact.startswith(doubt.fact) for gap in finding.missing)]
        reason = finding.reason if not told else Text(" ".join([finding.reason.en, *(text.en for text in told)]), "".join([finding.reason.ja, *(text.ja for text in told)]))
        return replace(finding, reason=reason, since=max(finding.since, self.known.since), until=min(finding.until, self.known.until))


def doubt_text(doubt: Doubt) -> Text:
    """Why a fact counts as unknown."""
    if doubt.expired is not None:
        return Text(f"What was stated under {doubt.fact} could be relied on until {doubt.expired} only.", f"{doubt.fact} の情報の有効期限は{doubt.expired}です。")
    said = [(source, _spoken(value)) for source, value in doubt.readings]
    return Text(f"The sources disagree on {doubt.fact}: " + "; ".join(f"{source} says {value}" for source, value in said) + ".",
                f"{doubt.fact} について情報源が一致していません（" + "、".join(f"{source}：{value}" for source, value in said) + "）。")


def _spoken(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_spoken(item) for item in value) or "none"
    if is_dataclass(value) and not isinstance(value, PartialDate):
        return " ".join(_spoken(part) for item in fields(value) if (part := getattr(value, item.name)) is not None)
    return ", ".join(f"{key} {item}" for key, item in value.items()) if isinstance(value, Mapping) else str(value)


def _misfit(role: str, person: ResearcherProfile) -> Finding | None:
    if fits_type(role, person):
        return None
    reason = _INSTITUTION_ONLY if role == "institution" else _PERSON_ONLY
    return Finding("profile-type", "type", Verdict.UNMET, "required", reason, ("type",))


def fits_type(role: str, person: ResearcherProfile) -> bool:
    """Whether a profile of this type can be matched in the role at all."""
    return (role == "institution") == (person.type == "institution")
