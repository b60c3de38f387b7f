"""How the verdicts of one person run over the fifteen years before and after a day: each criterion is judged once for every stretch of days.

Programmes with an equal criterion share its stretches, and a rule follows from those of its parts by logic, so that no rule is judged day by day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from matcher.eligibility import HORIZON, Asking
from profiles import ResearcherProfile
from profiles.sources import Known, known_on
from programs.criteria import Case, Criterion
from programs.criteria.base import Kept
from programs.dates import clamp_add
from programs.logic import Verdict, all_of, any_of
from programs.program import Call, Program
from programs.rules import Group, Node, softened

_DAY = timedelta(days=1)
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days with one verdict, both ends included."""

    verdict: Verdict
    since: date
    until: date


@dataclass(slots=True)
class _Stretches:
    """Stretches that do not overlap, in order."""

    starts: list[date] = field(default_factory=list)
    found: list[Stretch] = field(default_factory=list)

    def at(self, day: date) -> Stretch | None:
        """The stretch in which a day lies, where it has been looked at."""
        place = bisect_right(self.starts, day) - 1
        return self.found[place] if place >= 0 and day <= self.found[place].until else None

    def add(self, one: Stretch) -> None:
        """Keep another."""
        place = bisect_right(self.starts, one.since)
        self.starts.insert(place, one.since)
        self.found.insert(place, one)


class Course:
    """The verdicts of one person around a day; worked out as they are asked for, and kept.

    Attributes:
        person, day: Who is asked about, and the day.
        first, last: The days between which verdicts are known.
    """

    def __init__(self, person: ResearcherProfile, day: date, asking: Asking | None = None) -> None:
        self.person, self.day = person, day
        self.first, self.last = clamp_add(day, -HORIZON.days), clamp_add(day, HORIZON.days)
        self._asked: dict[date, Asking] = {} if asking is None else {day: asking}
        self._kept: dict[date, Kept] = {}
        self._knowns: list[Known] = []
        self._leaves: dict[Key, tuple[Criterion, _Stretches]] = {}

    def asking(self, day: date) -> Asking:
        """What all programmes share that are judged on a day."""
        if day not in self._asked:
            self._asked[day] = Asking.of(self.person, day)
        return self._asked[day]

    def is_whole(self, stretch: Stretch) -> bool:
        """Whether a stretch is the whole course."""
        return stretch.since == self.first and stretch.until == self.last

    def node(self, node: Node, program: Program, day: date) -> Stretch:
        """One node of a rule on a day, and some days around it on which its verdict stays."""
        if isinstance(node, Group):
            found = self._group(node, [self.node(child, program, day) for child in node.nodes])
        else:
            found = self.criterion(node.criterion, program.calls, day)
        verdict = softened(found.verdict, node.strength)
        return found if verdict is found.verdict else Stretch(verdict, found.since, found.until)

    def criterion(self, criterion: Criterion, calls: tuple[Call, ...], day: date) -> Stretch:
        """One criterion, likewise."""
        key = (id(criterion), id(calls) if criterion.looks_at_calls else 0)
        known = self._leaves.get(key)
        if known is None:
            known = self._leaves[key] = (criterion, _Stretches())
        found = known[1].at(day)
        if found is None:
            found = self._judged(criterion, calls, day)
            known[1].add(found)
        return found

    def changes(self, node: Node, program: Program) -> set[date]:
        """The days after the day asked on which some criterion of a node is judged otherwise than the day before."""
        if isinstance(node, Group):
            return {day for child in node.nodes for day in self.changes(child, program)}
        days: set[date] = set()
        known = self.criterion(node.criterion, program.calls, self.day)
        while known.until < self.last:
            later = self.criterion(node.criterion, program.calls, known.until + _DAY)
            if softened(later.verdict, node.strength) is not softened(known.verdict, node.strength):
                days.add(known.until + _DAY)
            known = later
        return days

    def _group(self, group: Group, parts: Sequence[Stretch]) -> Stretch:
        if group.operator in ("all", "any"):
            return together(group.operator, parts)
        verdict = group.folded([part.verdict for part in parts])
        return Stretch(verdict, max(part.since for part in parts), min(part.until for part in parts))

    def _judged(self, criterion: Criterion, calls: tuple[Call, ...], day: date) -> Stretch:
        known = self._known(day)
        plain = self._asked[day].kept.judged.get(id(criterion)) if day in self._asked else None
        found = plain[1] if plain is not None and plain[1].since <= self.first and plain[1].until >= self.last else None
        if found is None:
            found = Case(known.profile, day, calls, kept=self._kept.setdefault(day, Kept()), between=(self.first, self.last)).judged(criterion)
        return Stretch(found.verdict, max(self.first, found.since, known.since), min(self.last, found.until, known.until))

    def _known(self, day: date) -> Known:
        found = next((known for known in self._knowns if known.since <= day <= known.until), None)
        if found is None:
            found = known_on(self.person, day)
            self._knowns.append(found)
        return found


def together(operator: str, parts: Sequence[Stretch]) -> Stretch:
    """Parts that must ``all`` hold, or ``any`` of which must; a part that decides alone does so for as long as it stays."""
    if len(parts) == 1:
        return parts[0]
    decisive = Verdict.UNMET if operator == "all" else Verdict.MET
    deciding = [part for part in parts if part.verdict is decisive]
    if deciding:
        return Stretch(decisive, min([part.since for part in deciding]), max([part.until for part in deciding]))
    verdicts = [part.verdict for part in parts]
    return Stretch(all_of(verdicts) if operator == "all" else any_of(verdicts), max([part.since for part in parts]), min([part.until for part in parts]))
