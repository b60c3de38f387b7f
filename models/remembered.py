"""Vectors of texts that have been encoded before, kept on disk by content: a text is put through a slow model once.

A vector of what a person wrote tells about the person. Vectors of queries therefore have a file of their own, which only its owner can read, which can
be deleted at any time, and which is not kept at all where ``MATCHER_REMEMBER`` is ``documents``. No text is kept.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from models.encoder import Encoder, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID"
_STEP = 500  # keys a question; SQLite allows 999
_PIECE = 256  # texts that are encoded before their vectors are written: what an interruption loses
_WAIT = 5.0  # seconds for another process to finish writing


class PromptedEncoder(Encoder, Protocol):
    """An encoder that says what it puts before a text."""

    def prompt(self, kind: Kind) -> str | None:
        """None where the model's own configuration, which its digest covers, decides."""


class RememberingEncoder:
    """An encoder that looks a text up before it encodes it.

    Args:
        kinds: Of which texts vectors are kept.
    """

    def __init__(self, encoder: PromptedEncoder, folder: Path, kinds: Collection[Kind] = ("query", "document")) -> None:
        self._encoder = encoder
        self.name, self.digest = encoder.name, encoder.digest
        self._kept = {kind: VectorStore(folder / f"{encoder.digest[:32]}-{kind}.sqlite") for kind in kinds}

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension); the model is opened only for texts that are new."""
        kept = self._kept.get(kind)
        if kept is None:
            return self._encoder.encode(texts, kind)
        keys = [self._key(text, kind) for text in texts]
        known = kept.read(keys)
        new = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if key not in known]
        for start in range(0, len(new), _PIECE):
            piece = new[start : start + _PIECE]
            made = self._encoder.encode([text for _, text in piece], kind)
            fresh = {key: vector for (key, _), vector in zip(piece, made, strict=True)}
            kept.write(fresh)
            known |= fresh
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, self.dimension), dtype=np.float32)

    def _key(self, text: str, kind: Kind) -> bytes:
        """SHA-256 of the encoder, the kind with its prompt, and the text."""
        return hashlib.sha256(json.dumps([self.digest, kind, self._encoder.prompt(kind), text]).encode()).digest()


class VectorStore:
    """Vectors by key in an SQLite file. What cannot be read is as if it had never been written; a damaged file begins again."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that are there, each compared with its checksum."""
        found: dict[bytes, NDArray[np.float32]] = {}
        wanted = list(dict.fromkeys(keys))

        def look(connection: sqlite3.Connection) -> None:
            for start in range(0, len(wanted), _STEP):
                some = wanted[start : start + _STEP]
                rows = connection.execute(f"SELECT key, vector, sum FROM vectors WHERE key IN ({','.join('?' * len(some))})", some)
                found.update((key, np.frombuffer(vector, dtype="<f4")) for key, vector, total in rows if _sum(key, vector) == total)

        if wanted and self._file.is_file():
            self._try(look)
        return found

    def write(self, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Add vectors, all or none."""
        contents = {key: found.astype("<f4").tobytes() for key, found in vectors.items()}
        rows = [(key, vector, _sum(key, vector)) for key, vector in contents.items()]
        self._try(lambda connection: connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows))

    def _try(self, action: Callable[[sqlite3.Connection], object]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as connection, connection:
                connection.execute(_TABLE)
                action(connection)
        except (sqlite3.OperationalError, OSError):  # a folder that cannot be written to, or another process at work: it costs time, not the answer
            return
        except sqlite3.DatabaseError:
            self._file.unlink(missing_ok=True)


def _sum(key: bytes, vector: bytes) -> bytes:
    return hashlib.sha256(key + vector).digest()[:8]
