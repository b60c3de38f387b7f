"""From the lexicon to ``concepts.safetensors``: which piece of text speaks for which concept, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.glossary import form_key
from models.postings import keys_of
from models.tensors import write_tensors
from models.tokens import concept_terms, is_hiragana, japanese_runs, normal
from models.training.entries import Entry, neighbour_pairs

COMMON = Path(__file__).parent / "common_words.tsv"
KINDS: Mapping[str, float] = {"e": 1.0, "b": 0.7, "p": 0.35, "j": 1.0}
NEIGHBOUR = 2.5  # how much of a concept's neighbours belongs to it
SMALLEST = 0.015  # ties of an entry weaker than this are left out


def make_concept_space(file: Path, known: Sequence[Entry], digest: str) -> None:
    """Write the space of some entries to ``file``."""
    from scipy import sparse

    ties, keys = concept_ties(known)
    rows = sparse.csr_matrix(ties.T)
    rows.sort_indices()
    write_tensors(file, {
        "term_keys": keys, "term_starts": rows.indptr.astype(np.int64), "term_concepts": rows.indices.astype(np.uint16),
        "term_weights": rows.data.astype(np.float16), **form_tensors(known),
    }, {"digest": digest, "concepts": str(len(known)), "fields": ",".join(field_codes(known))})


def form_tensors(entries: Sequence[Entry]) -> dict[str, NDArray[Any]]:
    """Forms to the first concept that claims them, and the fields of each concept (``models.glossary``)."""
    forms: dict[int, int] = {}
    for row, entry in enumerate(entries):
        for form in (*entry.english, *entry.japanese):
            forms.setdefault(form_key(form), row)
    keys = np.array(sorted(forms), dtype=np.int64)
    number = {code: place for place, code in enumerate(field_codes(entries))}
    flat = [number[code] for entry in entries for code in entry.fields]
    return {"form_keys": keys, "form_concepts": np.array([forms[int(key)] for key in keys], dtype=np.uint16),
            "field_starts": np.cumsum([0, *(len(entry.fields) for entry in entries)]).astype(np.int64), "field_codes": np.array(flat, dtype=np.uint8)}


def field_codes(entries: Sequence[Entry]) -> list[str]:
    """Every field code of the lexicon, sorted."""
    return sorted({code for entry in entries for code in entry.fields})


def concept_ties(entries: Sequence[Entry]) -> tuple[Any, NDArray[np.int64]]:
    """A sparse matrix of shape (concepts, terms), ready to be summed over a text's terms, and the sorted keys of its columns."""
    from scipy import sparse
    from sklearn.preprocessing import normalize

    counts, keys, idf, worth = term_matrix(entries)
    spread = spread_terms(counts @ sparse.diags_array(idf), entries)
    return (normalize(spread, axis=0) @ sparse.diags_array(idf * worth)).astype(np.float32), keys


def spread_terms(weights: Any, entries: Sequence[Entry]) -> Any:
    """Weights of terms by concept, shape (concepts, terms), each row of length 1 and mixed with those of its neighbours; the faintest left out."""
    from sklearn.preprocessing import normalize

    own = normalize(weights)
    spread = normalize(own + NEIGHBOUR * (adjacency(entries) @ own))
    spread.data[spread.data < SMALLEST] = 0.0
    spread.eliminate_zeros()
    return spread


def term_matrix(entries: Sequence[Entry], kinds: Mapping[str, float] = KINDS) -> tuple[Any, NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Sublinear term counts of the entries, the sorted keys of the columns, their idf over entries, and their worth by kind and commonness."""
    from scipy import sparse

    hiragana = hiragana_words(entries)
    found = [{term: weight for term, weight in concept_terms(entry.text).items() if not is_hiragana(term[2:]) or term[2:] in hiragana} for entry in entries]
    names = {term for terms in found for term in terms}
    keys, _ = keys_of(dict.fromkeys(names, 1.0))
    order = np.argsort(keys)
    column = {name: place for place, name in enumerate(np.array(list(names), dtype=object)[order])}
    flat = [(row, column[term], weight) for row, terms in enumerate(found) for term, weight in terms.items()]
    rows, columns, weights = (np.array(part) for part in zip(*flat, strict=True))
    counts = sparse.csr_matrix((weights.astype(np.float32), (rows, columns)), shape=(len(entries), len(column)))
    frequency = np.bincount(columns, minlength=len(column))
    common = common_terms()
    worth = np.array([kinds[name[0]] * common.get(name, 1.0) for name in column], dtype=np.float32)
    return counts, keys[order], np.log(len(entries) / frequency).astype(np.float32), worth


def hiragana_words(entries: Sequence[Entry]) -> frozenset[str]:
    """Words written in hiragana that are forms of their own; other hiragana in a form is grammar."""
    return frozenset(plain for entry in entries for form in entry.japanese for plain in (normal(form),) if japanese_runs(plain) == [plain] and is_hiragana(plain))


def common_terms() -> dict[str, float]:
    """Share of the full weight of terms too common to say what a text is about."""
    found: dict[str, float] = {}
    for line in COMMON.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        share, _, listed = line.partition("\t")
        for word in listed.split():
            for term in concept_terms(word):
                found.setdefault(term, float(share))
    return found


def adjacency(entries: Sequence[Entry]) -> Any:
    """Neighbourhood of entries, symmetric, each tie divided by the roots of both degrees."""
    from scipy import sparse

    pairs = np.array(neighbour_pairs(entries), dtype=np.int64).reshape(-1, 2)
    size = len(entries)
    ones = np.ones(len(pairs) * 2, dtype=np.float32)
    table = sparse.csr_matrix((ones, (np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]]))), shape=(size, size))
    scale = sparse.diags_array(1.0 / np.sqrt(np.maximum(np.asarray(table.sum(axis=1)).ravel(), 1.0)))
    return scale @ table @ scale
