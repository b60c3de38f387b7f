"""Fetched models on this machine: a folder each, with a manifest of what was fetched and the SHA-256 of every file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.errors import EncoderRefused
from models.places import models_folder
from models.registry import ModelEntry

MOST_TOKENS = 1024  # of a text: ours are shorter, and memory grows with the square of the longest
MANIFEST = "matcher-model.json"
FORMAT = 1
WEIGHTS = ".safetensors"


@dataclass(frozen=True, slots=True)
class FileSum:
    """Length and SHA-256 of a file."""

    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path) -> FileSum:
        """Of a file as it is, read in pieces."""
        with file.open("rb") as stream:
            return cls(file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model that was fetched.

    Attributes:
        commit: Which state of its repository the files are.
        prompts: Before a query and a document; None where its own configuration says.
        files: By path inside the folder.
    """

    folder: Path
    name: str
    hub: str
    commit: str
    kind: str
    prompts: Mapping[str, str] | None
    pooling: str | None
    half: bool
    dimension: int | None
    files: Mapping[str, FileSum]

    @property
    def digest(self) -> str:
        """SHA-256 over the files and over how texts are put to them: what defines its vectors."""
        return digest_of({name: file.sha256 for name, file in self.files.items()}, self.prompts, self.pooling)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files.values())

    def check(self, whole: bool = False) -> None:
        """Compare the folder with its manifest: names, sizes, and every byte of what is small (of the weights too when ``whole``).

        Raises:
            EncoderRefused: A file is missing, altered, or was put there by somebody else.
        """
        again = f"fetch it again with `matcher models fetch {self.name}`"
        there = {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()} - {MANIFEST}
        if strange := sorted(there - set(self.files)):
            raise EncoderRefused(f"{self.folder / strange[0]}: does not belong to the model; remove it, or {again}")
        for name, wanted in self.files.items():
            file = self.folder / name
            if name not in there or file.stat().st_size != wanted.size or ((whole or not name.endswith(WEIGHTS)) and FileSum.of(file) != wanted):
                raise EncoderRefused(f"{file}: is missing or differs from its checksum; {again}")


def digest_of(sums: Mapping[str, str] | str, prompts: Mapping[str, str] | None = None, pooling: str | None = None) -> str:
    """SHA-256 of what defines the vectors of a model: its files (by their sums), what is put before a text, how much of a text is read."""
    return hashlib.sha256(json.dumps([sums, prompts, pooling, MOST_TOKENS], sort_keys=True).encode()).hexdigest()


def folder_name(name: str) -> str:
    """The folder of a model: its name, or ``owner--name``."""
    return name.replace("/", "--")


def write_manifest(folder: Path, entry: ModelEntry, commit: str, files: Mapping[str, FileSum]) -> None:
    """Write down what was fetched, in one step."""
    content = {"format": FORMAT, "name": entry.name, "hub": entry.hub, "commit": commit, "kind": entry.kind, "pooling": entry.pooling, "half": entry.half,
               "prompts": None if entry.prompts is None else dict(entry.prompts), "dimension": entry.dimension,
               "files": {name: asdict(files[name]) for name in sorted(files)}}
    fresh = folder.with_name(f".{folder.name}.{MANIFEST}")
    fresh.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, folder / MANIFEST)


def read_manifest(folder: Path) -> StoredModel:
    """A fetched model as its manifest describes it; the files are not looked at.

    Raises:
        EncoderRefused: The manifest cannot be read.
    """
    file = folder / MANIFEST
    try:
        content: Any = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"its format is {content['format']}, this version reads {FORMAT}")
        files = {str(name): FileSum(int(raw["size"]), str(raw["sha256"])) for name, raw in content["files"].items()}
        if any(Path(name).is_absolute() or ".." in Path(name).parts for name in files):
            raise ValueError("it names files outside its folder")
        return StoredModel(folder, str(content["name"]), str(content["hub"]), str(content["commit"]), str(content["kind"]), content["prompts"],
                           content["pooling"], bool(content["half"]), content["dimension"], files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderRefused(f"{file}: cannot be read ({error}); remove the folder and fetch the model again") from error


def stored_model(name: str, root: Path | None = None) -> StoredModel | None:
    """The fetched model of this name, or None where there is none."""
    folder = (root or models_folder()) / folder_name(name)
    return read_manifest(folder) if (folder / MANIFEST).is_file() else None


def stored_models(root: Path | None = None) -> Iterator[StoredModel]:
    """Every fetched model, by name; folders that cannot be read are passed over."""
    place = root or models_folder()
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        if not folder.name.startswith(".") and (folder / MANIFEST).is_file():
            try:
                yield read_manifest(folder)
            except EncoderRefused:
                continue
