"""A saved mapping: which column of an office's list is for what, so that next year's list is read the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from profiles.documents import DocumentFault, load_yaml
from profiles.faults import did_you_mean, shown
from profiles.importers.encodings import ENCODINGS
from profiles.importers.headings import DROPPED, IGNORED, roles

if TYPE_CHECKING:
    from profiles.importers.imported import Draft
    from profiles.importers.table import Table

_KEYS = ("encoding", "header_row", "header_rows", "sheets", "columns", "defaults")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What an office has settled about its lists.

    Attributes:
        columns: Role by heading or column letter; ``drop`` and ``ignore`` leave a column out.
        defaults: Facts the office states for everybody on the list, by profile path.
    """

    encoding: str | None = None
    header_row: int | None = None
    header_rows: int | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def apply_defaults(self, draft: Draft) -> None:
        """State the office's facts where a row says nothing of its own."""
        for path, value in self.defaults.items():
            place: Any = draft.content
            *parents, last = path.split(".")
            for key in parents:
                place = place.get(key, {}) if isinstance(place, dict) else {}
            if isinstance(place, dict) and last not in place:
                draft.put(path, value, value, "mapping file: defaults")


def read_mapping(data: bytes, name: str) -> Mapped:
    """A mapping file.

    Raises:
        DocumentFault: Not YAML, an unknown key, an unknown role.
    """
    raw = load_yaml(data)
    if not isinstance(raw, dict):
        raise DocumentFault(f"{name}: expected keys such as `columns:`, found {shown(raw)}")
    faults = [f"{name}: {key}: unknown key{did_you_mean(str(key), _KEYS)}" for key in raw if key not in _KEYS]
    columns = _strings(raw.get("columns"), f"{name}: columns", faults)
    known = (*roles(), "drop", "ignore")
    for heading, role in columns.items():
        if role not in known and not role.startswith("path:"):
            faults.append(f"{name}: columns.{heading}: {role!r} is no use of a column{did_you_mean(role, known) or '; use one of ' + ', '.join(known)}")
    encoding = raw.get("encoding")
    if encoding is not None and encoding not in (*ENCODINGS, "workbook"):
        faults.append(f"{name}: encoding: {shown(encoding)} is not one of {', '.join(ENCODINGS)}")
    rows = {key: raw.get(key) for key in ("header_row", "header_rows")}
    faults += [f"{name}: {key}: expected a row number, found {shown(value)}" for key, value in rows.items() if value is not None and (not isinstance(value, int) or value < 1)]
    defaults = raw.get("defaults") or {}
    if not isinstance(defaults, dict):
        faults.append(f"{name}: defaults: expected profile paths with values, found {shown(defaults)}")
    if faults:
        raise DocumentFault("\n".join(faults))
    sheets = raw.get("sheets") or []
    return Mapped(None if encoding == "workbook" else encoding, rows["header_row"], rows["header_rows"], tuple(str(one) for one in (sheets if isinstance(sheets, list) else [sheets])),
                  {heading: {"drop": "drop:asked", "ignore": "ignore:asked"}.get(role, role) for heading, role in columns.items()}, defaults)


def _strings(raw: Any, where: str, faults: list[str]) -> dict[str, str]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        faults.append(f"{where}: expected headings with what they are for, found {shown(raw)}")
        return {}
    return {" ".join(str(key).split()): str(value) for key, value in raw.items()}


def mapping_text(table: Table) -> str:
    """A mapping file for this list as it was read, to be corrected by hand and used again."""
    import yaml

    columns: dict[str, str] = {}
    for one in table.sheets:
        for column in one.layout.columns:
            if column.heading:
                columns.setdefault(column.heading, _written(column.role))
    content: dict[str, Any] = {"encoding": table.encoding, "columns": columns}
    if len(table.sheets) == 1:
        content = {"encoding": table.encoding, "header_row": table.sheets[0].layout.row, "header_rows": table.sheets[0].layout.depth, "columns": columns}
    if table.mapping.defaults:
        content["defaults"] = dict(table.mapping.defaults)
    head = "# What each column is for. Correct it and use it again: --mapping THIS_FILE\n# " + f"Uses: {', '.join(roles())}, drop, ignore\n"
    return head + yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _written(role: str | None) -> str:
    if role is None:
        return "ignore"
    return "drop" if role.startswith("drop:") else "ignore" if role.startswith("ignore:") else role.removeprefix("again:")


__all__ = ["DROPPED", "IGNORED", "Mapped", "mapping_text", "read_mapping"]
