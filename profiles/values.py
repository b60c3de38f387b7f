"""Single values of a profile: dates, countries, closed lists, texts, languages, fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from profiles.documents import WrittenNumber
from profiles.faults import TOO_LARGE, Fault, did_you_mean, shown, visible
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
_BOUNDS = {("Months", "min"): (0, 1200), ("Months", "max"): (0, 1200), ("Publication", "year"): (1000, 9999), ("Amount", "value"): (0, TOO_LARGE)}
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
        return f"{path}.{visible(key)}" if path else visible(key)

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
            return self._bounded(self.number(raw, path, hint), path, owner, name)
        if name == "currency":
            return self._currency(raw, path)
        return self.text(raw, path)

    def text(self, raw: Any, path: str) -> str | None:
        """Text without control characters and of bearable length."""
        if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < TOO_LARGE:
            raw = str(raw)
        if isinstance(raw, WrittenNumber):
            raw = raw.text
        if isinstance(raw, float):
            self.fault(path, f"was read as {shown(raw)}, which may not be what was written (2.10 becomes 2.1); put it in quotes")
            return None
        if not isinstance(raw, str):
            self.fault(path, f"expected text, found {shown(raw)}; write words")
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
        if text is not None and (not text or len(text) > 200 or not text.isprintable() or " " in text):
            self.fault(path, "is empty, longer than 200 characters, or has white space or invisible characters in it; write an id such as r-0001")
            return None
        return text

    def date(self, raw: Any, path: str) -> PartialDate | None:
        """A date of which the year, the month or the day is known."""
        text = f"{raw:04d}" if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10_000 else raw
        if not isinstance(text, str) or len(text) > 40:
            self.fault(path, f"expected a date such as 2027-03-31, 2027-03 or 2027, found {shown(raw)}; write it so")
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
            self.fault(path, f"expected an ISO 3166-1 code such as IN, JP or NO, found {shown(raw)}; write the code")
            return None
        code = country_code(raw)
        if code is None:
            choices = ambiguous_codes(raw)
            named = " or ".join(f"{choice} ({country_name(choice, 'en')})" for choice in choices)
            hint = f"it may be {named}; write the code" if choices else "write its ISO 3166-1 code, such as IN or JP"
            self.fault(path, f"{shown(raw)} is not a country that can be told for sure; {hint}")
        return code

    def choice(self, raw: Any, path: str, allowed: tuple[str, ...]) -> str | None:
        """One of a closed list."""
        if isinstance(raw, str) and raw in allowed:
            return raw
        hint = did_you_mean(raw, allowed) if isinstance(raw, str) else ""
        self.fault(path, f"{shown(raw)} is not one of {', '.join(allowed)}{hint or '; choose one of them, or leave it out'}")
        return None

    def boolean(self, raw: Any, path: str) -> bool | None:
        """True or false (yes and no are read here, and only here)."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.casefold() in _YES_NO:
            return _YES_NO[raw.casefold()]
        self.fault(path, f"expected true or false, found {shown(raw)}; write one of them, or leave it out")
        return None

    def number(self, raw: Any, path: str, kind: type) -> float | int | None:
        """A finite number."""
        if isinstance(raw, int | float) and not isinstance(raw, bool) and -TOO_LARGE < raw < TOO_LARGE:  # false for NaN as well
            if kind is int and raw != int(raw):
                self.fault(path, f"expected a whole number, found {shown(raw)}; round it")
                return None
            return kind(raw)  # type: ignore[no-any-return]
        self.fault(path, f"expected a number, found {shown(raw)}; write digits without quotes or units")
        return None

    def months(self, raw: Any, path: str) -> float | None:
        """A number of months, not below zero."""
        value = self.number(raw, path, float)
        return None if value is None else self._bounded(value, path, "Months", "min")

    def _bounded(self, value: float | int | None, path: str, owner: str, name: str) -> float | int | None:
        low, high = _BOUNDS.get((owner, name), (-TOO_LARGE, TOO_LARGE))
        if value is None or low <= value <= high:
            return value
        self.fault(path, f"{value:g} lies outside {low:g} to {high:g}; correct it, or leave it out")
        return None

    def _currency(self, raw: Any, path: str) -> str | None:
        text = self.text(raw, path)
        if text is None or (len(text) == 3 and text.isascii() and text.isalpha()):
            return text.upper() if text else None
        self.fault(path, f"{shown(text)} is not an ISO 4217 code; write three letters such as JPY or INR")
        return None

    def languages(self, raw: Any, path: str) -> Mapping[str, str] | None:
        """Language codes with CEFR or JLPT levels, or ``native``."""
        if raw is None:
            return None
        if not isinstance(raw, Mapping):
            self.fault(path, f"expected a mapping such as {{en: C1, ja: N4}}, found {shown(raw)}; write it so")
            return None
        levels: dict[str, str] = {}
        for code, level in raw.items():
            where, spelled = self.join(path, str(code)), level if isinstance(level, str) else ""
            spelled = "native" if spelled.casefold() == "native" else spelled.upper()
            allowed = (*CEFR, *(JLPT if code == "ja" else ()), "native")
            if not (isinstance(code, str) and len(code) in (2, 3) and code.isascii() and code.islower()):
                self.fault(where, f"{shown(code)} is not a language code; write two small letters such as en or ja")
            elif spelled not in allowed:
                self.fault(where, f"{shown(level)} is not one of {', '.join(allowed)}; choose one of them")
            else:
                levels[code] = spelled
        return MappingProxyType(levels)

    def answers(self, raw: Any, path: str) -> Mapping[str, Answer]:
        """Answers by the key of their question."""
        if raw is None:
            return MappingProxyType({})
        if not isinstance(raw, Mapping):
            self.fault(path, f"expected a mapping from the key of a question to its answer, found {shown(raw)}; write `key: answer`")
            return MappingProxyType({})
        for key, value in raw.items():
            where = self.join(path, str(key))
            if not isinstance(key, str) or not key.isprintable() or not key:
                self.fault(where, "is not the key of a question; copy the key as the question shows it")
            elif isinstance(value, str):
                self.text(value, where)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                self.number(value, where, float)
            elif not isinstance(value, bool):
                self.fault(where, f"expected true, false, a number or text, found {shown(value)}; leave it out if it is not known")
        return MappingProxyType({str(key): float(value) if isinstance(value, float) else value for key, value in raw.items()})

    def field_codes(self, raw: Any, path: str) -> tuple[tuple[str, ...] | None, tuple[tuple[str, str | None], ...]]:
        """Field codes for the words given, and which word was mapped to which code."""
        if raw is None:
            return None, ()
        words = [raw] if isinstance(raw, str) else raw
        if not isinstance(words, list):
            self.fault(path, f"expected a list such as [quantum, \"ford:1.3\", 物理学], found {shown(words)}; write it so")
            return None, ()
        read = [self.text(word, f"{path}[{index}]") for index, word in enumerate(words)]
        mappings = tuple((word, map_field(word)) for word in read if word is not None)
        return tuple(dict.fromkeys(code for _, code in mappings if code is not None)), mappings
