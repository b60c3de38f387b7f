"""Exact inner-product search inside an allowed set, over FAISS; saved atomically with checksums."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import IndexBroken
from models.tensors import read_tensors, sha256_of, write_tensors

FORMAT = 2
FILES = ("vectors.npy", "rows.json", "tables.safetensors")
REBUILD = "build it again with `matcher index build`"
_SMALL = 512  # rows up to which one numpy product costs less than a FAISS selector (and FAISS need not be imported)
Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """An owner found, by the best of its rows."""

    owner: str
    similarity: float
    row: int


class VectorIndex:
    """Rows of unit vectors, several an owner; owners are ids, rows stay inside.

    Attributes:
        owners: The owner of each row.
        texts: The passage of each row.
        vectors: float32 of shape (rows, dimension).
        tables: Further arrays that were saved with it.
    """

    def __init__(self, owners: Sequence[str], texts: Sequence[str], vectors: Vectors, encoder: str, content: str = "",
                 tables: Mapping[str, NDArray[Any]] | None = None) -> None:
        if not len(owners) == len(texts) == len(vectors):
            raise ValueError("owners, texts and vectors must have one entry a row")
        self.owners, self.texts = tuple(owners), tuple(texts)
        self.vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self.encoder, self.content, self.tables = encoder, content, tables or {}
        self._rows: dict[str, list[int]] = {}
        for row, owner in enumerate(self.owners):
            self._rows.setdefault(owner, []).append(row)
        self._flat: Any = None

    def rows_of(self, owners: Iterable[str]) -> Rows:
        """Ascending row numbers of the owners; unknown owners have none."""
        return np.array(sorted(row for owner in set(owners) for row in self._rows.get(owner, ())), dtype=np.int64)

    def similarities(self, queries: Vectors, owner: str) -> tuple[Rows, Vectors]:
        """The owner's rows and the inner products, shape (queries, its rows)."""
        rows = self.rows_of([owner])
        return rows, queries @ self.vectors[rows].T

    def search(self, query: Vectors, k: int, allowed: Iterable[str] | None = None) -> list[Hit]:
        """The ``k`` best owners among ``allowed`` (all when None) for one query vector; fewer only where fewer exist.

        Exact: equals scoring every allowed row. Ties are broken by owner.
        """
        rows = self.rows_of(self._rows if allowed is None else allowed)
        if k <= 0 or len(rows) == 0:
            return []
        found = self._search_small(query, rows) if len(rows) <= _SMALL else self._search_faiss(query, rows)
        best: dict[str, Hit] = {}
        for row in found:
            score = float(np.dot(self.vectors[row].astype(np.float64), query.astype(np.float64)))
            owner = self.owners[row]
            if owner not in best or score > best[owner].similarity:
                best[owner] = Hit(owner, score, int(row))
        return sorted(best.values(), key=lambda hit: (-hit.similarity, hit.owner))[:k]

    def _search_small(self, query: Vectors, rows: Rows) -> Rows:
        order = np.argsort(-(self.vectors[rows] @ query), kind="stable")
        return rows[order]

    def _search_faiss(self, query: Vectors, rows: Rows) -> Rows:
        import faiss

        if self._flat is None:
            self._flat = faiss.IndexFlatIP(self.vectors.shape[1])
            self._flat.add(self.vectors)
        selector = faiss.IDSelectorArray(rows)
        _, ids = self._flat.search(query[None, :], len(rows), params=faiss.SearchParameters(sel=selector))  # type: ignore[call-arg]
        found: Rows = ids[0][ids[0] >= 0]
        return found

    def info(self) -> dict[str, Any]:
        """What it holds."""
        return {"rows": len(self.owners), "owners": len(self._rows), "dimension": int(self.vectors.shape[1]), "encoder": self.encoder,
                "content": self.content, "format": FORMAT}

    def save(self, folder: Path, tables: Mapping[str, NDArray[Any]] | None = None) -> None:
        """Write it, and further tables, beside ``folder`` first, then put it in place in one step: a broken run leaves the old one whole."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            np.save(fresh / "vectors.npy", self.vectors)
            (fresh / "rows.json").write_text(json.dumps({"owners": self.owners, "texts": self.texts}, ensure_ascii=False), encoding="utf-8")
            write_tensors(fresh / "tables.safetensors", self.tables if tables is None else tables)
            manifest = {**self.info(), "sha256": {name: sha256_of(fresh / name) for name in FILES}}
            (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
            for name in (*FILES, "manifest.json"):
                _sync(fresh / name)
            _replace(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    @classmethod
    def open(cls, folder: Path, encoder: str | None = None, content: str | None = None) -> VectorIndex:
        """Open an index after checking every byte against its manifest.

        Raises:
            IndexBroken: Missing, damaged, or made by another encoder or of other content.
        """
        manifest = check_manifest(folder)
        if encoder is not None and manifest.get("encoder") != encoder:
            raise IndexBroken(f"{folder}: was made by another encoder; {REBUILD}")
        if content is not None and manifest.get("content") != content:
            raise IndexBroken(f"{folder}: was made from another catalogue; {REBUILD}")
        rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
        vectors = np.load(folder / "vectors.npy", allow_pickle=False)
        return cls(rows["owners"], rows["texts"], vectors, str(manifest["encoder"]), str(manifest["content"]), read_tensors(folder / "tables.safetensors"))


def check_manifest(folder: Path) -> Mapping[str, Any]:
    """The manifest, after comparing every file with it.

    Raises:
        IndexBroken: Something is missing or differs.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        wanted = dict(manifest["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexBroken(f"{folder}: has no readable manifest.json; {REBUILD}") from error
    if manifest.get("format") != FORMAT:
        raise IndexBroken(f"{folder}: has format {manifest.get('format')}, this version reads {FORMAT}; {REBUILD}")
    for name in FILES:
        try:
            found = sha256_of(folder / name)
        except OSError as error:
            raise IndexBroken(f"{folder / name}: cannot be read; {REBUILD}") from error
        if found != wanted.get(name):
            raise IndexBroken(f"{folder / name}: differs from its checksum; {REBUILD}")
    checked: Mapping[str, Any] = manifest
    return checked


def _sync(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def _replace(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    os.rename(fresh, folder)
    shutil.rmtree(old, ignore_errors=True)
