"""What can go wrong with encoders and indexes; each text says what to do."""

from __future__ import annotations


class ModelsError(Exception):
    """Any refusal by this room."""


class EncoderUnavailable(ModelsError):
    """The encoder asked for is not here."""


class EncoderRefused(ModelsError):
    """A model folder that would not be safe to open."""


class IndexBroken(ModelsError):
    """An index on disk that is missing, damaged or made by another encoder."""
