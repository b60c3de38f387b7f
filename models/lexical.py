"""Words and characters in common, weighted by how rare they are; exact inside any allowed set."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from models.tokens import terms


class LexicalIndex:
    """TF-IDF over words (English) and character n-grams (Japanese), cosine-like, between 0 and 1.

    The document frequency is smoothed, so that a tiny collection gives no word an extreme weight.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._terms = {owner: _weights(text) for owner, text in texts.items()}
        frequency = Counter(term for weights in self._terms.values() for term in weights)
        count = len(texts)
        self._idf = {term: math.log(1 + (count + 1) / (df + 1)) for term, df in frequency.items()}
        self._unseen = math.log(1 + (count + 1))
        self._lengths = {owner: self._length(weights) for owner, weights in self._terms.items()}

    def score(self, query: str, owner: str) -> float:
        """Similarity of a text with an owner's text."""
        weights = _weights(query)
        length = self._length(weights) * self._lengths.get(owner, 0.0)
        if length == 0.0:
            return 0.0
        mine = self._terms[owner]
        return math.fsum(weight * mine[term] * self._idf[term] ** 2 for term, weight in sorted(weights.items()) if term in mine) / length

    def scores(self, query: str, owners: Sequence[str]) -> list[float]:
        """Similarities with several owners."""
        return [self.score(query, owner) for owner in owners]

    def shared(self, query: str, owner: str, top: int = 5) -> tuple[str, ...]:
        """The weightiest terms that both texts have."""
        mine, weights = self._terms.get(owner, {}), _weights(query)
        common = [(weights[term] * mine[term] * self._idf[term] ** 2, term) for term in weights if term in mine]
        return tuple(term for _, term in sorted(common, key=lambda pair: (-pair[0], pair[1]))[:top])

    def _length(self, weights: Mapping[str, float]) -> float:
        return math.sqrt(math.fsum((weight * self._idf.get(term, self._unseen)) ** 2 for term, weight in sorted(weights.items())))


def _weights(text: str) -> dict[str, float]:
    counts: dict[str, float] = {}
    for term, weight in terms(text):
        counts[term] = counts.get(term, 0.0) + weight
    return {term: 1.0 + math.log(1.0 + count) if count >= 1.0 else count for term, count in counts.items()}
