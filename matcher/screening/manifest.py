"""What a report was made from, beside the report: enough to make it again and to explain it a year later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, by its bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, source: Path | bytes) -> Input:
        """The digest of a file, or of standard input."""
        digest, size = hashlib.sha256(), 0
        if isinstance(source, bytes):
            digest.update(source)
            size = len(source)
        else:
            with source.open("rb") as stream:
                while chunk := stream.read(2**20):
                    digest.update(chunk)
                    size += len(chunk)
        return cls(Path(name).name, digest.hexdigest(), size)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run: its inputs, what judged them, and what came out.

    Attributes:
        options: Every option that can change the report.
    """

    version: str
    catalogue: str
    encoder: str
    on: str
    program: str
    inputs: tuple[Input, ...]
    options: Mapping[str, Any]

    def key(self) -> str:
        """What identifies the question asked: a stopped run may only be resumed by the same one."""
        return hashlib.sha256(json.dumps(self.asked(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def header(self) -> dict[str, Any]:
        """What tells the run apart for a reader of a part of its results (a plan, a count)."""
        return {"program": self.program, "on": self.on, "catalogue": self.catalogue, "encoder": self.encoder, "run": self.key()}

    def asked(self) -> dict[str, Any]:
        """The question as plain values."""
        return {
            "format": FORMAT, "version": self.version, "catalogue": self.catalogue, "encoder": self.encoder, "on": self.on, "program": self.program,
            "inputs": [{"file": one.name, "sha256": one.sha256, "bytes": one.size} for one in self.inputs], "options": dict(self.options),
        }

    def text(self, counts: Mapping[str, Any], outputs: Sequence[Path]) -> str:
        """The manifest as JSON, with what came out; no clock, so that the same run gives the same bytes."""
        written = [{"file": one.name, "sha256": one.sha256, "bytes": one.size} for one in (Input.of(str(path), path) for path in outputs)]
        return json.dumps({**self.asked(), "counts": dict(counts), "outputs": written}, ensure_ascii=False, indent=1)
