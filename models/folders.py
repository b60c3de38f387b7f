"""What a model folder may hold: safetensors weights, plain configuration, and nothing that could run code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.errors import EncoderRefused, EncoderUnavailable

_REFUSED = {".bin", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".py", ".h5", ".msgpack", ".so", ".dll"}
_OWN = ("sentence_transformers.",)


def check_folder(folder: Path, strict: bool = True) -> str:
    """SHA-256 over a model folder, after refusing whatever could run code.

    Args:
        strict: Also refuse pickles and code that merely lie in it, which would not be opened anyway.

    Raises:
        EncoderUnavailable: It holds no model.
        EncoderRefused: It holds code, a pickle, or no safetensors.
    """
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in files if strict else ():
        if file.suffix.lower() in _REFUSED:
            raise EncoderRefused(f"{file}: a model folder with {file.suffix} files is not opened, since they can run code; keep its safetensors and configuration alone")
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise EncoderUnavailable(f"{folder}: holds no sentence-transformers model (no modules.json); name such a folder, or `builtin`")
    if not any(file.suffix == ".safetensors" for file in files):
        raise EncoderRefused(f"{folder}: holds no safetensors weights; convert the model to safetensors")
    check_configurations(files)
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(folder)}\0".encode())
        with file.open("rb") as stream:
            while piece := stream.read(1 << 22):
                digest.update(piece)
    return digest.hexdigest()


def check_configurations(files: Iterable[Path]) -> None:
    """Refuse configuration that asks for code from outside sentence-transformers and transformers.

    Raises:
        EncoderRefused: A file is damaged, or asks for such code.
    """
    for file in files:
        if file.suffix == ".json":
            content = _read(file)
            if isinstance(content, dict) and "auto_map" in content:
                raise EncoderRefused(f"{file}: asks for code of its own (auto_map), which is never run; use a model without it")
            if file.name == "modules.json":
                _check_modules(file, content)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise EncoderRefused(f"{file}: is not JSON ({error}); the folder is damaged") from error


def _check_modules(file: Path, content: Any) -> None:
    for module in content if isinstance(content, list) else []:
        kind = str(module.get("type", "")) if isinstance(module, dict) else str(module)
        if not kind.startswith(_OWN):
            raise EncoderRefused(f"{file}: names the module {kind!r} from outside sentence-transformers; it is never run")
