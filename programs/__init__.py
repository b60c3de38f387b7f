"""What is offered, to whom: the catalogue of programmes and its rules."""

from programs.catalogue import Catalogue
from programs.errors import ProgramsError
from programs.program import Call, Program
from programs.reading import read_catalogue

__all__ = ["Call", "Catalogue", "Program", "ProgramsError", "read_catalogue"]
