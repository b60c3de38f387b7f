"""Who is ruled out and who stands first, by group: a prompt to look, never an input of a verdict, a fit or an order.

The share of a group among the first k people is the product of two shares, and so the ratio of two groups splits in two: that of people
against whom no rule stands ("because of rules"), and that of the first k among those ("because of ranking").
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SMALLEST = 10
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``of`` people with the 95 % interval of Wilson's score; a small cell is not shown."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, or None where nobody is counted."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval (E. B. Wilson, 1927)."""
        if not self.of:
            return None
        share, spread = self.count / self.of, _Z * _Z / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = _Z * math.sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: how many people, how many of them no rule rules out, and how many of those are among the first k.

    Attributes:
        rules: How many people each rule rules out (a person may fail several).
        ratio: The share among the first k over that of the group with the largest share; ``by_rules`` times ``by_ranking`` is the ratio.
    """

    kind: str
    group: str
    people: int
    possible: Share
    undetermined: Share
    first: Share
    rules: Mapping[str, int]
    ratio: float | None = None
    by_rules: float | None = None
    by_ranking: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """What is counted of one person."""

    groups: Mapping[str, str]
    verdict: str
    failed: tuple[str, ...]
    rank: int | None


def person_of(content: Mapping[str, Any], groups: Mapping[str, str]) -> Person:
    """From the contract's object of a person."""
    failed = tuple(finding["criterion"] for finding in content["findings"] if finding["verdict"] == "unmet" and finding["strength"] == "required")
    return Person(groups, content["verdict"], failed, content["rank"])


def disparity(people: Iterable[Person], first: int) -> list[GroupCount]:
    """The counts of every group of at least ten people; smaller ones are put together as ``(small groups)``, and left out if still small.

    Args:
        first: k, the number of people at the head of the ranking that are looked at.
    """
    gathered: dict[str, dict[str, list[Person]]] = {}
    for person in people:
        for kind, group in person.groups.items():
            gathered.setdefault(kind, {}).setdefault(group, []).append(person)
    return [count for kind, groups in gathered.items() for count in _compared([_count(kind, group, members, first) for group, members in _shown(groups)])]


def _shown(groups: Mapping[str, list[Person]]) -> list[tuple[str, list[Person]]]:
    large = sorted((group, members) for group, members in groups.items() if len(members) >= SMALLEST)
    small = [member for members in groups.values() if len(members) < SMALLEST for member in members]
    return [*large, *([("(small groups)", small)] if len(small) >= SMALLEST else [])]


def _count(kind: str, group: str, members: Sequence[Person], first: int) -> GroupCount:
    possible = [member for member in members if member.verdict != "ineligible"]
    chosen = sum(member.rank is not None and member.rank <= first for member in possible)
    rules = Counter(rule for member in members if member.verdict == "ineligible" for rule in set(member.failed))
    return GroupCount(kind, group, len(members), Share(len(possible), len(members)), Share(sum(member.verdict == "undetermined" for member in members), len(members)),
                      Share(chosen, len(members)), dict(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))))


def _compared(counts: list[GroupCount]) -> list[GroupCount]:
    best = max((count for count in counts if count.first.value), key=lambda count: (count.first.value or 0.0, count.group), default=None)
    if best is None:
        return counts
    return [_against(count, best) for count in counts]


def _against(count: GroupCount, best: GroupCount) -> GroupCount:
    by_rules = _over(count.possible.value, best.possible.value)
    ranked, theirs = (_over(one.first.count, one.possible.count) for one in (count, best))
    return GroupCount(count.kind, count.group, count.people, count.possible, count.undetermined, count.first, count.rules,
                      _over(count.first.value, best.first.value), by_rules, _over(ranked, theirs))


def _over(first: float | None, second: float | None) -> float | None:
    return None if first is None or not second else first / second


def cell(count: int) -> str | int:
    """A count as it may be shown: 1 to 9 people are not."""
    return count if count == 0 or count >= SMALLEST else f"<{SMALLEST}"


def to_dict(count: GroupCount) -> dict[str, Any]:
    """Plain values with small cells suppressed."""
    def share(one: Share) -> dict[str, Any]:
        small = 0 < one.count < SMALLEST or 0 < one.of - one.count < SMALLEST
        interval = None if small or one.interval is None else [round(edge, 4) for edge in one.interval]
        return {"count": cell(one.count), "share": None if small or one.value is None else round(one.value, 4), "interval": interval}

    hidden = share(count.first)["share"] is None or share(count.possible)["share"] is None
    ratios = {name: None if hidden or value is None else round(value, 4) for name, value in (("ratio", count.ratio), ("by_rules", count.by_rules), ("by_ranking", count.by_ranking))}
    return {"kind": count.kind, "group": count.group, "people": count.people, "possible": share(count.possible), "undetermined": share(count.undetermined), "first": share(count.first),
            **ratios, "rules": {rule: cell(number) for rule, number in count.rules.items()}}
