"""Files of people for the commands that read them: options, mapping file, messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from matcher.cli.options import complain
from matcher.errors import MatcherError
from profiles.documents import DocumentFault
from profiles.importers.encodings import ENCODINGS
from profiles.importers.imported import Imported
from profiles.importers.mapping import Mapped, mapping_text, read_mapping
from profiles.importers.sources import KINDS, Kind, People, open_people
from profiles.importers.table import Table

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 20


def people_options(function: F) -> F:
    """``--from``, ``--mapping``, ``--charset``, ``--also``: how a file of people is read."""
    for option in (
        click.option("--also", "also", multiple=True, type=click.Path(path_type=Path), help="Another source on the same people (ORCID, researchmap, a list); joined by ORCID iD or e-Rad number."),
        click.option("--charset", type=click.Choice(ENCODINGS), help="Encoding of a CSV file, where its bytes do not tell."),
        click.option("--mapping", type=click.Path(path_type=Path), help="What each column is for: read from this file, or saved to it where there is none yet."),
        click.option("--from", "kind", type=click.Choice(KINDS), help="Form of the file; told from its content where it is left out."),
    ):
        function = option(function)
    return function


def open_file(path: str, on: date, kind: Kind | None, mapping: Path | None, charset: str | None, also: Iterable[Path] = (), group_column: str | None = None,
              data: bytes | None = None) -> People:
    """The people of a file or of standard input (``-``), joined with other sources on them.

    Args:
        data: What was read from standard input already.

    Raises:
        MatcherError: The file, its mapping or another source cannot be read.
    """
    mapped = _mapped(mapping, charset)
    opened = _opened(path, on, kind, mapped, group_column, data)
    if mapping is not None and not mapping.exists() and opened.table is not None:
        _save(mapping, opened.table)
    others: list[Imported] = []
    for other in also:
        others += _opened(str(other), on, None, Mapped(), None, None).people
    if not others:
        return opened
    from profiles.importers.merging import merge_people

    return People(opened.kind, opened.name, merge_people(opened.people, others, opened.name), opened.table)


def _opened(path: str, on: date, kind: Kind | None, mapped: Mapped, group_column: str | None, data: bytes | None) -> People:
    source: Path | bytes = Path(path) if path != "-" else sys.stdin.buffer.read() if data is None else data
    name = "stdin" if path == "-" else path
    try:
        return open_people(source, name, on, kind, mapped, group_column)
    except DocumentFault as error:
        raise MatcherError(f"{name}: {error}") from error
    except IsADirectoryError as error:
        raise MatcherError(f"{name}: is a folder; name a file") from error
    except OSError as error:
        raise MatcherError(f"{name}: cannot be read ({error.strerror}); check the name") from error


def _mapped(mapping: Path | None, charset: str | None) -> Mapped:
    import dataclasses

    found = Mapped()
    if mapping is not None and mapping.exists():
        try:
            found = read_mapping(mapping.read_bytes(), str(mapping))
        except DocumentFault as error:
            raise MatcherError(str(error)) from error
    return dataclasses.replace(found, encoding=charset) if charset else found


def _save(mapping: Path, table: Table) -> None:
    from matcher.storage import write_atomically

    try:
        write_atomically(mapping, mapping_text(table))
    except OSError as error:
        raise MatcherError(f"{mapping}: cannot be written ({error.strerror}); name a place that can") from error
    complain([f"{mapping}: the mapping of the columns was saved; correct it and use it again with --mapping"])


_NOTICES = {
    "read": ("read as {encoding}, headings in row {row}", "{encoding}として読み込み、見出し行は{row}行目"), "dropped": ("not kept, since no rule needs them", "応募資格の判定に不要なため保持しない列"), "ignored": ("not used", "使用しない列"),
    "unknown": ("heading not known, not used (name it in a --mapping file)", "見出しを判別できず使用しない列（--mapping のファイルで指定できます）"), "used": ("used", "使用した列"),
}


def notices(opened: People, lang: str = "en", used: bool = False) -> list[str]:
    """What a reader of a roster should know: the headings' row, the columns left out (and, if wanted, those used), what was skipped."""
    if opened.table is None:
        return []
    ja = lang == "ja"
    name = Path(opened.name).name
    lines = [f"{name}: {note[ja]}" for note in opened.table.notes]
    for one in opened.table.sheets:
        where = f"{name}{'!' + one.sheet.name if one.sheet.name else ''}"
        rows = f"{one.layout.row}–{one.layout.row + 1}" if one.layout.depth == 2 else str(one.layout.row)
        lines.append(f"{where}: " + _NOTICES["read"][ja].format(encoding=opened.table.encoding, row=rows))
        for key, columns in (("used", one.layout.used if used else ()), ("dropped", one.layout.dropped), ("ignored", one.layout.ignored), ("unknown", one.layout.unknown)):
            if columns:
                lines.append(f"{where}: {_NOTICES[key][ja]}: " + ", ".join(f"{column.letter} ({column.heading})" for column in columns))
    return lines


def tell(people: Iterable[Imported], file: str, lang: str) -> None:
    """Every refused row and the first open questions, on stderr."""
    asked = 0
    for item in people:
        complain([str(fault) for fault in item.faults])
        for doubt in item.doubts:
            asked += 1
            if asked <= _SHOWN:
                click.echo(f"{file}:{item.row}: {doubt.path}: {doubt.raw!r}: {doubt.ja if lang == 'ja' else doubt.en} [{doubt.source}]", err=True)
    if asked > _SHOWN:
        complain([f"{file}: {asked - _SHOWN} more questions; `matcher profiles convert --preview` lists them"])
