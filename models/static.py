"""Static embeddings without torch: a sentence-transformers folder whose modules are StaticEmbedding and, perhaps, Normalize.

A text's vector is the mean of the vectors of its tokens, made length 1. The folder may be one that model2vec wrote
(``embeddings`` with a ``mapping`` from token to row and a weight for each token) or sentence-transformers (``embedding.weight``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from models.encoder import Kind
from models.errors import EncoderRefused, EncoderUnavailable
from models.tensors import read_tensors, sha256_of
from models.wordpiece import PlainWordPiece

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CHECKSUMS = "checksums.json"
_MODULES = ({"StaticEmbedding"}, {"StaticEmbedding", "Normalize"})
_BATCH = 512  # texts a step: bounds the memory of the gathered token vectors
_FEW = 20_000  # characters, in all, that the tokenizer in Python has done before the package would be loaded
Vectors = NDArray[np.float32]


def is_static(folder: Path) -> bool:
    """Whether the folder's modules are a StaticEmbedding and at most a Normalize, so that ``StaticEncoder`` can open it."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        names = [str(module["type"]).rpartition(".")[2] for module in modules]
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return len(names) == len(set(names)) and set(names) in _MODULES and names[0] == "StaticEmbedding"


class StaticEncoder:
    """A static model. Made by ``open``.

    Attributes:
        name: The name it was asked for by.
        digest: SHA-256 over the names and checksums of the files that define it.
        dimension: Length of its vectors.
    """

    def __init__(self, name: str, digest: str, tokens: TokenSource, table: TokenTable, prompts: Mapping[Kind, str]) -> None:
        self.name, self.digest, self.dimension = name, digest, table.dimension
        self._tokens, self._table, self._prompts = tokens, table, prompts

    @classmethod
    def open(cls, folder: Path, name: str, digest: str | None = None) -> Self:
        """Open a folder; where it has ``checksums.json``, every byte is compared with it.

        Args:
            digest: Of a folder whose bytes have been compared already, so that they are not read for it.

        Raises:
            EncoderUnavailable: A file or the package ``tokenizers`` is missing.
            EncoderRefused: A file is damaged or does not fit the others.
        """
        place = folder / _static_path(folder)
        files = (place / "tokenizer.json", place / "model.safetensors", folder / "modules.json", folder / "config_sentence_transformers.json")
        digest = digest or _digest(folder, [file for file in files if file.is_file()])
        tokens = TokenSource(files[0])
        return cls(name, digest, tokens, TokenTable(read_tensors(files[1]), tokens.size, files[1]), _prompts(files[3]))

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> Vectors:
        """Vectors of shape (len(texts), dimension), each of length 1; a text without tokens gets (1, 0, 0, ...)."""
        prompt = self._prompts[kind]
        made = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [prompt + _clean(text) for text in texts[start : start + _BATCH]]
            made[start : start + len(batch)] = self._table.means(self._tokens.ids(batch))
        return unit_rows(made)


class TokenSource:
    """Texts to token numbers: in Python for a few texts of a tokenizer simple enough, else by the package ``tokenizers``; both give the same."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._plain = PlainWordPiece.open(file)
        self._done = 0

    @property
    def size(self) -> int:
        """Number of tokens."""
        return self._plain.size if self._plain is not None else int(self._package.get_vocab_size())

    @cached_property
    def _package(self) -> Tokenizer:
        return _tokenizer(self._file)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Token numbers of each text."""
        self._done += sum(map(len, texts))
        if self._plain is not None and self._done <= _FEW:
            return [self._plain.ids(text) for text in texts]
        return [found.ids for found in self._package.encode_batch_fast(list(texts), add_special_tokens=False)]


