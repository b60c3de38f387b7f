"""Which forms of the lexicon a text contains, and the fields of the concepts they name: for explanations, and for fields in a person's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.concepts import SPACE
from models.postings import find, key_of
from models.tensors import read_about, read_tensors
from models.tokens import stem

LONGEST_ENGLISH, LONGEST_JAPANESE = 5, 16
_RUN = re.compile(r"[\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A form found in a text.

    Attributes:
        surface: As it stands in the text.
        concept: Number of the concept.
        japanese: Whether the form is Japanese.
    """

    surface: str
    concept: int
    japanese: bool


class Glossary:
    """Forms and fields of the lexicon, mapped into memory."""

    def __init__(self, file: Path = SPACE) -> None:
        tensors = read_tensors(file)
        self._keys, self._concepts = tensors["form_keys"], tensors["form_concepts"]
        self._starts, self._fields = tensors["field_starts"], tensors["field_codes"]
        self._codes = read_about(file)["fields"].split(",")

    def named(self, text: str) -> list[Named]:
        """The forms in a text, longest first at each place, in order."""
        shown = unicodedata.normalize("NFKC", text)
        plain = shown.lower()
        shown = shown if len(shown) == len(plain) else plain
        runs = [(found.start(), found.end()) for found in _RUN.finditer(plain)]
        spans = [(start, end, key) for start, end, key in _spans(plain, runs)]
        places, hits = find(self._keys, np.fromiter((key for _, _, key in spans), np.int64, len(spans)))
        known = sorted((spans[hit][0], -spans[hit][1], int(self._concepts[place])) for place, hit in zip(places, hits, strict=True))
        made: list[Named] = []
        reached = 0
        for start, end, concept in known:
            if start >= reached:
                surface = shown[start:-end]
                made.append(Named(surface, concept, not plain[start].isascii()))
                reached = -end
        return made

    def fields_of(self, concept: int) -> tuple[str, ...]:
        """Codes of a concept's fields as the lexicon writes them (``1.3``, ``quantum``, ``general``)."""
        return tuple(self._codes[code] for code in self._fields[self._starts[concept] : self._starts[concept + 1]])

    def pairs(self, first: str, second: str, most: int = 3) -> list[tuple[str, str]]:
        """Forms of one concept that stand in two texts in different languages: (form in the first, form in the second)."""
        theirs: dict[tuple[int, bool], str] = {}
        for item in self.named(second):
            theirs.setdefault((item.concept, item.japanese), item.surface)
        found = {(item.surface, theirs[item.concept, not item.japanese]): None for item in self.named(first)
                 if (item.concept, not item.japanese) in theirs and self.fields_of(item.concept) != ("general",)}
        return list(found)[:most]


def form_key(form: str) -> int:
    """The number of a form: English by its stems, Japanese by its characters."""
    plain = unicodedata.normalize("NFKC", form).lower()
    found = _RUN.findall(plain)
    return key_of("f:" + (" ".join(stem(word) for word in found) if plain.isascii() else "".join(found)))


def _spans(plain: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    stems = [stem(plain[start:end]) if plain[start].isascii() else "" for start, end in runs]
    for place, (start, end) in enumerate(runs):
        if not stems[place]:
            for first in range(start, end):
                for last in range(first + 2, min(end, first + LONGEST_JAPANESE) + 1):
                    yield first, last, key_of(f"f:{plain[first:last]}")
            continue
        for size in range(1, LONGEST_ENGLISH + 1):
            words = stems[place : place + size]
            if len(words) == size and all(words):
                yield start, runs[place + size - 1][1], key_of("f:" + " ".join(words))
