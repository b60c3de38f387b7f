"""The best set of people inside seats, a budget, caps per host and reserved seats: a proposal, never a decision.

An integer programme (scipy's HiGHS): the sum of the fit of those taken is largest. Each person who is left out is told which limit binds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.errors import MatcherError
from programs.program import Amount, Program

_PER_MONTH = {"month": 1.0, "person-month": 1.0, "year": 1 / 12, "person-year": 1 / 12, "day": 30.4375}
_ONCE = frozenset({"once", "person", "award", "fellowship"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as the plan sees them.

    Attributes:
        cost: What the stay costs, or None where the planned months are not known.
        groups: Values by which seats may be reserved.
    """

    id: str
    score: float
    cost: float | None = None
    host: str | None = None
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reserve:
    """At least ``seats`` people of a group."""

    kind: str
    value: str
    seats: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What the set must keep to."""

    seats: int
    budget: float | None = None
    per_host: int | None = None
    reserved: tuple[Reserve, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The people proposed, best first, and for everybody else the limits that bind."""

    chosen: tuple[str, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    value: float
    cost: float


def cost_of(amounts: Sequence[Amount], months: float | None, currency: str) -> float | None:
    """The ceiling of what one person's stay costs, from the programme's amounts; None where nothing is said or the months are not known.

    Sums per month, year and day count by the planned months, sums per person once; of variants the dearest counts.
    """
    shared, variants = 0.0, dict[str, float]()
    told = False
    for amount in amounts:
        sum_ = amount.max if amount.max is not None else amount.min
        if sum_ is None or (amount.currency or currency) != currency or amount.unit not in {*_PER_MONTH, *_ONCE}:
            continue
        told = True
        if amount.unit in _PER_MONTH and months is None:
            return None
        cost = sum_ * (_PER_MONTH[amount.unit] * (months or 0.0) if amount.unit in _PER_MONTH else 1.0)
        if amount.variant is None:
            shared += cost
        else:
            variants[amount.variant] = variants.get(amount.variant, 0.0) + cost
    return shared + max(variants.values(), default=0.0) if told else None


def cost_in(program: Program, months: float | None, currency: str, per_month: float | None) -> float | None:
    """By the office's own sum a month where it names one, else by the programme's amounts."""
    if per_month is not None:
        return None if months is None else per_month * months
    return cost_of(program.amounts, months, currency)


def plan_seats(people: Sequence[Candidate], limits: Limits) -> Plan:
    """The set with the largest sum of fit.

    Raises:
        MatcherError: The reserved seats cannot be filled inside the other limits.
    """
    able = [person for person in people if limits.budget is None or person.cost is not None]
    taken = _solved(able, limits) if able else set()
    chosen = sorted((able[place] for place in taken), key=lambda person: (-person.score, person.id))
    cost = sum(person.cost or 0.0 for person in chosen)
    names = {person.id for person in chosen}
    left = tuple((person.id, _binding(person, chosen, cost, limits)) for person in people if person.id not in names)
    return Plan(tuple(person.id for person in chosen), left, sum(person.score for person in chosen), cost)


def _solved(people: Sequence[Candidate], limits: Limits) -> set[int]:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows: list[list[float]] = [[1.0] * len(people)]
    low, high = [-np.inf], [float(limits.seats)]
    if limits.budget is not None:
        rows.append([float(person.cost or 0.0) for person in people])
        low, high = [*low, -np.inf], [*high, limits.budget]
    if limits.per_host is not None:
        for host in sorted({person.host for person in people if person.host}):
            rows.append([float(person.host == host) for person in people])
            low, high = [*low, -np.inf], [*high, float(limits.per_host)]
    for reserve in limits.reserved:
        rows.append([float((reserve.kind, reserve.value) in person.groups) for person in people])
        low, high = [*low, float(reserve.seats)], [*high, np.inf]
    gains = np.array([person.score for person in people]) + 1e-9  # somebody without any fit is still better than an empty seat
    found = milp(-gains, integrality=np.ones(len(people)), bounds=Bounds(0, 1), constraints=LinearConstraint(np.array(rows), low, high), options={"mip_rel_gap": 0.0})
    if found.x is None:
        named = ", ".join(f"{one.kind}={one.value}: {one.seats}" for one in limits.reserved)
        raise MatcherError(f"no set of people keeps to all limits: too few can fill the reserved seats ({named}) inside seats, budget and caps; lower one of them")
    return {place for place, share in enumerate(found.x) if share > 0.5}


def _binding(person: Candidate, chosen: Sequence[Candidate], cost: float, limits: Limits) -> tuple[str, ...]:
    """The limits that adding this person to the proposal would break; at least one, since the proposal is the best."""
    if limits.budget is not None and person.cost is None:
        return ("cost-unknown",)
    binding = []
    if len(chosen) >= limits.seats:
        binding.append("seats")
    if limits.budget is not None and cost + (person.cost or 0.0) > limits.budget + 1e-6:
        binding.append("budget")
    if limits.per_host is not None and person.host and sum(one.host == person.host for one in chosen) >= limits.per_host:
        binding.append("per-host")
    worse = [one for one in chosen if one.score < person.score]
    if binding == ["seats"] and worse and limits.reserved:
        binding.append("reserved")
    return tuple(binding)
