"""The catalogue: programmes by id or alias, and what identifies its content."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from programs.errors import UnknownProgram
from programs.program import Program


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All programmes, in order of id; ``digest`` changes with any byte of their files."""

    programs: tuple[Program, ...]
    digest: str
    _by_name: dict[str, Program] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {name: program for program in self.programs for name in (program.id, *program.aliases)}
        object.__setattr__(self, "_by_name", names)

    def __iter__(self) -> Iterator[Program]:
        return iter(self.programs)

    def __len__(self) -> int:
        return len(self.programs)

    def get(self, name: str) -> Program:
        """The programme with this id or alias.

        Raises:
            UnknownProgram: There is none; the nearest id is suggested.
        """
        if name in self._by_name:
            return self._by_name[name]
        near = difflib.get_close_matches(name, self._by_name, n=1)
        raise UnknownProgram(name, near[0] if near else None)

    def pairs(self) -> list[tuple[Program, str]]:
        """Every programme in every role it offers."""
        return [(program, role) for program in self.programs for role in program.role_names]
