"""A workbook without anything live: no formulas, no links, ids as text, a summary first and the rows not read last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from matcher.export.report import ExtraTable, Heading, Value, headings, person_row, refused_rows, summary_lines
from matcher.export.words import COLUMNS, EMPTY, SHEETS, both, word
from matcher.screening.work import Entry

MOST_ROWS = 1_000_000
_LONGEST = 32_000
_WIDEST = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MEASURED = 200


def columns_wide(text: str) -> int:
    """Width in columns: a wide East Asian character takes two."""
    return max((sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in line) for line in text.split("\n")), default=0)


def write_workbook(path: Path, heading: Heading, people: Iterable[Entry], refused: Iterator[Entry], keys: Sequence[str], lang: str, extra: Sequence[ExtraTable] = ()) -> None:
    """The report as .xlsx.

    Args:
        people: The people in the order in which they should stand.
        refused: All entries again, from which the rows not read are taken.

    Raises:
        MatcherError: More rows than a sheet can hold.
    """
    if heading.counts["rows"] > MOST_ROWS:
        raise MatcherError(f"{heading.counts['rows']:,} rows do not fit on a sheet; write CSV or JSON lines")
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True, "nan_inf_to_errors": True}
    book = xlsxwriter.Workbook(str(path), options)
    day = date.fromisoformat(heading.manifest.on)
    book.set_properties({"title": "Screening report", "author": "matcher", "created": datetime(day.year, day.month, day.day)})
    formats = _formats(book)
    _summary(book.add_worksheet(word(SHEETS, "summary", lang)), summary_lines(heading, lang), formats)
    rows = (person_row(entry, keys, lang) for entry in people)
    _table(book.add_worksheet(word(SHEETS, "people", lang)), headings(keys, lang), rows, formats, empty=[key in EMPTY for key in keys])
    for sheet in extra:
        _table(book.add_worksheet(sheet.name), sheet.headings, iter(sheet.rows), formats)
    labels = [both(COLUMNS[key], lang) for key in ("row", "profile", "reasons")]
    _table(book.add_worksheet(word(SHEETS, "refused", lang)), labels, refused_rows(refused), formats)
    book.close()


def _formats(book: Any) -> dict[str, Any]:
    font = {"font_name": "Yu Gothic", "font_size": 10, "valign": "top"}
    return {
        "title": book.add_format({**font, "bold": True, "font_size": 14}), "label": book.add_format({**font, "bold": True, "text_wrap": True}), "text": book.add_format({**font, "text_wrap": True, "num_format": "@"}),
        "number": book.add_format(font), "head": book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E8ECF1"}), "empty": book.add_format({**font, "text_wrap": True, "bg_color": "#FFFBE6", "num_format": "@"}),
    }


def _summary(sheet: Any, lines: Sequence[tuple[str, Value]], formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 110)
    for number, (label, value) in enumerate(lines):
        if label:
            _write(sheet, number, 0, label, formats["title" if number == 0 else "label"])
        if value is not None:
            _write(sheet, number, 1, value, formats["text"])


def _table(sheet: Any, labels: Sequence[str], rows: Iterator[Sequence[Value]], formats: dict[str, Any], empty: Sequence[bool] = ()) -> None:
    first: list[Sequence[Value]] = []
    for row in rows:
        first.append(row)
        if len(first) == _MEASURED:
            break
    for column, label in enumerate(labels):
        widest = max([min(columns_wide(label), 24), *(columns_wide(str(row[column])) for row in first if column < len(row) and row[column] is not None)])
        sheet.set_column(column, column, min(max(widest + 2, 8), _WIDEST))
    for column, label in enumerate(labels):
        _write(sheet, 0, column, label, formats["head"])
    number = 0
    for number, row in enumerate(_chained(first, rows), start=1):
        for column, value in enumerate(row):
            if value is not None:
                _write(sheet, number, column, value, formats["text"])
            elif empty and empty[column]:
                sheet.write_blank(number, column, None, formats["empty"])
    sheet.freeze_panes(1, min(3, max(0, len(labels) - 1)))
    sheet.autofilter(0, 0, max(number, 1), len(labels) - 1)


def _chained(first: Sequence[Sequence[Value]], rest: Iterator[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield from first
    yield from rest


def _write(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    """Text as text whatever it looks like; only numbers as numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
        return
    text = _CONTROL.sub("", str(value))
    sheet.write_string(row, column, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…", style)
