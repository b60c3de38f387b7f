"""Where a sheet's headings stand and what each column is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from profiles.importers.blanks import is_blank
from profiles.importers.headings import REVIEW_ONLY, role_of, role_under

SEARCHED = 40
Cells = Sequence[object]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its heading as written, and its role (None where the heading is not known)."""

    index: int
    heading: str
    role: str | None

    @property
    def letter(self) -> str:
        """The column as a spreadsheet names it (A, B, … AA)."""
        name, rest = "", self.index + 1
        while rest:
            rest, place = divmod(rest - 1, 26)
            name = chr(65 + place) + name
        return name


@dataclass(frozen=True, slots=True)
class Layout:
    """The headings of a sheet.

    Attributes:
        row: Row number of the first heading row, from 1.
        depth: 1 or 2 rows of headings.
    """

    row: int
    depth: int
    columns: tuple[Column, ...]

    @property
    def used(self) -> tuple[Column, ...]:
        """The columns that reach a profile or the review questions."""
        return tuple(column for column in self.columns if column.role and not column.role.startswith(("drop:", "ignore:")))

    @property
    def dropped(self) -> tuple[Column, ...]:
        """Personal columns that no rule needs: their cells are not kept anywhere."""
        return tuple(column for column in self.columns if column.role and column.role.startswith("drop:"))

    @property
    def ignored(self) -> tuple[Column, ...]:
        """Columns with a known heading and no use here."""
        return tuple(column for column in self.columns if column.role and column.role.startswith("ignore:"))

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Columns whose heading is not known."""
        return tuple(column for column in self.columns if column.role is None and column.heading)


def find_layout(rows: Sequence[tuple[int, Cells]], merged: Merged = (), columns: Mapping[str, str] | None = None,
                row: int | None = None, depth: int | None = None) -> Layout | None:
    """The headings among the first rows: the row, or pair of rows, under which most columns have a known role.

    Args:
        rows: Row numbers from 1 with their cells.
        columns: Roles by heading or column letter, as a mapping file names them; they go before the known spellings.
        row, depth: Where the headings stand, if a mapping file says so.
    """
    choices: list[tuple[tuple[int, int, int], Layout]] = []
    head = [(number, list(cells)) for number, cells in rows[:SEARCHED]]
    for place, (number, cells) in enumerate(head):
        if row is not None and number != row:
            continue
        for deep in (1, 2):
            if (depth is not None and deep != depth) or place + deep > len(head) or (deep == 2 and depth is None and not _may_head(head[place + 1][1])):
                continue
            found = _layout(number, deep, cells, head[place + 1][1] if deep == 2 else [], merged, columns or {})
            known = len({column.role for column in found.columns if column.role and not column.role.startswith("again:")})
            choices.append(((known, -deep, -number), found))
    best = max(choices, key=lambda choice: choice[0], default=None)
    if best is None or (row is None and best[0][0] < 2 and not _is_plain_list(best[1])):
        return None
    return best[1]


def _is_plain_list(found: Layout) -> bool:
    """A single known heading is enough where it names the id, a name or a path: `id` alone is a list of people."""
    return any(column.role in ("id", "name", "orcid") for column in found.columns)


def _may_head(cells: Cells) -> bool:
    """A second row of headings holds words, no dates, numbers or long texts."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return bool(filled) and all(isinstance(cell, str) and len(cell) <= 40 and not cell.strip()[:1].isdigit() for cell in filled)


def _layout(number: int, depth: int, upper: Cells, lower: Cells, merged: Merged, named: Mapping[str, str]) -> Layout:
    width = max(len(upper), len(lower))
    tops = _spread([_words(upper, index) for index in range(width)], number - 1, merged, fill=depth == 2)
    columns = []
    for index in range(width):
        below = _words(lower, index)
        heading = " / ".join(part for part in dict.fromkeys((tops[index], below)) if part)
        column = Column(index, heading, None)
        chosen = named.get(column.letter) or named.get(heading) or named.get(below or tops[index])
        role = chosen or (role_under(tops[index], below) if depth == 2 else role_of(tops[index]))
        columns.append(Column(index, heading, role))
    return Layout(number, depth, _settled(columns))


def _spread(labels: list[str], row: int, merged: Merged, fill: bool) -> list[str]:
    """Labels carried over the cells they are merged with; without merge marks (CSV), to the right up to the next label."""
    spread = list(labels)
    for (top, left), (bottom, right) in merged:
        if top <= row <= bottom and left < len(labels):
            for index in range(left, min(right + 1, len(labels))):
                spread[index] = labels[left]
    if fill and not merged:
        last = ""
        for index, label in enumerate(labels):
            last = label or last
            spread[index] = last
    return spread


def _words(cells: Cells, index: int) -> str:
    if index >= len(cells) or isinstance(cells[index], date | time) or cells[index] is None:
        return ""
    return " ".join(str(cells[index]).split())


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """One column a role: later ones with the same role stay unknown, and a bare "country" beside no organisation is left to a person."""
    roles = {column.role for column in columns}
    seen: set[str] = set()
    settled = []
    for column in columns:
        role = column.role
        if role == "organisation_country" and "organisation" not in roles and "title" not in roles and len(column.heading) <= 8:
            role = None
        if role and not role.startswith(("drop:", "ignore:", "path:")) and role in seen and role not in ("nationalities", "keywords", "field"):
            role = f"again:{role}"
        seen.add(role or "")
        settled.append(Column(column.index, column.heading, role))
    return tuple(settled)


def is_for_review(role: str | None) -> bool:
    """Whether a column is kept for the office's review questions only."""
    return role in REVIEW_ONLY
