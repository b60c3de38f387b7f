"""The encoder that ships: a sentence-transformers folder with a table of token vectors made from the lexicon."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.static import CHECKSUMS
from models.tensors import write_tensors
from models.training.entries import Entry
from models.training.latent import LatentTerms
from models.training.vocabulary import PATTERN, UNKNOWN, token_sources

DIMENSION = 216  # with the concept space, what ships stays below 25 MB
SEED = 20261124
_LONGEST_RUN = 200


def make_static_encoder(folder: Path, entries: Sequence[Entry], card: str, digest: str) -> None:
    """Write the encoder made from the entries to ``folder``; the same entries give the same bytes."""
    sources = token_sources(entries)
    latent = LatentTerms.of(entries, DIMENSION, SEED)
    write_folder(folder, list(sources), token_table([latent.of_source(source) for source in sources.values()], list(sources.values())), card, digest)


def token_table(vectors: Sequence[NDArray[np.float32]], sources: Sequence[str]) -> Mapping[str, NDArray[Any]]:
    """Distinct rows, half precision, and the row of each token: spellings of one word share a row."""
    rows: dict[bytes, int] = {}
    scale = float(np.mean([np.linalg.norm(vector) for vector in vectors if vector.any()]))
    scaled = [(vector / scale).astype(np.float16) for vector in vectors]
    mapping = np.array([rows.setdefault(vector.tobytes(), len(rows)) for vector in scaled], dtype=np.int64)
    table = np.frombuffer(b"".join(rows), dtype=np.float16).reshape(len(rows), -1)
    return {"embeddings": table, "mapping": mapping}


def write_folder(folder: Path, tokens: Sequence[str], tensors: Mapping[str, NDArray[Any]], card: str, digest: str) -> None:
    """A folder that sentence-transformers and ``models.static`` open, with the checksums of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    write_tensors(folder / "model.safetensors", tensors, {"format": "pt", "digest": digest})
    texts = {
        "tokenizer.json": tokenizer_json(tokens),
        "modules.json": json.dumps(list(_modules()), indent=1),
        "config_sentence_transformers.json": json.dumps({"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}, indent=1),
        "README.md": card,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}", encoding="utf-8")
    named = ("config_sentence_transformers.json", "model.safetensors", "modules.json", "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in named}
    (folder / CHECKSUMS).write_text(json.dumps(sums, indent=1), encoding="utf-8")


def tokenizer_json(tokens: Sequence[str]) -> str:
    """The tokenizer: NFKC, lower case, runs of one script, then the longest known piece from the left."""
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
    from tokenizers.models import WordPiece

    model = WordPiece({token: number for number, token in enumerate(tokens)}, unk_token=UNKNOWN, continuing_subword_prefix="",
                      max_input_chars_per_word=_LONGEST_RUN)
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(PATTERN), "removed", invert=True)
    return str(tokenizer.to_str())


def _modules() -> Iterable[Mapping[str, Any]]:
    for number, kind in enumerate(("StaticEmbedding", "Normalize")):
        yield {"idx": number, "name": str(number), "path": "" if number == 0 else f"{number}_{kind}", "type": f"sentence_transformers.models.{kind}"}
