"""The lexicon's lines as records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.tokens import normal, words

FOLDER = Path(__file__).parents[1] / "builtin" / "lexicon"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a concept's forms in both languages, its fields, and English names of neighbouring concepts."""

    english: tuple[str, ...]
    japanese: tuple[str, ...]
    fields: tuple[str, ...]
    neighbours: tuple[str, ...]
    file: str
    line: int

    @property
    def text(self) -> str:
        """All forms, as text to take apart."""
        return f"{' , '.join(self.english)} 、 {'、'.join(self.japanese)}"


def read_entries(folder: Path = FOLDER) -> list[Entry]:
    """Every entry of every file, in the order of file names."""
    return [_entry(line, file.name, number) for file in sorted(folder.glob("*.tsv"))
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1) if line and not line.startswith("#")]


def _entry(line: str, file: str, number: int) -> Entry:
    columns = [*line.split("\t"), "", "", ""]
    return Entry(_split(columns[0], "|"), _split(columns[1], "|"), _split(columns[2], ","), _split(columns[3], ","), file, number)


def _split(column: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in column.split(by) if part.strip())


def form_key(form: str) -> str:
    """The spelling by which an English form is recognised: stems joined by blanks."""
    return " ".join(words(normal(form)))


def neighbour_pairs(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """Pairs of row numbers, the smaller first, that are neighbours by either one's line."""
    rows: dict[str, int] = {}
    for row, entry in enumerate(entries):
        for form in entry.english:
            rows.setdefault(form_key(form), row)
    found = ((row, rows.get(form_key(name), row)) for row, entry in enumerate(entries) for name in entry.neighbours)
    return sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})


def lexicon_digest(folder: Path = FOLDER) -> str:
    """SHA-256 over the files."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.tsv")):
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
