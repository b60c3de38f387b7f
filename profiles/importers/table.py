"""Rosters of offices (CSV, Excel) into profiles, one a row, with what was read from where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from profiles.documents import DocumentFault
from profiles.importers.blanks import folded, is_blank, is_same_as_above
from profiles.importers.cells import Cell, cell_text
from profiles.importers.delimited import read_delimited
from profiles.importers.encodings import decode
from profiles.importers.imported import Draft, Imported, refused, unique
from profiles.importers.layout import Layout, find_layout
from profiles.importers.mapping import Mapped
from profiles.importers.roster import Roster
from profiles.importers.workbooks import Sheet, is_workbook, read_workbook

_NOTE = re.compile(r"^\s*(?:※|＊|\*|注[\s:：)）\d]|（注|\(注|備考[:：]|合計|総計|小計|総数|人数|計\s*$|計\s*\d+\s*[名人件]|以上\s*$|以下余白|出典|作成(?:者|日)|"
                   r"(?:grand\s+|sub)?totals?\b|notes?\s*[:：]|remarks?\s*[:：]|source\s*[:：]|\d+\s*(?:名|人|件|people|persons)\s*$)", re.I)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet whose headings were found."""

    sheet: Sheet
    layout: Layout


@dataclass(frozen=True, slots=True)
class Table:
    """A roster that was opened: its encoding, its sheets with headings, and notes (English, Japanese) on what was left out.

    Attributes:
        skipped: Rows that are no person (notes, totals, repeated headings), filled while ``people`` is read.
    """

    name: str
    encoding: str
    sheets: tuple[ReadSheet, ...]
    notes: tuple[tuple[str, str], ...]
    mapping: Mapped
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def people(self, as_of: date, group_column: str | None = None) -> Iterator[Imported]:
        """Every row below the headings, in order: read, or refused with its reason.

        Args:
            as_of: The day of the list; what a person did before it is unknown unless a column says so.
            group_column: Heading of a column to keep for the disparity report alone.
        """
        self.skipped.clear()
        return iter(unique(self._rows(as_of, group_column), self.name))

    def _rows(self, as_of: date, group_column: str | None) -> Iterator[Imported]:
        for number, one in enumerate(self.sheets, start=1):
            yield from _Reader(self, one, number if len(self.sheets) > 1 else 0, as_of, group_column).rows()


def read_table(data: bytes, name: str, mapping: Mapped | None = None) -> Table:
    """Open a roster: decode it, find its sheets and headings.

    Raises:
        DocumentFault: The file cannot be read, or no row of headings is found.
    """
    mapping = mapping or Mapped()
    if is_workbook(data):
        sheets, notes = read_workbook(data)
        encoding = "workbook"
    else:
        decoded = decode(data, mapping.encoding)
        sheets, notes, encoding = [Sheet("", read_delimited(decoded.text))], [], decoded.encoding
    found = []
    for sheet in sheets:
        if mapping.sheets and sheet.name and sheet.name not in mapping.sheets:
            notes.append((f"sheet {sheet.name!r} was not asked for", f"シート「{sheet.name}」は対象外です"))
            continue
        layout = find_layout(_head(sheet), sheet.merged, mapping.columns, mapping.header_row, mapping.header_rows)
        if layout is None:
            notes.append((f"sheet {sheet.name!r} has no row of headings that are known, and was not read", f"シート「{sheet.name}」は見出し行を判別できないため読み込んでいません"))
        else:
            found.append(ReadSheet(sheet, layout))
    if not found:
        raise DocumentFault("no row of headings was found; name the columns (Name, Nationality, … or 氏名, 国籍, …), or give them with --mapping")
    return Table(name, encoding, tuple(found), tuple(notes), mapping)


def _head(sheet: Sheet) -> list[tuple[int, list[object]]]:
    rows = []
    for number, cells in sheet.rows:
        rows.append((number, cells))
        if len(rows) > 45:
            break
    return rows


