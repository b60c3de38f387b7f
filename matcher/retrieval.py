"""Passages of a person against the index of the catalogue, inside the possible programmes only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from matcher.features import Evidence
from matcher.texts import VERSION, Passage, program_passages
from programs import Catalogue

if TYPE_CHECKING:
    from models import Encoder
    from models.index import VectorIndex, Vectors

BEST_PASSAGES = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_MOST_SENTENCES = 40


@dataclass(frozen=True, slots=True)
class Topic:
    """Raw topic similarity of a programme, and the pairs of passages behind it."""

    similarity: float
    evidence: tuple[Evidence, ...]


def content_digest(catalogue: Catalogue) -> str:
    """What an index of this catalogue's texts is made from."""
    return hashlib.sha256(f"{VERSION}:{catalogue.digest}".encode()).hexdigest()


def build_index(catalogue: Catalogue, encoder: Encoder) -> VectorIndex:
    """Vectors of every passage of every programme."""
    from models.index import VectorIndex

    rows = [(program.id, passage.text) for program in catalogue for passage in program_passages(program)]
    vectors = encoder.encode([text for _, text in rows], kind="document")
    return VectorIndex([owner for owner, _ in rows], [text for _, text in rows], vectors, encoder.digest, content_digest(catalogue))


def sentences(text: str) -> list[str]:
    """The sentences of an English or Japanese text (the whole text where it has none)."""
    found = [piece.strip() for piece in _SENTENCE.split(text) if len(piece.strip()) > 1]
    return found[:_MOST_SENTENCES] or [text]


class TopicSearch:
    """Topic similarities of programmes, exact inside any allowed set."""

    def __init__(self, index: VectorIndex, encoder: Encoder) -> None:
        self._index, self._encoder = index, encoder

    def topics(self, passages: tuple[Passage, ...], allowed: Iterable[str]) -> Mapping[str, Topic]:
        """For each allowed programme the mean of its best few passage similarities, with the best as evidence."""
        owners = sorted(set(allowed))
        if not passages or not owners:
            return {}
        queries = self._encoder.encode([passage.text for passage in passages], kind="query")
        found: dict[str, list[tuple[float, int, int]]] = {owner: [] for owner in owners}
        for number in range(len(passages)):
            for hit in self._index.search(queries[number], len(owners), owners):
                found[hit.owner].append((hit.similarity, number, hit.row))
        return {owner: self._topic(hits, passages) for owner, hits in found.items() if hits}

    def _topic(self, hits: list[tuple[float, int, int]], passages: tuple[Passage, ...]) -> Topic:
        best = sorted(hits, key=lambda hit: (-hit[0], hit[1], hit[2]))[:BEST_PASSAGES]
        evidence = tuple(Evidence(passages[number].path, passages[number].text, self._index.texts[row], round(similarity, 4))
                         for similarity, number, row in best[:1])
        return Topic(sum(similarity for similarity, _, _ in best) / len(best), evidence)

    def sharpened(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The same evidence cut down to the nearest pair of sentences, which a person can read at a glance."""
        if not evidence:
            return ()
        own = {piece.profile_text: sentences(piece.profile_text) for piece in evidence}
        vectors = {text: self._encoded(tuple(own[text])) for text in own}
        return tuple(self._nearest_sentences(piece, own[piece.profile_text], vectors[piece.profile_text]) for piece in evidence)

    @lru_cache(maxsize=64)  # noqa: B019 - a search lives as long as its process; the same passage leads many suggestions
    def _encoded(self, texts: tuple[str, ...]) -> Vectors:
        return self._encoder.encode(texts, kind="query")

    def _nearest_sentences(self, piece: Evidence, mine: list[str], vectors: Vectors) -> Evidence:
        theirs = sentences(piece.program_text)
        table = vectors @ self._encoder.encode(theirs, kind="document").T
        row, column = divmod(int(table.argmax()), len(theirs))
        return Evidence(piece.profile, mine[row], theirs[column], piece.similarity)

    def scaled(self, similarity: float) -> float:
        """The similarity between 0 and 1, by the spread of similarities between different programmes of the catalogue."""
        low, high = self._spread
        return min(1.0, max(0.0, (similarity - low) / (high - low)))

    @cached_property
    def _spread(self) -> tuple[float, float]:
        import numpy as np

        vectors, owners = self._index.vectors[:400], np.array(self._index.owners[:400])
        across = (vectors @ vectors.T)[owners[:, None] != owners[None, :]]
        if across.size == 0:
            return 0.0, 1.0
        low, high = float(np.quantile(across, 0.05)), float(np.quantile(across, 0.90))
        return (low, high) if high - low > 1e-6 else (0.0, 1.0)
