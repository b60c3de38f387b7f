"""Fetching a model once: only what is safe to open, checked, and put in place in one step."""

from __future__ import annotations

import fnmatch
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from models.errors import EncoderRefused, EncoderUnavailable
from models.folders import check_configurations
from models.places import models_folder
from models.registry import ModelEntry, usable_entry
from models.store import WEIGHTS, FileSum, StoredModel, folder_name, read_manifest, stored_model, write_manifest
from models.tensors import read_tensors_header

_WANTED = ("*.json", "*.txt", "*.model", "LICENSE*", "NOTICE*", f"*{WEIGHTS}")
_UNWANTED = ("onnx/*", "openvino/*", "*/onnx/*", "*/openvino/*", ".*", "*/.*", "embeddings.safetensors")
_SPARE = 1.05  # room on the disk, as a multiple of what is fetched


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository: its length, and its SHA-256 where the hub states it (for large files)."""

    size: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The state of a repository."""

    commit: str
    files: Mapping[str, HubFile]


class Hub(Protocol):
    """Where models come from."""

    def listing(self, repository: str, revision: str | None) -> Listing:
        """What the repository holds at a revision, the newest when None."""

    def download(self, repository: str, commit: str, files: Mapping[str, HubFile], folder: Path) -> None:
        """Put files into a folder; what is there whole is kept, what is there in part goes on."""


def fetch(name: str, revision: str | None = None, root: Path | None = None, hub: Hub | None = None) -> StoredModel:
    """Fetch a model of the registry, or any ``owner/name`` of the hub.

    Configuration comes first, so that a model which cannot be used is refused before its weights are fetched. A run that was
    interrupted goes on where it stopped.

    Raises:
        EncoderUnavailable: No such model, no network, no room.
        EncoderRefused: It holds no safetensors, needs code of its own, or arrived altered.
    """
    entry, place, source = usable_entry(name), root or models_folder(), hub or HuggingFaceHub()
    wanted = revision or entry.revision
    if (here := _here(entry, place, wanted)) is not None:
        return here
    listing = source.listing(entry.hub, wanted)
    if (here := _here(entry, place, listing.commit)) is not None:
        return here
    names = wanted_files(listing.files)
    if not any(name.endswith(WEIGHTS) for name in names):
        raise EncoderRefused(f"{entry.hub}: holds no safetensors weights at {listing.commit[:12]}, and other forms can run code; name another --revision or another model")
    partial = place / ".partial" / f"{folder_name(entry.name)}@{listing.commit[:12]}"
    partial.mkdir(parents=True, exist_ok=True)
    _check_room(place, sum(listing.files[name].size for name in names), partial)
    plain = [name for name in names if not name.endswith(WEIGHTS)]
    source.download(entry.hub, listing.commit, {name: listing.files[name] for name in plain}, partial)
    check_configurations([partial / name for name in plain])
    source.download(entry.hub, listing.commit, {name: listing.files[name] for name in names if name not in plain}, partial)
    sums = {name: _checked(partial / name, listing.files[name], entry) for name in names}
    return _put_in_place(partial, place / folder_name(entry.name), entry, listing.commit, sums)


def _here(entry: ModelEntry, place: Path, commit: str | None) -> StoredModel | None:
    """The model as it was fetched before, where it is of this commit and every byte is as it was; its manifest follows the registry."""
    try:
        stored = stored_model(entry.name, place)
        if stored is None or stored.commit != commit:
            return None
        stored.check(whole=True)
    except EncoderRefused:
        return None
    write_manifest(stored.folder, entry, stored.commit, stored.files)
    return read_manifest(stored.folder)


def wanted_files(names: Iterable[str]) -> list[str]:
    """Safetensors, plain configuration, vocabularies and licences; no pickles, no code, no other forms of the weights."""
    return sorted(name for name in names if any(fnmatch.fnmatchcase(name, form) for form in _WANTED)
                  and not any(fnmatch.fnmatchcase(name, form) for form in _UNWANTED) and ".." not in name.split("/"))


def _check_room(place: Path, needed: int, partial: Path) -> None:
    there = sum(file.stat().st_size for file in partial.rglob("*") if file.is_file())
    free = shutil.disk_usage(place).free
    if (needed - there) * _SPARE > free:
        raise EncoderUnavailable(f"{place}: has room for {free / 1e6:,.0f} MB, the model needs {needed / 1e6:,.0f} MB; make room, or set MATCHER_CACHE to another place")


