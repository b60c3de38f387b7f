"""Sparse rows, searched through inverted lists: exact inner products with every row, in numpy alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Weights = NDArray[np.float32]


@lru_cache(maxsize=1 << 18)
def key_of(term: str) -> int:
    """A term's own number, the same on every machine (64 bits of BLAKE2b): tables of terms need no strings."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True)


def keys_of(terms: Mapping[str, float]) -> tuple[Ids, Weights]:
    """The numbers and weights of weighted terms."""
    return np.fromiter(map(key_of, terms), np.int64, len(terms)), np.fromiter(terms.values(), np.float32, len(terms))


def find(table: Ids, keys: Ids) -> tuple[Ids, NDArray[np.intp]]:
    """Where keys stand in a sorted table: the places found, and which of the keys they are."""
    if len(table) == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.intp)
    places = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    hits = np.flatnonzero(table[places] == keys)
    return places[hits].astype(np.int64), hits


def spans(starts: Ids, rows: Ids) -> tuple[Ids, Ids]:
    """The positions of the entries of several rows of a compressed matrix, one after the other, and how many each row has."""
    sizes = starts[rows + 1] - starts[rows]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts[rows] - (ends - sizes), sizes), sizes


class Postings:
    """Sparse vectors of several rows, by column.

    Attributes:
        starts: Where the list of each column begins, shape (columns + 1).
        rows: Row numbers, column after column.
        weights: The values at these places.
        count: Number of rows.
    """

    def __init__(self, starts: Ids, rows: NDArray[np.int32], weights: Weights, count: int) -> None:
        self.starts, self.rows, self.weights, self.count = starts, rows, weights, count

    @classmethod
    def of(cls, vectors: Sequence[tuple[Ids, Weights]], columns: int) -> Postings:
        """From (columns, weights) of each row."""
        lengths = [len(ids) for ids, _ in vectors]
        ids = np.concatenate([ids for ids, _ in vectors]) if vectors else np.zeros(0, np.int64)
        weights = np.concatenate([weights for _, weights in vectors]) if vectors else np.zeros(0, np.float32)
        order = np.argsort(ids, kind="stable")
        starts = np.zeros(columns + 1, np.int64)
        np.cumsum(np.bincount(ids, minlength=columns), out=starts[1:])
        rows = np.repeat(np.arange(len(vectors), dtype=np.int32), lengths)
        return cls(starts, rows[order], weights[order].astype(np.float32), len(vectors))

    def products(self, columns: Ids, weights: Weights) -> NDArray[np.float64]:
        """Inner products of a sparse vector with every row, shape (rows)."""
        places, sizes = spans(self.starts, columns)
        worth = self.weights[places] * np.repeat(weights, sizes)
        found: NDArray[np.float64] = np.bincount(self.rows[places], worth, minlength=self.count)[: self.count].astype(np.float64)
        return found

    def of_row(self, row: int, columns: Ids) -> Weights:
        """The values of one row in some columns."""
        places, sizes = spans(self.starts, columns)
        mine = np.where(self.rows[places] == row, self.weights[places], np.float32(0))
        return np.bincount(np.repeat(np.arange(len(columns)), sizes), mine, minlength=len(columns)).astype(np.float32)
