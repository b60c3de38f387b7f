"""`check` shows which of several ways is the nearest: it stands first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.cli.tables import finding_tree
from matcher.obstacles import distance
from matcher.telling import parts_of
from profiles import parse_profile
from programs import Program
from programs.criteria import Case
from programs.criteria.answers import Answered
from programs.logic import Finding, Text, Verdict
from programs.rules import Group, Leaf, Node

WORD = Text("words", "言葉")
CASE = Case(parse_profile({"id": "r", "answers": {"yes": True, "no": False}}), date(2026, 11, 24))


def leaf(key: str) -> Leaf:
    return Leaf(Answered(key, Text(f"says {key}", f"{key}であること"), WORD, equals=True), key)


def group(operator: str, *nodes: Node) -> Group:
    return Group(operator, nodes, operator)  # type: ignore[arg-type]


YES, NO, OPEN = leaf("yes"), leaf("no"), leaf("open")


@pytest.mark.parametrize(("node", "expected"), [
    (YES, (0, 0)), (OPEN, (0, 1)), (NO, (1, 1)), (group("all", NO, OPEN, YES), (1, 2)), (group("all", NO, NO), (2, 2)),
    (group("any", NO, NO, NO), (1, 1)), (group("any", NO, group("all", OPEN, OPEN)), (0, 2)), (group("any", NO, YES), (0, 0)), (group("not", YES), (1, 1)),
    (group("at_least", NO, OPEN), (0, 1)), (group("all", group("any", NO, NO), group("any", OPEN, NO)), (1, 2)),
])
def test_a_way_is_as_far_as_what_is_left_of_it(node: Node, expected: tuple[int, int]) -> None:
    assert distance(node.judge(CASE)) == expected


@pytest.mark.parametrize(("lang", "lines"), [
    ("en", ["one of these, the nearest first", "says open", "one of these, the nearest first", "says no", "says no", "says no", "all of these", "says no", "says no"]),
    ("ja", ["次のいずれかを満たすこと（近い順）", "open", "次のいずれかを満たすこと（近い順）", "no", "no", "no", "次のすべてを満たすこと", "no", "no"]),
])
def test_check_prints_the_nearest_way_first(lang: str, lines: list[str]) -> None:
    found = group("any", group("all", NO, NO), group("any", NO, NO, NO), OPEN).judge(CASE)
    printed = finding_tree(found, Program("p", WORD, WORD), lang, "")
    starts = [line for line in printed if line.lstrip().startswith("[")]
    assert len(starts) == len(lines)
    assert all(words in line for line, words in zip(starts, lines, strict=True)), starts
    depths = [len(line) - len(line.lstrip()) for line in starts]
    assert depths == [0, 4, 4, 8, 8, 8, 4, 8, 8]


@pytest.mark.parametrize(("lang", "head"), [("en", "asked only if the first of these holds"), ("ja", "1つ目に該当する場合に限り、2つ目を満たすこと")])
def test_a_condition_stands_before_what_it_asks_for(lang: str, head: str) -> None:
    found = group("any", group("not", NO), YES).judge(CASE)
    printed = finding_tree(found, Program("p", WORD, WORD), lang, "")
    assert head in printed[0] and [part.criterion for part in parts_of(found)] == ["no", "yes"]
    assert len(printed) == 3 and "no" in printed[1] and "yes" in printed[2]


NODES: st.SearchStrategy[Node] = st.recursive(
    st.sampled_from([YES, NO, OPEN]), lambda inner: st.builds(lambda operator, parts: group(operator, *parts), st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)), max_leaves=8)


def least(finding: Finding) -> list[tuple[int, int]]:
    """Failed and unmet leaves of every choice of ways."""
    if not finding.children:
        return [(int(finding.verdict is Verdict.UNMET), int(finding.verdict is not Verdict.MET))]
    each = [least(child) for child in finding.children]
    if finding.kind == "any":
        return [cost for costs in each for cost in costs]
    sums = [(0, 0)]
    for costs in each:
        sums = [(failed + more, left + rest) for failed, left in sums for more, rest in costs]
    return sums


@given(NODES)
@settings(max_examples=500, deadline=None)
def test_the_distance_is_the_least_over_all_choices_of_ways(node: Node) -> None:
    found = node.judge(CASE)
    assert distance(found) == min(least(found))
    if found.kind == "any":
        ordered = [distance(part) for part in parts_of(found)]
        assert ordered == sorted(ordered) and ordered[0] == distance(found)
