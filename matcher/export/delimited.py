"""CSV for spreadsheets: a byte-order mark, CRLF, RFC 4180 quotes, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from matcher.export.report import Value

_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "|", "%")


def guarded(value: Value) -> Value:
    """Text that could be taken for a formula, with an apostrophe before it; numbers stay numbers."""
    if not isinstance(value, str) or not value:
        return value
    head = unicodedata.normalize("NFKC", value.lstrip(" \u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"))[:1]
    return f"'{value}" if head in _LIVE or value[0] in _LIVE else value


def write_csv(stream: TextIO, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """The table; the stream must not change line ends."""
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in headings])
    for row in rows:
        writer.writerow([_plain(guarded(value)) for value in row])


def _plain(value: Value) -> Value:
    return value.replace("\x00", "") if isinstance(value, str) else value