class _Reader:
    """The rows of one sheet."""

    def __init__(self, table: Table, one: ReadSheet, number: int, as_of: date, group_column: str | None) -> None:
        self.table, self.sheet, self.layout, self.number, self.as_of = table, one.sheet, one.layout, number, as_of
        self.group = next((column.index for column in one.layout.columns if group_column and folded(column.heading) == folded(group_column)), None)
        self.above: dict[int, object] = {}
        self.fills = {(row, column): (top, left) for (top, left), (bottom, right) in one.sheet.merged
                      for row in range(top, bottom + 1) for column in range(left, right + 1) if left == right and bottom > top and bottom - top < 2000}

    def rows(self) -> Iterator[Imported]:
        last = self.layout.row + self.layout.depth - 1
        headings = {folded(column.heading) for column in self.layout.columns if column.heading}
        for number, cells in self.sheet.rows:
            if number <= last or all(is_blank(cell) and not is_same_as_above(cell) for cell in cells):
                continue
            reason = _no_person(cells, headings)
            if reason is not None:
                self.table.skipped.append((self.place(number), reason))
                continue
            yield self._person(number, cells)

    def place(self, number: int) -> str:
        """The row in words."""
        return f"{self.sheet.name}!{number}" if self.sheet.name else f"row {number}"

    def _person(self, number: int, cells: list[object]) -> Imported:
        place = self.place(number)
        values = self._values(number, cells, place)
        spare = [cell for cell in cells[len(self.layout.columns):] if not is_blank(cell)]
        if spare:
            return refused(self.table.name, number, place, f"has {len(cells)} cells under {len(self.layout.columns)} headings; put quotes around a cell that holds a comma")
        draft = Draft(self.table.name, number, place, "office")
        if not isinstance(values, dict):
            return refused(self.table.name, number, place, values)
        if not any(not is_blank(cell.raw) for role, cell in values.items() if role != "number"):
            return refused(self.table.name, number, place, "holds no fact under a heading that is known; fill it in, or remove the row")
        Roster(draft, values, self.as_of, self.sheet.from_1904).fill()
        self.table.mapping.apply_defaults(draft)
        draft.content["id"] = self._identity(values, draft, number)
        if self.group is not None and self.group < len(cells):
            draft.group = cell_text(cells[self.group]).strip() or None
        return draft.done()

    def _values(self, number: int, cells: list[object], place: str) -> dict[str, Cell] | str:
        values: dict[str, Cell] = {}
        for column in self.layout.used:
            raw: object = cells[column.index] if column.index < len(cells) else ""
            if (number - 1, column.index) in self.fills and is_blank(raw):
                raw = self.above.get(column.index, "")
            if is_same_as_above(raw):
                if column.index not in self.above:
                    return f"{column.letter}: says {cell_text(raw)!r}, but no row stands above; write the value"
                raw = self.above[column.index]
            self.above[column.index] = raw
            role = column.role or ""
            where = f"{self.sheet.name}!{column.letter}{number}" if self.sheet.name else f"{column.letter}{number}"
            if role in values and not is_blank(raw):  # a role that may stand in several columns
                joined = "、".join(text for text in (values[role].text, cell_text(raw)) if text.strip())
                values[role] = Cell(joined, joined, values[role].place)
            elif role not in values:
                values[role] = Cell(raw, cell_text(raw), where)
        return values

    def _identity(self, values: Mapping[str, Cell], draft: Draft, number: int) -> str:
        prefix = f"s{self.number}-" if self.number else ""
        own = re.sub(r"\s+", "-", values["id"].text.strip()) if "id" in values and not is_blank(values["id"].raw) else ""
        if own:
            draft.note("id", values["id"].text, values["id"].place)
            return own
        if "orcid" in draft.identifiers:
            return f"orcid:{draft.identifiers['orcid']}"
        if "erad" in draft.identifiers:
            return f"erad:{draft.identifiers['erad']}"
        counted = values["number"].text.strip() if "number" in values else ""
        return f"{prefix}no-{counted}" if re.fullmatch(r"[A-Za-z0-9-]{1,20}", counted) else f"{prefix}row-{number}"


def _no_person(cells: list[object], headings: set[str]) -> str | None:
    """Why a row is no person: a note or a total below the list, or the headings once more."""
    filled = [cell_text(cell) for cell in cells if not is_blank(cell)]
    if filled and _NOTE.match(filled[0]) and len(filled) <= max(3, len(cells) // 2):
        return filled[0].strip()[:60]
    if len(filled) >= 2 and sum(folded(text) in headings for text in filled) >= len(filled) - 1:
        return "headings once more"
    return None


def summary(table: Table, people: list[Imported]) -> dict[str, Any]:
    """What ``--preview`` shows."""
    return {
        "file": table.name, "encoding": table.encoding, "notes": [en for en, _ in table.notes],
        "sheets": [{
            "sheet": one.sheet.name, "header_row": one.layout.row, "header_rows": one.layout.depth,
            "columns": [{"column": column.letter, "heading": column.heading, "used_as": column.role} for column in one.layout.columns if column.heading or column.role],
        } for one in table.sheets],
        "people": len(people), "refused": sum(item.profile is None for item in people),
        "skipped": [{"row": place, "reason": reason} for place, reason in table.skipped],
    }
