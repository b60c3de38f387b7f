"""What can be wrong with a catalogue, as public writing."""

from __future__ import annotations

from pathlib import Path


class ProgramsError(Exception):
    """Any refusal by this room."""


class CatalogueMissing(ProgramsError):
    """There is no catalogue at the place named."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class CatalogueFaults(ProgramsError):
    """Every fault of a catalogue: (file, path into it, what is wrong; what to do)."""

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        super().__init__("\n".join(f"{file}: {path}: {problem}" if path else f"{file}: {problem}" for file, path, problem in faults))
        self.faults = tuple(faults)


class UnknownProgram(ProgramsError):
    """No programme has this id."""

    def __init__(self, name: str, near: str | None) -> None:
        hint = f"; did you mean `{near}`?" if near else "; `matcher programs list` shows all ids"
        super().__init__(f"{name}: the catalogue has no programme or role of this name{hint}")
