"""The files of a catalogue, what identifies their content, and a quick sign that they have changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from programs.errors import CatalogueMissing

BUILTIN = Path(__file__).parent / "data"


def catalogue_files(path: Path) -> list[Path]:
    """The files of a catalogue: the YAML files below a folder, or the one file itself.

    Raises:
        CatalogueMissing: There is no such place.
    """
    if path.is_dir():
        return sorted(Path(file) for file in _yaml_below(str(path)))
    if path.is_file():
        return [path]
    raise CatalogueMissing(path, "there is no such file or folder; name a folder of YAML files or a JSONL file")


def _yaml_below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _yaml_below(entry.path)
            elif entry.name.endswith((".yaml", ".yml")):
                yield entry.path


def catalogue_digest(files: Iterable[Path]) -> str:
    """SHA-256 over the files' names and bytes, in order."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Names, sizes and times of files: while it stays the same, so does their content, unless a file was changed twice in one moment.

    Attributes:
        text: A digest of it all.
        newest: The latest time among them, in nanoseconds.
    """

    text: str
    newest: int

    @classmethod
    def of(cls, files: Sequence[Path]) -> Stamp:
        """The stamp of files as they are now."""
        stats = [os.stat(file) for file in files]
        named = [f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_ino}" for file, stat in zip(files, stats, strict=True)]
        newest = max((max(stat.st_mtime_ns, stat.st_ctime_ns) for stat in stats), default=0)
        return cls(hashlib.sha256("\n".join(named).encode()).hexdigest(), newest)
