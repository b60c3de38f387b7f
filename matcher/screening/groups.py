"""The groups by which an office may look at its own results: never an input of a verdict, a fit or an order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from matcher.texts import profile_passages
from profiles import ResearcherProfile
from profiles.facts import career_stage

KINDS = ("nationality_region", "degree_country", "stage", "language", "group")
_DATA = Path(__file__).parent / "regions.json"
UNKNOWN = "?"


@cache
def regions() -> Mapping[str, str]:
    """The region of each country code (sub-regions of the UN's M49, some joined)."""
    table: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return {code: region for region, codes in table.items() for code in codes}


def groups_of(person: ResearcherProfile, day: date, group: str | None) -> dict[str, str]:
    """The group of a person of each kind; ``?`` where it is not known."""
    held = sorted({regions().get(code, UNKNOWN) for code in person.nationalities or ()})
    degrees = [degree.country for degree in person.degrees or () if degree.level in ("phd", "md")] or [degree.country for degree in person.degrees or ()]
    return {
        "nationality_region": UNKNOWN if not held else held[0] if len(held) == 1 else "several", "degree_country": next((country for country in degrees if country), None) or UNKNOWN,
        "stage": career_stage(person, day).value or UNKNOWN, "language": _language(person), **({"group": group or UNKNOWN} if group is not None else {}),
    }


def _language(person: ResearcherProfile) -> str:
    text = " ".join(passage.text for passage in profile_passages(person.interests))
    letters = [mark for mark in text if mark.isalpha()]
    if not letters:
        return UNKNOWN
    japanese = sum("\u3040" <= mark <= "\u30ff" or "\u4e00" <= mark <= "\u9fff" for mark in letters) / len(letters)
    return "ja" if japanese > 0.5 else "mixed" if japanese > 0.1 else "other"
