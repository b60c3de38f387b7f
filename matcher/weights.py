"""Weights of the ranking from a file that ``matcher evaluate --fit --out`` wrote."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from matcher.features import WEIGHTS

_AGAIN = "make it with `matcher evaluate DATASET --fit --out FOLDER`"


def weights_digest(weights: Mapping[str, float]) -> str:
    """SHA-256 of the weights as JSON with sorted keys."""
    return "sha256:" + hashlib.sha256(json.dumps(dict(weights), sort_keys=True).encode()).hexdigest()


def read_weights(file: Path) -> dict[str, float]:
    """One weight for each part of the score, in the order of the parts.

    Raises:
        MatcherError: The file cannot be read, or is not as it was written; every fault is named.
    """
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise MatcherError(f"{file}: cannot be read ({error.strerror}); check the name") from error
    except ValueError as error:
        raise MatcherError(f"{file}: holds no weights; {_AGAIN}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("weights"), dict):
        raise MatcherError(f"{file}: holds no weights; {_AGAIN}")
    faults = _faults(raw["weights"])
    if not faults and raw.get("digest") != weights_digest(raw["weights"]):
        faults = [f"differs from its own digest, so it has been altered; {_AGAIN}"]
    if faults:
        raise MatcherError("\n".join(f"{file}: {fault}" for fault in faults))
    return {name: float(raw["weights"][name]) for name in WEIGHTS}


def _faults(weights: Mapping[str, Any]) -> list[str]:
    faults = [f"weights.{name}: is missing; {_AGAIN}" for name in WEIGHTS if name not in weights]
    faults += [f"weights.{name}: unknown key; {_AGAIN}" for name in weights if name not in WEIGHTS]
    good = {name: value for name, value in weights.items() if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0}
    faults += [f"weights.{name}: expected a number of 0 or more; {_AGAIN}" for name in weights if name not in good]
    if not faults and abs(sum(good.values()) - 1) > 1e-3:
        faults.append(f"weights: sum to {sum(good.values()):g}, not to 1; {_AGAIN}")
    return faults
