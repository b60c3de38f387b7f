"""Workbooks (.xlsx, .xlsm, .xls, .ods) into rows of cells, after the zip directory has been checked: a bomb is refused before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from profiles.documents import MAX_BYTES, DocumentFault

MAX_UNPACKED = 256 * 2**20
MAX_RATIO = 100
MAX_MEMBERS = 5_000
_SMALL = 8 * 2**20
_CHUNK = 2**20
MAX_CELLS = 30_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows as they are numbered in the workbook, and what its cells were merged into.

    Attributes:
        rows: Pairs (row number from 1, cells); a cell is text, a number, a boolean, a date or an empty text.
        merged: Ranges ((first row, first column), (last row, last column)), from 0.
        from_1904: Day zero of serial numbers is 1904-01-01.
    """

    name: str
    rows: Any
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    from_1904: bool = False


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zip archive or an OLE file rather than text."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


def check_archive(data: bytes) -> None:
    """Refuse a zip archive that unpacks to too much, by its directory and then by counting what each member really holds.

    Raises:
        DocumentFault: Not an archive, too many members, too large or too dense when unpacked, encrypted, or nested.
    """
    if len(data) > MAX_BYTES:
        raise DocumentFault(f"the workbook has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read; split it")
    if not data.startswith(b"PK"):
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentFault("is not a whole workbook (its zip directory cannot be read); save it again as .xlsx") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise DocumentFault(f"holds {len(members):,} parts, more than the {MAX_MEMBERS:,} that are read; it is no ordinary workbook")
    for member in members:
        if member.flag_bits & 1:
            raise DocumentFault("is encrypted; save it without a password")
        if member.filename.lower().endswith((".zip", ".xlsx", ".xlsm")):
            raise DocumentFault(f"holds another archive ({member.filename[:80]!r}); save the sheet alone")
    declared = sum(member.file_size for member in members)
    if declared > MAX_UNPACKED or (declared > _SMALL and declared > MAX_RATIO * len(data)):
        raise DocumentFault(f"has {len(data):,} bytes and unpacks to {declared:,}; such a workbook is not read. Save the sheet as CSV")
    _count(data, members)


def _count(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Unpack each member chunk by chunk without keeping it, since a directory may lie about sizes."""
    allowed = min(MAX_UNPACKED, max(_SMALL, MAX_RATIO * len(data)))
    total = 0
    for member in members:
        start = member.header_offset + 30
        header = data[member.header_offset:start]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise DocumentFault("is not a whole workbook (a part is missing); save it again as .xlsx")
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        total += _size(data[start:start + member.compress_size], member, allowed - total)
        if total > allowed:
            raise DocumentFault(f"has {len(data):,} bytes and unpacks to more than {allowed:,}; such a workbook is not read. Save the sheet as CSV")


def _size(packed: bytes, member: zipfile.ZipInfo, allowed: int) -> int:
    if member.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise DocumentFault("is packed in a way that workbooks are not; save it again as .xlsx")
    engine, size, rest = zlib.decompressobj(-15), 0, packed
    try:
        while rest and not engine.eof and size <= allowed:
            size += len(engine.decompress(rest, _CHUNK))
            rest = engine.unconsumed_tail
    except zlib.error as error:
        raise DocumentFault("is damaged (a part cannot be unpacked); save it again as .xlsx") from error
    return size


def read_workbook(data: bytes) -> tuple[list[Sheet], list[tuple[str, str]]]:
    """The visible sheets, and notes (English, Japanese) on those left out.

    Raises:
        DocumentFault: The archive is refused, or is no workbook.
    """
    check_archive(data)
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        metadata = list(book.sheets_metadata)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        reason = "is protected by a password; save it without one" if "assword" in str(error) or b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data[:65536] else \
            "cannot be read as a workbook; save it again as .xlsx"
        raise DocumentFault(reason) from error
    zero = _counts_from_1904(data)
    sheets: list[Sheet] = []
    notes: list[tuple[str, str]] = []
    for meta in metadata:
        if not str(meta.typ).endswith("WorkSheet"):
            continue
        if not str(meta.visible).endswith("Visible") or str(meta.visible).endswith(("VeryHidden", "Hidden")):
            notes.append((f"sheet {meta.name!r} is hidden and was not read", f"シート「{meta.name}」は非表示のため読み込んでいません"))
            continue
        sheets.append(_sheet(book, meta.name, zero))
    return sheets, notes


def _sheet(book: Any, name: str, from_1904: bool) -> Sheet:
    import python_calamine

    try:
        found = book.get_sheet_by_name(name)
        last_row, last_column = found.end or (0, 0)
        if (last_row + 1) * (last_column + 1) > MAX_CELLS:
            raise DocumentFault(f"sheet {name!r} spans {last_row + 1:,} rows and {last_column + 1:,} columns; delete the empty formatted ones")
        return Sheet(name, _Rows(found), tuple(found.merged_cell_ranges or ()), from_1904)
    except (python_calamine.CalamineError, ValueError) as error:
        raise DocumentFault(f"sheet {name!r} cannot be read ({error}); save it again as .xlsx") from error


class _Rows:
    """Rows of a sheet, one at a time, numbered as in the workbook and shifted to column A."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def __iter__(self) -> Iterator[tuple[int, list[object]]]:
        # calamine yields every row from the first of the sheet, but columns only from the first that is used
        pad: list[object] = [""] * (self._sheet.start[1] if self._sheet.start else 0)
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            yield number, pad + list(row)


def _counts_from_1904(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            text = archive.read("xl/workbook.xml")[:200_000]
        except (KeyError, zipfile.BadZipFile, RuntimeError):
            return False
    return re.search(rb"date1904\s*=\s*[\"'](?:1|true)[\"']", text) is not None
