"""Cross-encoders: a model that reads two texts together and says how well they fit; slow, so it only puts a short list in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from models.hub import check_version, has_gpu, offline, opening, placement
from models.store import MOST_TOKENS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 16
_DIGITS = 4  # of a score: what is left differs between machines and sizes of batches


class Reranker(Protocol):
    """Texts in pairs to scores."""

    @property
    def name(self) -> str:
        """The name to ask for it by."""

    @property
    def digest(self) -> str:
        """SHA-256 of what defines its scores."""

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """How well each text fits the query, shape (texts); only their order means something."""


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder in a checked folder, opened at the first pair."""

    def __init__(self, name: str, folder: Path, digest: str, half: bool = True) -> None:
        self.name, self.digest = name, digest
        self._folder, self._half = folder, half

    @cached_property
    def _model(self) -> Any:
        with opening(self._folder), offline():
            from sentence_transformers import CrossEncoder

            check_version()
            device, numbers = placement(self._half, has_gpu())
            model = CrossEncoder(str(self._folder), device=device, trust_remote_code=False, local_files_only=True,
                                 model_kwargs={**numbers, "use_safetensors": True})
            model.max_seq_length = min(model.max_seq_length or MOST_TOKENS, MOST_TOKENS)
            return model

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """As in ``Reranker``; a model with several labels is read by its last.

        Raises:
            EncoderUnavailable: sentence-transformers is not installed, or cannot open the model.
        """
        import numpy as np

        if not texts:
            return np.zeros(0)
        model, pairs = self._model, [(query, text) for text in texts]
        from torch.nn import Identity  # what comes after is squashed to 0 … 1, where most pairs would round to the same

        found = np.asarray(model.predict(pairs, batch_size=_BATCH, show_progress_bar=False, activation_fn=Identity()), dtype=np.float64)
        made: NDArray[np.float64] = np.round(found if found.ndim == 1 else found[:, -1], _DIGITS)
        return np.nan_to_num(made, nan=-np.inf)
