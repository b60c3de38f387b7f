"""Encodings: strict trials, the right one of two, and never mojibake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.documents import DocumentFault
from profiles.importers.encodings import decode

ROSTER = "氏名,国籍,所属機関,取得日\n田中　花子,日本,架空大学,令和２年３月\nリー・ジョン,韓国,ソウル例示大学,2020年3月見込み\nﾀﾅｶ,―,髙橋研究室,〃\n"
PLAIN = ROSTER.replace("ﾀﾅｶ", "タナカ").replace("髙", "高").replace("２", "2").replace("３", "3")


@pytest.mark.parametrize(("encoding", "found"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("cp932", "cp932"), ("euc_jp", "euc_jp"), ("iso2022_jp", "iso2022_jp"),
])
def test_each_encoding_is_told(encoding: str, found: str) -> None:
    text = ROSTER if encoding not in ("euc_jp", "iso2022_jp") else PLAIN
    read = decode(text.encode(encoding))
    assert (read.text.lstrip("\ufeff"), read.encoding) == (text, found)


def test_half_width_kana_of_cp932() -> None:
    text = "氏名,ﾌﾘｶﾞﾅ\n田中花子,ﾀﾅｶﾊﾅｺ\n"
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize("data", ["Name\nAndrés Müller\n".encode("cp1252"), b"\x00\x01\x02\x03" * 20, b"\xff\xff\xff", "氏名,ﾌﾘｶﾞﾅ\n田中花子,ﾀﾅｶﾊﾅｺ\n".encode("euc_jp"), b"\xe3\x81"])
def test_what_no_encoding_reads_for_sure_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(DocumentFault, match="UTF-8"):
        decode(data)


def test_a_named_encoding_is_taken_at_its_word() -> None:
    assert decode("Müller".encode("cp1252"), "cp1252").text == "Müller"
    with pytest.raises(DocumentFault, match="cp932"):
        decode(b"\x81", "cp932")


@given(st.text(st.sampled_from("日本人氏名国籍所属大学教授准助研究員東京都京阪田中山川花子太郎一二三あいうえおかきくけこタチツテト,\n0123456789ABCabc"), max_size=300), st.sampled_from(["cp932", "euc_jp", "utf-8", "utf-16"]))
def test_japanese_is_read_right_or_refused(text: str, encoding: str) -> None:
    text = f"氏名,国籍,所属機関\n{text}"
    try:
        read = decode(text.encode(encoding))
    except DocumentFault:
        return
    assert read.text.lstrip("\ufeff") == text
