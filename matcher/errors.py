"""What the front doors say when they refuse, with the exit code of the contract."""

from __future__ import annotations


class MatcherError(Exception):
    """A refusal; ``exit_code`` is 1 for input, 2 for usage, 3 for a model, index or service."""

    exit_code = 1


class UsageFault(MatcherError):
    """A wrong call."""

    exit_code = 2


class Unavailable(MatcherError):
    """A model, an index or a service is not here."""

    exit_code = 3
