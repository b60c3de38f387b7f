"""The course of a rule equals judging it day by day, for random rules, people and days."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.course import Course
from matcher.eligibility import HORIZON, Asking, judge
from matcher.timeline import changed_days, timeline_of, window_of
from profiles import ResearcherProfile, parse_profile
from profiles.sources import known_on
from programs import Program
from programs.criteria import Case
from programs.logic import Outcome, Text, Verdict
from programs.program import Call
from programs.rule_reading import read_node
from programs.rules import Group, Node, Rule
from programs.shapes import Faults
from tests.unit.programs.people import ASKED, CRITERIA, PROFILES

CALLS = (Call("a", closes=date(2026, 6, 30)), Call("b", closes=date(2027, 12, 1)))
DAY = timedelta(days=1)


def node_of(raw: dict[str, Any]) -> Node:
    faults = Faults()
    node = read_node(raw, "r", faults, "r")
    assert node is not None and faults.found == []
    return node


GROUPED = (("nationality", {"in": ["eu"]}), ("nationality", {"not_in": ["asean", "eu"]}), ("residence", {"in": ["eu"]}), ("affiliation", {"not_in": ["eu"]}),
           ("host", {"in": ["eu", "horizon_europe_pillar_1"]}), ("stay", {"in": ["eu"], "max_days": 100}), ("partner", {"each_of": ["eu", "asean"]}), ("position", {"in": ["eu"]}))
LEAVES = st.sampled_from([{kind: fields} for kind, fields in (*CRITERIA, *GROUPED)]).flatmap(
    lambda raw: st.sampled_from([raw, {**raw, "strength": "in_principle"}]))
NODES = LEAVES | st.builds(lambda operator, parts: {operator: parts}, st.sampled_from(["all", "any", "readings"]), st.lists(LEAVES, min_size=2, max_size=2)) | st.builds(
    lambda part: {"not": part}, LEAVES) | st.builds(lambda count, parts: {"at_least": {"count": count, "of": parts}}, st.integers(1, 2), st.lists(LEAVES, min_size=3, max_size=3))


def program_of(*nodes: Node) -> Program:
    word = Text("words", "言葉")
    return Program(id="p", name=word, description=word, roles=(("fellow", word),), calls=CALLS,
                   rules=tuple(Rule(node, ("fellow",), ("S1",)) for node in nodes))


def verdict_on(node: Node, person: ResearcherProfile, day: date) -> Verdict:
    """A node judged on one day, through its criteria alone."""
    if isinstance(node, Group):
        verdict = node.folded([verdict_on(child, person, day) for child in node.nodes])
    else:
        verdict = node.criterion.judge(Case(known_on(person, day).profile if person.sources else person, day, CALLS)).verdict
    return Verdict.DISCRETIONARY if node.strength == "in_principle" and verdict is Verdict.UNMET else verdict


EXPIRING = st.lists(st.tuples(st.sampled_from(["birth_date", "positions", "degrees", "stays", "awards"]), st.dates(date(2025, 1, 1), date(2031, 1, 1))), max_size=1).map(
    lambda facts: [{"fact": fact, "source": "a register", "expires": str(day)} for fact, day in facts])


def person_of(content: dict[str, Any], expiring: list[dict[str, str]]) -> ResearcherProfile:
    """A person with some countries that have joined or left a group, and perhaps a fact that expires."""
    text = json.dumps(content).replace('"FR"', '"GB"').replace('"IN"', '"TL"')
    return parse_profile({**json.loads(text), **({"sources": expiring} if expiring else {})})


PEOPLE = st.builds(person_of, PROFILES, EXPIRING)


@given(LEAVES, PEOPLE, ASKED, st.sampled_from([1, -1]))  # the logic of groups is tried below
@settings(max_examples=500, deadline=None)
def test_a_course_equals_judging_day_by_day_over_fifteen_years(raw: dict[str, Any], person: ResearcherProfile, day: date, direction: int) -> None:
    node, current = node_of(raw), day
    program, course = program_of(node), Course(person, day)
    while course.first <= current <= course.last:
        stretch = course.node(node, program, current)
        edge = stretch.until if direction > 0 else stretch.since
        for _ in range(abs((edge - current).days) + 1):
            assert verdict_on(node, person, current) is stretch.verdict, (current, stretch)
            current += direction * DAY


def outcome_on(program: Program, person: ResearcherProfile, day: date) -> Outcome:
    return judge(program, "fellow", person, day).outcome


@given(st.lists(NODES, min_size=1, max_size=3), PEOPLE, ASKED, st.lists(st.integers(-HORIZON.days, HORIZON.days), min_size=12, max_size=12))
@settings(max_examples=500, deadline=None)
def test_windows_and_timelines_are_as_long_as_they_can_be(raws: list[dict[str, Any]], person: ResearcherProfile, day: date, steps: list[int]) -> None:
    program, asking = program_of(*map(node_of, raws)), Asking.of(person, day)
    found, course = judge(program, "fellow", person, day, asking), Course(person, day, asking)
    window, periods = window_of(found, person, day, course), timeline_of(found, person, day, course)
    assert window == window_of(found, person, day)
    since, until = window.since or course.first, window.until or course.last
    assert window.since is None or outcome_on(program, person, since - DAY) is not found.outcome
    assert window.until is None or outcome_on(program, person, until + DAY) is not found.outcome
    assert (periods[0].since, periods[0].until, periods[-1].until) == (day, until, course.last)
    assert all(later.since == earlier.until + DAY and later.outcome is not earlier.outcome for earlier, later in pairwise(periods))
    for other in {since, until, *(day + timedelta(days=step) for step in steps), *(edge for period in periods for edge in (period.since, period.until))}:
        expected = found.outcome if since <= other <= until else next((period.outcome for period in periods if period.since <= other <= period.until), None)
        assert expected is None or outcome_on(program, person, other) is expected, other


@given(st.lists(NODES, min_size=1, max_size=3), PEOPLE, ASKED, st.lists(st.integers(1, HORIZON.days), min_size=12, max_size=12))
@settings(max_examples=500, deadline=None)
def test_changed_days_are_those_on_which_a_part_is_judged_otherwise(raws: list[dict[str, Any]], person: ResearcherProfile, day: date, steps: list[int]) -> None:
    nodes = [node_of(raw) for raw in raws]
    days = set(changed_days(judge(program_of(*nodes), "fellow", person, day), Course(person, day)))
    for other in {*days, *(edge + more for edge in days for more in (-DAY, DAY)), *(day + timedelta(days=step) for step in steps)} - {day}:
        changed = any(verdict_on(leaf, person, other) is not verdict_on(leaf, person, other - DAY) for node in nodes for leaf in leaves_of(node))
        assert changed is (other in days), other


def leaves_of(node: Node) -> list[Node]:
    return [leaf for child in node.nodes for leaf in leaves_of(child)] if isinstance(node, Group) else [node]
