"""Fields of research: the 6 areas and 42 fields of the OECD's FORD, and tags for the advanced fields of the programmes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
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
    """Whether a person of field ``code`` works in ``target``; None where the two overlap without one holding the other."""
    above = _ancestors(code)
    if target in above:
        parents = fields()[code]["parents"]
        return True if code == target or all(target in _ancestors(parent) for parent in parents) else None
    if code in _ancestors(target):
        return None
    return None if _tag(code) != _tag(target) and above & _ancestors(target) - _areas() else False


def _tag(code: str) -> bool:
    return not code.startswith("ford:")


@cache
def _areas() -> frozenset[str]:
    return frozenset(code for code in fields() if re.fullmatch(r"ford:\d", code))


@cache
def _ancestors(code: str) -> frozenset[str]:
    entry = fields().get(code)
    if entry is None:
        return frozenset()
    return frozenset({code}).union(*(_ancestors(parent) for parent in entry["parents"]))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _aliases() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code, entry in fields().items():
        for name in (entry["en"], entry["ja"], *entry["aliases"]):
            names.setdefault(_folded(name), code)
    return names
