"""Faults in the lexicon's files: ``python -m models.training.lexicon_linting`` prints them all and exits with 1 where there are any."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.tokens import normal, words
from models.training.katakana import agreement

FOLDER = Path(__file__).parents[1] / "builtin" / "lexicon"
EXCEPTIONS = "exceptions.txt"
TAGS = ("ai information quantum semiconductors biotechnology energy materials telecommunications health agriculture earth ocean space disaster "
        "environment methods general").split()
FORD = {1: 7, 2: 11, 3: 5, 4: 5, 5: 9, 6: 5}
CODES = frozenset([*TAGS, *(f"{area}.{field}" for area, count in FORD.items() for field in range(1, count + 1))])
LEAST_AGREEMENT = 0.5
_JAPANESE = re.compile(r"[\u3005\u3041-\u3096\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff]")
_WIDTH = re.compile(r"[\u3000\uff01-\uff5e\uff61-\uff9f]")
_SPACE = re.compile(r"^\s|\s$|\s\s|[^\S ]")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fb\u30fc]{4,}")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z0-9α-ω.+-]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, its columns taken apart and otherwise as written."""

    place: str
    english: Sequence[str]
    japanese: Sequence[str]
    fields: Sequence[str]
    neighbours: Sequence[str]
    columns: int


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Forms that stand although a rule speaks against them: of two meanings, katakana that are no loan of the English word."""

    two_meanings: frozenset[str]
    no_loan: frozenset[str]


def lint(folder: Path = FOLDER) -> list[str]:
    """Every fault of the folder's files, each with its place, what is wrong and what to do; empty where there is none."""
    lines, allowed = _read(folder), _read_exceptions(folder / EXCEPTIONS)
    faults = [f"{line.place}: {fault}" for line in lines for check in (_shape, _spelling, _heads, _scripts, _codes) for fault in check(line)]
    faults += [f"{line.place}: {fault}" for line in lines for fault in _false_friends(line, allowed)]
    faults += _claims(lines, "english", english_key, allowed) + _claims(lines, "japanese", japanese_key, allowed)
    return faults + list(_neighbours(lines))


def english_key(form: str) -> str:
    """The spelling by which an English form is recognised: its stems, joined by blanks."""
    return " ".join(words(normal(form))) or normal(form)


def japanese_key(form: str) -> str:
    """The spelling by which a Japanese form is recognised: no blanks and no middle dots."""
    return normal(form).replace(" ", "").replace("・", "")


def _read(folder: Path) -> list[Line]:
    return [_line(f"{file.name}:{number}", text) for file in sorted(folder.glob("*.tsv"))
            for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1) if text and not text.startswith("#")]


def _line(place: str, text: str) -> Line:
    columns = text.split("\t")
    english, japanese, fields, neighbours = (column.split(by) if column else [] for column, by in zip([*columns, "", "", ""][:4], "||,,", strict=True))
    return Line(place, english, japanese, fields, neighbours, len(columns))


def _read_exceptions(file: Path) -> Exceptions:
    kept: Mapping[str, set[str]] = defaultdict(set)
    for text in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        if text and not text.startswith("#"):
            kind, form = text.split("\t")[:2]
            kept[kind].add(form)
    return Exceptions(frozenset(kept["two meanings"]), frozenset(kept["no loan"]))


def _shape(line: Line) -> Iterator[str]:
    if line.columns not in (3, 4):
        yield f"{line.columns} columns; expected English, Japanese, fields and, where there are any, neighbours, parted by tabs"
    for name, column in (("English", line.english), ("Japanese", line.japanese), ("field", line.fields)):
        if not any(column):
            yield f"no {name}: write it or take the line out"


def _spelling(line: Line) -> Iterator[str]:
    for form in (*line.english, *line.japanese, *line.fields, *line.neighbours):
        if not form or _SPACE.search(form):
            yield f"blanks or nothing in {form!r}: take them out"
        if _WIDTH.search(form) or form != unicodedata.normalize("NFC", form):
            yield f"{form!r} has full-width Latin, half-width katakana, or parted accents: write its NFKC form, and no remark in brackets"


def _heads(line: Line) -> Iterator[str]:
    if line.english and "," in line.english[0]:
        yield f"a comma in the first English form {line.english[0]!r}: neighbours are parted by commas, so put another form first"


def _scripts(line: Line) -> Iterator[str]:
    yield from (f"Japanese in the English column: {form!r}" for form in line.english if _JAPANESE.search(form))
    yield from (f"no Japanese in {form!r}: only names that Japanese writes in Latin letters may stand there"
                for form in line.japanese if not _JAPANESE.search(form) and not _LATIN_NAME.fullmatch(form))


def _codes(line: Line) -> Iterator[str]:
    yield from (f"unknown field {code!r}: expected a FORD number as 1.3 or one of {', '.join(TAGS)}" for code in line.fields if code not in CODES)


def _false_friends(line: Line, allowed: Exceptions) -> Iterator[str]:
    for form in line.japanese:
        if _KATAKANA.fullmatch(form) and form not in allowed.no_loan and max((agreement(form, name) for name in line.english), default=1) < LEAST_AGREEMENT:
            yield f"{form!r} does not sound like {' or '.join(line.english)}: correct it, or list it under 'no loan' in {EXCEPTIONS}"


def _claims(lines: Sequence[Line], column: str, key: Callable[[str], str], allowed: Exceptions) -> list[str]:
    places = defaultdict(list)
    for line in lines:
        for form in getattr(line, column):
            places[key(form)].append(line.place)
    return [f"{found[0]}: {form!r} is also claimed by {', '.join(found[1:])}: leave it to one, or list it under 'two meanings' in {EXCEPTIONS}"
            for form, found in places.items() if len(found) > 1 and form not in allowed.two_meanings]


def _neighbours(lines: Sequence[Line]) -> Iterator[str]:
    heads = {english_key(line.english[0]) for line in lines if line.english}
    for line in lines:
        for name in line.neighbours:
            if english_key(name) not in heads:
                yield f"{line.place}: neighbour {name!r} is no concept's first English form"
            elif line.english and english_key(name) == english_key(line.english[0]):
                yield f"{line.place}: {name!r} is its own neighbour"


if __name__ == "__main__":
    found = lint()
    print("\n".join(found) or "no faults")
    sys.exit(bool(found))
