"""A proposal of seats as a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matcher.export.report import Value
from matcher.export.words import both
from matcher.screening.planning import Candidate, Plan

_COLUMNS = (("ID", "ID"), ("Proposal", "配分案"), ("Why not in it: binding limits", "案に入らない理由（制約）"), ("Fit (0–100)", "適合度（0〜100）"), ("Cost (ceiling)", "費用（上限）"), ("Host", "受入研究者"))
LIMITS = {
    "seats": ("all seats are taken by people with a higher fit", "席数の上限（適合度がより高い人で充足）"), "budget": ("the rest of the budget does not suffice", "予算残額の不足"),
    "per-host": ("the host has as many people as may come to one host", "受入研究者当たりの上限"), "cost-unknown": ("planned months (or the programme's amounts) are not known, so the cost is not", "予定月数または支援額が不明なため費用を計算できない"),
    "reserved": ("seats are reserved for a group", "優先枠による"),
}
NOTE = ("A proposal inside the limits given, never a decision. It holds nobody against whom a published rule stands; people who need information are in it with that information still missing.",
        "指定された制約の範囲での案であり、決定ではありません。公表要件を満たさない人は含みません。「要確認」の人は、情報が未確認のまま含まれます。")


def plan_table(plan: Plan, people: Mapping[str, Candidate], lang: str) -> tuple[list[str], list[list[Value]]]:
    """Headings and rows: the people proposed first, then everybody else with the limits that bind."""
    ja = lang == "ja"
    chosen = [_row(people[name], "●", "") for name in plan.chosen]
    left = [_row(people[name], None, "; ".join(LIMITS[limit][ja] for limit in limits)) for name, limits in plan.left_out]
    return [both(pair, lang) for pair in _COLUMNS], [*chosen, *left, [NOTE[ja]]]


def _row(person: Candidate, mark: str | None, why: str) -> list[Value]:
    return [person.id, mark, why, round(100 * person.score, 1), person.cost, person.host]


def plan_to_dict(plan: Plan, people: Mapping[str, Candidate]) -> dict[str, Any]:
    """Plain values, marked as a proposal."""
    return {"proposal": True, "note": {"en": NOTE[0], "ja": NOTE[1]}, "chosen": [{"profile": name, "score": people[name].score, "cost": people[name].cost, "host": people[name].host} for name in plan.chosen],
            "left_out": [{"profile": name, "limits": list(limits)} for name, limits in plan.left_out], "value": round(plan.value, 6), "cost": plan.cost}
