"""The days on which verdicts hold. Every finding says for how long it stays as it is, so time is walked from stretch to stretch, not day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.eligibility import HORIZON, Eligibility, Judging, fits_type
from profiles import ResearcherProfile
from programs.logic import Finding, Outcome, Verdict, all_of, outcome_of

_DAY = timedelta(days=1)
Signature = tuple[Verdict, "tuple[Signature, ...]"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked about on which a verdict holds; None on a side where it holds for fifteen years and more."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days with one verdict, both ends included."""

    outcome: Outcome
    since: date
    until: date


def window_of(found: Eligibility, person: ResearcherProfile, day: date) -> Window:
    """The longest run of days around ``day`` with the same verdict; equals asking day by day over fifteen years."""
    first, last = max(date.min, day - HORIZON), day + HORIZON
    since = until = day
    for outcome, edge in _stretches(found, person, day, first, forward=False):
        if outcome is not found.outcome:
            break
        since = edge
    for outcome, edge in _stretches(found, person, day, last, forward=True):
        if outcome is not found.outcome:
            break
        until = edge
    return Window(since if since > first else None, until if until < last else None)


def timeline_of(found: Eligibility, person: ResearcherProfile, day: date) -> tuple[Period, ...]:
    """The verdicts of the coming fifteen years, in order, from ``day`` on."""
    periods: list[Period] = []
    since = day
    for outcome, edge in _stretches(found, person, day, day + HORIZON, forward=True):
        if periods and periods[-1].outcome is outcome:
            periods[-1] = Period(outcome, periods[-1].since, edge)
        else:
            periods.append(Period(outcome, since, edge))
        since = edge + _DAY if edge < date.max else edge
    return tuple(periods)


def changed_days(found: Eligibility, person: ResearcherProfile, day: date) -> list[date]:
    """The later days, within fifteen years, on which some part of some rule is judged otherwise than the day before."""
    days: set[date] = set()
    for rule, finding in zip(found.deciding_rules, found.rule_findings, strict=True):
        current, known = day, finding
        while known.until < day + HORIZON:
            current = known.until + _DAY
            later = Judging.of(found.program, found.role, person, current).finding(rule)
            if _signature(later) != _signature(known):
                days.add(current)
            known = later
    return sorted(days)


def findings_on(found: Eligibility, person: ResearcherProfile, day: date) -> tuple[Finding, ...]:
    """The findings of the same rules on another day."""
    judging = Judging.of(found.program, found.role, person, day)
    return tuple(finding if finding.since <= day <= finding.until else judging.finding(rule)
                 for rule, finding in zip(found.deciding_rules, found.rule_findings, strict=True))


def _stretches(found: Eligibility, person: ResearcherProfile, day: date, limit: date, forward: bool) -> Iterator[tuple[Outcome, date]]:
    """(verdict, last day) of each stretch in one direction; a rule is judged again only where its own stretch has ended."""
    if not fits_type(found.role, person):
        yield found.outcome, limit
        return
    findings, current = list(found.rule_findings), day
    while True:
        ends = [finding.until if forward else finding.since for finding in findings]
        edge = min([*ends, limit]) if forward else max([*ends, limit])
        yield outcome_of(all_of([finding.verdict for finding in findings])), edge
        if edge == limit:
            return
        current = edge + (_DAY if forward else -_DAY)
        judging = Judging.of(found.program, found.role, person, current)
        findings = [old if old.since <= current <= old.until else judging.finding(rule) for rule, old in zip(found.deciding_rules, findings, strict=True)]


def _signature(finding: Finding) -> Signature:
    return finding.verdict, tuple(_signature(child) for child in finding.children)
