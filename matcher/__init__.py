"""One request, or a pool of them: from a profile to explained programmes."""

from matcher.errors import MatcherError
from matcher.matcher import Matcher, Result

__all__ = ["Matcher", "MatcherError", "Result"]
