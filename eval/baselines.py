"""Simpler systems to compare with, over the same texts and labels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from eval.datasets import Grades
from matcher.texts import profile_passages, program_passages
from profiles import ResearcherProfile
from programs import Program

if TYPE_CHECKING:
    from models import Encoder

Scores = NDArray[np.float64]
_TOKENS = re.compile(r"[a-z0-9]+|[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]+")
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Texts:
    """One text for each researcher and each programme, as the engine reads them."""

    profiles: tuple[str, ...]
    programs: tuple[str, ...]

    @classmethod
    def of(cls, profiles: Sequence[ResearcherProfile], programs: Sequence[Program]) -> Texts:
        """All passages of each, joined."""
        return cls(tuple(" ".join(passage.text for passage in profile_passages(profile.interests)) for profile in profiles),
                   tuple(" ".join(passage.text for passage in program_passages(program)) for program in programs))


def tokens(text: str) -> list[str]:
    """English words, and pairs of Japanese characters (a word tokeniser for English leaves Japanese in whole sentences)."""
    found: list[str] = []
    for piece in _TOKENS.findall(text.lower()):
        if piece[0] < "\u3000" or len(piece) == 1:
            found.append(piece)
        else:
            found += [piece[start : start + 2] for start in range(len(piece) - 1)]
    return found


def tf_idf(texts: Texts) -> Scores:
    """Cosine of TF-IDF vectors (scikit-learn), shape (profiles, programmes)."""
    documents, queries = _tf_idf(texts)
    return np.asarray((queries @ documents.T).todense())


def tf_idf_svd(texts: Texts, dimension: int = 256) -> Scores:
    """Latent semantic analysis: TF-IDF reduced to ``dimension`` by truncated SVD, cosine; where there is one programme or one word, nothing can be reduced."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    documents, queries = _tf_idf(texts)
    most = min(documents.shape) - 1
    if not most:
        return np.asarray((queries @ documents.T).todense())
    reduced = TruncatedSVD(min(dimension, most), random_state=0).fit(documents)
    return np.asarray(normalize(reduced.transform(queries)) @ normalize(reduced.transform(documents)).T)


def _tf_idf(texts: Texts) -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(tokenizer=tokens, token_pattern=None, lowercase=False, sublinear_tf=True, vocabulary=_vocabulary(texts))
    return made.fit_transform(texts.programs), made.transform(texts.profiles)


def _vocabulary(texts: Texts) -> list[str]:
    """The words of the programmes; scikit-learn refuses to count none at all."""
    return sorted({token for text in texts.programs for token in tokens(text)}) or [""]


def bm25(texts: Texts) -> Scores:
    """BM25 with k1 = 1.2, b = 0.75 and the idf of Lucene, ``ln(1 + (N - n + 0.5) / (n + 0.5))``."""
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer

    made = CountVectorizer(tokenizer=tokens, token_pattern=None, lowercase=False, dtype=np.float64, vocabulary=_vocabulary(texts))
    counts = made.fit_transform(texts.programs).tocsr()
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.log1p((counts.shape[0] - frequency + 0.5) / (frequency + 0.5))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    norm = _K1 * (1 - _B + _B * lengths[rows] / max(lengths.mean(), 1e-9))
    weights = sparse.csr_matrix((idf[counts.indices] * counts.data * (_K1 + 1) / (counts.data + norm), counts.indices, counts.indptr), counts.shape)
    return np.asarray((made.transform(texts.profiles) @ weights.T).todense())


def dense(texts: Texts, encoder: Encoder) -> Scores:
    """Cosine of whole texts under one encoder."""
    queries, documents = encoder.encode(texts.profiles, kind="query"), encoder.encode(texts.programs, kind="document")
    return np.asarray(queries @ documents.T, dtype=np.float64)


def at_random(profiles: Sequence[ResearcherProfile], programs: Sequence[Program]) -> Scores:
    """An order that depends on nothing but the two ids."""
    def number(profile: str, program: str) -> float:
        return int.from_bytes(hashlib.blake2b(f"{profile}\0{program}".encode(), digest_size=7).digest()) / 2.0**56
    return np.array([[number(profile.id, program.id) for program in programs] for profile in profiles])


def newest_deadline(profiles: Sequence[ResearcherProfile], programs: Sequence[Program]) -> Scores:
    """The programme whose latest known deadline is the newest comes first, the same for everybody."""
    days = [max((call.closes for call in program.calls if call.closes), default=date.min).toordinal() for program in programs]
    return np.tile(np.array(days, dtype=np.float64), (len(profiles), 1))


def popularity(profiles: Sequence[ResearcherProfile], programs: Sequence[Program], grades: Grades) -> Scores:
    """How many OTHER researchers each programme fits; a researcher's own labels are left out."""
    columns = {program.id: index for index, program in enumerate(programs)}
    own = np.zeros((len(profiles), len(programs)))
    for row, profile in enumerate(profiles):
        for program, grade in grades.get(profile.id, {}).items():
            if grade > 0 and program in columns:
                own[row, columns[program]] = 1.0
    return np.asarray(own.sum(axis=0)[None, :] - own)


def run_from(scores: Scores, profiles: Sequence[ResearcherProfile], programs: Sequence[Program], depth: int = 100,
             allowed: Mapping[str, frozenset[str]] | None = None) -> dict[str, dict[str, float]]:
    """The best ``depth`` programmes of each row as a run; with ``allowed``, what is not allowed is dropped AFTER the cut."""
    ids = np.array([program.id for program in programs])
    order = np.argsort(-scores, axis=1, kind="stable")[:, :depth]
    run: dict[str, dict[str, float]] = {}
    for row, profile in enumerate(profiles):
        kept = [(str(ids[column]), float(scores[row, column])) for column in order[row]]
        run[profile.id] = {program: score for program, score in kept if allowed is None or program in allowed[profile.id]}
    return run
