"""Where models and what they have encoded are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal


def cache_folder() -> Path:
    """``MATCHER_CACHE``, else the user's cache folder."""
    named = os.environ.get("MATCHER_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "matcher"


def models_folder() -> Path:
    """Fetched models, a folder each."""
    return cache_folder() / "models"


def vectors_folder() -> Path:
    """Vectors of texts that have been encoded before."""
    return cache_folder() / "vectors"


def kept_vectors() -> tuple[Literal["query", "document"], ...]:
    """Of which texts vectors are kept: of all, or of programmes alone where ``MATCHER_REMEMBER`` is ``documents``."""
    return ("document",) if os.environ.get("MATCHER_REMEMBER") == "documents" else ("query", "document")
