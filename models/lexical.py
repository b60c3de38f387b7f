"""Word matching: cosine of sublinear TF-IDF over words, word pairs and Japanese character n-grams, or BM25."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.postings import Ids, Postings, Weights, find, keys_of
from models.tokens import lexical_terms

Scores = NDArray[np.float64]


class LexicalIndex:
    """Word matching over a fixed set of texts.

    idf is ``ln(1 + n / df)`` with one text added that has every word, so that it stays moderate in a collection of a handful; a word that no text
    has counts in a query's length as if one text had it. A score depends on the texts of the collection and on no choice among them.
    """

    def __init__(self, keys: Ids, idf: Weights, postings: Postings) -> None:
        self.keys, self.idf, self.postings = keys, idf, postings
        self._unseen = float(np.log1p(postings.count + 1.0))

    @classmethod
    def of(cls, texts: Sequence[str]) -> LexicalIndex:
        """The index of the texts, in their order."""
        found = [keys_of(lexical_terms(text)) for text in texts]
        keys, frequency = np.unique(np.concatenate([keys for keys, _ in found]) if found else np.zeros(0, np.int64), return_counts=True)
        idf = np.log1p((len(texts) + 1.0) / (frequency + 0.0)).astype(np.float32)
        vectors = []
        for own, weights in found:
            columns = np.searchsorted(keys, own)
            worth = weights * idf[columns]
            vectors.append((columns, worth / max(float(np.linalg.norm(worth)), 1e-9)))
        return cls(keys, idf, Postings.of(vectors, len(keys)))

    def scores(self, query: str) -> Scores:
        """Cosine with each text, shape (texts), between 0 and 1."""
        columns, weights = self._vector(lexical_terms(query))
        return self.postings.products(columns, weights)

    def shared(self, query: str, row: int, top: int = 5) -> tuple[str, ...]:
        """The terms of the query that weigh most in its match with one text (sounds are left out)."""
        terms = {term: weight for term, weight in lexical_terms(query).items() if not term.startswith("~")}
        names = list(terms)
        keys, weights = keys_of(terms)
        columns, hits = find(self.keys, keys)
        worth = weights[hits] * self.idf[columns] * self.postings.of_row(row, columns)
        best = sorted((-float(worth[place]), names[hit]) for place, hit in enumerate(hits) if worth[place] > 0)
        return tuple(name for _, name in best[:top])

    def _vector(self, terms: Mapping[str, float]) -> tuple[Ids, Weights]:
        keys, weights = keys_of(terms)
        columns, hits = find(self.keys, keys)
        known = weights[hits] * self.idf[columns]
        strange = float(np.sum(np.square(weights, dtype=np.float64))) - float(np.sum(np.square(weights[hits], dtype=np.float64)))
        length = np.sqrt(float(np.sum(np.square(known, dtype=np.float64))) + max(strange, 0.0) * self._unseen**2)
        return columns, (known / max(float(length), 1e-9)).astype(np.float32)
