"""The nearest programmes put in order once more by a model that reads a person's text and a programme's together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from matcher.texts import Passage, program_wholes
from programs import Program

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.reranker import Reranker

DEPTH = 50
_LONGEST = 2000  # characters of each text
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def rerank(values: NDArray[np.float64], speaks: NDArray[np.bool_], passages: Sequence[Passage], programs: Sequence[Program], reranker: Reranker) -> NDArray[np.float64]:
    """Topics with those of the ``DEPTH`` nearest programmes handed out again in the order of the re-ranker.

    The values stay the same ones, so that a topic weighs in a score as it did before; only who gets which changes. Programmes that are open to
    every field take no part. The nearest are taken from the whole catalogue, whoever may apply, so a verdict neither changes nor matters.

    Args:
        values: Topic of each programme.
        speaks: Whether the programme says what it is about.
    """
    import numpy as np

    query = " ".join(passage.text for passage in passages)[:_LONGEST]
    known = np.flatnonzero(speaks)
    rows = known[np.argsort(-values[known], kind="stable")][:DEPTH]
    return handed_out(values, rows, reranker.scores(query, [_text(programs[row], query) for row in rows]))


def handed_out(values: NDArray[np.float64], rows: NDArray[np.int64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values at ``rows``, greatest first, given to the same rows by falling score; equal scores keep their order."""
    import numpy as np

    made = values.copy()
    made[rows[np.argsort(-scores, kind="stable")]] = values[rows]
    return made


def _text(program: Program, query: str) -> str:
    """What the programme says of itself in the language of the query."""
    japanese = len(_JAPANESE.findall(query)) > len(query) / 5
    return program_wholes(program)[-1 if japanese else 0][:_LONGEST]
