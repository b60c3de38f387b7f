"""A screening into the form asked for, in the place asked for, in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from matcher.errors import UsageFault
from matcher.export.report import ExtraTable, Heading, Value, column_keys, headings, person_row
from matcher.export.words import COLUMNS, OUTCOMES, word
from matcher.screening.work import Entry, WorkFile
from matcher.storage import replacing

FORMS = ("table", "json", "jsonl", "csv", "html", "xlsx")
_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".txt": "table"}


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report is written from."""

    heading: Heading
    work: WorkFile
    ranks: NDArray[np.int32]
    lang: str
    with_host: bool = False
    every: bool = False
    extra: tuple[ExtraTable, ...] = ()
    details: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns of the people."""
        return column_keys(self.with_host, self.every)

    def people(self) -> Iterator[Entry]:
        """The people, first in rank first."""
        return self.work.by_rank(self.ranks)

    def lines(self) -> Iterator[Entry]:
        """People and rows not read, in the order of the input."""
        return self.work.entries(self.ranks)


def form_of(form: str | None, out: Path | None) -> str:
    """The form asked for, or told by the ending of the file; a table on a screen.

    Raises:
        UsageFault: A workbook without a file to go to.
    """
    found = form or (_ENDINGS.get(out.suffix.lower(), "jsonl") if out is not None else "table")
    if found == "xlsx" and out is None:
        raise UsageFault("a workbook needs a file to go to; name it with --out report.xlsx")
    return found


def write_report(report: Report, form: str, out: Path) -> None:
    """Into a file, which is there whole or not at all.

    Raises:
        UsageFault: The place cannot be written to.
    """
    try:
        with replacing(out) as fresh:
            if form == "xlsx":
                from matcher.export.workbook import write_workbook

                write_workbook(fresh, report.heading, report.people(), report.lines(), report.keys, report.lang, report.extra)
            else:
                with fresh.open("w", encoding="utf-8", newline="") as stream:
                    write_text(report, form, stream)
    except OSError as error:
        raise UsageFault(f"{out}: cannot be written ({error.strerror}); name a place that can") from error


def write_text(report: Report, form: str, stream: TextIO) -> None:
    """Any form but the workbook, into a stream."""
    if form == "jsonl":
        for entry in report.lines():
            stream.write(_object(entry, report.details) + "\n")
    elif form == "json":
        stream.write("[")
        for number, entry in enumerate(report.lines()):
            stream.write((",\n " if number else "\n ") + _object(entry, report.details))
        stream.write("\n]\n")
    elif form == "csv":
        from matcher.export.delimited import write_csv

        write_csv(stream, headings(report.keys, report.lang), _csv_rows(report))
    else:
        from matcher.export.page import write_page

        write_page(stream, report.heading, report.people(), report.lines(), report.keys, report.lang, report.extra)


def _object(entry: Entry, details: bool) -> str:
    if not details or entry.refused:
        return entry.object()
    return f'{entry.object()[:-1]}, {entry.details[1:]}' if entry.details != "{}" else entry.object()


def _csv_rows(report: Report) -> Iterator[Sequence[Value]]:
    """The people by rank, then the rows not read, so that rows in equal rows out."""
    yield from (person_row(entry, report.keys, report.lang) for entry in report.people())
    for entry in report.lines():
        if entry.refused:
            cells: dict[str, Value] = {"row": entry.row, "verdict": word(OUTCOMES, "refused", report.lang), "failed": "\n".join(entry.read()["faults"])}
            yield [cells.get(key) for key in report.keys]


__all__ = ["COLUMNS", "FORMS", "ExtraTable", "Report", "form_of", "write_report", "write_text"]
