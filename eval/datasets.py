"""A labelled dataset: researchers, programmes and who fits what (contract, section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from eval.feedback import grades_of, read_feedback
from eval.labels import Grades, LabelReader, VerdictLabel
from profiles import ResearcherProfile, read_profiles
from profiles.documents import DocumentFault, load_yaml
from programs import Catalogue, ProgramsError, read_catalogue

__all__ = ["Dataset", "DatasetFaults", "Grades", "VerdictLabel", "dataset_folder", "read_dataset"]


class DatasetFaults(ValueError):
    """A dataset that was refused, with every fault in it."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class Dataset:
    """Researchers, programmes and labels.

    Attributes:
        catalogue: The dataset's own programmes; None stands for the built-in catalogue.
        grades: Profile id to programme id to grade (0 no fit, 1 fits, 2 fits well), from qrels.tsv, and from recorded feedback where that says nothing of a pair.
        verdicts: Labels of eligibility on the day ``on``.
        twins: Pairs of profile ids that are one researcher in two languages.
        parts: Profile id to the part it belongs to (``development``, ``test``).
    """

    name: str
    folder: Path
    profiles: tuple[ResearcherProfile, ...]
    catalogue: Catalogue | None
    grades: Grades
    verdicts: tuple[VerdictLabel, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    meta: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def part(self, name: str) -> Dataset:
        """Only the profiles of one part, with their labels."""
        return replace(self.only(profile.id for profile in self.profiles if self.parts.get(profile.id) == name), name=f"{self.name} ({name})")

    def only(self, ids: Iterable[str]) -> Dataset:
        """Only these profiles, with their labels."""
        kept = frozenset(ids)
        return replace(
            self, profiles=tuple(profile for profile in self.profiles if profile.id in kept),
            grades={profile: grades for profile, grades in self.grades.items() if profile in kept},
            verdicts=tuple(label for label in self.verdicts if label.profile in kept), twins=tuple(pair for pair in self.twins if kept.issuperset(pair)))


BUILTIN = Path(__file__).parent / "data"


_LABELS = ("qrels.tsv", "verdicts.tsv", "feedback.jsonl")


def dataset_folder(name: Path) -> Path:
    """The folder itself, or a dataset that ships with the project by its name (``matches``, ``topics/ja-en``)."""
    shipped = BUILTIN / name
    return shipped if not name.exists() and not name.is_absolute() and shipped.is_dir() else name


def read_dataset(folder: Path, builtin: Catalogue | None = None) -> Dataset:
    """Read a folder in the contract's form.

    Args:
        builtin: The catalogue that stands in where the folder has no ``programs.jsonl`` (the built-in one when None).

    Raises:
        DatasetFaults: Something in it is missing or wrong; all faults are listed.
    """
    if not folder.is_dir():
        raise DatasetFaults([f"{folder}: {'is a file' if folder.exists() else 'there is no such folder'}; name a folder with profiles.jsonl and qrels.tsv"])
    faults: list[str] = []
    profiles = _profiles(folder / "profiles.jsonl", faults)
    known = _stated(folder / "profiles.jsonl") if faults else {profile.id: profile.id for profile in profiles}
    catalogue, readable = _catalogue(folder / "programs.jsonl", faults)
    used = (catalogue or builtin or read_catalogue()) if readable else None
    programs = _stated(folder / "programs.jsonl") if used is None else _names(used)
    meta, on = _meta(folder / "meta.yaml", faults)
    labels = LabelReader(known, programs, {program.id: frozenset(program.role_names) for program in used or ()}, faults)
    told = grades_of(read_feedback(folder / "feedback.jsonl", labels.known, faults))
    grades, verdicts = labels.grades(folder / "qrels.tsv"), labels.verdicts(folder / "verdicts.tsv")
    twins, parts = labels.twins(folder / "twins.tsv"), labels.parts(folder / "parts.tsv")
    grades = {profile: told.get(profile, {}) | grades.get(profile, {}) for profile in told | grades}
    if not grades and not verdicts and (not faults or not any((folder / name).exists() for name in _LABELS)):
        faults.append(_unlabelled(folder))
    if faults:
        raise DatasetFaults(faults)
    name = str(meta.get("name") or folder.resolve().name)
    return Dataset(name, folder, profiles, catalogue, grades, verdicts, twins, MappingProxyType(parts), on, MappingProxyType(meta))


def _unlabelled(folder: Path) -> str:
    if (folder / "feedback.jsonl").exists():
        return f"{folder / 'feedback.jsonl'}: holds no event; write one a line"
    problem = "holds no label" if (folder / "qrels.tsv").exists() else "is missing"
    return f"{folder / 'qrels.tsv'}: {problem}; write `profile_id 0 program_id grade` lines, such as `r-0001 0 lotus 2`"


def _profiles(file: Path, faults: list[str]) -> tuple[ResearcherProfile, ...]:
    if not file.exists():
        faults.append(f"{file}: is missing; write one researcher profile a line, such as {{\"id\": \"r-0001\", \"statement\": \"…\"}}")
        return ()
    try:
        batch = read_profiles(file.read_bytes(), str(file))
    except OSError as error:
        faults.append(f"{file}: cannot be read ({error.strerror}); check the name")
        return ()
    faults += [str(fault) for fault in batch.faults]
    if not batch.faults and not batch.profiles:
        faults.append(f"{file}: holds no profile; write one a line")
    return tuple(profile for _, profile in batch.profiles)


def _catalogue(file: Path, faults: list[str]) -> tuple[Catalogue | None, bool]:
    """The dataset's own catalogue, and whether the programmes can be known."""
    if not file.exists():
        return None, True
    try:
        return read_catalogue(file), True
    except ProgramsError as error:
        faults += str(error).splitlines()
        return None, False


def _stated(file: Path) -> dict[str, str] | None:
    """The ids (and aliases) that the lines of a refused file state all the same; None where a line states none, so that no label can be blamed."""
    ids: dict[str, str] = {}
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, ValueError):
        return None
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            return None
        aliases = row.get("aliases")
        ids |= {str(name): row["id"] for name in (*(aliases if isinstance(aliases, list) else ()), row["id"])}
    return ids or None


def _names(catalogue: Catalogue) -> Mapping[str, str]:
    """Every id and alias to the id it stands for."""
    return {name: program.id for program in catalogue for name in (*program.aliases, program.id)}


def _meta(file: Path, faults: list[str]) -> tuple[dict[str, Any], date | None]:
    if not file.exists():
        return {}, None
    try:
        raw = load_yaml(file.read_bytes())
    except DocumentFault as error:
        faults.append(f"{file}: {error}")
        return {}, None
    except OSError as error:
        faults.append(f"{file}: cannot be read ({error.strerror}); check the name")
        return {}, None
    if not isinstance(raw, dict):
        faults.append(f"{file}: expected `key: value` lines such as `on: 2026-11-23`")
        return {}, None
    try:
        return raw, date.fromisoformat(str(raw["on"])) if raw.get("on") else None
    except ValueError:
        faults.append(f"{file}: on: {raw['on']!r} is not a day; write YYYY-MM-DD")
        return raw, None
