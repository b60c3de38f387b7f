"""Verdicts, courses and changes in words, for the screen and the page alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matcher.eligibility import HORIZON
from matcher.obstacles import distance, is_conditional
from matcher.repairs import Repair, Step
from matcher.timeline import Period
from matcher.words import LABELS, VERDICTS, rules_named, say, spoken_day
from profiles.fact_names import fact_name
from programs.logic import Finding, Text
from programs.program import Program


def pick(text: Text, lang: str) -> str:
    """The text in the language asked for."""
    return text.ja if lang == "ja" else text.en


def period_text(period: Period, asked: date, lang: str) -> str:
    """A verdict with the days on which it holds."""
    verdict, last = say(VERDICTS, period.outcome.value, lang), asked + HORIZON
    key = "throughout" if period.since == asked and period.until >= last else "to" if period.since == asked else "from" if period.until >= last else "between"
    return say(LABELS, key, lang, verdict=verdict, since=spoken_day(period.since, lang), until=spoken_day(period.until, lang))


def repair_text(repair: Repair, lang: str) -> tuple[str, str]:
    """What a set of changes is, and its steps."""
    head = say(LABELS, "obstacle" if repair.kind == "never" else "open_facts" if repair.more_than_three else "would_help", lang)
    return head, (" + " if lang == "en" else "＋").join(step_text(step, lang) for step in repair.steps)


def step_text(step: Step, lang: str) -> str:
    """One change in words."""
    if step.kind == "wait" and step.on is not None:
        return say(LABELS, "wait_until", lang, day=spoken_day(step.on, lang))
    asked = pick(step.what, lang)
    return asked if step.kind in ("never", "wait") else say(LABELS, step.kind, lang, fact=fact_name(step.fact or '', lang), asked=asked)


def finding_text(finding: Finding, lang: str) -> str:
    """The reason; of a rule with parts, its verdict and how the parts belong together."""
    if not finding.children:
        return pick(finding.reason, lang)
    return f"{say(VERDICTS, finding.verdict.value, lang)} — {say(LABELS, 'conditional' if is_conditional(finding) else finding.kind, lang)}"


def parts_of(finding: Finding) -> Sequence[Finding]:
    """The parts of a finding, of several ways the nearest first."""
    if is_conditional(finding):
        return (*finding.children[0].children, finding.children[1])
    return sorted(finding.children, key=distance) if finding.kind in ("any", "at_least") else finding.children


def notes(program: Program, lang: str) -> list[tuple[str, str]]:
    """Kinds of rules that no source speaks of, rules that can only be read, and disagreements between sources: label and text."""
    unknown = [(say(LABELS, "unknown_rules", lang), rules_named(program.unknown_rules, lang))] if program.unknown_rules else []
    return unknown + [(say(LABELS, label, lang), pick(text, lang)) for label, texts in (("also_read", program.unmodelled), ("conflict", program.conflicts)) for text in texts]
