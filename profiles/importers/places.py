"""Countries and nationalities as offices write them: several in a cell, demonyms, old names; an ambiguous one is a question."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from profiles.importers.blanks import folded, is_blank
from profiles.vocabulary import countries
from profiles.vocabulary.countries import ambiguous_codes, country_code, country_name

_DATA = Path(countries.__file__).parent / "data" / "country_spellings.json"
_SEPARATOR = re.compile(r"(\s*(?:[・/,、;；|&＆+＋\n]|\band\b|\s及び|及び|および|\sと\s|かつ|\bor\b)\s*)", re.I)
_TAIL = re.compile(r"(?:\s*(?:国籍|籍|人|nationals?|citizens?|nationality|passport|citizenship)(?:\s*holder)?)$", re.I)
_HEAD = re.compile(r"^(?:the|nationality|国籍|citizen of|republic of)\s*[::]?\s+|^国籍\s*[::]\s*", re.I)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """The codes a cell names for sure, and the questions (English, Japanese) on what it leaves open."""

    codes: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def read_country(text: str) -> PlaceReading:
    """One country or nationality, by code, name, demonym or former name; never a guess."""
    if is_blank(text) and folded(text) != "na":
        return PlaceReading()
    whole = unicodedata.normalize("NFKC", text).strip()
    if whole in ("no", "No"):
        return PlaceReading(questions=(("'No' may be Norway or an answer; write Norway, or leave the cell empty", "「No」はノルウェーとも「いいえ」とも読めます。「ノルウェー」と入力するか、空欄にしてください"),))
    bare = whole.strip(" .。()[]")
    for form in dict.fromkeys((whole, bare, _HEAD.sub("", bare), _TAIL.sub("", bare), _without_remark(whole))):
        choices = _choices(form)
        if choices:
            return PlaceReading(questions=(_between(text, choices),))
        code = _code(form)
        if code is not None:
            return PlaceReading((code,))
    shown = text if len(text) <= 60 else text[:59] + "…"
    return PlaceReading(questions=((f"{shown!r} is not a country that can be told for sure; write its ISO 3166-1 code",
                                    f"「{shown}」は国・地域として確定できません。ISO 3166-1の国コードで入力してください"),))


def _without_remark(text: str) -> str:
    """The name before a remark in brackets, unless the remark is a country itself: 米国（日本） stays a question."""
    match = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", text)
    return match[1] if match and _code(match[2]) is None else text


def _choices(form: str) -> tuple[str, ...]:
    listed: Mapping[str, Any] = _spellings()["questions"]
    return tuple(listed.get(folded(form), ())) or ambiguous_codes(form)


def _code(form: str) -> str | None:
    return country_code(form) or _spellings()["former"].get(folded(form)) or _spellings()["demonyms"].get(folded(form))


def _between(text: str, codes: tuple[str, ...]) -> tuple[str, str]:
    if codes == ("NA",):
        return ("'NA' may be Namibia or 'not available'; write Namibia, or leave the cell empty", "「NA」はナミビアとも「該当なし」とも読めます。「ナミビア」と入力するか、空欄にしてください")
    if len(codes) > 4:
        return f"{text!r} is a former state; write the country of today", f"「{text}」は現在の国名ではありません。現在の国・地域名で入力してください"
    english = " or ".join(f"{code} ({country_name(code, 'en')})" for code in codes)
    japanese = "・".join(f"{code}（{country_name(code, 'ja')}）" for code in codes)
    return f"{text!r} may be {english}; write the code", f"「{text}」は{japanese}のいずれとも読めます。国コードで入力してください"


@cache
def _spellings() -> Mapping[str, Mapping[str, Any]]:
    table: dict[str, dict[str, Any]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return {kind: {folded(name): value for name, value in names.items()} for kind, names in table.items()}


@lru_cache(maxsize=4096)
def read_countries(text: str) -> PlaceReading:
    """Several countries in a cell; a name that itself holds a separator (ボスニア・ヘルツェゴビナ) is kept whole."""
    if len(text) > _LONGEST:
        return PlaceReading(questions=(("the text is too long to be a list of countries", "国・地域の記載としては長すぎます"),))
    whole = read_country(text)
    if whole.codes or is_blank(text) or _choices(unicodedata.normalize("NFKC", text).strip()):
        return whole
    pieces = _SEPARATOR.split(unicodedata.normalize("NFKC", text))
    codes: list[str] = []
    questions: list[tuple[str, str]] = []
    start = 0
    while start < len(pieces):
        found, used = _longest(pieces, start)
        codes += found.codes
        questions += found.questions
        start += used
    return PlaceReading(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(questions))) if codes else whole


def _longest(pieces: list[str], start: int) -> tuple[PlaceReading, int]:
    """The longest run of pieces that is one country, else the first piece alone."""
    for stop in range(min(len(pieces), start + 9), start, -2):
        found = read_country("".join(pieces[start:stop]))
        if found.codes:
            return found, stop - start + 1
    return read_country(pieces[start]), 2
