"""The office's own lists and settings for its review questions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from profiles.documents import DocumentFault, load_yaml
from profiles.faults import did_you_mean, shown
from profiles.importers.blanks import folded
from profiles.importers.headings import REVIEW_ONLY

_KEYS = ("version", "organisations", "organisations_file", "near", "technology_areas", "declarations", "funding", "checklist")


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An entry of a list: its name and aliases, the list, and its row there."""

    name: str
    aliases: tuple[str, ...]
    source: str
    row: int


@dataclass(frozen=True, slots=True)
class TechnologyArea:
    """An area of the office's list, with the terms that name it."""

    id: str
    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """What is asked about.

    Attributes:
        near: How alike two names must be (0 to 1) for a question on a similar name; None asks on exact names and aliases only.
        declarations: Declarations that each person has to have on file.
        funding: Whether declared funding of other sources is asked about.
        checklist: Points that the office checks for everybody alike.
    """

    version: str
    organisations: tuple[ListedOrganisation, ...] = ()
    near: float | None = None
    technology_areas: tuple[TechnologyArea, ...] = ()
    declarations: tuple[str, ...] = ()
    funding: bool = True
    checklist: tuple[str, ...] = ()


def read_settings(path: Path) -> ReviewSettings:
    """A settings file in YAML.

    Raises:
        MatcherError: It cannot be read, or has faults; all are listed.
    """
    try:
        raw = load_yaml(path.read_bytes())
    except DocumentFault as error:
        raise MatcherError(f"{path}: {error}") from error
    except OSError as error:
        raise MatcherError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    if not isinstance(raw, dict):
        raise MatcherError(f"{path}: expected keys such as `organisations:`, found {shown(raw)}")
    faults = [f"{path}: {key}: unknown key{did_you_mean(str(key), _KEYS)}" for key in raw if key not in _KEYS]
    organisations = [*_organisations(raw.get("organisations"), str(path), faults), *_from_file(raw.get("organisations_file"), path, faults)]
    near, declarations = raw.get("near"), _texts(raw.get("declarations"), f"{path}: declarations", faults)
    if near is not None and not (isinstance(near, int | float) and 0.5 <= near < 1):
        faults.append(f"{path}: near: expected a number from 0.5 to below 1, found {shown(near)}")
    faults += [f"{path}: declarations: {one!r} is none that a list holds{did_you_mean(one, REVIEW_ONLY) or '; use ' + ', '.join(sorted(REVIEW_ONLY))}" for one in declarations if one not in REVIEW_ONLY]
    if not isinstance(raw.get("version"), str | int | float):
        faults.append(f"{path}: version: is missing; write the version or the date of the lists")
    areas = _areas(raw.get("technology_areas"), str(path), faults)
    checklist = _texts(raw.get("checklist"), f"{path}: checklist", faults)
    if faults:
        raise MatcherError("\n".join(faults))
    return ReviewSettings(str(raw["version"]), tuple(organisations), None if near is None else float(near), tuple(areas), tuple(declarations), raw.get("funding") is not False, tuple(checklist))


def _texts(raw: Any, where: str, faults: list[str]) -> list[str]:
    if raw is None:
        return []
    if not isinstance(raw, list) or not all(isinstance(one, str | int) for one in raw):
        faults.append(f"{where}: expected a list of texts, found {shown(raw)}")
        return []
    return [str(one) for one in raw]


def _organisations(raw: Any, where: str, faults: list[str]) -> list[ListedOrganisation]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        faults.append(f"{where}: organisations: expected a list of `{{name: …, aliases: […], list: …}}`, found {shown(raw)}")
        return []
    found = []
    for row, entry in enumerate(raw, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip() or set(entry) - {"name", "aliases", "list", "row"}:
            faults.append(f"{where}: organisations[{row - 1}]: expected `{{name: …, aliases: […], list: …, row: …}}`, found {shown(entry)}")
            continue
        aliases = _texts(entry.get("aliases"), f"{where}: organisations[{row - 1}].aliases", faults)
        found.append(ListedOrganisation(entry["name"], tuple(aliases), str(entry.get("list") or where), int(entry["row"]) if isinstance(entry.get("row"), int) else row))
    return found


def _from_file(raw: Any, settings: Path, faults: list[str]) -> list[ListedOrganisation]:
    """A list in CSV or Excel: the first column a name, the further ones aliases; a row of headings is left out by its words."""
    if raw is None:
        return []
    from profiles.importers.delimited import read_delimited
    from profiles.importers.encodings import decode
    from profiles.importers.workbooks import is_workbook, read_workbook

    path = settings.parent / str(raw)
    try:
        data = path.read_bytes()
        rows = [row for sheet in read_workbook(data)[0] for row in sheet.rows] if is_workbook(data) else list(read_delimited(decode(data).text))
    except (OSError, DocumentFault) as error:
        faults.append(f"{settings}: organisations_file: {path} cannot be read ({error})")
        return []
    found = []
    for number, cells in rows:
        names = [" ".join(str(cell).split()) for cell in cells if isinstance(cell, str) and cell.strip()]
        if names and folded(names[0]) not in ("name", "organisation", "organization", "entity", "名称", "機関名", "組織名"):
            found.append(ListedOrganisation(names[0], tuple(names[1:]), path.name, number))
    return found


def _areas(raw: Any, where: str, faults: list[str]) -> list[TechnologyArea]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        faults.append(f"{where}: technology_areas: expected a list of `{{id: …, name: …, terms: […]}}`, found {shown(raw)}")
        return []
    found = []
    for place, entry in enumerate(raw):
        terms = _texts(entry.get("terms"), f"{where}: technology_areas[{place}].terms", faults) if isinstance(entry, dict) else []
        if not isinstance(entry, dict) or not terms:
            faults.append(f"{where}: technology_areas[{place}]: expected `{{id: …, name: …, terms: […]}}`, found {shown(entry)}")
            continue
        found.append(TechnologyArea(str(entry.get("id", place + 1)), str(entry.get("name", entry.get("id", place + 1))), tuple(terms)))
    return found
