"""Delimited text (CSV, TSV, semicolons) into rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from profiles.documents import MAX_BYTES, DocumentFault
from profiles.importers.headings import role_of

DELIMITERS = (",", "\t", ";")
_HEAD = 40


class DelimitedRows:
    """The records of a text, numbered from 1 as a spreadsheet would show them."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text, self.delimiter = text, delimiter

    def __iter__(self) -> Iterator[tuple[int, list[object]]]:
        for number, cells in enumerate(_records(self._text, self.delimiter), start=1):
            yield number, list(cells)


def read_delimited(text: str) -> DelimitedRows:
    """The rows, by the delimiter under which most headings are known.

    Raises:
        DocumentFault: The text is empty or no table.
    """
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise DocumentFault("the file is empty; write a row of headings and a row for each person")
    head = "\n".join(text[:200_000].replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_HEAD])
    return DelimitedRows(text, max(DELIMITERS, key=lambda mark: (_known(head, mark), -DELIMITERS.index(mark))))


def _known(head: str, delimiter: str) -> tuple[int, int]:
    rows = list(_records(head, delimiter))
    known = max((sum(role_of(cell) is not None for cell in row) for row in rows), default=0)
    return known, max((len(row) for row in rows), default=0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Records in the manner of RFC 4180; a NUL stays in its cell, where the reader of profiles refuses it."""
    csv.field_size_limit(MAX_BYTES)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise DocumentFault(f"is no table ({error}); save it as CSV in UTF-8") from error
