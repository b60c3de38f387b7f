"""One request, or a pool of them: from a profile to explained programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.errors import MatcherError
    from matcher.matcher import Matcher, Result

__all__ = ["Matcher", "MatcherError", "Result"]


def __getattr__(name: str) -> Any:
    """The names of this room on first use, so that `matcher --help` need not load the whole path."""
    if name == "MatcherError":
        from matcher.errors import MatcherError

        return MatcherError
    if name in ("Matcher", "Result"):
        from matcher import matcher as path

        return getattr(path, name)
    raise AttributeError(f"module 'matcher' has no attribute {name!r}")
