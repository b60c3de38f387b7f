"""Fields of research: the 6 areas and 42 fields of the OECD's FORD, and tags for the advanced fields of the programmes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "fields.json"


@cache
def fields() -> Mapping[str, Any]:
    """All codes with their names, aliases and parents."""
    table: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table


def is_field(code: str) -> bool:
    """Whether this is a code of the vocabulary."""
    return code in fields()


def field_name(code: str, lang: str) -> str:
    """The field in words; an unknown code is shown as it is."""
    entry = fields().get(code)
    return entry[lang] if entry else code


def map_field(word: str) -> str | None:
    """The code for a code, a name or an alias in either language; None where the word is not in the vocabulary."""
    folded = _folded(word)
    if re.fullmatch(r"[1-6](\.\d{1,2})?", folded):
        folded = f"ford:{folded}"
    return folded if is_field(folded) else _aliases().get(folded)


def is_within(code: str, target: str) -> bool | None:
    """Whether a person of field ``code`` works in ``target``.

    Returns:
        True where ``target`` is the same or a FORD code that holds all of ``code``; False where the two share none of the 42 FORD
        fields; None where they may overlap (``ford:1.3`` asked against ``quantum``, two tags with a common parent, an unknown code).
    """
    if code == target:
        return True
    own, asked = _covered(code), _covered(target)
    if not own or not asked:
        return None
    if own <= asked and target.startswith("ford:"):
        return True
    return None if own & asked else False


def is_within_any(code: str, targets: Iterable[str]) -> bool | None:
    """Whether a person of field ``code`` works in one of ``targets``.

    Beside what ``is_within`` says of each, a tag that lies in several areas is inside where FORD targets together hold all of it:
    ``materials`` asked against ``ford:1`` and ``ford:2``.
    """
    asked = tuple(targets)
    found = [is_within(code, target) for target in asked]
    own = _covered(code)
    if True in found or (own and own <= frozenset().union(*(_covered(target) for target in asked if target.startswith("ford:")))):
        return True
    return None if None in found else False


@cache
def _covered(code: str) -> frozenset[str]:
    """The second-level FORD fields in which work of this code may lie."""
    if code not in fields():
        return frozenset()
    if re.fullmatch(r"ford:\d", code):
        return frozenset(other for other in fields() if other.startswith(f"{code}."))
    return frozenset({code}) if code.startswith("ford:") else frozenset().union(*(_covered(parent) for parent in fields()[code]["parents"]))


def _folded(text: str) -> str:
    return re.sub(r"[\s_‐-]+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


@cache
def _aliases() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code, entry in fields().items():
        for name in (entry["en"], entry["ja"], *entry["aliases"]):
            names.setdefault(_folded(name), code)
    return names
