"""From the name of a model to the model: a folder, one that was fetched, or one that the hub's own client has fetched before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.encoder import Encoder
from models.errors import EncoderRefused, EncoderUnavailable
from models.folders import check_folder
from models.hub import HubEncoder
from models.places import kept_vectors, vectors_folder
from models.registry import ModelEntry, find_entry, is_hub_name, usable_entry
from models.remembered import RememberingEncoder
from models.reranker import CrossEncoderReranker, Reranker
from models.static import StaticEncoder, is_static
from models.store import MANIFEST, StoredModel, digest_of, read_manifest, stored_model


def open_encoder(name: str) -> Encoder:
    """An encoder other than ``builtin``.

    Raises:
        EncoderUnavailable: It is not here; the text says how to fetch it.
        EncoderRefused: It is not safe to open, cannot be used, or is a re-ranker.
    """
    found = _found(name, reranking=False)
    if is_static(found.folder):
        return StaticEncoder.open(found.folder, found.name, found.digest)
    hub = HubEncoder(found.name, found.folder, found.digest, found.prompts, found.pooling, found.half, found.dimension)
    return RememberingEncoder(hub, vectors_folder(), kept_vectors())


def open_reranker(name: str) -> Reranker:
    """A cross-encoder: a folder, or one that was fetched.

    Raises:
        EncoderUnavailable: It is not here; the text says how to fetch it.
        EncoderRefused: It is not safe to open, or is an encoder.
    """
    found = _found(name, reranking=True)
    return CrossEncoderReranker(found.name, found.folder, found.digest, found.half)


@dataclass(frozen=True, slots=True)
class _Found:
    """A model on this machine, checked; the rest as in ``StoredModel``."""

    name: str
    folder: Path
    digest: str
    prompts: Mapping[str, str] | None = None
    pooling: str | None = None
    half: bool = True
    dimension: int | None = None


def _found(name: str, reranking: bool) -> _Found:
    folder = Path(name)
    if folder.is_dir():
        return _of_manifest(name, read_manifest(folder)) if (folder / MANIFEST).is_file() else _Found(name, folder, digest_of(check_folder(folder)))
    if not is_hub_name(name) and find_entry(name) is None and ("/" in name or "\\" in name or name.startswith(".")):
        raise EncoderUnavailable(f"{name}: is not a folder; check the name, or see `matcher models list`")
    entry = usable_entry(name)
    _check_kind(entry, reranking)
    stored = stored_model(entry.name)
    if stored is not None:
        return _of_manifest(entry.name, stored)
    folder = _fetched_elsewhere(entry, "" if reranking else ", or use `--encoder builtin`")
    digest = digest_of(check_folder(folder, strict=False), entry.prompts, entry.pooling)
    return _Found(entry.name, folder, digest, entry.prompts, entry.pooling, entry.half, entry.dimension)


def _check_kind(entry: ModelEntry, reranking: bool) -> None:
    if find_entry(entry.name) is None or (entry.kind == "reranker") == reranking:
        return
    if reranking:
        raise EncoderRefused(f"the model {entry.name!r} encodes single texts; use it with `--encoder {entry.name}`, and with --rerank a re-ranker of `matcher models list`")
    raise EncoderRefused(f"the model {entry.name!r} compares pairs of texts; use it with `--rerank {entry.name}`")


def _of_manifest(name: str, stored: StoredModel) -> _Found:
    stored.check()
    return _Found(name, stored.folder, stored.digest, stored.prompts, stored.pooling, stored.half, stored.dimension)


def _fetched_elsewhere(entry: ModelEntry, otherwise: str) -> Path:
    """The folder of a model that the hub's own client fetched before, for another program."""
    size = f" ({entry.megabytes:,} MB)" if entry.megabytes else ""
    for revision in dict.fromkeys((entry.revision, None)):
        try:
            from huggingface_hub import snapshot_download

            return Path(snapshot_download(entry.hub, revision=revision, local_files_only=True))
        except Exception:  # the client has many ways to say that nothing is there
            continue
    raise EncoderUnavailable(f"the model {entry.name!r} is not on this machine; fetch it once with `matcher models fetch {entry.name}`{size}{otherwise}")
