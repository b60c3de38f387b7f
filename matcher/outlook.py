"""What may become of open rules once one question more is answered: every answer is a bit, so that a rule is folded for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from matcher.course import Course
from matcher.eligibility import Eligibility
from matcher.supposing import Supposed, supposed
from programs.criteria import Case, Criterion
from programs.criteria.base import Kept
from programs.criteria.places import OWN
from programs.dates import DEADLINE
from programs.logic import Missing, Verdict
from programs.rules import Group, Leaf, Node

_RULES_OUT = 0.3  # how often an answer rules somebody out, where nothing can be supposed of it
_TENTHS = 10
# on these answers hang countries of the person's own; on a wished start hang reference dates
_PLACES = frozenset({"nationalities", "residence", "degrees", "goals", "goals.countries", "answers.nationality.holds_japanese"})
_EVERY = -1  # every bit


@dataclass(frozen=True, slots=True)
class Bits:
    """The answers (by bit) after which a node is met, unmet or discretionary; after the others it is open."""

    met: int = 0
    unmet: int = 0
    outside: int = 0

    @property
    def known(self) -> int:
        """The answers after which the node is not open any more."""
        return self.met | self.unmet | self.outside


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question as a run of bits.

    Attributes:
        shares: How often each is given; they sum to 1.
        people: The person with each answer; empty where none can be supposed.
        cases: The same to be judged, as far as no call matters.
    """

    first: int
    shares: tuple[float, ...]
    people: tuple[Supposed, ...] = ()
    cases: tuple[Case, ...] = ()

    def share(self, bits: int) -> float:
        """How often one of these answers is given."""
        own = bits >> self.first & (1 << len(self.shares)) - 1
        return 0.0 if not own else sum([share for place, share in enumerate(self.shares) if own >> place & 1])

    def guessed(self) -> Bits:
        """A node of which no answer that can be supposed says anything."""
        count, taken = 0, 0.0
        while count < len(self.shares) and taken + self.shares[count] / 2 < _RULES_OUT:
            count, taken = count + 1, taken + self.shares[count]
        every, unmet = (1 << len(self.shares)) - 1, (1 << count) - 1
        return Bits(met=(every ^ unmet) << self.first, unmet=unmet << self.first)


@dataclass(frozen=True, slots=True)
class Open:
    """The outlook on an undetermined pair.

    Attributes:
        asked: The parts of the profile that its open rules ask for, each with the answers to it, and whether it settles a rule alone.
        gaps: The facts that can be stated.
        rules: The answers that settle each of its open rules.
        whole: The answers that decide it: a rule fails, or none is open any more.
    """

    asked: dict[str, tuple[Answers, bool]]
    gaps: tuple[Missing, ...]
    rules: tuple[int, ...]
    whole: int

    def decided(self, answers: Answers) -> float:
        """The share of answers that decide the pair."""
        return answers.share(self.whole)

    def settled(self, answers: Answers) -> float:
        """The share of the open rules that an answer settles on average."""
        return sum([answers.share(rule) for rule in self.rules]) / len(self.rules)


