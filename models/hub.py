"""Any sentence-transformers folder or hub name, through sentence-transformers itself, imported on first use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.encoder import Kind
from models.errors import EncoderRefused, EncoderUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_REFUSED = {".bin", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".py", ".h5", ".msgpack"}


def open_model(name: str) -> tuple[Any, str]:
    """The model and its digest; only safetensors weights, no code from the folder, no network.

    Raises:
        EncoderUnavailable: sentence-transformers or the model is not here.
        EncoderRefused: The folder holds code, a pickle, or no safetensors.
    """
    folder = Path(name)
    digest = check_folder(folder) if folder.is_dir() else hashlib.sha256(name.encode()).hexdigest()
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderUnavailable(
            f"the encoder {name!r} needs sentence-transformers, which is not installed; install matcher[hub], or use `--encoder builtin`"
        ) from error
    try:
        model = SentenceTransformer(name, device=None, trust_remote_code=False, local_files_only=True, model_kwargs={"use_safetensors": True}
                                    if not folder.is_dir() else None)
    except Exception as error:
        text = str(error).strip().splitlines()
        raise EncoderUnavailable(
            f"the encoder {name!r} could not be opened ({text[0] if text else type(error).__name__}); name a folder with a sentence-transformers model, "
            "or fetch the model first where there is a network"
        ) from error
    return model, digest


def check_folder(folder: Path) -> str:
    """SHA-256 over a model folder, after refusing whatever could run code."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in files:
        if file.suffix.lower() in _REFUSED:
            raise EncoderRefused(f"{file}: a model folder with {file.suffix} files is not opened, since they can run code; convert the model to safetensors")
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise EncoderUnavailable(f"{folder}: holds no sentence-transformers model (no modules.json); name such a folder, or `builtin`")
    if not any(file.suffix == ".safetensors" for file in files):
        raise EncoderRefused(f"{folder}: holds no safetensors weights; convert the model to safetensors")
    _check_configs(folder, files)
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(folder)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _check_configs(folder: Path, files: Sequence[Path]) -> None:
    for file in files:
        if file.suffix != ".json":
            continue
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
        except (ValueError, UnicodeDecodeError) as error:
            raise EncoderRefused(f"{file}: is not JSON ({error}); the folder is damaged") from error
        if isinstance(content, dict) and "auto_map" in content:
            raise EncoderRefused(f"{file}: asks for code of its own (auto_map), which is never run; use a model without it")
        if file.name == "modules.json":
            for module in content if isinstance(content, list) else []:
                kind = str(module.get("type", ""))
                if not kind.startswith("sentence_transformers."):
                    raise EncoderRefused(f"{file}: names the module {kind!r} from outside sentence-transformers; it is never run")


class HubEncoder:
    """A sentence-transformers model; its prompts for queries and documents are used where it has them."""

    def __init__(self, name: str, model: Any, digest: str) -> None:
        self.name = name
        self.digest = digest
        self._model = model
        dimension = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        self.dimension = int(dimension())

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension)."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        vectors = np.asarray(encode(list(texts), show_progress_bar=False, convert_to_numpy=True), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        vectors[(lengths == 0)[:, 0], 0] = 1.0
        unit: NDArray[np.float32] = vectors
        return unit
