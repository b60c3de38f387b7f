"""A file of people in any of the forms that are read: which form it is, and its people one after the other."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

from profiles.documents import MAX_BYTES, DocumentFault, NotJson, json_line, load_json, load_rows
from profiles.faults import Fault, ProfileFaults
from profiles.importers.encodings import decode
from profiles.importers.imported import Imported, refused, unique
from profiles.importers.mapping import Mapped
from profiles.importers.openalex import is_openalex, read_openalex
from profiles.importers.orcid import from_xml, is_orcid, read_orcid
from profiles.importers.researchmap import is_researchmap, read_researchmap
from profiles.importers.table import Table, read_table
from profiles.importers.workbooks import is_workbook
from profiles.reading import parse_profile

Kind = Literal["profiles", "orcid", "openalex", "researchmap", "table"]
KINDS: tuple[Kind, ...] = ("profiles", "orcid", "openalex", "researchmap", "table")
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
_LINES = (".jsonl", ".ndjson")
_LINE_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class People:
    """The people of a file, read as they are asked for.

    Attributes:
        table: The opened roster, where the file is one.
    """

    kind: Kind
    name: str
    people: Iterable[Imported]
    table: Table | None = None


def open_people(source: Path | bytes, name: str, as_of: date, kind: Kind | None = None, mapping: Mapped | None = None, group_column: str | None = None) -> People:
    """Open a file of people; without ``kind`` the ending and the content tell what it is.

    Args:
        source: A file, or the bytes of standard input.
        as_of: The day asked about.
        group_column: Heading of a roster's column to keep for the disparity report alone.

    Raises:
        DocumentFault: The file as a whole cannot be read.
        OSError: The file cannot be opened.
    """
    ending = Path(name).suffix.lower()
    if ending in _LINES and not isinstance(source, bytes):
        return _lines(source, name, as_of, kind)
    data = source if isinstance(source, bytes) else _read(source)
    if kind == "table" or (kind is None and (ending in _TABLES or is_workbook(data))):
        table = read_table(data, name, mapping)
        return People("table", name, table.people(as_of, group_column), table)
    values = _values(data, name, kind)
    if values is None:
        table = read_table(data, name, mapping)
        return People("table", name, table.people(as_of, group_column), table)
    return _of_values(values, name, as_of, kind)


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise DocumentFault(f"the file has {path.stat().st_size:,} bytes, more than the {MAX_BYTES:,} that are read at once; split it, or write JSON lines (.jsonl), which are read one by one")
    return path.read_bytes()


def _values(data: bytes, name: str, kind: Kind | None) -> list[tuple[int, Any]] | None:
    """The rows of a JSON, YAML or XML file, or None where the text is none of them but a table."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return [(1, from_xml(decode(data).text.lstrip("\ufeff")))]
    try:
        return load_rows(data, name)
    except DocumentFault:
        if kind not in (None, "profiles") or name != "stdin" or data.lstrip().startswith((b"{", b"[", b"-")):
            raise
        return None


def _of_values(rows: Iterable[tuple[int, Any]], name: str, as_of: date, kind: Kind | None) -> People:
    head = list(islice(rows := iter(rows), 3))
    kind = kind or _kind_of([value for _, value in head])
    every = chain(head, rows)
    if kind == "orcid":
        return People(kind, name, unique(_orcid(every, name, as_of), name))
    if kind == "openalex":
        return People(kind, name, unique(read_openalex((value for _, value in every), name), name))
    if kind == "researchmap":
        return People(kind, name, unique(read_researchmap((value for _, value in every), name, as_of), name))
    return People("profiles", name, unique(_profiles(every, name), name))


def _kind_of(head: list[Any]) -> Kind:
    tests: tuple[tuple[Kind, Any], ...] = (("openalex", is_openalex), ("orcid", is_orcid), ("researchmap", is_researchmap))
    return next((kind for kind, test in tests if any(test(value) for value in head)), "profiles")


def _orcid(rows: Iterable[tuple[int, Any]], name: str, as_of: date) -> Iterator[Imported]:
    for number, value in rows:
        if isinstance(value, dict):
            for item in read_orcid([value], name, as_of):
                yield Imported(number, item.place, item.profile, item.origins, item.doubts, tuple(Fault(name, one.path, one.problem, number) for one in item.faults),
                               item.identifiers, item.declarations, item.group, item.content)
        else:
            yield refused(name, number, f"record {number}", str(value) if isinstance(value, DocumentFault) else "is no record of ORCID; expected a JSON object")


def _profiles(rows: Iterable[tuple[int, Any]], name: str) -> Iterator[Imported]:
    for number, value in rows:
        try:
            profile = parse_profile(value, name, number)
        except ProfileFaults as faults:
            yield Imported(number, f"row {number}", None, faults=faults.faults)
        else:
            yield Imported(number, f"row {number}", profile, content=value)


def _lines(path: Path, name: str, as_of: date, kind: Kind | None) -> People:
    with path.open("rb") as stream:
        first = [value for _, value in islice(_json_lines(stream), 3)]
    if not first:
        raise DocumentFault("the file is empty; write at least `id: …`")
    return _of_values(_from_disk(path), name, as_of, kind or _kind_of(first))


def _from_disk(path: Path) -> Iterator[tuple[int, Any]]:
    with path.open("rb") as stream:
        yield from _json_lines(stream)


def _json_lines(stream: BinaryIO | io.BytesIO) -> Iterator[tuple[int, Any]]:
    """Rows of JSON lines, one in memory at a time; a line that is too long or not UTF-8 is its own fault."""
    number = 0
    while line := stream.readline(_LINE_BYTES):
        number += 1
        if not line.endswith(b"\n") and len(line) == _LINE_BYTES:
            while (rest := stream.readline(_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, DocumentFault(f"the line has more than {_LINE_BYTES:,} bytes; shorten it")
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            yield number, DocumentFault(f"byte {error.start} of the line is not UTF-8; save the file as UTF-8")
            continue
        if text.strip():
            yield number, json_line(text)


__all__ = ["KINDS", "Kind", "NotJson", "People", "load_json", "open_people"]
