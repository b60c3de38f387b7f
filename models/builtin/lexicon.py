"""The bilingual lexicon: forms in English and Japanese that name one concept."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.tokens import normal, words

FOLDER = Path(__file__).parent / "lexicon"
COMPILED = Path(__file__).parent / "lexicon.json"
_LONGEST_ENGLISH = 5
_LONGEST_JAPANESE = 16
_PIECE = re.compile(r"[\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Forms to concepts.

    Attributes:
        english: Stemmed words joined by blanks, to the concept's head term.
        japanese: Normal forms, to the concept's head term.
        fields: Head term to the field codes it belongs to.
    """

    english: Mapping[str, str]
    japanese: Mapping[str, str]
    fields: Mapping[str, Sequence[str]]
    digest: str

    def concepts(self, text: str) -> Iterator[str]:
        """Head terms of the concepts named in a text, longest forms first, in order, with repeats."""
        plain = normal(text)
        yield from self._english(words(plain))
        for piece in _PIECE.findall(plain):
            yield from self._japanese(piece)

    def _english(self, tokens: list[str]) -> Iterator[str]:
        start = 0
        while start < len(tokens):
            for size in range(min(_LONGEST_ENGLISH, len(tokens) - start), 0, -1):
                concept = self.english.get(" ".join(tokens[start : start + size]))
                if concept is not None:
                    yield concept
                    start += size - 1
                    break
            start += 1

    def _japanese(self, piece: str) -> Iterator[str]:
        start = 0
        while start < len(piece):
            for size in range(min(_LONGEST_JAPANESE, len(piece) - start), 1, -1):
                concept = self.japanese.get(piece[start : start + size])
                if concept is not None:
                    yield concept
                    start += size - 1
                    break
            start += 1


@cache
def open_lexicon() -> Lexicon:
    """The lexicon that ships beside this file, in its compiled form."""
    content = json.loads(COMPILED.read_text(encoding="utf-8"))
    return Lexicon(content["english"], content["japanese"], content["fields"], content["digest"])


def compile_lexicon() -> Lexicon:
    """The lexicon from its source files: the first concept that claims a form keeps it."""
    english: dict[str, str] = {}
    japanese: dict[str, str] = {}
    fields: dict[str, tuple[str, ...]] = {}
    digest = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.tsv")):
        data = file.read_bytes()
        digest.update(data)
        for columns in (line.split("\t") for line in data.decode("utf-8").splitlines()):
            if len(columns) < 3:
                continue
            forms = columns[0].split("|")
            fields.setdefault(forms[0], tuple(code.strip() for code in columns[2].split(",")))
            for form in forms:
                english.setdefault(" ".join(words(normal(form))), forms[0])
            for form in columns[1].split("|"):
                japanese.setdefault(normal(form).replace(" ", ""), forms[0])
    english.pop("", None)
    japanese.pop("", None)
    return Lexicon(english, japanese, fields, digest.hexdigest())


def main() -> None:
    """Write the compiled form: ``python -m models.builtin.lexicon`` after any change to the source files."""
    made = compile_lexicon()
    content = {"digest": made.digest, "english": made.english, "japanese": made.japanese, "fields": made.fields}
    COMPILED.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
