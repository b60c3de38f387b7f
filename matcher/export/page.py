"""The report as one self-contained page that prints on A4: nothing in it is live, and everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matcher.export.report import ExtraTable, Heading, headings, person_row, refused_rows, summary_lines
from matcher.export.words import COLUMNS, SHEETS, both, word
from matcher.screening.work import Entry


def write_page(stream: TextIO, heading: Heading, people: Iterable[Entry], refused: Iterator[Entry], keys: Sequence[str], lang: str, extra: Sequence[ExtraTable] = ()) -> None:
    """The page, piece by piece, so that a long list needs little memory."""
    tables = [ExtraTable(word(SHEETS, "people", lang), headings(keys, lang), (person_row(entry, keys, lang) for entry in people)), *extra,
              ExtraTable(word(SHEETS, "refused", lang), [both(COLUMNS[key], lang) for key in ("row", "profile", "reasons")], refused_rows(refused))]
    name = getattr(heading.program.name, lang) if heading.program else ""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    for piece in environment.get_template("screening.html").generate(lang=lang, summary=summary_lines(heading, lang), program_name=name, tables=tables):
        stream.write(piece)
