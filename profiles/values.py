"""Single values of a profile: dates, countries, closed lists, texts, languages, fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from profiles.faults import Fault, did_you_mean
from profiles.partial_date import PartialDate
from profiles.researcher import Answer
from profiles.vocabulary.countries import ambiguous_codes, country_code, country_name
from profiles.vocabulary.fields import map_field
from profiles.vocabulary.terms import CEFR, JLPT, values

MAX_TEXT = 1_000_000
_CLOSED = {
    ("Degree", "level"): "degree_level", ("Position", "kind"): "position_kind", ("Position", "organisation_kind"): "organisation_kind",
    ("Stay", "purpose"): "stay_purpose", ("CareerBreak", "reason"): "break_reason", ("Publication", "authors_position"): "authors_position",
    ("HostPerson", "kind"): "position_kind", ("Host", "organisation_kind"): "organisation_kind",
    ("Partner", "organisation_kind"): "organisation_kind", ("Partner", "role"): "partner_role", ("Goals", "activities"): "activity",
    ("Organisation", "kind"): "organisation_kind",
}
_COUNTRIES = {"country", "countries", "nationalities", "permanent_residence"}
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class Values:
    """Collects the faults of one profile while its values are read."""

    def __init__(self, file: str, row: int | None) -> None:
        self._file, self._row = file, row
        self.faults: list[Fault] = []

    def fault(self, path: str, problem: str) -> None:
        """Note one fault."""
        self.faults.append(Fault(self._file, path, problem, self._row))

    @staticmethod
    def join(path: str, key: str) -> str:
        """The path of a key below a path."""
        return f"{path}.{key}" if path else key

    def scalar(self, hint: Any, raw: Any, path: str, owner: str, name: str) -> Any:
        """A single value by its declared type and its name."""
        if hint is PartialDate:
            return self.date(raw, path)
        if name in _COUNTRIES:
            return self.country(raw, path)
        if (owner, name) in _CLOSED:
            return self.choice(raw, path, values(_CLOSED[owner, name]))
        if hint is bool:
            return self.boolean(raw, path)
        if hint in (int, float):
            return self.number(raw, path, hint)
        return self.text(raw, path)

    def text(self, raw: Any, path: str) -> str | None:
        """Text without control characters and of bearable length."""
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            raw = str(raw)
        if not isinstance(raw, str):
            self.fault(path, f"expected text, found {type(raw).__name__}; write words")
            return None
        if len(raw) > MAX_TEXT:
            self.fault(path, f"has {len(raw):,} characters, more than the {MAX_TEXT:,} that are read; shorten it")
            return None
        wrong = next((mark for mark in raw if (mark < " " and mark not in "\n\r\t") or mark == "\x7f" or "\ud800" <= mark <= "\udfff"), None)
        if wrong is not None:
            self.fault(path, f"holds the character U+{ord(wrong):04X}, which is not text; remove it")
            return None
        return raw

    def identity(self, raw: Any, path: str) -> str | None:
        """An id: short, without white space."""
        if raw is None:
            self.fault(path, "is missing; give the profile an id such as r-0001")
            return None
        text = self.text(raw, path)
        if text is not None and (not text or len(text) > 200 or any(mark.isspace() for mark in text)):
            self.fault(path, "is empty, longer than 200 characters or has white space in it; write an id such as r-0001")
            return None
        return text

    def date(self, raw: Any, path: str) -> PartialDate | None:
        """A date of which the year, the month or the day is known."""
        text = f"{raw:04d}" if isinstance(raw, int) and not isinstance(raw, bool) else raw
        if not isinstance(text, str):
            self.fault(path, "expected a date such as 2027-03-31, 2027-03 or 2027")
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            self.fault(path, f"{error}; write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
            return None

    def country(self, raw: Any, path: str) -> str | None:
        """A country by its code or exact name; an ambiguous name is a question."""
        if raw is False:
            self.fault(path, 'was read as false; write "NO" for Norway')
            return None
        if not isinstance(raw, str):
            self.fault(path, "expected an ISO 3166-1 code such as IN, JP or NO")
            return None
        code = country_code(raw)
        if code is None:
            choices = ambiguous_codes(raw)
            named = " or ".join(f"{choice} ({country_name(choice, 'en')})" for choice in choices)
            hint = f"it may be {named}; write the code" if choices else "write its ISO 3166-1 code, such as IN or JP"
            self.fault(path, f"{raw!r} is not a country that can be told for sure; {hint}")
        return code

    def choice(self, raw: Any, path: str, allowed: tuple[str, ...]) -> str | None:
        """One of a closed list."""
        if isinstance(raw, str) and raw in allowed:
            return raw
        hint = did_you_mean(raw, allowed) if isinstance(raw, str) else ""
        self.fault(path, f"{raw!r} is not one of {', '.join(allowed)}{hint}")
        return None

    def boolean(self, raw: Any, path: str) -> bool | None:
        """True or false (yes and no are read here, and only here)."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.casefold() in _YES_NO:
            return _YES_NO[raw.casefold()]
        self.fault(path, f"expected true or false, found {raw!r}")
        return None

    def number(self, raw: Any, path: str, kind: type) -> float | int | None:
        """A finite number."""
        if isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw):
            if kind is int and raw != int(raw):
                self.fault(path, f"expected a whole number, found {raw!r}")
                return None
            return kind(raw)  # type: ignore[no-any-return]
        self.fault(path, f"expected a number, found {raw!r}")
        return None

    def languages(self, raw: Any, path: str) -> Mapping[str, str] | None:
        """Language codes with CEFR or JLPT levels, or ``native``."""
        if raw is None:
            return None
        if not isinstance(raw, Mapping):
            self.fault(path, "expected a mapping such as {en: C1, ja: N4}")
            return None
        levels: dict[str, str] = {}
        for code, level in raw.items():
            where, spelled = self.join(path, str(code)), str(level)
            spelled = "native" if spelled.casefold() == "native" else spelled.upper()
            allowed = (*CEFR, *(JLPT if code == "ja" else ()), "native")
            if not (isinstance(code, str) and len(code) in (2, 3) and code.isascii() and code.islower()):
                self.fault(where, f"{code!r} is not a language code such as en or ja")
            elif spelled not in allowed:
                self.fault(where, f"{level!r} is not one of {', '.join(allowed)}")
            else:
                levels[code] = spelled
        return MappingProxyType(levels)

    def answers(self, raw: Any, path: str) -> Mapping[str, Answer]:
        """Answers by the key of their question."""
        if raw is None:
            return MappingProxyType({})
        if not isinstance(raw, Mapping):
            self.fault(path, "expected a mapping from the key of a question to its answer")
            return MappingProxyType({})
        for key, value in raw.items():
            if not isinstance(value, bool | int | float | str):
                self.fault(self.join(path, str(key)), "expected true, false, a number or text")
        return MappingProxyType({str(key): value for key, value in raw.items()})

    def field_codes(self, raw: Any, path: str) -> tuple[tuple[str, ...] | None, tuple[tuple[str, str | None], ...]]:
        """Field codes for the words given, and which word was mapped to which code."""
        if raw is None:
            return None, ()
        words = [raw] if isinstance(raw, str) else raw
        if not isinstance(words, list):
            self.fault(path, "expected a list such as [quantum, \"ford:1.3\", 物理学]")
            return None, ()
        read = [self.text(word, f"{path}[{index}]") for index, word in enumerate(words)]
        mappings = tuple((word, map_field(word)) for word in read if word is not None)
        return tuple(dict.fromkeys(code for _, code in mappings if code is not None)), mappings
