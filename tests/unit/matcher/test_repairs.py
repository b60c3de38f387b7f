"""Repairs against exhaustive search over random rule trees, and by really making the changes in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from matcher.repairs import MOST, repairs_of, ways
from profiles import PartialDate, ResearcherProfile, parse_profile, profile_to_dict, read_profiles
from programs import Catalogue, read_catalogue
from programs.criteria.answers import Answered
from programs.logic import Finding, Missing, Outcome, Text, Verdict
from programs.rules import Group, Leaf, Node

EXAMPLES = sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml"))
ASKED = date(2026, 11, 24)
WORD = Text("x", "x")
FACTS = ("a", "b", "c", "d", "e")
Tree = tuple[Node, Finding]


def leaf(verdict: Verdict, arranged: bool, facts: tuple[str, ...], soft: bool) -> Tree:
    strength = "in_principle" if soft else "required"
    if soft and verdict is Verdict.UNMET:
        verdict = Verdict.DISCRETIONARY
    missing = tuple(Missing(fact) for fact in facts) if verdict is Verdict.UNKNOWN else ()
    node = Leaf(Answered("k", WORD, WORD, equals=True), "leaf", strength)  # type: ignore[arg-type]
    return node, Finding("leaf", "answer", verdict, strength, WORD, facts, missing, change="arrange" if arranged else "never", requirement=WORD)


def group(operator: str, parts: list[Tree], count: int, soft: bool) -> Tree:
    parts = parts[:1] if operator == "not" else parts
    node = Group(operator, tuple(node for node, _ in parts), "group", min(count, len(parts)), "in_principle" if soft else "required")  # type: ignore[arg-type]
    return node, folded(node, tuple(finding for _, finding in parts))


def folded(node: Group, children: tuple[Finding, ...]) -> Finding:
    verdict = node.folded([child.verdict for child in children])
    if node.strength == "in_principle" and verdict is Verdict.UNMET:
        verdict = Verdict.DISCRETIONARY
    return Finding("group", node.operator, verdict, node.strength, WORD, children=children)


leaves = st.builds(leaf, st.sampled_from([Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN]), st.booleans(),
                   st.lists(st.sampled_from(FACTS), min_size=1, max_size=2, unique=True).map(tuple), st.booleans())
trees = st.recursive(leaves, lambda inner: st.builds(
    group, st.sampled_from(["all", "any", "not", "at_least"]), st.lists(inner, min_size=1, max_size=3), st.integers(1, 3), st.booleans()), max_leaves=7)


def leaf_findings(finding: Finding) -> list[Finding]:
    return [finding] if finding.kind == "answer" else [one for child in finding.children for one in leaf_findings(child)]


def outcomes(finding: Finding, changed: frozenset[str]) -> tuple[Verdict, ...]:
    """What a leaf can come to be once these facts have changed."""
    if finding.verdict is Verdict.UNKNOWN and {gap.fact for gap in finding.missing} <= changed:
        return (Verdict.MET, Verdict.DISCRETIONARY if finding.strength == "in_principle" else Verdict.UNMET)
    if finding.verdict in (Verdict.UNMET, Verdict.DISCRETIONARY) and finding.change == "arrange" and finding.facts[0] in changed:
        return (Verdict.MET, finding.verdict)
    return (finding.verdict,)


def evaluated(node: Node, finding: Finding, given_verdicts: Iterator[Verdict]) -> Verdict:
    if not isinstance(node, Group):
        return next(given_verdicts)
    verdict = node.folded([evaluated(child, result, given_verdicts) for child, result in zip(node.nodes, finding.children, strict=True)])
    return Verdict.DISCRETIONARY if node.strength == "in_principle" and verdict is Verdict.UNMET else verdict


def suffices(tree: Tree, changed: frozenset[str]) -> bool:
    node, finding = tree
    choices = [outcomes(one, changed) for one in leaf_findings(finding)]
    return any(evaluated(node, finding, iter(chosen)) is Verdict.MET for chosen in product(*choices))


def by_exhaustive_search(tree: Tree) -> set[frozenset[str]]:
    found: list[frozenset[str]] = []
    for size in range(MOST + 1):
        for chosen in combinations(FACTS, size):
            changed = frozenset(chosen)
            if not any(smaller <= changed for smaller in found) and suffices(tree, changed):
                found.append(changed)
    return set(found)


@given(trees)
@settings(max_examples=600, deadline=None)
def test_ways_are_sound_minimal_and_complete_up_to_three(tree: Tree) -> None:
    node, finding = tree
    assert {way.facts for way in ways(node, finding, met=True)} == by_exhaustive_search(tree)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


def people() -> list[ResearcherProfile]:
    return [read_profiles(file.read_bytes(), file.name).profiles[0][1] for file in EXAMPLES]


@pytest.mark.parametrize("person", people(), ids=lambda person: person.id)
def test_waiting_alone_makes_eligible_on_that_day_and_not_before(catalogue: Catalogue, person: ResearcherProfile) -> None:
    for program, role in catalogue.pairs():
        found = judge(program, role, person, ASKED)
        for repair in repairs_of(found, person, ASKED):
            if [step.kind for step in repair.steps] == ["wait"]:
                day = repair.steps[0].on
                assert day is not None and judge(program, role, person, day).outcome is Outcome.ELIGIBLE
                assert judge(program, role, person, day - timedelta(days=1)).outcome is not Outcome.ELIGIBLE


@pytest.mark.parametrize("person", people(), ids=lambda person: person.id)
def test_personal_facts_are_never_proposed_for_a_change(catalogue: Catalogue, person: ResearcherProfile) -> None:
    for program, role in catalogue.pairs():
        for repair in repairs_of(judge(program, role, person, ASKED), person, ASKED):
            for step in repair.steps:
                head = (step.fact or "").split("[")[0].split(".")[0]
                stated = getattr(person, head, None) if head in ("nationalities", "birth_date", "awards") else None
                roughly = isinstance(stated, PartialDate) and not stated.is_exact  # only the year is known, so the day may be stated
                assert step.kind in ("never", "wait") or stated is None or roughly, (program.id, role, step)


def test_a_host_and_a_nomination_are_arranged(catalogue: Catalogue) -> None:
    person = parse_profile({"id": "r", "degrees": [{"level": "phd", "expected": "2028-03", "country": "IN"}], "positions": [], "birth_date": "1998-01-01"})
    repairs = repairs_of(judge(catalogue.get("lotus"), "fellow", person, ASKED), person, ASKED)
    assert [[(step.kind, step.fact) for step in repair.steps] for repair in repairs] == [[("arrange", "arrangements.host.accepted")]]
    content = profile_to_dict(person)
    content["arrangements"] = {"host": {"organisation": "Example University", "organisation_kind": "university", "country": "JP", "accepted": True}}
    changed = parse_profile(content)
    assert judge(catalogue.get("lotus"), "fellow", changed, ASKED).outcome is Outcome.ELIGIBLE
    assert repairs_of(judge(catalogue.get("lotus"), "fellow", changed, ASKED), changed, ASKED) == ()


def test_what_never_changes_is_named_and_nothing_else_is_proposed(catalogue: Catalogue) -> None:
    person = parse_profile({"id": "r", "nationalities": ["IN"], "degrees": [{"level": "phd", "awarded": "2020-03-25", "country": "IN"}]})
    repairs = repairs_of(judge(catalogue.get("kakenhi-returning"), "lead", person, ASKED), person, ASKED)
    assert [repair.kind for repair in repairs] == ["never"]
    assert "nationalities" in {step.fact for step in repairs[0].steps}


def test_sources_that_disagree_leave_nothing_to_change() -> None:
    leaves_that_differ = [leaf(Verdict.MET, False, ("a",), False), leaf(Verdict.UNMET, False, ("a",), False)]
    node = Group("readings", tuple(node for node, _ in leaves_that_differ), "group")
    assert ways(node, folded(node, tuple(finding for _, finding in leaves_that_differ)), met=True) == ()


def test_more_than_three_changes_are_not_called_never(catalogue: Catalogue) -> None:
    refused = parse_profile({"id": "r", "arrangements": {"host": {"organisation": "Example University", "organisation_kind": "university", "country": "JP", "accepted": False}}})
    (repair,) = repairs_of(judge(catalogue.get("jsps-standard"), "fellow", refused, ASKED), refused, ASKED)
    assert repair.more_than_three and {step.kind for step in repair.steps} == {"state", "arrange"}
    assert {"nationalities", "arrangements.host"} <= {step.fact for step in repair.steps}


def test_waiting_may_come_before_more_than_two_others(catalogue: Catalogue) -> None:
    student = parse_profile({"id": "r", "degrees": [{"level": "bachelor", "expected": "2029-03-31", "country": "JP"}]})
    waited = []
    for program, role in catalogue.pairs():
        for repair in repairs_of(judge(program, role, student, ASKED), student, ASKED):
            days = [step.on for step in repair.steps if step.on is not None]
            if repair.more_than_three and days:
                waited.append(program.id)
                assert len(repair.steps) > MOST
                before, after = (judge(program, role, student, day).findings for day in (days[0] - timedelta(days=1), days[0]))
                assert any(finding.verdict is Verdict.UNMET for finding in before)
                assert not any(finding.verdict is Verdict.UNMET for finding in after)
    assert {"abe", "france-excellence-japan", "mext-research-embassy"} <= set(waited)
