"""Questions asked one at a time: what a person types is read into the profile, and "I don't know" is an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from matcher.questions import part_of

UNKNOWN = frozenset({"", "?", "i don't know", "don't know", "unknown", "skip", "わからない", "分からない", "不明"})
NONE = frozenset({"none", "no", "never", "なし", "ない", "[]"})
_YES, _NO = frozenset({"yes", "y", "true", "はい"}), frozenset({"no", "n", "false", "いいえ"})
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}$")


def example_of(fact: str) -> str:
    """How an answer to this question may be typed."""
    part = part_of(fact)
    return _EXAMPLES.get(part, "yes, no, or a number" if part.startswith("answers.") else "")


def answered(content: Mapping[str, Any], fact: str, typed: str) -> dict[str, Any]:
    """The profile's mapping with an answer added; ``parse_profile`` then tells what is wrong with it.

    Raises:
        ValueError: The text cannot be read as an answer to this question.
    """
    part, text = part_of(fact), typed.strip()
    changed = dict(content)
    if part.startswith("answers."):
        changed["answers"] = {**(content.get("answers") or {}), part.removeprefix("answers."): _plain(text)}
        return changed
    value = _READERS.get(part, _words)(text) if not (part in _LISTS and text.casefold() in NONE) else []
    head, _, rest = part.partition(".")
    changed[head] = {**(content.get(head) or {}), rest: value} if rest else value
    return changed


def _plain(text: str) -> Any:
    folded = text.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    try:
        return int(text) if text.lstrip("-").isdigit() else float(text)
    except ValueError:
        return text


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,、;]", text) if word.strip()]


def _entries(text: str) -> list[list[str]]:
    return [entry.split() for entry in re.split(r"[;；]", text) if entry.split()]


def _dated(words: list[str], names: tuple[str, ...]) -> dict[str, Any]:
    """The dates among the words, in order, under these names."""
    return dict(zip(names, [word for word in words if _DATE.match(word)], strict=False))


def _country(words: list[str]) -> dict[str, Any]:
    found = [word for word in words if re.fullmatch(r"[A-Z]{2}", word)]
    return {"country": found[0]} if found else {}


def _degrees(text: str) -> list[dict[str, Any]]:
    return [{"level": words[0].lower(), **_dated(words, ("expected",) if "expected" in words else ("awarded",)), **_country(words)} for words in _entries(text)]


def _positions(text: str) -> list[dict[str, Any]]:
    from profiles.vocabulary.terms import values

    kinds = set(values("organisation_kind"))
    return [{"kind": words[0].lower(), **({"organisation_kind": kind} if (kind := next((w for w in words if w in kinds), None)) else {}),
             **_dated(words, ("since", "until")), **_country(words)} for words in _entries(text)]


def _stays(text: str) -> list[dict[str, Any]]:
    from profiles.vocabulary.terms import values

    purposes = set(values("stay_purpose"))
    return [{**_country(words), **_dated(words, ("since", "until")), **({"purpose": word} if (word := next((w for w in words if w in purposes), None)) else {})}
            for words in _entries(text)]


def _first_word(name: str) -> Callable[[str], list[dict[str, Any]]]:
    return lambda text: [{name: words[0], **_dated(words, ("since", "until"))} for words in _entries(text)]


def _residence(text: str) -> dict[str, Any]:
    words = text.split()
    return {"country": words[0], **_dated(words, ("since",)), **({"permanent": True} if "permanent" in words else {})}


def _languages(text: str) -> dict[str, str]:
    pairs = [word.split() for word in _words(text)]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("write each language with its level, such as `en C1, ja N4`")
    return {code.lower(): level for code, level in pairs}


def _months(text: str) -> dict[str, float]:
    numbers = [float(word) for word in re.findall(r"\d+(?:\.\d+)?", text)]
    if not numbers:
        raise ValueError("write a number of months, such as `12` or `3-12`")
    return {"min": min(numbers), "max": max(numbers)}


def _start(text: str) -> dict[str, str]:
    dates = _dated(text.replace("..", " ").split(), ("from", "until"))
    if not dates:
        raise ValueError("write a date, such as `2027-04-01` or `2027-04 2027-09`")
    return dates


def _applications(text: str) -> list[dict[str, Any]]:
    from profiles.vocabulary.terms import values

    outcomes = set(values("outcome"))
    return [{"program": words[0], **_dated(words, ("on",)), **({"outcome": word} if (word := next((w for w in words if w in outcomes), None)) else {})}
            for words in _entries(text)]


_READERS: Mapping[str, Callable[[str], Any]] = {
    "degrees": _degrees, "positions": _positions, "stays": _stays, "awards": _first_word("program"), "career_breaks": _first_word("reason"),
    "funding": _first_word("funder"), "applications": _applications, "residence": _residence, "languages": _languages, "birth_date": str,
    "goals.duration_months": _months, "goals.start": _start, "arrangements.nominated_by": str,
}
_LISTS = frozenset({"degrees", "positions", "stays", "awards", "career_breaks", "funding", "applications", "publications", "nationalities", "permanent_residence",
                    "arrangements.partners", "fields"})
_EXAMPLES: Mapping[str, str] = {
    "nationalities": "IN, JP", "permanent_residence": "US / none", "birth_date": "1998-05-17", "residence": "IN 1998-04 permanent",
    "degrees": "phd 2024-07-31 IN; master expected 2027-03 JP / none", "positions": "postdoc university IN 2024-09 / none",
    "stays": "JP 2022-01 2022-03 research / none", "awards": "jsps-short-pe 2023-05 2023-11 / none", "career_breaks": "parental_leave 2025-01 2025-06 / none",
    "applications": "msca-pf-european 2025-09 rejected / none", "funding": "DST 2024-04 2027-03 / none", "languages": "en C1, ja N4", "fields": "quantum, 物理学",
    "goals.duration_months": "3-12", "goals.start": "2027-04 2027-09", "goals.countries": "JP", "arrangements.nominated_by": "IIT Bombay",
}
