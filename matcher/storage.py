"""Where built things are kept between runs: the compiled catalogue and the index, by digest."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from programs import Catalogue
from programs.reading import BUILTIN, Entry, build_catalogue, catalogue_digest, catalogue_files, raw_entries

FORMAT = 1


def cache_folder() -> Path:
    """``MATCHER_CACHE``, else the user's cache folder."""
    named = os.environ.get("MATCHER_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "matcher"


def open_catalogue(path: Path | None) -> Catalogue:
    """The catalogue, from its compiled form where the files have not changed since.

    Raises:
        CatalogueMissing, CatalogueFaults: As in reading it.
    """
    files = catalogue_files(path or BUILTIN)
    digest = catalogue_digest(files)
    kept = cache_folder() / f"catalogue-{FORMAT}-{digest.removeprefix('sha256:')[:24]}.json"
    entries = _kept_entries(kept, digest)
    if entries is not None:
        return build_catalogue(entries, digest, path or BUILTIN)
    entries = raw_entries(files)
    catalogue = build_catalogue(entries, digest, path or BUILTIN)
    quietly(lambda: write_atomically(kept, json.dumps({"digest": digest, "entries": entries}, ensure_ascii=False)))
    return catalogue


def _kept_entries(kept: Path, digest: str) -> Sequence[Entry] | None:
    try:
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["digest"] == digest:
            return [(where, raw) for where, raw in content["entries"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


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
