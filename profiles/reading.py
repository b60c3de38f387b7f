"""Profiles from raw values: every field checked, every fault collected with its path."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from profiles.documents import DocumentFault, load_rows
from profiles.faults import Fault, ProfileFaults, did_you_mean, shown
from profiles.partial_date import PartialDate
from profiles.researcher import FactSource, Months, ResearcherProfile, StartRange
from profiles.values import Values

_RENAMED: dict[tuple[type, str], str] = {(StartRange, "since"): "from"}
_PERSONAL = ("nationalities", "residence", "permanent_residence", "birth_date", "languages", "degrees", "positions", "stays", "career_breaks")
_SPECIAL = {"answers", "languages", "field_mappings", "fields", "id", "sources"}


@dataclass(frozen=True, slots=True)
class Batch:
    """The profiles of a file with their row numbers, and the faults of the rows that were refused."""

    profiles: tuple[tuple[int, ResearcherProfile], ...]
    faults: tuple[Fault, ...]
    single: bool


def read_profiles(data: bytes, name: str) -> Batch:
    """Read a file of one or many profiles; good rows are kept beside the faults of the bad ones."""
    try:
        rows = load_rows(data, name)
    except DocumentFault as error:
        return Batch((), (Fault(name, "", str(error)),), True)
    single = len(rows) == 1 and not name.endswith(".jsonl")
    profiles: list[tuple[int, ResearcherProfile]] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, raw in rows:
        row = None if single else number
        try:
            profile = parse_profile(raw, name, row)
        except ProfileFaults as refused:
            faults += refused.faults
            continue
        if profile.id in seen:
            faults.append(Fault(name, "id", f"{profile.id!r} was used before, in row {seen[profile.id]}; give each profile its own id", row))
            continue
        seen[profile.id] = number
        profiles.append((number, profile))
    return Batch(tuple(profiles), tuple(faults), single)


def parse_profile(raw: object, file: str = "profile", row: int | None = None) -> ResearcherProfile:
    """One profile from a mapping.

    Raises:
        ProfileFaults: Something in it is wrong; all faults are listed.
    """
    reader = _Reader(file, row)
    if isinstance(raw, DocumentFault):
        raise ProfileFaults([Fault(file, "", str(raw), row)])
    if not isinstance(raw, Mapping):
        raise ProfileFaults([Fault(file, "", f"expected a mapping such as `id: r-0001`, found {shown(raw)}; write `key: value` lines", row)])
    profile = reader.profile(raw)
    if reader.faults or profile is None:
        raise ProfileFaults(reader.faults)
    return profile


class _Reader(Values):
    """Turns raw values into the records of ``profiles.researcher`` by their declared types."""

    def profile(self, raw: Mapping[str, Any]) -> ResearcherProfile | None:
        values = self._fields(ResearcherProfile, raw, "")
        identity = self.identity(raw.get("id"), "id")
        values["answers"] = self.answers(raw.get("answers"), "answers")
        values["languages"] = self.languages(raw.get("languages"), "languages")
        mapped, mappings = self.field_codes(raw.get("fields"), "fields")
        values["fields"], values["field_mappings"] = mapped, mappings
        values["sources"] = self._sources(raw.get("sources"))
        unmapped = tuple(word for word, code in mappings if code is None)
        if unmapped:
            values["keywords"] = (*(values.get("keywords") or ()), *unmapped)
        self._check_type(raw)
        if self.faults or identity is None:
            return None
        return ResearcherProfile(**{**values, "id": identity})

    def _sources(self, raw: Any) -> tuple[FactSource, ...]:
        if raw is None:
            return ()
        if not isinstance(raw, list):
            self.fault("sources", f"expected a list of `{{fact: …, source: …}}` entries, found {shown(raw)}; write `- ` before each")
            return ()
        read = [self._source(entry, f"sources[{index}]") for index, entry in enumerate(raw)]
        return tuple(entry for entry in read if entry is not None)

    def _source(self, raw: Any, path: str) -> FactSource | None:
        if not isinstance(raw, Mapping):
            self.fault(path, f"expected a mapping such as `{{fact: birth_date, source: roster, on: 2026-10-01}}`, found {shown(raw)}; write it so")
            return None
        plain = self._fields(FactSource, {key: value for key, value in raw.items() if key != "value"}, path)
        fact = str(plain.get("fact") or "")
        head = fact.partition(".")[0]
        known = {item.name for item in dataclasses.fields(ResearcherProfile)} - {"id", "type", "sources", "field_mappings"}
        if head not in known or (head == "answers") is not fact.startswith("answers."):
            self.fault(self.join(path, "fact"), f"{shown(fact)} is not a key of a profile; write one such as birth_date, or answers.KEY{did_you_mean(head, known)}")
            return None
        if not plain.get("source"):
            self.fault(self.join(path, "source"), "is missing; write who says so")
            return None
        value = None if raw.get("value") is None else self._sourced_value(head, fact, raw["value"], self.join(path, "value"))
        return FactSource(fact, plain["source"], plain.get("on"), plain.get("expires"), value)

    def _sourced_value(self, head: str, fact: str, raw: Any, path: str) -> Any:
        """What a source says, read as the profile's own key would be."""
        inner = _Reader(self._file, self._row)
        key = fact.removeprefix("answers.")
        read = inner.profile({"id": "source", head: {key: raw} if head == "answers" else raw})
        self.faults += [dataclasses.replace(fault, path=f"{path}{fault.path.removeprefix(head)}") for fault in inner.faults]
        return None if read is None else read.answers[key] if head == "answers" else getattr(read, head)

    def _check_type(self, raw: Mapping[str, Any]) -> None:
        kind = raw.get("type")
        if kind not in (None, "researcher", "institution"):
            if isinstance(kind, str):
                self.fault("type", f"{shown(kind)} is neither researcher nor institution{did_you_mean(kind, ('researcher', 'institution'))}")
            return
        if kind == "institution":
            for key in _PERSONAL:
                if raw.get(key) is not None:
                    self.fault(key, "belongs to a person, and this profile is an institution's; remove it, or remove `type: institution`")
        if kind == "institution" and raw.get("organisation") is None:
            self.fault("organisation", "an institution states its name, kind and country here; add it")
        if kind != "institution" and raw.get("organisation") is not None:
            self.fault("organisation", "belongs to `type: institution`; a researcher writes `positions` instead")

    def _fields(self, cls: type, raw: Mapping[str, Any], path: str) -> dict[str, Any]:
        names = {written_key(cls, item.name): item.name for item in dataclasses.fields(cls) if item.name != "field_mappings" and (cls, item.name) != (FactSource, "value")}
        for key in raw:
            if key not in names:
                self.fault(self.join(path, str(key)), f"unknown key{did_you_mean(str(key), names)}" + ("" if did_you_mean(str(key), names) else "; remove it"))
        hints = _hints(cls)
        values: dict[str, Any] = {}
        for key, name in names.items():
            if key in raw and raw[key] is not None and not (cls is ResearcherProfile and name in _SPECIAL):
                values[name] = self._value(hints[name], raw[key], self.join(path, key), cls, name)
        self._check_order(values, path)
        return values

    def _check_order(self, values: Mapping[str, Any], path: str) -> None:
        low, high = values.get("min"), values.get("max")
        if low is not None and high is not None and low > high:
            self.fault(self.join(path, "max"), f"{high:g} is less than `min` ({low:g}); swap or correct the two")
        since, until = values.get("since"), values.get("until")
        if isinstance(since, PartialDate) and isinstance(until, PartialDate) and until.latest < since.earliest:
            self.fault(self.join(path, "until"), f"ends on {until}, before it starts on {since}; check the two dates")

    def _value(self, hint: Any, raw: Any, path: str, cls: type, name: str) -> Any:
        if dataclasses.is_dataclass(hint) and hint is not PartialDate:
            if hint is Months and isinstance(raw, int | float):
                length = self.months(raw, path)
                return Months(length, length)
            if not isinstance(raw, Mapping):
                self.fault(path, f"expected a mapping of keys to values, found {shown(raw)}; write `key: value` pairs")
                return None
            assert isinstance(hint, type)
            inner = self._fields(hint, raw, path)
            return hint(**inner)
        if typing.get_origin(hint) is tuple:
            return self._list(typing.get_args(hint)[0], raw, path, cls, name)
        return self.scalar(hint, raw, path, cls.__name__, name)

    def _list(self, item: Any, raw: Any, path: str, cls: type, name: str) -> tuple[Any, ...]:
        if isinstance(raw, str) and not dataclasses.is_dataclass(item):
            raw = [raw]
        if not isinstance(raw, list):
            self.fault(path, f"expected a list, found {shown(raw)}; write `- ` before each entry, or [] for none")
            return ()
        return tuple(self._value(item, entry, f"{path}[{index}]", cls, name) for index, entry in enumerate(raw))


def written_key(cls: type, name: str) -> str:
    """The key under which a profile writes an attribute."""
    return _RENAMED.get((cls, name), name)


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return MappingProxyType({name: _without_none(hint) for name, hint in typing.get_type_hints(cls).items()})


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return kinds[0] if len(kinds) == 1 else hint
    return hint

