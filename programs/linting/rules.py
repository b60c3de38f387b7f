"""Rules that nobody can meet, and criteria that never matter because another already asks more or already lets everybody in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from profiles.vocabulary.terms import values
from programs.criteria import Criterion
from programs.criteria.career import CareerStage
from programs.linting.implication import contradicts, implies
from programs.linting.problems import Problem, doubt
from programs.program import Program
from programs.rules import Group, Leaf, Node

_SOME_DAY = date(2026, 4, 1)
Placed = tuple[str, Leaf]


def rule_problems(program: Program, on: date | None) -> list[Problem]:
    """Problems of the rules of a programme, each role by itself."""
    day = on or program.as_of or _SOME_DAY
    found = [problem for rule in program.rules for problem in _nodes(program, rule.node, rule.id, day)]
    for role in program.role_names:
        rules = [rule for rule in program.rules_for(role) if rule.node.strength == "required"]
        found += _together(program, [placed for rule in rules for placed in _required(rule.node, rule.id)], day)
    found += [Problem(program.id, rule.id, f"judges {role}, a role that stands twice under `for`; name it once")
              for rule in program.rules for role in {one for one in rule.roles if rule.roles.count(one) > 1}]
    return list(dict.fromkeys(found))


def _nodes(program: Program, node: Node, path: str, day: date) -> Iterator[Problem]:
    """Each node by itself."""
    if isinstance(node, Leaf):
        if contradicts(node.criterion, node.criterion, day):
            yield Problem(program.id, path, f"nobody can meet it: {node.requirement.en}; check its lists and limits")
        if _is_empty(node.criterion):
            yield Problem(program.id, path, f"never matters, since everybody meets it: {node.requirement.en}; take it out")
        return
    if node.operator == "at_least" and not 1 <= node.count <= len(node.nodes):
        yield Problem(program.id, path, f"asks for {node.count} of {len(node.nodes)} parts; write a number from 1 to {len(node.nodes)}")
    if node.operator == "all" and node.strength != "preference":
        yield from _together(program, list(_required(node, path)), day)
    if node.operator == "any":
        yield from _alternatives(program, node, path, day)
    for child in node.nodes:
        yield from _nodes(program, child, f"{path}/{child.id}", day)


def _required(node: Node, path: str) -> Iterator[Placed]:
    """The criteria that must all be met for a node to be met."""
    if isinstance(node, Leaf):
        yield path, node
    elif node.operator == "all":
        for child in node.nodes:
            if child.strength == "required":
                yield from _required(child, f"{path}/{child.id}")


def _together(program: Program, placed: Sequence[Placed], day: date) -> Iterator[Problem]:
    """Criteria that must hold at once: they must not exclude each other, and none may already follow from another."""
    for (path, one), (other_path, other) in combinations(placed, 2):
        if contradicts(one.criterion, other.criterion, day):
            yield Problem(program.id, other_path, f"nobody can meet it together with {path}: {other.requirement.en}; check the two")
        elif implies(one.criterion, other.criterion, day):
            yield doubt(program.id, other_path, f"never matters, since {path} already asks as much: {one.requirement.en}; take it out")
        elif implies(other.criterion, one.criterion, day):
            yield doubt(program.id, path, f"never matters, since {other_path} already asks as much: {other.requirement.en}; take it out")


def _alternatives(program: Program, node: Group, path: str, day: date) -> Iterator[Problem]:
    """Alternatives of which one already lets in all that another does."""
    branches = [(f"{path}/{child.id}", list(_required(child, child.id))) for child in node.nodes if child.strength == "required"]
    variants = {variant.id for variant in program.variants}
    for (one_path, one), (other_path, other) in combinations(branches, 2):
        if not one or not other or {one_path.rpartition("/")[2], other_path.rpartition("/")[2]} & variants:
            continue
        for narrow_path, narrow, wide_path, wide in ((one_path, one, other_path, other), (other_path, other, one_path, one)):
            if all(any(implies(mine.criterion, theirs.criterion, day) for _, mine in narrow) for _, theirs in wide) and len(wide) == _leaves(node, wide_path):
                yield doubt(program.id, narrow_path, f"never matters, since {wide_path} already lets in all that meet it; take it out")
                break


def _leaves(node: Group, path: str) -> int:
    """Criteria in the branch of this path; where not all of them are required, the branch cannot be read off its required ones."""
    (branch,) = [child for child in node.nodes if child.id == path.rpartition("/")[2]][:1]
    return _count(branch)


def _count(node: Node) -> int:
    return sum(_count(child) for child in node.nodes) if isinstance(node, Group) else 1


def _is_empty(criterion: Criterion) -> bool:
    return isinstance(criterion, CareerStage) and set(criterion.within) == set(values("career_stage"))
