"""The headline measure for parts of the researchers, with intervals; small cells are not shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from eval.intervals import bootstrap_interval
from matcher.texts import profile_passages
from profiles import ResearcherProfile
from profiles.facts import career_stage

SMALLEST = 10
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_ASIA = frozenset("CN HK MO TW KR KP MN VN TH PH ID MY SG BN KH LA MM TL IN PK BD LK NP BT MV AF KZ KG TJ TM UZ".split())
_EUROPE = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE GB CH NO IS LI UA RU BY MD RS BA ME MK AL TR GE AM AZ".split())


def _language(profile: ResearcherProfile, on: date) -> str:
    text = _text(profile)
    share = len(_JAPANESE.findall(text)) / max(1, len(text.replace(" ", "")))
    return "no text" if not text else "Japanese" if share > 0.5 else "English" if share < 0.05 else "mixed"


def _text(profile: ResearcherProfile) -> str:
    return " ".join(passage.text for passage in profile_passages(profile.interests))


def _amount(profile: ResearcherProfile, on: date) -> str:
    size = len(_text(profile).encode())
    return "under 200 bytes" if size < 200 else "200 to 1000 bytes" if size < 1000 else "over 1000 bytes"


def _stage(profile: ResearcherProfile, on: date) -> str:
    return career_stage(profile, on).value or "not known"


def _field(profile: ResearcherProfile, on: date) -> str:
    from profiles.vocabulary.fields import fields

    def area(code: str) -> str:
        parents = fields().get(code, {}).get("parents", [])
        return code if not parents else area(parents[0])
    return area(profile.fields[0]) if profile.fields else "not stated"


def _direction(profile: ResearcherProfile, on: date) -> str:
    wished = profile.goals.countries if profile.goals else None
    return "not stated" if not wished else "to Japan" if "JP" in wished else "elsewhere"


def _region(profile: ResearcherProfile, on: date) -> str:
    home = profile.residence.country if profile.residence else None
    code = home or next((post.country for post in profile.positions or () if post.until is None and post.country), None)
    if code is None:
        return "not stated"
    return "Japan" if code == "JP" else "Asia" if code in _ASIA else "Europe" if code in _EUROPE else "other"


SLICES: Mapping[str, Callable[[ResearcherProfile, date], str]] = {
    "language": _language, "stage": _stage, "field": _field, "direction": _direction, "region": _region, "text": _amount,
}


def slice_report(profiles: Sequence[ResearcherProfile], values: Mapping[str, float], on: date) -> dict[str, Any]:
    """Slice to cell to count, mean, interval and gap to the mean of all others; cells under ten people keep only their count."""
    report: dict[str, Any] = {}
    measured = [profile for profile in profiles if profile.id in values]
    for name, cell_of in SLICES.items():
        cells: dict[str, list[str]] = {}
        for profile in measured:
            cells.setdefault(cell_of(profile, on), []).append(profile.id)
        report[name] = {cell: _cell(ids, values) for cell, ids in sorted(cells.items())}
    return report


def _cell(ids: Sequence[str], values: Mapping[str, float]) -> dict[str, Any]:
    if len(ids) < SMALLEST:
        return {"profiles": len(ids), "suppressed": True}
    inside = np.array([values[one] for one in ids])
    chosen = set(ids)
    outside = np.array([value for one, value in values.items() if one not in chosen])
    gap = float(inside.mean() - outside.mean()) if len(outside) else 0.0
    return {"profiles": len(ids), "mean": float(inside.mean()), "interval": list(bootstrap_interval(inside)), "gap_to_others": gap}
