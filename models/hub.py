"""Any sentence-transformers model that is on this machine, through sentence-transformers itself; imported only when there is a text to encode."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.encoder import Kind
from models.errors import EncoderUnavailable
from models.store import MOST_TOKENS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OLDEST = (6, 2)
_LONG_WAIT = 64  # texts from which a person at a terminal is shown a bar
_BATCH = {"cpu": 16, "cuda": 128}
_POOLING = {"mean": "mean", "cls": "cls", "last token": "lasttoken"}


class HubEncoder:
    """A model in a folder, opened at the first text.

    Args:
        prompts: Put before queries and documents; those of the model's own configuration when None.
        pooling: For a folder that does not say itself how vectors of tokens become one.
        half: Whether half precision may be used on a GPU.
        dimension: Where it is known without opening the model.
    """

    def __init__(self, name: str, folder: Path, digest: str, prompts: Mapping[str, str] | None = None, pooling: str | None = None, half: bool = True,
                 dimension: int | None = None) -> None:
        self.name, self.digest = name, digest
        self._folder, self._prompts, self._pooling, self._half, self._dimension = folder, prompts, pooling, half, dimension

    @property
    def dimension(self) -> int:
        """Length of its vectors."""
        if self._dimension is None:
            self._dimension = int(self._model.get_embedding_dimension())
        return self._dimension

    def prompt(self, kind: Kind) -> str | None:
        """What is put before a text of this kind; None where the model itself decides."""
        return None if self._prompts is None else self._prompts.get(kind, "")

    @cached_property
    def _model(self) -> Any:
        return open_model(self._folder, self._pooling, self._half)

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension).

        Raises:
            EncoderUnavailable: sentence-transformers is not installed, or cannot open the model.
        """
        import numpy as np

        from models.static import unit_rows

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        model, prompt = self._model, self.prompt(kind)
        encode = model.encode_query if kind == "query" else model.encode_document
        said = {} if prompt is None else {"prompt": prompt}
        found = encode(list(texts), batch_size=_BATCH.get(model.device.type, 16), show_progress_bar=len(texts) > _LONG_WAIT and sys.stderr.isatty(),
                       convert_to_numpy=True, **said)
        return unit_rows(np.asarray(found, dtype=np.float32))


def placement(half: bool, gpu: bool) -> tuple[str | None, dict[str, Any]]:
    """Where a model runs and how its numbers are kept: half precision on a GPU where the model allows it."""
    if not gpu:
        return None, {}
    return "cuda", {"dtype": "float16"} if half else {}


def check_version() -> None:
    """Older versions ran code out of a folder even where that was forbidden.

    Raises:
        EncoderUnavailable: sentence-transformers is too old.
    """
    from sentence_transformers import __version__

    if tuple(int(part) for part in re.findall(r"\d+", __version__)[:2]) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise EncoderUnavailable(f"sentence-transformers {__version__} is too old; install {oldest} or newer (matcher[hub])")


def has_gpu() -> bool:
    """Whether torch finds a GPU."""
    import torch

    return bool(torch.cuda.is_available())


def open_model(folder: Path, pooling: str | None, half: bool) -> Any:
    """The model of a checked folder: only safetensors, no code from the folder, no network.

    Raises:
        EncoderUnavailable: sentence-transformers is not here, or cannot open it.
    """
    with opening(folder), offline():
        from sentence_transformers import SentenceTransformer

        check_version()
        device, numbers = placement(half, has_gpu())
        weights = {**numbers, "use_safetensors": True} if _is_transformer(folder) else None
        place: dict[str, Any] = {"device": device, "trust_remote_code": False, "local_files_only": True, "model_kwargs": weights}
        if pooling is not None and not (folder / "modules.json").is_file():
            model = _pooled(folder, pooling, numbers, device)
        else:
            model = SentenceTransformer(str(folder), **place)
        if model.max_seq_length is not None and model.max_seq_length > MOST_TOKENS:
            model.max_seq_length = MOST_TOKENS
        return model


def _is_transformer(folder: Path) -> bool:
    """Whether the first module is a transformer, whose weights are opened by transformers."""
    try:
        first = json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0]["type"]
    except FileNotFoundError:
        return True
    return str(first).rpartition(".")[2] == "Transformer"


def _pooled(folder: Path, pooling: str, numbers: Mapping[str, Any], device: str | None) -> Any:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    safe = {"local_files_only": True, "trust_remote_code": False}
    tokens = Transformer(str(folder), model_kwargs={**safe, **numbers, "use_safetensors": True}, config_kwargs=dict(safe), processor_kwargs=dict(safe))
    return SentenceTransformer(modules=[tokens, Pooling(tokens.get_embedding_dimension(), _POOLING[pooling])], device=device)


@contextmanager
def offline() -> Iterator[None]:
    """While a model is opened no library asks the network, whatever the environment says, nor draws bars."""
    from huggingface_hub import constants
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    before, constants.HF_HUB_OFFLINE = constants.HF_HUB_OFFLINE, True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """Failures while a model is opened, as sentences that say what to do."""
    try:
        yield
    except ImportError as error:
        raise EncoderUnavailable(
            f"the model in {folder} needs {error.name or 'sentence-transformers'}, which is not installed; install matcher[hub], or use `--encoder builtin`"
        ) from error
    except EncoderUnavailable:
        raise
    except Exception as error:
        text = str(error).strip().splitlines()
        raise EncoderUnavailable(
            f"the model in {folder} could not be opened ({text[0] if text else type(error).__name__}); fetch it again, name another folder, or use `--encoder builtin`"
        ) from error
