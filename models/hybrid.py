"""Three views of one collection: meaning (vectors of an encoder), concepts of the lexicon, and words; each exact for every owner at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from models.concepts import ConceptIndex, ConceptSpace
from models.encoder import Encoder
from models.index import VectorIndex
from models.lexical import LexicalIndex
from models.postings import Postings

Scores = NDArray[np.float64]
_EXACT_ROWS = 50_000  # up to which inner products are summed in double precision, so that no order of rows can change a last digit


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one owner.

    Attributes:
        passages: Pieces to be compared one by one; at least one.
        wholes: Everything in one language, a text for each language, for word matching.
        names: Its name, in each language.
    """

    owner: str
    passages: tuple[str, ...]
    wholes: tuple[str, ...]
    names: tuple[str, ...]


class HybridIndex:
    """The three views. Made by ``of`` or ``open``; scores come in the order of ``owners``."""

    def __init__(self, vectors: VectorIndex, concepts: ConceptIndex, words: LexicalIndex, names: LexicalIndex, starts: Mapping[str, NDArray[np.int64]]) -> None:
        self.vectors, self.concepts, self.words, self.names = vectors, concepts, words, names
        self._starts = starts
        self.owners = tuple(dict.fromkeys(vectors.owners))
        self._double: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, documents: Sequence[Document], encoder: Encoder, content: str = "", space: ConceptSpace | None = None) -> Self:
        """The index of some documents by one encoder; documents of one owner stand together."""
        rows = [(document.owner, text) for document in documents for text in document.passages]
        texts = [text for _, text in rows]
        concepts = ConceptIndex.of(space or ConceptSpace(), texts)
        words = LexicalIndex.of([text for document in documents for text in document.wholes])
        names = LexicalIndex.of([text for document in documents for text in document.names])
        starts = {"passages": _starts(len(document.passages) for document in documents), "words": _starts(len(document.wholes) for document in documents),
                  "names": _starts(len(document.names) for document in documents)}
        index = VectorIndex([owner for owner, _ in rows], texts, encoder.encode(texts, kind="document"), label_of(encoder, concepts.space), content)
        return cls(index, concepts, words, names, starts)

    def meaning(self, queries: NDArray[np.float32]) -> Scores:
        """Best cosine of each query with a passage of each owner, shape (queries, owners)."""
        if len(self.vectors.owners) > _EXACT_ROWS:
            found: Scores = (queries @ self.vectors.vectors.T).astype(np.float64)
        else:
            if self._double is None:
                self._double = self.vectors.vectors.astype(np.float64)
            found = queries.astype(np.float64) @ self._double.T
        return self._best(found, "passages")

    def concept_scores(self, texts: Sequence[str]) -> Scores:
        """Best cosine of concepts of each text with a passage of each owner, shape (texts, owners)."""
        return self._best(np.stack([self.concepts.scores(text) for text in texts]), "passages")

    def word_scores(self, text: str) -> Scores:
        """Best cosine of words with a text of each owner, shape (owners)."""
        found: Scores = self._best(self.words.scores(text)[None, :], "words")[0]
        return found

    def name_scores(self, text: str) -> Scores:
        """Best cosine of words with a name of each owner, shape (owners)."""
        found: Scores = self._best(self.names.scores(text)[None, :], "names")[0]
        return found

    def _best(self, scores: Scores, rows: str) -> Scores:
        if not self.owners:
            return np.zeros((len(scores), 0))
        found: Scores = np.maximum.reduceat(scores, self._starts[rows], axis=1)
        return found

    def save(self, folder: Path) -> None:
        """Write it in one step (``VectorIndex.save``)."""
        self.vectors.save(folder, {**{f"starts.{name}": table for name, table in self._starts.items()}, "concepts.rarity": self.concepts.rarity,
                                   **_postings("concepts", self.concepts.postings), **_lexical("words", self.words), **_lexical("names", self.names)})

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, content: str | None = None) -> Self:
        """Open what ``save`` wrote, every byte checked.

        Raises:
            IndexBroken: Missing, damaged, or made by another encoder, another lexicon or of other content.
        """
        space = ConceptSpace()
        vectors = VectorIndex.open(folder, label_of(encoder, space), content)
        tables = vectors.tables
        starts = {name: tables[f"starts.{name}"] for name in ("passages", "words", "names")}
        concepts = ConceptIndex(space, tables["concepts.rarity"], _opened("concepts", tables, len(vectors.owners)))
        return cls(vectors, concepts, _opened_lexical("words", tables), _opened_lexical("names", tables), starts)


def label_of(encoder: Encoder, space: ConceptSpace) -> str:
    """What an index is made by: digest of the encoder and of the concept space."""
    return f"{encoder.digest}+{space.digest[:16]}"


def _starts(sizes: Iterable[int]) -> NDArray[np.int64]:
    ends = np.cumsum(np.fromiter(sizes, np.int64))
    return np.concatenate([np.zeros(1, np.int64), ends[:-1]])


def _postings(name: str, postings: Postings) -> dict[str, NDArray[Any]]:
    return {f"{name}.starts": postings.starts, f"{name}.rows": postings.rows, f"{name}.weights": postings.weights}


def _opened(name: str, tables: Mapping[str, NDArray[Any]], count: int) -> Postings:
    return Postings(tables[f"{name}.starts"], tables[f"{name}.rows"], tables[f"{name}.weights"], count)


def _lexical(name: str, index: LexicalIndex) -> dict[str, NDArray[Any]]:
    return {f"{name}.keys": index.keys, f"{name}.idf": index.idf, f"{name}.count": np.array([index.postings.count], np.int64), **_postings(name, index.postings)}


def _opened_lexical(name: str, tables: Mapping[str, NDArray[Any]]) -> LexicalIndex:
    return LexicalIndex(tables[f"{name}.keys"], tables[f"{name}.idf"], _opened(name, tables, int(tables[f"{name}.count"][0])))
