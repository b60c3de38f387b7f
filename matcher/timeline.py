"""The days on which verdicts hold. Every finding says for how long it stays as it is, so time is walked from stretch to stretch, not day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.course import Course, together
from matcher.eligibility import Eligibility, Judging, fits_type
from profiles import ResearcherProfile
from programs.logic import Finding, Outcome, Verdict, outcome_of

_DAY = timedelta(days=1)


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


def window_of(found: Eligibility, person: ResearcherProfile, day: date, course: Course | None = None) -> Window:
    """The longest run of days around ``day`` with the same verdict; equals asking day by day over fifteen years.

    Args:
        course: What other pairs of the same person and day found.
    """
    course = course or Course(person, day)
    since, until = (_edge(found, course, forward) for forward in (False, True))
    return Window(since if since > course.first else None, until if until < course.last else None)


def _edge(found: Eligibility, course: Course, forward: bool) -> date:
    """The farthest day in one direction with the verdict of the day asked."""
    farthest = course.day
    for outcome, edge in _stretches(found, course, forward):
        if outcome is not found.outcome:
            break
        farthest = edge
    return farthest


def timeline_of(found: Eligibility, person: ResearcherProfile, day: date, course: Course | None = None) -> tuple[Period, ...]:
    """The verdicts of the coming fifteen years, in order, from ``day`` on."""
    periods: list[Period] = []
    since = day
    for outcome, edge in _stretches(found, course or Course(person, day), forward=True):
        if periods and periods[-1].outcome is outcome:
            periods[-1] = Period(outcome, periods[-1].since, edge)
        else:
            periods.append(Period(outcome, since, edge))
        since = edge + _DAY if edge < date.max else edge
    return tuple(periods)


def changed_days(found: Eligibility, course: Course) -> list[date]:
    """The later days, within fifteen years, on which some part of some rule is judged otherwise than the day before."""
    return sorted({day for rule in found.deciding_rules for day in course.changes(rule.node, found.program)})


def findings_on(found: Eligibility, course: Course, day: date) -> tuple[Finding, ...]:
    """The findings of the same rules on another day."""
    judging = Judging.of(found.program, found.role, course.person, day, course.asking(day))
    return tuple(finding if finding.since <= day <= finding.until else judging.finding(rule)
                 for rule, finding in zip(found.deciding_rules, found.rule_findings, strict=True))


def _stretches(found: Eligibility, course: Course, forward: bool) -> Iterator[tuple[Outcome, date]]:
    """(verdict, last day) of each stretch in one direction; a rule is looked at again only where its own stretch has ended."""
    limit, current = course.last if forward else course.first, course.day
    nodes, stretches = [rule.node for rule in found.deciding_rules] if fits_type(found.role, course.person) else [], []
    for node in nodes:
        stretches.append(course.node(node, found.program, current))
        if stretches[-1].verdict is Verdict.UNMET and course.is_whole(stretches[-1]):
            break  # it fails throughout, whatever becomes of the others
    if not nodes or len(stretches) < len(nodes):
        yield found.outcome, limit
        return
    while True:
        stretch = together("all", stretches)
        edge = stretch.until if forward else stretch.since
        yield outcome_of(stretch.verdict), edge
        if edge == limit:
            return
        current = edge + (_DAY if forward else -_DAY)
        stretches = [old if old.since <= current <= old.until else course.node(node, found.program, current)
                     for node, old in zip(nodes, stretches, strict=True)]
