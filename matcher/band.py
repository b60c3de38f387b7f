"""When the engine says that nothing suits: a score below which it says so, fitted on labelled people and shipped as plain numbers."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from matcher.errors import Unavailable
from matcher.texts import profile_passages
from profiles import ResearcherProfile

SHIPPED = Path(__file__).parent / "band.json"


class Doubt(StrEnum):
    """Why a whole list of suggestions is to be read with doubt; the value stands among the flags of each."""

    RESEARCH_NOT_STATED = "fit-not-judged"
    GOALS_NOT_STATED = "goals-not-stated"
    NOTHING_SUITS = "nothing-suits"


@dataclass(frozen=True, slots=True)
class Band:
    """Fitted by ``eval.band``; holds for the built-in catalogue and encoder.

    Attributes:
        cut: Below this best score nothing suits a researcher who has said what is looked for.
        scores, probabilities: Isotonic map from a score to the probability that a programme with it fits, linear between the points.
        provenance: Datasets, method, day, encoder and catalogue.
    """

    cut: float
    scores: tuple[float, ...]
    probabilities: tuple[float, ...]
    provenance: Mapping[str, Any]

    def probability(self, score: float) -> float:
        """The probability of fit behind a score, that of the nearest point outside the map."""
        place = bisect_right(self.scores, score)
        if place in (0, len(self.scores)):
            return self.probabilities[min(place, len(self.scores) - 1)]
        (left, right), (low, high) = self.scores[place - 1 : place + 1], self.probabilities[place - 1 : place + 1]
        return low + (high - low) * (score - left) / (right - left)


def band_digest(cut: float, scores: Sequence[float], probabilities: Sequence[float]) -> str:
    """SHA-256 of the numbers as JSON."""
    return "sha256:" + hashlib.sha256(json.dumps([cut, list(scores), list(probabilities)]).encode()).hexdigest()


@lru_cache(maxsize=1)
def shipped_band() -> Band:
    """The band that ships with the project.

    Raises:
        Unavailable: The file is missing, or its numbers are not those of its digest.
    """
    return read_band(SHIPPED)


def read_band(file: Path) -> Band:
    """A band from a file written by ``eval.band``.

    Raises:
        Unavailable: The file is missing, or its numbers are not those of its digest.
    """
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        band = Band(raw["cut"], tuple(raw["map"]["score"]), tuple(raw["map"]["probability"]), raw["provenance"])
        stated = raw["digest"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"{file}: cannot be read ({error}); make it again with `python -m eval.band`") from error
    if stated != band_digest(band.cut, band.scores, band.probabilities):
        raise Unavailable(f"{file}: differs from its own digest, so it has been altered; make it again with `python -m eval.band`")
    return band


def doubt_of(profile: ResearcherProfile, best: float | None, band: Band | None) -> Doubt | None:
    """What is to be said of a whole list; None where some programme seems to suit, or nothing can be said.

    A low score of someone who does not say what is looked for means that little is known, not that nothing suits. An institution is not
    judged by the band: it has fewer parts of a score, and too few are labelled.

    Args:
        best: The highest score among the possible pairs; None where nothing is possible.
        band: None for another catalogue or encoder than those that it was fitted on.
    """
    if best is None:
        return None
    if not profile_passages(profile.interests):
        return Doubt.RESEARCH_NOT_STATED
    if band is None or profile.type == "institution" or best >= band.cut:
        return None
    goals = profile.goals
    says = goals is not None and (goals.activities is not None or goals.countries is not None)
    return Doubt.NOTHING_SUITS if says else Doubt.GOALS_NOT_STATED