class Outlook:
    """The outlook on pairs of one person and day; what is found for one pair serves the others."""

    def __init__(self, course: Course, part_of: Callable[[str], str]) -> None:
        self._course, self._part_of, self._asking = course, part_of, course.asking(course.day)
        self._answers: dict[str, Answers] = {}
        self._bits: dict[tuple[int, int], tuple[Criterion, Bits]] = {}
        self._size = 0

    def of(self, item: Eligibility) -> Open:
        """An undetermined pair."""
        case = Case(self._asking.known.profile, self._course.day, item.program.calls, item.role, self._asking.kept)
        nodes = [rule.node for rule in item.deciding_rules if rule.node.verdict(case) is Verdict.UNKNOWN]
        asked: dict[str, tuple[Answers, bool]] = {}
        told: dict[Missing, None] = {}
        for node in nodes:
            gaps = self._gaps(node, case)
            alone = len({self._part_of(gap.fact) for gap in gaps}) == 1
            for gap in gaps:
                if gap.kind == "fact" and gap.fact != DEADLINE:
                    part = self._part_of(gap.fact)
                    asked[part] = (self._answered(part), alone or (part in asked and asked[part][1]))
                    told[gap] = None
        rules = [self._folded(node, case) for node in nodes]
        known = tuple([rule.known for rule in rules])
        return Open(asked, tuple(told), known, reduce(or_, [rule.unmet for rule in rules]) | reduce(and_, known))

    def _gaps(self, node: Node, case: Case) -> tuple[Missing, ...]:
        """What a node that is not met misses, as its finding says."""
        if isinstance(node, Leaf):
            return case.judged(node.criterion).missing
        return tuple(dict.fromkeys([gap for child in node.nodes if child.verdict(case) is not Verdict.MET for gap in self._gaps(child, case)]))

    def _answered(self, part: str) -> Answers:
        if part not in self._answers:
            people, same = supposed(self._asking.known.profile, part, self._course.day), self._asking.kept
            moments = {} if part == "goals.start" else same.moments
            places = {tokens: found for tokens, found in same.places.items() if OWN.keys().isdisjoint(tokens)} if part in _PLACES else same.places
            cases = tuple([Case(one.person, self._course.day, kept=Kept(moments, dict(places) if part in _PLACES else places)) for one in people])
            shares = tuple([one.share for one in people]) or (1 / _TENTHS,) * _TENTHS
            self._answers[part] = Answers(self._size, shares, people, cases)
            self._size += len(shares)
        return self._answers[part]

    def _folded(self, node: Node, case: Case) -> Bits:
        found = grouped(node, [self._folded(child, case) for child in node.nodes]) if isinstance(node, Group) else self._criterion(node.criterion, case)
        return Bits(found.met, 0, found.outside | found.unmet) if node.strength == "in_principle" else found

    def _criterion(self, criterion: Criterion, case: Case) -> Bits:
        key = (id(criterion), id(case.calls) if criterion.looks_at_calls else 0)
        if key not in self._bits:
            self._bits[key] = (criterion, self._judged(criterion, case))
        return self._bits[key][1]

    def _judged(self, criterion: Criterion, case: Case) -> Bits:
        found = case.judged(criterion)
        if found.verdict is not Verdict.UNKNOWN:
            return Bits(*[_EVERY if found.verdict is verdict else 0 for verdict in (Verdict.MET, Verdict.UNMET, Verdict.DISCRETIONARY)])
        parts = {self._part_of(gap.fact): gap.kind for gap in found.missing if gap.fact != DEADLINE}
        met = unmet = 0
        for part, kind in parts.items():
            if kind != "fact":
                continue
            answers = self._answered(part)
            tried = self._tried(criterion, case, answers)
            if not tried.known and len(parts) == 1:
                tried = answers.guessed()
            met, unmet = met | tried.met, unmet | tried.unmet
        return Bits(met, unmet)

    def _tried(self, criterion: Criterion, case: Case, answers: Answers) -> Bits:
        """A criterion judged after each answer that can be supposed."""
        met = unmet = 0
        for place, other in enumerate(answers.cases, answers.first):
            verdict = criterion.judge(replace(other, calls=case.calls) if criterion.looks_at_calls else other).verdict
            met |= (verdict is Verdict.MET) << place
            unmet |= (verdict is Verdict.UNMET) << place
        return Bits(met, unmet)


def grouped(group: Group, parts: Sequence[Bits]) -> Bits:
    """The bits of an operator over nodes (``Group.folded`` for every answer at once)."""
    met, unmet, outside = ([getattr(part, name) for part in parts] for name in ("met", "unmet", "outside"))
    if group.operator == "readings":
        return Bits(reduce(and_, met), reduce(and_, unmet), reduce(and_, outside))
    if group.operator == "at_least":
        return _at_least(group.count, parts)
    if group.operator == "any":
        fails, holds = reduce(and_, unmet), reduce(or_, met)
        return Bits(holds, fails, reduce(and_, [part.known for part in parts]) & ~holds & ~fails)
    fails, holds = reduce(or_, unmet), reduce(and_, met)
    rest = reduce(and_, [part.known for part in parts]) & ~holds & ~fails
    return Bits(fails, holds, rest) if group.operator == "not" else Bits(holds, fails, rest)


def _at_least(count: int, parts: Sequence[Bits]) -> Bits:
    met, unmet = _counted([part.met for part in parts], count), ~_counted([~part.unmet for part in parts], count)
    open_bits = _counted([part.met | ~part.known for part in parts], count) | ~_counted([part.met | part.outside for part in parts], count)
    return Bits(met, unmet, ~(met | unmet | open_bits))


def _counted(bits: Sequence[int], count: int) -> int:
    """The answers that are in at least ``count`` of these."""
    reached = [_EVERY, *[0] * count]
    for one in bits:
        for place in range(count, 0, -1):
            reached[place] |= reached[place - 1] & one
    return reached[count]
