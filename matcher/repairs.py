"""The smallest sets of changes that would make a person eligible: what to arrange, to state, or to wait for, and what never changes.

A change is one fact: stated where it is unknown, arranged where it is a step. Each rule that is not met says through its tree of findings
which facts could turn it (the ways of an ``all`` are the unions of its parts' ways, those of an ``any`` their choice), and waiting is tried
on the days on which a failed rule stops failing. Sets are minimal, and complete up to three changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations

from matcher.course import Course
from matcher.eligibility import Eligibility
from matcher.obstacles import obstacle_of, obstacle_text
from matcher.timeline import changed_days, findings_on
from profiles import ResearcherProfile
from programs.dates import DEADLINE
from programs.logic import Change as Kind
from programs.logic import Finding, Outcome, Text, Verdict
from programs.rules import Group, Node

MOST = 3
_MANY = 6  # changes that one rule may take where no three suffice for all
_ORDER: tuple[Kind, ...] = ("arrange", "wait", "state", "never")


@dataclass(frozen=True, slots=True)
class Step:
    """One change.

    Attributes:
        kind: Arrange, wait (until the day ``on``, or for a call to be published), state, or never (named, and never proposed).
        fact: The profile path that would change; None for waiting until a day.
        criterion: The rule in question.
        what: What is asked of the fact.
    """

    kind: Kind
    fact: str | None
    criterion: str
    what: Text
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together make the person eligible; a set of kind ``never`` names what stands in the way for good.

    Attributes:
        more_than_three: No set of three changes suffices; what would do is listed whole.
    """

    steps: tuple[Step, ...]
    more_than_three: bool = False

    @property
    def kind(self) -> Kind:
        """The hardest kind among the steps: never, else state, else wait, else arrange."""
        return max((step.kind for step in self.steps), key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Way:
    """Facts that have to change, with the step for each."""

    steps: tuple[Step, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """What identifies the way."""
        return frozenset(step.fact or f"wait:{step.on}" for step in self.steps)

    def joined(self, other: Way) -> Way:
        """Both, each fact once."""
        mine = self.facts
        return Way((*self.steps, *(step for step in other.steps if step.fact not in mine)))


_NOTHING = (Way(),)


def repairs_of(found: Eligibility, person: ResearcherProfile, day: date, course: Course | None = None) -> tuple[Repair, ...]:
    """Every smallest set of at most three changes, fewest and easiest first; ``course`` is what other pairs of the same person and day found.

    None for an eligible pair, nor where only sources that disagree leave the verdict open: no change of the person's settles that.
    """
    if found.outcome is Outcome.ELIGIBLE:
        return ()
    failing = tuple(finding for finding in found.findings if finding.verdict is Verdict.UNMET)
    for_good = _for_good(found, failing)
    rules = [(rule.id, rule.node) for rule in found.deciding_rules]
    ways = list(_ways_of_all(rules, found.findings)) if not for_good else []
    if failing and not ways and not for_good:
        ways = _after_waiting(found, course or Course(person, day), rules)
    if ways:
        return tuple(Repair(way.steps) for way in _sorted(ways))
    if failing:
        many = () if for_good else _more_than_three(found, course or Course(person, day), rules)
        return (Repair(many, more_than_three=True),) if many else (Repair(tuple(_obstacle(finding) for finding in for_good or failing)),)
    open_facts = _all_open(found)
    return (Repair(open_facts, more_than_three=True),) if open_facts else ()


def _for_good(found: Eligibility, failing: Sequence[Finding]) -> list[Finding]:
    """The failed rules that can neither be arranged nor end with time."""
    nodes = {rule.id: rule.node for rule in found.deciding_rules}
    return [finding for finding in failing if finding.kind == "type" or (finding.until == date.max and not ways(nodes[finding.criterion], finding, met=True))]


def _obstacle(finding: Finding) -> Step:
    return Step("never", next(iter(obstacle_of(finding).leaf.facts), None), finding.criterion, obstacle_text(finding))


def _after_waiting(found: Eligibility, course: Course, rules: Sequence[tuple[str, Node]]) -> list[Way]:
    """Ways that begin with waiting: for each set of other changes, the first day on which it suffices."""
    ways: list[Way] = []
    for later in changed_days(found, course):
        waited = findings_on(found, course, later)
        waiting = Way((Step("wait", None, _awaited(found, waited), _WAIT, later),))
        made = [waiting.joined(way) for way in _ways_of_all(rules, waited, MOST - 1)]
        seen = [way.facts - {f"wait:{way.steps[0].on}"} for way in ways]
        ways += [way for way in made if not any(earlier <= way.facts for earlier in seen)]
    return ways


def _more_than_three(found: Eligibility, course: Course, rules: Sequence[tuple[str, Node]]) -> tuple[Step, ...]:
    """What would do on the first day on which every rule can still be turned, a smallest way of each rule joined; nothing where there is no such day."""
    for later in (course.day, *changed_days(found, course)):
        findings = found.findings if later == course.day else findings_on(found, course, later)
        each = [ways(node, finding, met=True, most=_MANY) for (_, node), finding in zip(rules, findings, strict=True) if finding.verdict is not Verdict.MET]
        if all(each):
            waiting = () if later == course.day else (Step("wait", None, _awaited(found, findings), _WAIT, later),)
            return reduce(Way.joined, (smallest[0] for smallest in each), Way(waiting)).steps
    return ()


_PUBLISHED = Text("the dates of the next call are published", "次回公募の日程が公表されること")
_WAIT = Text("wait until this day", "この日まで待つこと")


def _awaited(found: Eligibility, waited: Sequence[Finding]) -> str:
    """The rule that stops failing."""
    return next((old.criterion for old, new in zip(found.findings, waited, strict=True)
                 if old.verdict is Verdict.UNMET and new.verdict is not Verdict.UNMET), found.findings[0].criterion)


def _ways_of_all(rules: Sequence[tuple[str, Node]], findings: Sequence[Finding], most: int = MOST) -> tuple[Way, ...]:
    open_rules = [(node, finding) for (_, node), finding in zip(rules, findings, strict=True) if finding.verdict is not Verdict.MET]
    return _all([ways(node, finding, met=True, most=most) for node, finding in open_rules], most)


def ways(node: Node, finding: Finding, met: bool, most: int = MOST) -> tuple[Way, ...]:
    """The smallest sets of changes after which a node is met (or, ``met=False``, unmet); nothing where there is none."""
    if not isinstance(node, Group):
        return _leaf(finding, met)
    if not met and node.strength == "in_principle":
        return ()  # outside a rule that holds in principle is discretionary, never unmet
    parts = list(zip(node.nodes, finding.children, strict=True))
    if node.operator == "not":
        return ways_of_parts("all", parts, not met, most, 1)
    return ways_of_parts(node.operator, parts, met, most, node.count)


def ways_of_parts(operator: str, parts: Sequence[tuple[Node, Finding]], met: bool, most: int, count: int) -> tuple[Way, ...]:
    """The same for an operator over parts that are already judged."""
    each = [ways(child, result, met, most) for child, result in parts]
    if operator == "readings":
        return _all(each, most)
    needed = {"all": len(each), "any": 1, "at_least": count}[operator]
    if not met:
        needed = len(each) - needed + 1  # so many must fail
    if needed <= 0:
        return _NOTHING
    return _smallest(way for chosen in combinations(each, needed) for way in _all(chosen, most))


def _leaf(finding: Finding, met: bool) -> tuple[Way, ...]:
    wanted = Verdict.MET if met else Verdict.UNMET
    if finding.verdict is wanted:
        return _NOTHING
    if not met and finding.strength == "in_principle":
        return ()
    if finding.verdict is Verdict.UNKNOWN:
        return (Way(tuple(_steps(finding))),)
    if met and finding.change == "arrange":
        return (Way((Step("arrange", (finding.facts or (finding.criterion,))[0], finding.criterion, _asked(finding)),)),)
    return ()


def _steps(finding: Finding) -> Iterator[Step]:
    gaps = {gap.fact: gap for gap in finding.missing}
    if not gaps:
        yield Step("state", (finding.facts or (finding.criterion,))[0], finding.criterion, _asked(finding))
    for fact, gap in gaps.items():
        if fact == DEADLINE:
            yield Step("wait", fact, finding.criterion, _PUBLISHED)
            continue
        yield Step("arrange" if gap.kind == "step" else "state", fact, finding.criterion, _asked(finding))


def _all(each: Sequence[tuple[Way, ...]], most: int) -> tuple[Way, ...]:
    """One way of every part, joined; sets above ``most`` changes are dropped."""
    made: tuple[Way, ...] = _NOTHING
    for options in each:
        made = _smallest(joined for way in made for option in options if len((joined := way.joined(option)).facts) <= most)
        if not made:
            return ()
    return made


def _smallest(found: Iterable[Way]) -> tuple[Way, ...]:
    """The ways that hold no other way, each set of facts once."""
    kept: list[Way] = []
    for way in sorted(found, key=lambda way: (len(way.facts), sorted(way.facts))):
        if not any(other.facts <= way.facts for other in kept):
            kept.append(way)
    return tuple(kept)


def _sorted(found: Iterable[Way]) -> list[Way]:
    return sorted(found, key=lambda way: (len(way.steps), max(_ORDER.index(step.kind) for step in way.steps),
                                          max((step.on for step in way.steps if step.on), default=date.min), sorted(way.facts)))


def _all_open(found: Eligibility) -> tuple[Step, ...]:
    steps = [step for finding in found.findings if finding.verdict is not Verdict.MET for step in _open_steps(finding)]
    return tuple({step.fact: step for step in reversed(steps)}.values())[::-1]


def _open_steps(finding: Finding) -> Iterator[Step]:
    if finding.missing and finding.children:
        for child in finding.children:
            if child.missing and child.verdict is not Verdict.MET:
                yield from _open_steps(child)
    elif finding.missing:
        yield from _steps(finding)
    elif finding.verdict is Verdict.DISCRETIONARY:
        yield _obstacle(finding)


def _asked(finding: Finding) -> Text:
    return finding.requirement or finding.reason
