"""Latent semantic analysis of the concept space: terms that speak for the same concepts get similar directions in both languages at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.postings import find, keys_of
from models.tokens import concept_terms
from models.training.concept_space import KINDS, spread_terms, term_matrix
from models.training.entries import Entry

EVENNESS = 0.5  # of terms among each other: between the weights as they are (0) and every term alike (1)
POWER = 0.25  # of the singular values: between plain directions (0) and the full spread (1)
DAMPING = 0.85  # of a token's length: between as it is (0) and every token alike (1)
_SINGLE = {**KINDS, "b": 0.0}  # pairs of words cannot be summed token by token


class LatentTerms:
    """Directions of terms.

    Attributes:
        keys: Sorted keys of the terms.
        vectors: float32 of shape (terms, dimension), weighted by idf and worth, ready to be summed over a token's terms.
    """

    def __init__(self, keys: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self.keys, self.vectors = keys, vectors

    @classmethod
    def of(cls, entries: Sequence[Entry], dimension: int, seed: int) -> LatentTerms:
        """Randomised SVD of the concepts' terms (``concept_space.spread_terms``)."""
        from scipy import sparse
        from sklearn.utils.extmath import randomized_svd

        counts, keys, idf, worth = term_matrix(entries, _SINGLE)
        spread = spread_terms(counts @ sparse.diags_array(idf * (worth > 0)), entries)
        lengths = np.sqrt(np.asarray(spread.multiply(spread).sum(axis=0)).ravel())
        _, values, directions = randomized_svd(spread @ sparse.diags_array(np.maximum(lengths, 1e-9) ** -EVENNESS), dimension, n_iter=3, random_state=seed)
        return cls(keys, (directions.T * values**POWER * (idf * worth)[:, None]).astype(np.float32))

    def of_source(self, source: str) -> NDArray[np.float32]:
        """The vector of what a token stands for (``models.training.vocabulary``); zeros where no term is known."""
        keys, weights = keys_of({source: 1.0} if source.startswith("p:") else dict(concept_terms(source)))
        places, hits = find(self.keys, keys)
        made: NDArray[np.float32] = weights[hits] @ self.vectors[places]
        return made / np.float32(max(float(np.linalg.norm(made)), 1e-6) ** DAMPING)
