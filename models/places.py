"""Where models and what they have encoded are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path


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
