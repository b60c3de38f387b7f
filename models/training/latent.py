"""Latent semantic analysis of the lexicon: terms that share concepts, or the neighbours of concepts, get similar directions in both languages at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.postings import find, keys_of
from models.tokens import concept_terms
from models.training.concept_space import adjacency, term_matrix
from models.training.entries import Entry

HOPS = 3
POWER = 0.25  # of the singular values: between plain directions (0) and the full spread (1)


class LatentTerms:
    """Directions of terms.

    Attributes:
        keys: Sorted keys of the terms.
        vectors: float32 of shape (terms, dimension), weighted by idf and worth, ready to be summed over a text's terms.
    """

    def __init__(self, keys: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self.keys, self.vectors = keys, vectors

    @classmethod
    def of(cls, entries: Sequence[Entry], dimension: int, seed: int) -> LatentTerms:
        """Randomised SVD of the term matrix, its rows mixed with those of neighbours up to ``HOPS`` steps away."""
        from scipy import sparse
        from sklearn.preprocessing import normalize
        from sklearn.utils.extmath import randomized_svd

        counts, keys, idf, worth = term_matrix(entries)
        own = normalize(counts @ sparse.diags_array(idf))
        table = normalize(_spread(own, adjacency(entries))) @ sparse.diags_array(np.sqrt(worth))
        _, values, directions = randomized_svd(table, dimension, n_iter=3, random_state=seed)
        return cls(keys, (directions.T * values**POWER * (idf * worth)[:, None]).astype(np.float32))

    def of_terms(self, terms: dict[str, float]) -> NDArray[np.float32]:
        """The weighted sum of the terms' directions; zeros where none is known."""
        keys, weights = keys_of(terms)
        places, hits = find(self.keys, keys)
        made: NDArray[np.float32] = weights[hits] @ self.vectors[places]
        return made

    def of_source(self, source: str) -> NDArray[np.float32]:
        """The vector of what a token stands for (``models.training.vocabulary``)."""
        return self.of_terms({source: 1.0} if source.startswith("p:") else dict(concept_terms(source)))


def _spread(own: Any, ties: Any) -> Any:
    table, step = own, own
    for _ in range(HOPS):
        step = ties @ step
        table = table + step
    return table
