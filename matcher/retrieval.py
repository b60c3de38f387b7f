"""How near a person's passages are to each programme of the catalogue: meaning, concepts and words, fused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from matcher.features import NEUTRAL, Evidence, is_open_to_every_field
from matcher.texts import VERSION, Passage, program_names, program_passages, program_wholes
from programs import Catalogue, Program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models import Encoder
    from models.glossary import Glossary
    from models.hybrid import Document, HybridIndex, Scores
    from models.index import Vectors
    from models.reranker import Reranker

BEST_PASSAGES = 3
FUSION: Mapping[str, float] = {"words": 2.0, "concepts": 0.4, "meaning": 1.0}  # by the ablation in models/training/TRIED.md
_SPREADS: Mapping[str, float] = {"words": 0.0015, "concepts": 0.02, "meaning": 0.05}  # least standard deviation taken for that of the similarities
_STRONG = 2.0  # power of the similarity of words: a strong match says much, a weak one is chance
_HALF_WEIGHT = 10.0  # words out of vocabulary at which word matching has half of its weight: of what the lexicon knows, the other views say more
_KNOWN = 0.02  # what a word that the lexicon knows counts among these, so that the very words are never without weight
_NAME = 0.2  # what matching a programme's name adds to matching its text
_MIDDLE, _WIDTH = 0.9, 3.0  # the fused score that is neutral, and how far from it half of the way to 0 or 1 is gone
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_MOST_SENTENCES = 40


def content_digest(catalogue: Catalogue) -> str:
    """What an index of this catalogue's texts is made from."""
    return hashlib.sha256(f"{VERSION}:{catalogue.digest}".encode()).hexdigest()


def build_index(catalogue: Catalogue, encoder: Encoder) -> HybridIndex:
    """The three views of every programme."""
    from models.hybrid import HybridIndex

    return HybridIndex.of(documents(catalogue), encoder, content_digest(catalogue))


def documents(catalogue: Catalogue) -> list[Document]:
    """The texts of every programme, as an index takes them."""
    from models.hybrid import Document

    return [Document(program.id, tuple(passage.text for passage in program_passages(program)), program_wholes(program), program_names(program))
            for program in catalogue]


def sentences(text: str) -> list[str]:
    """The sentences of an English or Japanese text (the whole text where it has none)."""
    found = [piece.strip() for piece in _SENTENCE.split(text) if len(piece.strip()) > 1]
    return found[:_MOST_SENTENCES] or [text]


@dataclass(frozen=True, slots=True)
class Topics:
    """Topic of every programme of the catalogue, in the order of the index.

    Attributes:
        values: Between 0 and 1; ``NEUTRAL`` for programmes open to every field, and for all where the person says nothing.
        parts: The standardised scores behind it, by name (``words``, ``concepts``, ``meaning``).
    """

    values: NDArray[np.float64]
    parts: Mapping[str, Scores]


@dataclass(frozen=True, slots=True)
class Similarities:
    """What each view says of each programme.

    Attributes:
        words, names: Likeness of words with the programme's text and with its name, shape (programmes).
        concepts, meaning: Of each passage of the person, shape (passages, programmes).
        out_of_vocabulary: How much the person says in words that the lexicon does not know, those that it knows counting a little.
    """

    words: Scores
    names: Scores
    concepts: Scores
    meaning: Scores
    out_of_vocabulary: float

    def joined(self, best_passages: int, name: float) -> dict[str, Scores]:
        """One number a programme for each view."""
        return {"words": (self.words + name * self.names) ** _STRONG, "concepts": _best_mean(self.concepts, best_passages),
                "meaning": _best_mean(self.meaning, best_passages)}


