"""What is offered, to whom: the catalogue of programmes and its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from programs.catalogue import Catalogue
from programs.errors import ProgramsError
from programs.program import Call, Program

if TYPE_CHECKING:
    from programs.reading import read_catalogue

__all__ = ["Call", "Catalogue", "Program", "ProgramsError", "read_catalogue"]


def __getattr__(name: str) -> Any:
    """The reader of catalogue files is loaded where it is used: a catalogue that has been compiled does not need it."""
    if name != "read_catalogue":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from programs.reading import read_catalogue

    return read_catalogue
