"""Names of organisations against a list of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


def is_listed(name: str, listed: Sequence[str]) -> bool:
    """Whether a name is on a list, without regard to case and spacing; ``*`` in the list stands for anything (``RIKEN *``)."""
    return any(fnmatchcase(_folded(name), _folded(pattern)) for pattern in listed)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