def _checked(file: Path, stated: HubFile, entry: ModelEntry) -> FileSum:
    try:
        found = FileSum.of(file)
    except OSError as error:
        raise EncoderUnavailable(f"{file}: did not arrive ({error.strerror}); run `matcher models fetch {entry.name}` again") from error
    if found.size != stated.size or (stated.sha256 is not None and found.sha256 != stated.sha256):
        file.unlink(missing_ok=True)
        raise EncoderRefused(f"{file}: arrived altered or cut short, and was removed; run `matcher models fetch {entry.name}` again")
    if file.suffix == WEIGHTS:
        read_tensors_header(file)
    return found


def _put_in_place(partial: Path, folder: Path, entry: ModelEntry, commit: str, sums: Mapping[str, FileSum]) -> StoredModel:
    for file in sorted(partial.rglob("*"), reverse=True):
        if file.is_file() and file.relative_to(partial).as_posix() not in sums:
            file.unlink()
        elif file.is_dir() and not any(file.iterdir()):
            file.rmdir()
    write_manifest(partial, entry, commit, sums)
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.rename(folder, old)
    os.rename(partial, folder)
    shutil.rmtree(old, ignore_errors=True)
    return read_manifest(folder)


class HuggingFaceHub:
    """The hub, through its own client."""

    def __init__(self, endpoint: str | None = None) -> None:
        self._endpoint = endpoint

    def listing(self, repository: str, revision: str | None) -> Listing:
        """As in ``Hub``."""
        with _Told(repository, revision):
            from huggingface_hub import HfApi

            found = HfApi(endpoint=self._endpoint).model_info(repository, revision=revision, files_metadata=True)
            files = {file.rfilename: HubFile(int(file.size or 0), file.lfs.sha256 if file.lfs else None) for file in found.siblings or ()}
            return Listing(str(found.sha), files)

    def download(self, repository: str, commit: str, files: Mapping[str, HubFile], folder: Path) -> None:
        """As in ``Hub``; a bar on stderr shows how far it is."""
        with _Told(repository, commit):
            from huggingface_hub import snapshot_download

            plain = [name.replace("[", "[[]") for name in files if not name.endswith(WEIGHTS)]
            if plain:
                snapshot_download(repository, revision=commit, local_dir=folder, allow_patterns=plain, endpoint=self._endpoint)
            for name, file in files.items():
                if name.endswith(WEIGHTS):
                    self._weights(repository, commit, name, file.size, folder / name)

    def _weights(self, repository: str, commit: str, name: str, size: int, file: Path) -> None:
        """One large file, from the byte on where the last run stopped: the client's own way begins such a file again."""
        from huggingface_hub import hf_hub_url
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

        if file.is_file() and file.stat().st_size == size:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        if part.is_file() and part.stat().st_size > size:
            part.unlink()
        with part.open("ab") as stream:
            http_get(hf_hub_url(repository, name, revision=commit, endpoint=self._endpoint), stream, resume_size=stream.tell(), headers=build_hf_headers(),
                     expected_size=size, displayed_filename=name)
        os.replace(part, file)


class _Told:
    """Failures of the client as sentences that say what to do."""

    def __init__(self, repository: str, revision: str | None) -> None:
        self._repository, self._revision = repository, revision

    def __enter__(self) -> None:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if error is None or not isinstance(error, Exception) or isinstance(error, EncoderUnavailable | EncoderRefused):
            return
        raise EncoderUnavailable(self._sentence(error)) from error

    def _sentence(self, error: Exception) -> str:
        names = {kind.__name__ for kind in type(error).__mro__}
        if isinstance(error, ImportError):
            return "fetching models needs huggingface-hub, which is not installed; install matcher[hub]"
        if "GatedRepoError" in names:
            return f"{self._repository}: is given out only to those who accept its licence on the hub; accept it there, set HF_TOKEN to an access token of yours, and fetch again"
        if "RepositoryNotFoundError" in names:
            return f"{self._repository}: is not on the hub, or is private; check the name"
        if "RevisionNotFoundError" in names:
            return f"{self._repository}: has no revision {self._revision}; check --revision"
        reason = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
        return (f"{self._repository}: cannot be reached ({reason[:160]}); run the same command where there is a network, which goes on where it stopped, "
                "or copy the folder of the model from another machine, or use `--encoder builtin`")
