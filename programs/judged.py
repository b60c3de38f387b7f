"""What judging many people gives: verdicts by code, or logic over such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from profiles.records import Codes


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of many people: a code a person into a short list of verdicts.

    Attributes:
        codes: int32 (people,).
        verdicts: uint8 (distinct,), numbers of verdicts (``planes.ORDER``).
    """

    codes: Codes
    verdicts: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Folded:
    """Verdicts of many people that follow from others by logic; the parts may hang on different codes."""

    operator: Literal["all", "any", "not"]
    parts: tuple[Verdicts, ...]


Verdicts = Judged | Folded
