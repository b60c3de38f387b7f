"""Countries and territories by ISO 3166-1 code, with exact names in English and Japanese."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "countries.json"
AMBIGUOUS = {
    "korea": ("KR", "KP"), "朝鮮": ("KR", "KP"), "congo": ("CG", "CD"), "コンゴ": ("CG", "CD"),
    "guinea": ("GN", "GW", "GQ", "PG"), "virgin islands": ("VG", "VI"), "samoa": ("WS", "AS"), "micronesia": ("FM",),
    "saint martin": ("MF", "SX"), "republic of china": ("TW", "CN"),
}


@cache
def countries() -> Mapping[str, Any]:
    """All codes with their names."""
    table: Mapping[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return table


def is_country(code: str) -> bool:
    """Whether this is the code of a country or territory."""
    return code in countries()


def country_name(code: str, lang: str) -> str | None:
    """The country's name, or None for an unknown code."""
    entry = countries().get(code)
    return entry[lang] if entry else None


def country_code(text: str) -> str | None:
    """The code for a code or an exact name in either language; never a guess, and None for an ambiguous name."""
    folded = _folded(text)
    written = unicodedata.normalize("NFKC", text).strip()
    if written.isascii() and is_country(written.upper()):  # ASCII only: Python makes SS (South Sudan) of ß
        return written.upper()
    return _names().get(folded)


def ambiguous_codes(text: str) -> tuple[str, ...]:
    """The codes between which an ambiguous name leaves the choice, or nothing."""
    return AMBIGUOUS.get(_folded(text), ())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code, entry in countries().items():
        for name in (entry["en"], entry["ja"], entry["alpha3"], *entry["aliases"]):
            names.setdefault(_folded(name), code)
    return {name: code for name, code in names.items() if name not in AMBIGUOUS}
