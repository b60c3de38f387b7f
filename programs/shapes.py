"""Reading mappings into records: every fault is collected with its path, none stops the reading."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from profiles.partial_date import PartialDate
from programs.logic import Text

T = TypeVar("T")


@dataclass(slots=True)
class Faults:
    """A growing list of (path, what is wrong; what to do)."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, problem: str) -> None:
        """Note one fault."""
        self.found.append((path, problem))


@dataclass(slots=True)
class Shape:
    """A mapping being read: asks for keys by name and, at the end, refuses those that nobody asked for."""

    raw: Mapping[str, Any]
    path: str
    faults: Faults
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, raw: object, path: str, faults: Faults) -> Shape:
        """The mapping at ``path``, or an empty one and a fault."""
        if isinstance(raw, Mapping):
            return cls({str(key): value for key, value in raw.items()}, path, faults)
        faults.add(path, f"expected a mapping of keys to values, found {_named(raw)}; write `key: value` lines")
        return cls({}, path, faults)

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def get(self, key: str) -> Any:
        """The raw value of a key, or None."""
        self.asked.add(key)
        return self.raw.get(key)

    def need(self, key: str) -> Any:
        """The raw value of a key that must be there."""
        value = self.get(key)
        if value is None:
            self.faults.add(self.at(key), "is missing; add it")
        return value

    def string(self, key: str, required: bool = False) -> str | None:
        """A string (numbers are read as written)."""
        value = self.need(key) if required else self.get(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.faults.add(self.at(key), f"expected text, found {_named(value)}")
        return None

    def number(self, key: str) -> float | None:
        """A number."""
        value = self.get(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.faults.add(self.at(key), f"expected a number, found {_named(value)}")
        return None

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of a closed list."""
        value = self.string(key)
        if value is None:
            return default
        if value not in allowed:
            self.faults.add(self.at(key), f"{value!r} is not one of {', '.join(allowed)}{did_you_mean(value, allowed)}")
            return default
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings (a single string is a list of one)."""
        value = self.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.faults.add(self.at(key), "expected a list of words, such as [IN, eu]")
        return ()

    def text(self, key: str, required: bool = False) -> Text | None:
        """A text in both languages; one language alone is a fault in the catalogue's own files."""
        value = self.need(key) if required else self.get(key)
        return None if value is None else read_text(value, self.at(key), self.faults)

    def day(self, key: str) -> date | None:
        """A whole day, YYYY-MM-DD."""
        value = self.string(key)
        if value is None:
            return None
        try:
            parsed = PartialDate.parse(value)
        except ValueError as error:
            self.faults.add(self.at(key), f"{error}; write YYYY-MM-DD")
            return None
        if not parsed.is_exact:
            self.faults.add(self.at(key), f"{value!r} is not a whole day; write YYYY-MM-DD, or leave it null where the day is not known")
            return None
        return parsed.earliest

    def items(self, key: str, read: Callable[[object, str, Faults], T | None]) -> tuple[T, ...]:
        """A list whose items are read one by one."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.faults.add(self.at(key), f"expected a list, found {_named(value)}")
            return ()
        read_items = (read(item, f"{self.at(key)}[{index}]", self.faults) for index, item in enumerate(value))
        return tuple(item for item in read_items if item is not None)

    def close(self, known: tuple[str, ...] = ()) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.raw:
            if key not in self.asked and key not in known:
                self.faults.add(self.at(key), f"unknown key{did_you_mean(key, tuple(self.asked | set(known)))}")


def read_text(value: object, path: str, faults: Faults) -> Text | None:
    """``{en, ja}``; a missing side borrows the other and is a fault that linting reports."""
    if isinstance(value, str):
        return Text(value, value)
    shape = Shape.of(value, path, faults)
    en, ja = shape.string("en"), shape.string("ja")
    shape.close()
    if en is None and ja is None:
        faults.add(path, "needs a text under `en`, `ja` or both")
        return None
    return Text(en or ja or "", ja or en or "")


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """A hint for a misspelt word, or an empty string."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _named(value: object) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", bool: "true/false", int: "a number", float: "a number"}
    return "nothing" if value is None else names.get(type(value), type(value).__name__)
