"""A labelled dataset: researchers, programmes and who fits what (contract, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from profiles import ResearcherProfile, read_profiles
from profiles.documents import DocumentFault, load_yaml
from programs import Catalogue, ProgramsError, read_catalogue
from programs.logic import Outcome
from programs.program import ROLES

Grades = Mapping[str, Mapping[str, int]]
_OUTCOMES = tuple(outcome.value for outcome in Outcome)


class DatasetFaults(ValueError):
    """A dataset that was refused, with every fault in it."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True, slots=True)
class VerdictLabel:
    """The verdict that the source text gives for one pair, and the clause that decides it (``age: under 35``) where it is named."""

    profile: str
    program: str
    role: str
    verdict: Outcome
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Researchers, programmes and labels.

    Attributes:
        catalogue: The dataset's own programmes; None stands for the built-in catalogue.
        grades: Profile id to programme id to grade (0 no fit, 1 fits, 2 fits well).
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
        kept = {profile.id for profile in self.profiles if self.parts.get(profile.id) == name}
        return Dataset(
            f"{self.name} ({name})", self.folder, tuple(profile for profile in self.profiles if profile.id in kept), self.catalogue,
            {profile: grades for profile, grades in self.grades.items() if profile in kept},
            tuple(label for label in self.verdicts if label.profile in kept),
            tuple(pair for pair in self.twins if kept.issuperset(pair)), self.parts, self.on, self.meta,
        )


BUILTIN = Path(__file__).parent / "data"


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
    faults: list[str] = []
    if not folder.is_dir():
        raise DatasetFaults([f"{folder}: there is no such folder; name a folder with profiles.jsonl and qrels.tsv"])
    profiles = _profiles(folder / "profiles.jsonl", faults)
    catalogue = _catalogue(folder / "programs.jsonl", faults)
    known = {profile.id for profile in profiles}
    names = _names(catalogue if catalogue is not None or faults else builtin or read_catalogue())
    meta, on = _meta(folder / "meta.yaml", faults)
    grades = _grades(folder / "qrels.tsv", known, names, faults)
    verdicts = _verdicts(folder / "verdicts.tsv", known, names, faults)
    if not grades and not verdicts and not (folder / "qrels.tsv").exists() and not (folder / "verdicts.tsv").exists():
        faults.append(f"{folder}: has neither qrels.tsv nor verdicts.tsv; add labels, or score a run with --run")
    twins = tuple((row[0], row[1]) for _, row in _rows(folder / "twins.tsv", 2, faults))
    parts = {row[0]: row[1] for _, row in _rows(folder / "parts.tsv", 2, faults)}
    if faults:
        raise DatasetFaults(faults)
    name = str(meta.get("name") or folder.resolve().name)
    return Dataset(name, folder, profiles, catalogue, grades, verdicts, twins, MappingProxyType(parts), on, MappingProxyType(meta))


def _profiles(file: Path, faults: list[str]) -> tuple[ResearcherProfile, ...]:
    if not file.is_file():
        faults.append(f"{file}: is missing; write one researcher profile a line")
        return ()
    batch = read_profiles(file.read_bytes(), str(file))
    faults += [str(fault) for fault in batch.faults]
    return tuple(profile for _, profile in batch.profiles)


def _catalogue(file: Path, faults: list[str]) -> Catalogue | None:
    if not file.is_file():
        return None
    try:
        return read_catalogue(file)
    except ProgramsError as error:
        faults += str(error).splitlines()
        return None


def _names(catalogue: Catalogue | None) -> Mapping[str, str]:
    """Every id and alias to the id it stands for."""
    return {name: program.id for program in catalogue or () for name in (program.id, *program.aliases)}


def _meta(file: Path, faults: list[str]) -> tuple[dict[str, Any], date | None]:
    if not file.is_file():
        return {}, None
    try:
        raw = load_yaml(file.read_bytes())
    except DocumentFault as error:
        faults.append(f"{file}: {error}")
        return {}, None
    if not isinstance(raw, dict):
        faults.append(f"{file}: expected `key: value` lines such as `on: 2026-11-23`")
        return {}, None
    try:
        return raw, date.fromisoformat(str(raw["on"])) if raw.get("on") else None
    except ValueError:
        faults.append(f"{file}: on: {raw['on']!r} is not a day; write YYYY-MM-DD")
        return raw, None


def _rows(file: Path, least: int, faults: list[str], columns: str = "") -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a file of cells apart by tabs or blanks; empty lines and lines that start with # are left out."""
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8-sig", errors="replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()
        if len(cells) < least:
            faults.append(f"{file}:{number}: has {len(cells)} columns, {least} are needed{f' ({columns})' if columns else ''}")
            continue
        yield number, cells


def _grades(file: Path, known: set[str], names: Mapping[str, str], faults: list[str]) -> Grades:
    grades: dict[str, dict[str, int]] = {}
    for number, (profile, _, program, grade, *_rest) in _rows(file, 4, faults, "profile_id 0 program_id grade"):
        place = f"{file}:{number}"
        _check(place, profile, program, known, names, faults)
        if not grade.lstrip("-").isdigit():
            faults.append(f"{place}: {grade!r} is not a grade; write 0 (no fit), 1 (fits) or 2 (fits well)")
            continue
        grades.setdefault(profile, {})[names.get(program, program)] = int(grade)
    return grades


def _verdicts(file: Path, known: set[str], names: Mapping[str, str], faults: list[str]) -> tuple[VerdictLabel, ...]:
    labels = []
    for number, (profile, program, role, verdict, *rest) in _rows(file, 4, faults, "profile_id program_id role verdict"):
        place = f"{file}:{number}"
        _check(place, profile, program, known, names, faults)
        if role not in ROLES:
            faults.append(f"{place}: {role!r} is not a role; use one of {', '.join(ROLES)}")
        if verdict not in _OUTCOMES:
            faults.append(f"{place}: {verdict!r} is not a verdict; use one of {', '.join(_OUTCOMES)}")
            continue
        labels.append(VerdictLabel(profile, names.get(program, program), role, Outcome(verdict), rest[0] if rest else ""))
    return tuple(labels)


def _check(place: str, profile: str, program: str, known: set[str], names: Mapping[str, str], faults: list[str]) -> None:
    if profile not in known:
        faults.append(f"{place}: there is no profile {profile!r} in profiles.jsonl")
    if program not in names:
        faults.append(f"{place}: there is no programme {program!r} in the dataset's catalogue")
