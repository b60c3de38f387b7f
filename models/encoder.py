"""What an encoder is, and how one is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUILTIN = Path(__file__).parent / "builtin" / "encoder"
Kind = Literal["query", "document"]


class Encoder(Protocol):
    """Texts to vectors of length 1."""

    @property
    def name(self) -> str:
        """The name to ask for it by."""

    @property
    def digest(self) -> str:
        """SHA-256 of what defines its vectors."""

    @property
    def dimension(self) -> int:
        """Length of its vectors."""

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), float32, each row of Euclidean length 1.

        A text in which nothing can be recognised gets one fixed unit row, never a row of zeros or NaN.
        """


def load_encoder(name: str = "builtin") -> Encoder:
    """The encoder ``builtin``, a local sentence-transformers folder, or a model that was fetched, by its name.

    Raises:
        EncoderUnavailable: It is not here, or the packages it needs are not.
        EncoderRefused: The folder holds something that is not safe to open, or the model cannot be used.
    """
    if name == "builtin":
        from models.static import StaticEncoder

        return StaticEncoder.open(BUILTIN, name)
    from models.opening import open_encoder

    return open_encoder(name)
