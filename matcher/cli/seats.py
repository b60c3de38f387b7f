"""The options of quota planning, and the plan of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matcher.errors import UsageFault
from matcher.screening.groups import KINDS
from matcher.screening.planning import Candidate, Limits, Plan, Reserve, cost_in, plan_seats
from matcher.screening.work import Entry
from programs.program import Program

_RESERVABLE = tuple(kind for kind in KINDS if kind != "nationality_region")


@dataclass(frozen=True, slots=True)
class Planning:
    """What was asked of a plan."""

    limits: Limits
    currency: str
    per_month: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the manifest."""
        limits = self.limits
        return {"seats": limits.seats, "budget": limits.budget, "currency": self.currency, "per_host": limits.per_host, "cost_per_month": self.per_month,
                "reserve": [f"{one.kind}={one.value}:{one.seats}" for one in limits.reserved]}


def planning_of(seats: int | None, budget: str | None, per_host: int | None, reserve: tuple[str, ...], per_month: float | None) -> Planning | None:
    """The plan asked for, or None.

    Raises:
        UsageFault: A limit without seats, or one that cannot be read.
    """
    if seats is None:
        given = [option for option, value in (("--budget", budget), ("--per-host", per_host), ("--reserve", reserve), ("--cost-per-month", per_month)) if value]
        if given:
            raise UsageFault(f"{', '.join(given)}: only with --seats N, the number of people to propose")
        return None
    amount, currency = _money(budget) if budget is not None else (None, "JPY")
    return Planning(Limits(seats, amount, per_host, tuple(_reserve(text) for text in reserve)), currency, per_month)


def _money(text: str) -> tuple[float, str]:
    match = re.fullmatch(r"\s*([A-Za-z]{3})?\s*(\d[\d,]*(?:\.\d+)?)\s*([A-Za-z]{3}|円)?\s*", text)
    if match is None:
        raise UsageFault(f"--budget {text}: expected an amount such as 12000000 or 90000EUR")
    currency = (match[1] or match[3] or "JPY").upper()
    return float(match[2].replace(",", "")), "JPY" if currency == "円" else currency


def _reserve(text: str) -> Reserve:
    match = re.fullmatch(r"([a-z_]+)=(.+):(\d+)", text)
    if match is None or match[1] not in _RESERVABLE:
        raise UsageFault(f"--reserve {text}: expected KIND=VALUE:N with KIND one of {', '.join(_RESERVABLE)}, such as stage=student:2")
    return Reserve(match[1], match[2], int(match[3]))


def plan_of(entries: Iterator[Entry], planning: Planning, program: Program | None) -> tuple[Plan, dict[str, Candidate]]:
    """The proposal over everybody against whom no published rule stands."""
    candidates: dict[str, Candidate] = {}
    for entry in entries:
        content, known = entry.read(), entry.known()
        if entry.rank is None:
            continue
        own = program or None
        cost = cost_in(own, known.get("months"), planning.currency, planning.per_month) if own else (None if known.get("months") is None or planning.per_month is None else planning.per_month * known["months"])
        candidates[content["profile"]] = Candidate(content["profile"], content["score"], cost, known.get("host"), tuple(sorted(known.get("groups", {}).items())))
    return plan_seats(list(candidates.values()), planning.limits), candidates
