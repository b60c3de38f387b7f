"""Bytes of tables as offices save them into text: strict trial decoding, and a refusal where two readings are possible."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from profiles.documents import MAX_BYTES, DocumentFault

ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp", "cp1252")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 200_000
_CLEAR, _TOO_STRANGE = 0.15, 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read by."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text, by the encoding named or else by the only one that reads the bytes without a fault.

    Trial order: byte-order mark, UTF-16 without one, ISO-2022-JP, UTF-8, then CP932 against EUC-JP. Bytes that both can read are given
    to the one whose text looks like Japanese; where neither does, nothing is guessed.

    Raises:
        DocumentFault: Too large, unreadable by every encoding, or readable by several without a clear winner.
    """
    if len(data) > MAX_BYTES:
        raise DocumentFault(f"the file has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read; split it")
    if encoding is not None:
        return _named(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _named(data, name)
    if b"\x00" in data[:_SAMPLE] and (wide := _wide(data)) is not None:
        return _named(data, wide)
    if b"\x1b$" in data or b"\x1b(J" in data:
        return _named(data, "iso2022_jp")
    text = _tried(data, "utf-8")
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) / 10:
        raise DocumentFault("holds zero bytes and is no text; save the file as UTF-8, or as a workbook (.xlsx)")
    return Decoded(text, "utf-8") if text is not None else _japanese(data)


def _named(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError) as error:
        where = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise DocumentFault(f"cannot be read as {encoding}{where}; save the file as UTF-8, or as a workbook (.xlsx)") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the half of the bytes that holds the zeros of Latin letters tells the order; None where a stray zero byte is all."""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if even + odd < len(data[:_SAMPLE]) / 50:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = data[:_SAMPLE].decode(encoding, "ignore")
    return None if max(even, odd) <= 4 * min(even, odd) or not _is_text(text) else encoding


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _japanese(data: bytes) -> Decoded:
    found = [Decoded(text, name) for name in ("cp932", "euc_jp") if (text := _tried(data, name)) is not None]
    likely = sorted(((_strangeness(item.text[:_SAMPLE]), item) for item in found), key=lambda pair: pair[0])
    likely = [pair for pair in likely if pair[0] <= _TOO_STRANGE]
    if len(likely) == 1 or (len(likely) == 2 and likely[0][0] + _CLEAR < likely[1][0]):
        return likely[0][1]
    names = " or ".join(item.encoding for _, item in likely)
    problem = f"may be {names}, and the text tells not which" if likely else "is not UTF-8, UTF-16, CP932 or EUC-JP"
    raise DocumentFault(f"{problem}; save the file as UTF-8, or name its encoding with --charset")


def _strangeness(text: str) -> float:
    """How unlike Japanese a reading is, from 0: half-width kana, rare kanji of the second level, and kanji that stand alone among Latin letters.

    Wrong readings are full of them (EUC-JP read as CP932, Western text read as Japanese); unassigned letters rule a reading out.
    """
    beyond = [mark for mark in text if ord(mark) > 0x7F]
    if not _is_text(text):
        return 9.0
    half = sum("\uff61" <= mark <= "\uff9f" for mark in beyond)
    rare = sum("\u4e00" <= mark <= "\u9fff" and mark.encode("cp932", "replace")[0] >= 0x98 for mark in beyond)
    lone = sum(
        1 for before, mark, after in zip(" " + text, text, text[1:] + " ", strict=False)
        if "\u4e00" <= mark <= "\u9fff" and ((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))
    )
    return (half / 2 + rare + lone / 2) / max(1, len(beyond))


def _is_text(text: str) -> bool:
    """No private, unassigned or control characters."""
    return not any(unicodedata.category(mark) in ("Co", "Cn", "Cc") for mark in text if mark > "\x7f" or mark < "\x09")
