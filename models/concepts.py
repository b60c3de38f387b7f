"""Concepts of the bilingual lexicon as a space of their own: what a text speaks of, whichever its language.

A piece of text (a stem, a pair of stems, a Japanese n-gram) is tied to the concepts whose forms, or whose neighbours' forms, contain it; a text is the
weighted sum of its pieces (explicit semantic analysis, Gabrilovich and Markovitch 2007, over lexicon entries instead of articles). The ties are made by
``models.training.concept_space`` and mapped into memory here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.postings import Ids, Postings, Weights, find, keys_of, spans
from models.tensors import read_about, read_tensors
from models.tokens import WORD, concept_terms, covers

SPACE = Path(__file__).parent / "builtin" / "concepts.safetensors"
_MOST = 256  # concepts kept of a text
_RARITY = 0.35  # power by which concepts that many texts of a collection share count less
_FLOOR = 1e-3


class ConceptSpace:
    """Texts to weighted concepts.

    Attributes:
        digest: What the ties were made from.
        size: Number of concepts.
    """

    def __init__(self, file: Path = SPACE) -> None:
        tensors = read_tensors(file)
        self._keys, self._starts = tensors["term_keys"], tensors["term_starts"]
        self._concepts, self._weights = tensors["term_concepts"], tensors["term_weights"]
        about = read_about(file)
        self.digest, self.size = about["digest"], int(about["concepts"])

    def activations(self, text: str) -> tuple[Ids, Weights]:
        """The strongest concepts of a text, ascending, and how strong each is; empty where nothing is recognised."""
        keys, counts = keys_of(concept_terms(text))
        rows, hits = find(self._keys, keys)
        places, sizes = spans(self._starts, rows)
        strength = np.bincount(self._concepts[places], self._weights[places] * np.repeat(counts[hits], sizes), minlength=self.size)
        found = np.flatnonzero(strength)
        if len(found) > _MOST:
            found = np.sort(found[np.argsort(-strength[found], kind="stable")[:_MOST]])
        return found.astype(np.int64), strength[found].astype(np.float32)

    def known_and_unknown(self, text: str) -> tuple[float, float]:
        """How many different words of a text the lexicon knows and how many it does not; of a long run of kanji the parts that it knows count."""
        words = covers(text)
        names = list(dict.fromkeys(key for _, pieces in words for _, _, key in pieces))
        _, hits = find(self._keys, keys_of(dict.fromkeys(names, 1.0))[0])
        ours = {names[hit] for hit in hits.tolist()}
        known = 0
        for size, pieces in words:
            covered = np.zeros(size, dtype=bool)
            for start, stop, key in pieces:
                covered[start:stop] |= key in ours
            known += int(covered.sum())
        return known / WORD, (sum(size for size, _ in words) - known) / WORD


class ConceptIndex:
    """Concepts of a fixed set of texts; a score depends on the texts of the collection and on no choice among them."""

    def __init__(self, space: ConceptSpace, rarity: Weights, postings: Postings) -> None:
        self.space, self.rarity, self.postings = space, rarity, postings

    @classmethod
    def of(cls, space: ConceptSpace, texts: Sequence[str]) -> ConceptIndex:
        """The index of the texts, in their order."""
        found = [space.activations(text) for text in texts]
        squares = np.zeros(space.size)
        for concepts, strength in found:
            squares[concepts] += np.square(strength, dtype=np.float64) / max(float(np.sum(np.square(strength, dtype=np.float64))), 1e-9)
        rarity = ((np.sqrt(squares / max(len(texts), 1)) + _FLOOR) ** -_RARITY).astype(np.float32)
        return cls(space, rarity, Postings.of([(concepts, _unit(strength * rarity[concepts])) for concepts, strength in found], space.size))

    def scores(self, query: str) -> NDArray[np.float64]:
        """Cosine with each text, shape (texts), between 0 and 1."""
        concepts, strength = self.space.activations(query)
        return self.postings.products(concepts, _unit(strength * self.rarity[concepts]))


def _unit(vector: Weights) -> Weights:
    length = float(np.sqrt(np.sum(np.square(vector, dtype=np.float64))))
    return (vector / max(length, 1e-9)).astype(np.float32)