class TokenTable:
    """Vectors of tokens, half precision on disk where the model has it, single precision in use."""

    def __init__(self, tensors: Mapping[str, NDArray[Any]], tokens: int, file: Path) -> None:
        rows = tensors.get("embedding.weight", tensors.get("embeddings"))
        if rows is None or rows.ndim != 2 or rows.dtype.kind != "f":
            raise EncoderRefused(f"{file}: holds no table of token vectors (embedding.weight or embeddings); copy or fetch the model again")
        self._rows, self._single = rows, False
        self._mapping, self._weights = tensors.get("mapping"), tensors.get("weights")
        self.dimension = int(rows.shape[1])
        known = len(rows) if self._mapping is None else len(self._mapping)
        weighted = known if self._weights is None else len(self._weights)
        if known < tokens or weighted < tokens or (self._mapping is not None and not 0 <= self._mapping.min() <= self._mapping.max() < len(rows)):
            raise EncoderRefused(f"{file}: has vectors for {min(known, weighted)} tokens, the tokenizer knows {tokens}; the files are of two models")

    def means(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        """Mean token vector of each text, shape (texts, dimension); zeros where a text has no token."""
        ends = list(accumulate(map(len, tokens), initial=0))
        ids = np.fromiter(chain.from_iterable(tokens), dtype=np.int64, count=ends[-1])
        if not self._single and len(ids) > len(self._rows) // 4:  # much to encode: convert the whole table once
            self._rows, self._single = np.asarray(self._rows, dtype=np.float32), True
        rows = ids if self._mapping is None else self._mapping[ids]
        weights = None if self._weights is None else self._weights[ids].astype(np.float32)
        made = np.zeros((len(tokens), self.dimension), dtype=np.float32)
        for text, (start, end) in enumerate(pairwise(ends)):  # a loop: np.add.reduceat over the same rows takes six times as long
            if end > start:
                vectors = self._rows[rows[start:end]].astype(np.float32, copy=False)
                made[text] = vectors.sum(axis=0) if weights is None else weights[start:end] @ vectors
                made[text] /= end - start
        return made


def unit_rows(vectors: Vectors) -> Vectors:
    """The rows made length 1; a row of zeros, or with NaN or infinity, becomes (1, 0, 0, ...)."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64))
    good = np.isfinite(lengths) & (lengths > 0)
    made = np.zeros_like(vectors)
    made[good] = vectors[good] / lengths[good, None]
    made[~good, 0] = 1.0
    return made


def _clean(text: str) -> str:
    """Half of a surrogate pair cannot be written as UTF-8, which the tokenizer reads."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _static_path(folder: Path) -> str:
    if not is_static(folder):
        raise EncoderUnavailable(f"{folder}: holds no static sentence-transformers model (modules.json with StaticEmbedding); "
                                 "install the project again, or name another folder")
    path = str(json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0].get("path", ""))
    if Path(path).is_absolute() or ".." in Path(path).parts:
        raise EncoderRefused(f"{folder / 'modules.json'}: points outside its own folder ({path})")
    return path


def _tokenizer(file: Path) -> Tokenizer:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise EncoderUnavailable("encoders need the package tokenizers, which is not installed; run `pip install tokenizers`") from error
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # the package raises plain Exception
        raise EncoderRefused(f"{file}: is not a whole tokenizer ({error}); copy or fetch the model again") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _prompts(file: Path) -> dict[Kind, str]:
    """As sentence-transformers does for queries; for documents the first of ``document``, ``passage``, ``corpus`` that says something."""
    try:
        prompts = json.loads(file.read_text(encoding="utf-8")).get("prompts") or {}
    except FileNotFoundError:
        prompts = {}
    except (OSError, ValueError, AttributeError) as error:
        raise EncoderRefused(f"{file}: cannot be read as JSON; copy or fetch the model again") from error
    document = next((str(prompts[key]) for key in ("document", "passage", "corpus") if prompts.get(key)), "")
    return {"query": str(prompts.get("query") or ""), "document": document}


def _digest(folder: Path, files: Sequence[Path]) -> str:
    sums = {file.relative_to(folder).as_posix(): sha256_of(file) for file in files}
    checks = folder / CHECKSUMS
    if checks.is_file():
        try:
            wanted = dict(json.loads(checks.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise EncoderRefused(f"{checks}: cannot be read as JSON; copy or fetch the model again") from error
        for name in sorted(wanted.keys() | sums.keys()):
            if sums.get(name) != wanted.get(name):
                raise EncoderRefused(f"{folder / name}: differs from its checksum in {CHECKSUMS}; copy or fetch the model again")
    return hashlib.sha256("".join(f"{name}\0{sums[name]}\n" for name in sorted(sums)).encode()).hexdigest()
