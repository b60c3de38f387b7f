"""Small mistakes made on purpose in rules, and whether the cases that were written and generated before notice them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, cast

from matcher.eligibility import judge
from profiles import ResearcherProfile, parse_profile
from profiles.documents import load_yaml
from profiles.vocabulary.terms import values
from programs import Program
from programs.boundaries import Setting, boundaries_of
from programs.boundaries.setting import merged
from programs.criteria import Case, Criterion
from programs.logic import Verdict
from programs.program import Call
from programs.rules import Group, Leaf, Node, Rule

ON, START = date(2026, 11, 24), date(2027, 3, 24)
FOLDER = Path(__file__).parents[2] / "cases"
_SILENT = frozenset({"by", "asks", "question", "person_text", "kind", "change", "key", "renounceable", "requirement", "names_en", "names_ja"})  # words, and what no verdict hangs on
_LISTS = {"organisation_kinds": "organisation_kind", "person_kinds": "position_kind", "not_person_kinds": "position_kind", "levels": "degree_level", "not_counting": "stay_purpose",
          "extended_by": "break_reason", "reasons": "break_reason", "roles": "partner_role", "outcomes": "outcome", "authors_positions": "authors_position"}
_CHOICES = {"how": ("never", "once", "running", "not_running"), "anchor": ("awarded", "defended"), "which": ("first", "latest"), "level": ("A2", "B1", "B2", "C1", "N3", "N2", "N1")}
_ADDED = {"within": "BR", "not_in": "BR", "each_of": "BR", "programs": "a-programme-nobody-names", "funders": "Another Funder", "funded_by": "Another Agency", "organisations": "Somewhere Else",
          "designations": "other_designation", "not_designations": "other_designation", "elsewhere_than": "phd"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one mistake in it."""

    program: Program
    rule: Rule
    node: Node
    what: str


def mutants_of(program: Program) -> Iterator[Mutant]:
    """Every mistake in every rule that decides."""
    for rule in program.rules:
        if rule.node.strength != "preference":
            for node, what in _nodes(rule.node):
                yield Mutant(program, rule, node, f"{program.id}/{rule.id}: {what}")


def _nodes(node: Node) -> Iterator[tuple[Node, str]]:
    lenient = isinstance(node, Leaf) and node.criterion.KIND == "nomination" and not getattr(node.criterion, "organisations", ())
    if node.strength in ("required", "in_principle") and not lenient:  # a nomination by anybody is never unmet, so it has no principle to stay outside of
        other = "in_principle" if node.strength == "required" else "required"
        yield dataclasses.replace(node, strength=other), f"{node.id} is {other}"
    if isinstance(node, Leaf):
        for criterion, what in _criteria(node.criterion):
            yield Leaf(criterion, node.id, node.strength), f"{node.id} {what}"
        return
    swapped = {"any": "all", "all": "any", "readings": "any"}.get(node.operator)
    if swapped and len(node.nodes) > 1:
        yield dataclasses.replace(node, operator=cast(Any, swapped)), f"{node.id} {node.operator} is {swapped}"
    if node.operator == "not":
        yield dataclasses.replace(node, operator="all"), f"{node.id} not is gone"
    if node.operator == "at_least":
        for count in {node.count - 1, node.count + 1} & set(range(1, len(node.nodes) + 1)):
            yield dataclasses.replace(node, count=count), f"{node.id} at least {count}"
    for place, child in enumerate(node.nodes):
        rest = (*node.nodes[:place], *node.nodes[place + 1:])
        if rest:
            yield dataclasses.replace(node, nodes=rest), f"{node.id} without {child.id}"
        for changed, what in _nodes(child):
            yield dataclasses.replace(node, nodes=(*node.nodes[:place], changed, *node.nodes[place + 1:])), what


def _criteria(criterion: Criterion) -> Iterator[tuple[Criterion, str]]:
    for item in dataclasses.fields(cast(Any, criterion)):
        value = getattr(criterion, item.name)
        for other in _values(criterion, item.name, value):
            changed = dataclasses.replace(cast(Any, criterion), **{item.name: other})
            if not changed.faults():
                yield changed, f"{item.name}: {other!r} for {value!r}"