class TopicSearch:
    """Topic of programmes for a person. A programme's topic depends on the catalogue, and never on which programmes are possible."""

    def __init__(self, index: HybridIndex, encoder: Encoder, catalogue: Catalogue, fusion: Mapping[str, float] = FUSION,
                 reranker: Reranker | None = None) -> None:
        self.index, self.encoder, self.fusion, self.reranker = index, encoder, fusion, reranker
        self._catalogue = catalogue

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Programme ids to places in ``Topics.values``."""
        return {owner: row for row, owner in enumerate(self.index.owners)}

    @cached_property
    def _speaks(self) -> NDArray[np.bool_]:
        import numpy as np

        programs = [self._catalogue.get(owner) for owner in self.index.owners]
        if not any(program.fields or program.themes for program in programs):  # a catalogue that never names fields says nothing by not naming them
            return np.ones(len(programs), dtype=bool)
        return np.array([not is_open_to_every_field(program) for program in programs], dtype=bool)

    def topics(self, passages: Sequence[Passage]) -> Topics:
        """The topic of every programme."""
        found = self.fused(self.similarities(passages))
        if self.reranker is None or not found.parts:
            return found
        from matcher.reranking import rerank

        programs = [self._catalogue.get(owner) for owner in self.index.owners]
        return replace(found, values=rerank(found.values, self._speaks, passages, programs, self.reranker))

    def similarities(self, passages: Sequence[Passage]) -> Similarities | None:
        """What the three views say of each programme, before they are put together; None where there is nothing to compare."""
        if not passages or not self._speaks.any():
            return None
        texts = [passage.text for passage in passages]
        whole = " ".join(texts)
        known, unknown = self.index.concepts.space.known_and_unknown(whole)
        return Similarities(self.index.word_scores(whole), self.index.name_scores(whole), self.index.concept_scores(texts),
                            self.index.meaning(self.encoder.encode(texts, kind="query")), unknown + _KNOWN * known)

    def fused(self, found: Similarities | None, fusion: Mapping[str, float] | None = None, best_passages: int = BEST_PASSAGES, name: float = _NAME) -> Topics:
        """Topics from what the views say.

        Args:
            fusion: Weights of the views; those of the search when None. A view without weight is left out.
            best_passages: Of how many of a person's passages, the nearest first, the mean is taken.
            name: What matching a programme's name adds to matching its text.
        """
        import numpy as np

        neutral = np.full(len(self.index.owners), NEUTRAL)
        if found is None:
            return Topics(neutral, {})
        weights = {view: weight for view, weight in (fusion or self.fusion).items() if weight}
        parts = {view: self._standard(scores, _SPREADS[view]) for view, scores in found.joined(best_passages, name).items() if view in weights}
        if len(weights) > 1 and "words" in weights:
            weights["words"] *= found.out_of_vocabulary / (found.out_of_vocabulary + _HALF_WEIGHT)
        fused = sum(weights[view] * scores for view, scores in parts.items()) / sum(weights.values())
        distance = (fused - _MIDDLE) / _WIDTH
        values = np.where(self._speaks, NEUTRAL + 0.5 * distance / (1.0 + np.abs(distance)), neutral)
        return Topics(values, parts)

    def _standard(self, scores: Scores, least: float) -> Scores:
        """By mean and standard deviation over the programmes that speak of a topic; the deviation is never taken for less than about ``least``."""
        import numpy as np

        known = scores[self._speaks]
        made: Scores = (scores - known.mean()) / np.sqrt(known.var() + least**2)
        return made

    def evidence(self, passages: Sequence[Passage], program: str) -> tuple[Evidence, ...]:
        """The nearest pair of passages, cut down to its nearest pair of sentences, which a person can read at a glance; none for a programme open to all."""
        if not passages or not self._speaks[self.rows[program]]:
            return ()
        mine = self._encoded(tuple(passage.text for passage in passages))
        rows, similarities = self.index.vectors.similarities(mine, program)
        number, place = divmod(int(similarities.argmax()), len(rows))
        theirs = _said(self.index.vectors.texts[rows[place]], self._catalogue.get(program))
        return (self._sentences(passages[number], theirs, round(float(similarities[number, place]), 4)),)

    def _sentences(self, passage: Passage, theirs: Sequence[str], similarity: float) -> Evidence:
        mine = sentences(passage.text)
        table = self._encoded(tuple(mine)) @ self.encoder.encode(theirs, kind="document").T
        row, column = divmod(int(table.argmax()), len(theirs))
        return Evidence(passage.path, mine[row], theirs[column], similarity, self._terms(mine[row], theirs[column]))

    def _terms(self, mine: str, theirs: str) -> tuple[tuple[str, str], ...]:
        return () if mine.isascii() and theirs.isascii() else tuple(self._glossary.pairs(mine, theirs))

    @cached_property
    def _glossary(self) -> Glossary:
        from models.glossary import Glossary

        return Glossary()

    @lru_cache(maxsize=64)  # noqa: B019 - a search lives as long as its process; the same passage leads many suggestions
    def _encoded(self, texts: tuple[str, ...]) -> Vectors:
        return self.encoder.encode(texts, kind="query")


def _said(text: str, program: Program) -> list[str]:
    """The sentences of a programme's passage; its bare name only where there is nothing else."""
    names = {name.rstrip(".。 ") for name in program_names(program)}
    found = sentences(text)
    return [piece for piece in found if piece.rstrip(".。 ") not in names] or found


def _best_mean(scores: Scores, best: int) -> Scores:
    """Mean over the best few passages, for each programme."""
    import numpy as np

    few = min(best, len(scores))
    made: Scores = np.sort(scores, axis=0)[-few:].mean(axis=0)
    return made
