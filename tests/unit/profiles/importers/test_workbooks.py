"""Workbooks that must not be opened: bombs, lies, locks, nests."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from profiles.documents import DocumentFault
from profiles.importers.table import read_table
from profiles.importers.workbooks import check_archive, is_workbook


def bomb(declared: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(declared // 2**20):
                member.write(b"<c/>" * (2**20 // 4))
    return stream.getvalue()


def test_a_bomb_of_400_mb_is_refused_before_it_is_unpacked() -> None:
    data = bomb(400 * 2**20)
    assert len(data) < 2 * 2**20 and is_workbook(data)
    tracemalloc.start()
    with pytest.raises(DocumentFault, match="unpacks to 419"):
        read_table(data, "list.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    tracemalloc.stop()


def test_a_directory_that_lies_about_sizes_is_counted() -> None:
    data = bomb(200 * 2**20)
    honest = (200 * 2**20).to_bytes(4, "little")
    lying = data.replace(honest, (1000).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(DocumentFault, match="more than"):
        check_archive(lying)


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\x00" * 50, b"PK\x05\x06" + b"\x00" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, bomb(2**20)[:-40]])
def test_broken_archives_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(DocumentFault, match=r"xlsx|workbook|headings"):
        read_table(data, "list.xlsx")


def test_a_nested_archive_and_too_many_parts() -> None:
    for names, part in ((["inner.zip"], "another archive"), ([f"p{n}" for n in range(5001)], "parts")):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in names:
                archive.writestr(name, "")
        with pytest.raises(DocumentFault, match=part):
            check_archive(stream.getvalue())
