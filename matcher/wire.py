"""The one JSON shape (contract, section 4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from matcher.eligibility import Eligibility
from matcher.features import Evidence
from matcher.matcher import Exclusion, Result, Suggestion, flags_of
from matcher.questions import Question
from matcher.repairs import Repair, Step
from matcher.timeline import Period, Window
from programs.logic import Finding, Missing
from programs.program import Program

_EVIDENCE = 300


def result_to_dict(result: Result) -> dict[str, Any]:
    """An answer of ``suggest``."""
    return {
        "profile": result.profile, "on": result.on.isoformat(), "encoder": result.encoder, "catalogue": result.catalogue,
        "suggestions": [suggestion_to_dict(item) for item in result.suggestions],
        "excluded": [exclusion_to_dict(item) for item in result.excluded],
        "questions": [question_to_dict(item) for item in result.questions],
        "certificate": {"pairs": result.pairs, "possible": result.possible, "exact": True},
    }


def suggestion_to_dict(item: Suggestion) -> dict[str, Any]:
    """One suggestion."""
    found = item.eligibility
    return {
        "rank": item.rank, "program": found.program.id, "role": found.role, "call": found.call.id if found.call else None,
        "verdict": found.outcome.value, "score": item.fit.score, "contributions": dict(item.fit.contributions),
        "evidence": [evidence_to_dict(piece) for piece in item.fit.evidence],
        "findings": [finding_to_dict(finding, found.program) for finding in (*found.findings, *found.preferences)],
        "missing": [missing_to_dict(gap) for gap in found.missing], "window": window_to_dict(item.window),
        "changes": [repair_to_dict(repair) for repair in item.changes], "deadline": deadline_of(found), "flags": list(item.flags),
        **variants_to_dict(found),
    }


def exclusion_to_dict(item: Exclusion) -> dict[str, Any]:
    """One excluded pair, with the findings that are not met."""
    found = item.eligibility
    failed = [finding_to_dict(finding, found.program) for finding in found.findings if finding.verdict.value != "met"]
    return {"program": found.program.id, "role": found.role, "verdict": found.outcome.value, "findings": failed,
            "changes": [repair_to_dict(repair) for repair in item.changes]}


def check_to_dict(found: Eligibility, window: Window, timeline: tuple[Period, ...], changes: tuple[Repair, ...], day: date) -> dict[str, Any]:
    """An answer of ``check``."""
    return {
        "program": found.program.id, "role": found.role, "on": day.isoformat(), "verdict": found.outcome.value,
        "findings": [finding_to_dict(finding, found.program) for finding in (*found.findings, *found.preferences)],
        "missing": [missing_to_dict(gap) for gap in found.missing], "window": window_to_dict(window),
        "timeline": [period_to_dict(period) for period in timeline],
        "changes": [repair_to_dict(repair) for repair in changes], "deadline": deadline_of(found),
        "status": found.program.status, "open": found.program.can_be_applied_to, "flags": list(flags_of(found)),
        **variants_to_dict(found),
    }


def variants_to_dict(found: Eligibility) -> dict[str, Any]:
    """The variants with the verdict on each, where the programme has any."""
    if not found.program.variants:
        return {}
    shown = [{"id": variant.id, "name": variant.name.to_dict(), "verdict": outcome.value} for variant, outcome in found.variants]
    return {"variants": shown}


def finding_to_dict(finding: Finding, program: Program) -> dict[str, Any]:
    """One finding; those of its parts stand under ``children``."""
    content = own_finding_to_dict(finding, reference_of(finding, program))
    if finding.children:
        content["children"] = [finding_to_dict(child, program) for child in finding.children]
    return content


def own_finding_to_dict(finding: Finding, reference: str) -> dict[str, Any]:
    """One finding without those of its parts, and where its rule was read."""
    return {
        "criterion": finding.criterion, "kind": finding.kind, "verdict": finding.verdict.value, "strength": finding.strength,
        "reason": finding.reason.to_dict(), "facts": list(finding.facts), "missing": [missing_to_dict(gap) for gap in finding.missing],
        "reference": reference, "confidence": finding.confidence,
    }


def reference_of(finding: Finding, program: Program) -> str:
    """Where the rule was read: titles, addresses and dates."""
    return "; ".join(f"{source.id}: {source}" for source in program.sources if source.id in finding.sources)


def missing_to_dict(gap: Missing) -> dict[str, Any]:
    """A gap: a fact to state or a step to arrange."""
    return {"fact": gap.fact, "kind": gap.kind}


def evidence_to_dict(piece: Evidence) -> dict[str, Any]:
    """A pair of passages, cut to a readable length."""
    return {"profile": piece.profile, "profile_text": piece.profile_text[:_EVIDENCE], "program_text": piece.program_text[:_EVIDENCE],
            "similarity": piece.similarity, **({"terms": [list(pair) for pair in piece.terms]} if piece.terms else {})}


def repair_to_dict(repair: Repair) -> dict[str, Any]:
    """A smallest set of changes: the hardest kind among its steps, and the steps."""
    content: dict[str, Any] = {"kind": repair.kind, "steps": [step_to_dict(step) for step in repair.steps]}
    if repair.more_than_three:
        content["more_than_three"] = True
    return content


def step_to_dict(step: Step) -> dict[str, Any]:
    """A change: arrange, wait (with the day), state or never."""
    return {"kind": step.kind, "fact": step.fact, "criterion": step.criterion, "on": step.on.isoformat() if step.on else None,
            "what": step.what.to_dict()}


def period_to_dict(period: Period) -> dict[str, Any]:
    """A run of days with one verdict."""
    return {"verdict": period.outcome.value, "from": period.since.isoformat(), "until": period.until.isoformat()}


def question_to_dict(question: Question) -> dict[str, Any]:
    """A question and what hangs on it."""
    return {"fact": question.fact, "question": question.text.to_dict(), "decides": question.decides}


def window_to_dict(window: Window) -> dict[str, Any]:
    """The first and last day; null where the verdict holds beyond fifteen years."""
    return {"from": window.since.isoformat() if window.since else None, "until": window.until.isoformat() if window.until else None}


def deadline_of(found: Eligibility) -> str | None:
    """The next known deadline."""
    return found.call.closes.isoformat() if found.call and found.call.closes else None