def _values(criterion: Criterion, name: str, value: Any) -> Iterator[Any]:
    if _changes_nothing(criterion, name) or name in _SILENT or (name == "list_is_complete" and not getattr(criterion, "organisations", ())):
        return
    if name in ("full_time", "tenure", "former_supervisor") or (isinstance(value, bool) and name != "equals"):
        if value is not None:
            yield not value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from ((value + 1,) if name in ("countries", "count", "min_count") and value == 1 else (value - 1, value + 1))
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, str) and name in _CHOICES:
        yield from (other for other in _CHOICES[name] if other != value and (other in ("never", "once") or criterion.KIND != "application"))
    elif isinstance(value, tuple) and value:
        yield from _lists(criterion, name, value)


def _changes_nothing(criterion: Criterion, name: str) -> bool:
    """Fields that say nothing beside the others of this criterion."""
    if name == "at" and criterion.KIND == "residence" and getattr(criterion, "min_years", 0) is getattr(criterion, "under_years", 0) is None:
        return True
    return (name == "own_country_counts" and getattr(criterion, "countries", 0) == 1) or (name == "strict" and getattr(criterion, "max", 0) is None)


def _lists(criterion: Criterion, name: str, value: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if name in ("at", "before"):
        yield ("2020-01-01",)
        return
    for place in range(len(value)):
        if len(value) > 1:
            yield (*value[:place], *value[place + 1:])
    vocabulary = "career_stage" if criterion.KIND == "career_stage" else ("organisation_kind" if criterion.KIND == "organisation" else "position_kind") if name == "kinds" else _LISTS.get(name)
    pool = values(vocabulary) if vocabulary else ("ford:6.1", "ford:1.3") if criterion.KIND == "field" else (_ADDED.get(name, ""),)
    added = next((word for word in pool if word and word not in value), None)
    if added is not None:
        yield (*value, added)


def golden_cases() -> Mapping[str, list[dict[str, Any]]]:
    """The cases written from the sources, by programme."""
    loaded = [load_yaml(file.read_bytes()) for file in sorted(FOLDER.glob("*.yaml"))]
    return {content["program"]: content["cases"] for content in loaded}


class Examiner:
    """Holds mutants against the generated cases of the rule as it was, and then against the golden cases of its programme."""

    def __init__(self) -> None:
        self._golden = golden_cases()
        self._people: dict[int, ResearcherProfile] = {}
        self._cases: dict[tuple[Node, tuple[Call, ...]], list[tuple[Case, Verdict]]] = {}

    def notices(self, mutant: Mutant) -> bool:
        """Whether some case gives another verdict."""
        if any(mutant.node.verdict(case) is not verdict for case, verdict in self._generated(mutant.rule.node, mutant.program.calls)):
            return True
        return any(self._golden_differs(mutant, case) for case in self._golden.get(mutant.program.id, ()) if case["role"] in mutant.rule.roles)

    def _generated(self, node: Node, calls: tuple[Call, ...]) -> list[tuple[Case, Verdict]]:
        key = (node, calls)
        if key not in self._cases:
            self._cases[key] = [(case, node.verdict(case)) for case in rule_cases(node, calls)]
        return self._cases[key]

    def _golden_differs(self, mutant: Mutant, case: dict[str, Any]) -> bool:
        if id(case) not in self._people:
            self._people[id(case)] = parse_profile({"id": "case", **case["profile"]})
        rules = tuple(dataclasses.replace(rule, node=mutant.node) if rule is mutant.rule else rule for rule in mutant.program.rules)
        found = judge(dataclasses.replace(mutant.program, rules=rules), case["role"], self._people[id(case)], date.fromisoformat(case["on"]))
        if found.outcome.value != case["verdict"]:
            return True
        wanted = case.get("findings", {})
        return mutant.rule.id in wanted and {finding.criterion: finding.verdict.value for finding in found.findings}[mutant.rule.id] != wanted[mutant.rule.id]


def rule_cases(node: Node, calls: tuple[Call, ...]) -> Iterator[Case]:
    """People for a whole rule: each criterion at its boundaries while the others leave the verdict to it; and while nothing else is known."""
    setting = Setting.of(ON, START, calls)
    leaves = {id(leaf): leaf for leaf in _leaves(node)}
    sides = {key: _sides(leaf.criterion, setting) for key, leaf in leaves.items()}
    for leaf in leaves.values():
        others: list[Mapping[str, Any]] = [{}]
        pivots = (_pivot(node, leaf, Verdict.MET), _pivot(node, leaf, Verdict.UNMET))
        for wanted in (*pivots, {place: side for place, side in pivots[0].items() if side is Verdict.UNMET}):
            for first, pick in product((Verdict.UNMET, Verdict.MET), (0, -1)):  # where two criteria look at one fact, each of the two comes to have its way
                ordered = sorted(wanted.items(), key=lambda pair: pair[1] is not first)
                given = merged(*(sides[place][side][pick] for place, side in ordered if sides[place][side]))
                others += [] if given in others else [given]
            shared = _shared([sides[place][side] for place, side in wanted.items()])
            others += [] if shared in others else [shared]
        for boundary in boundaries_of(leaf.criterion, setting):
            for facts in _whole(setting, others, boundary.facts):
                person = _person(facts)
                if person is not None:
                    yield Case(person, setting.day, setting.calls)


def _shared(lists: list[list[Any]]) -> dict[str, Any]:
    """Of each list the facts that most of the lists hold, so that criteria which look at one fact come to have their way together."""
    counts = Counter(repr(facts) for each in lists for facts in each)
    return merged(*(max(each, key=lambda facts: counts[repr(facts)]) for each in lists if each))


def _whole(setting: Setting, others: list[Mapping[str, Any]], own: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One's own facts with those for the other criteria; where both state degrees or posts, together and one's own alone."""
    found: list[dict[str, Any]] = []
    for given in others:
        for adding in (True, False):
            facts = merged(setting.base, given, own, adding=adding)
            found += [] if facts in found else [facts]
    return found


def _pivot(node: Node, leaf: Leaf, among_readings: Verdict) -> dict[int, Verdict]:
    """What the other criteria must give for the verdict to hang on this one."""
    if not isinstance(node, Group):
        return {}
    (own,) = [child for child in node.nodes if any(one is leaf for one in _leaves(child))]
    rest = [child for child in node.nodes if child is not own]
    wanted = {"all": [Verdict.MET] * len(rest), "not": [Verdict.MET] * len(rest), "any": [Verdict.UNMET] * len(rest), "readings": [among_readings] * len(rest),
              "at_least": [Verdict.MET if place < node.count - 1 else Verdict.UNMET for place in range(len(rest))]}[node.operator]
    found = _pivot(own, leaf, among_readings)
    for child, side in zip(rest, wanted, strict=True):
        found |= _wanted(child, side)
    return found


def _wanted(node: Node, side: Verdict) -> dict[int, Verdict]:
    if not isinstance(node, Group):
        return {id(node): side}
    inner = ({Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}[side]) if node.operator == "not" else side
    return {key: value for child in node.nodes for key, value in _wanted(child, inner).items()}


def _sides(criterion: Criterion, setting: Setting) -> dict[Verdict, list[Any]]:
    """Facts with which a criterion is met, and not met."""
    sides: dict[Verdict, list[Any]] = {verdict: [] for verdict in Verdict}
    for boundary in boundaries_of(criterion, setting):
        sides[boundary.verdict].append(boundary.facts)
    return sides


def _person(facts: dict[str, Any]) -> ResearcherProfile | None:
    from profiles import ProfileFaults

    try:
        return parse_profile({"id": "case", **facts})
    except ProfileFaults:
        return None  # two criteria that no person can be asked at once, such as one of an institution and one of a person


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Group):
        for child in node.nodes:
            yield from _leaves(child)
    else:
        yield node
