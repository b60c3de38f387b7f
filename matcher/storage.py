"""Where built things are kept between runs: the compiled catalogue and the index, by digest."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.places import cache_folder
from programs import Catalogue
from programs.compiled import NotCompiled, compiled, opened
from programs.files import BUILTIN, Stamp, catalogue_digest, catalogue_files

FORMAT = 2
_MOMENT = 2 * 10**9  # a note written sooner than this after a file may not tell a second change of the same file from the first


def open_catalogue(path: Path | None) -> Catalogue:
    """The catalogue, from its compiled form where the files have not changed since.

    Raises:
        CatalogueMissing, CatalogueFaults: As in reading it.
    """
    place = path or BUILTIN
    files = catalogue_files(place)
    digest = _known_digest(place, files)
    kept = cache_folder() / f"catalogue-{FORMAT}-{digest.removeprefix('sha256:')[:24]}.jsonl"
    try:
        catalogue = opened(kept.read_bytes())
        if catalogue.digest == digest:
            return catalogue
    except (OSError, NotCompiled):
        pass
    from programs.reading import read_catalogue

    catalogue = read_catalogue(path)
    quietly(lambda: _write_bytes(kept, compiled(catalogue)))
    return catalogue


def _known_digest(place: Path, files: Sequence[Path]) -> str:
    """The digest of the files' content: noted before, where names, sizes and times are still the same, else worked out and noted."""
    stamp = Stamp.of(files)
    note = cache_folder() / f"catalogue-at-{hashlib.sha256(str(place.resolve()).encode()).hexdigest()[:24]}.json"
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        if noted["stamp"] == stamp.text and os.stat(note).st_mtime_ns > stamp.newest + _MOMENT:
            return str(noted["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    digest = catalogue_digest(files)
    quietly(lambda: write_atomically(note, json.dumps({"stamp": stamp.text, "digest": digest})))
    return digest


def _write_bytes(path: Path, content: bytes) -> None:
    with replacing(path) as fresh:
        fresh.write_bytes(content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to be written, which takes its place in one step when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
        with fresh.open("rb") as stream:
            os.fsync(stream.fileno())
        fresh.chmod(0o666 & ~_umask())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def write_atomically(path: Path, text: str) -> None:
    """Write beside the file first, then put it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def quietly(action: Callable[[], Any]) -> None:
    """Try to keep something for the next run; a folder that cannot be written to costs time, not the answer."""
    try:
        action()
    except OSError:
        return
