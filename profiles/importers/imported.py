"""What an importer hands over: a profile with, for every value, where it came from, and the questions it left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from profiles.documents import DocumentFault
from profiles.faults import Fault, ProfileFaults
from profiles.reading import parse_profile
from profiles.researcher import ResearcherProfile

AssertedBy = Literal["self", "institution", "algorithm", "office"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value of a profile came from.

    Attributes:
        path: Profile path, such as ``degrees[0].awarded``.
        raw: The text as it was written.
        source: File, sheet and cell, or record and section.
        asserted_by: Who says so: the person, an institution, a disambiguation algorithm, the office's own list.
    """

    path: str
    raw: str
    source: str
    asserted_by: AssertedBy


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was not taken over because it can be read in several ways (or not at all); the fact stays unknown."""

    path: str
    raw: str
    en: str
    ja: str
    source: str

    def __str__(self) -> str:
        return f"{self.source}: {self.path}: {self.en}"


@dataclass(frozen=True, slots=True)
class Imported:
    """One record of a source.

    Attributes:
        row: Row or record number in the file, as a person counts (from 1).
        place: The row in words, such as ``Sheet1!5``.
        profile: The profile, or None where the record was refused (then ``faults`` say why).
        identifiers: Keys by which the same person may be found in another source (``orcid``, ``erad``, ``researchmap``, ``openalex``).
        declarations: Facts for the office's review questions only; they reach no rule and no score.
        group: The value of the column an office named for its disparity report, or None.
    """

    row: int
    place: str
    profile: ResearcherProfile | None
    origins: tuple[Origin, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    faults: tuple[Fault, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    declarations: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    content: Mapping[str, Any] = field(default_factory=dict)


class Draft:
    """A profile in the making: values go in with their origin, doubts stay out of the profile."""

    def __init__(self, file: str, row: int, place: str, asserted_by: AssertedBy) -> None:
        self.file, self.row, self.place, self.asserted_by = file, row, place, asserted_by
        self.content: dict[str, Any] = {}
        self.origins: list[Origin] = []
        self.doubts: list[Doubt] = []
        self.faults: list[Fault] = []
        self.identifiers: dict[str, str] = {}
        self.declarations: dict[str, str] = {}
        self.group: str | None = None

    def put(self, path: str, value: Any, raw: object = None, source: str | None = None, asserted_by: AssertedBy | None = None) -> None:
        """Set a value by its path (``goals.start.from``) and note its origin."""
        *parents, last = path.split(".")
        place = self.content
        for key in parents:
            place = place.setdefault(key, {})
        place[last] = value
        self.note(path, value if raw is None else raw, source, asserted_by)

    def add(self, path: str, entry: Mapping[str, Any], raw: Mapping[str, object] | None = None, source: str | None = None,
            asserted_by: AssertedBy | None = None) -> None:
        """Append a record to a list (``degrees``), leaving out what is None, and note each value's origin."""
        kept = {key: value for key, value in entry.items() if value is not None}
        entries = self.content.setdefault(path, [])
        for key, value in kept.items():
            self.note(f"{path}[{len(entries)}].{key}", (raw or {}).get(key, value), source, asserted_by)
        entries.append(kept)

    def note(self, path: str, raw: object, source: str | None = None, asserted_by: AssertedBy | None = None) -> None:
        """Keep the raw text of a value."""
        self.origins.append(Origin(path, str(raw)[:2000], source or self.place, asserted_by or self.asserted_by))

    def doubt(self, path: str, raw: object, question: tuple[str, str], source: str | None = None) -> None:
        """Keep a value out, as a question for a person."""
        self.doubts.append(Doubt(path, str(raw)[:2000], question[0], question[1], source or self.place))

    def fault(self, path: str, problem: str) -> None:
        """Refuse the record."""
        self.faults.append(Fault(self.file, path, problem, self.row))

    def done(self) -> Imported:
        """The record, checked by the same reader as a written profile."""
        profile = None
        faults = list(self.faults)
        if not faults:
            try:
                profile = parse_profile(self.content, self.file, self.row)
            except ProfileFaults as refused:
                faults += refused.faults
        return Imported(self.row, self.place, profile, tuple(self.origins), tuple(self.doubts), tuple(faults),
                        self.identifiers, self.declarations, self.group, self.content)


def refused(file: str, row: int, place: str, problem: str) -> Imported:
    """A record that could not be read at all."""
    return Imported(row, place, None, faults=(Fault(file, "", problem, row),))


def provenance_of(item: Imported) -> dict[str, Any]:
    """The side record that may stand beside a written profile: origins and open questions."""
    return {
        "profile": item.profile.id if item.profile else None, "row": item.row, "place": item.place,
        "identifiers": dict(item.identifiers),
        "values": [{"path": one.path, "raw": one.raw, "source": one.source, "asserted_by": one.asserted_by} for one in item.origins],
        "questions": [{"path": one.path, "raw": one.raw, "question": {"en": one.en, "ja": one.ja}, "source": one.source} for one in item.doubts],
    }


def unique(items: Iterable[Imported], file: str) -> Iterable[Imported]:
    """The records with later uses of the same id refused."""
    seen: dict[str, str] = {}
    for item in items:
        if item.profile is None:
            yield item
        elif item.profile.id in seen:
            yield refused(file, item.row, item.place, f"the id {item.profile.id!r} was used before, in {seen[item.profile.id]}; give each person their own id")
        else:
            seen[item.profile.id] = item.place
            yield item


__all__ = ["DocumentFault", "Doubt", "Draft", "Imported", "Origin", "provenance_of", "refused", "unique"]
