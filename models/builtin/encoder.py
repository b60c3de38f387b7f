"""Texts to vectors without a network, torch or a download: hashed terms and shared concepts in one space.

Each feature (a word, a Japanese n-gram, a concept of the lexicon, a field of such a concept) owns a fixed sparse random
direction, so that inner products approximate the weighted overlap of features (random projection, Achlioptas 2003).
A concept has one direction for its English and its Japanese forms: that is what joins the two languages.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from models.builtin.lexicon import Lexicon, open_lexicon
from models.encoder import Kind
from models.tokens import terms

VERSION = "2"
DIMENSION = 512
_NONZERO = 16
_CONCEPT, _FIELD, _TERM = 2.0, 0.35, 1.0


class BuiltinEncoder:
    """The encoder ``builtin``."""

    name = "builtin"
    dimension = DIMENSION

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or open_lexicon()
        self.digest = hashlib.sha256(f"{VERSION}:{DIMENSION}:{self._lexicon.digest}".encode()).hexdigest()

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        """Vectors of shape (len(texts), 512); queries and documents are encoded alike."""
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            self._add(vectors[row], text)
            length = float(np.linalg.norm(vectors[row]))
            if length == 0.0:
                vectors[row, 0] = 1.0
            else:
                vectors[row] /= length
        return vectors

    def _add(self, vector: NDArray[np.float32], text: str) -> None:
        weights: dict[str, float] = defaultdict(float)
        for term, weight in terms(text):
            weights[f"t:{term}"] += weight * _TERM
        for concept in self._lexicon.concepts(text):
            weights[f"c:{concept}"] += _CONCEPT
            for code in self._lexicon.fields.get(concept, ()):
                if code not in ("general", "methods"):
                    weights[f"f:{code}"] += _FIELD
        for feature, weight in weights.items():
            places, signs = _direction(feature)
            np.add.at(vector, places, signs * np.float32(math.sqrt(weight)))


@lru_cache(maxsize=200_000)
def _direction(feature: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The feature's own places and signs, the same on every machine."""
    raw = hashlib.blake2b(feature.encode(), digest_size=_NONZERO * 3).digest()
    numbers = np.frombuffer(raw, dtype=np.uint8).reshape(_NONZERO, 3).astype(np.int64)
    places = (numbers[:, 0] * 256 + numbers[:, 1]) % DIMENSION
    signs = np.where(numbers[:, 2] % 2 == 0, 1.0, -1.0).astype(np.float32) / np.float32(math.sqrt(_NONZERO))
    return places.astype(np.intp), signs.astype(np.float32)
