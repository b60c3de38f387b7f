"""Models that are known by name: where they come from, what they need, cost and are good for (``registry.yaml``)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from models.errors import EncoderRefused, EncoderUnavailable

FILE = Path(__file__).parent / "registry.yaml"
ModelKind = Literal["encoder", "static", "reranker"]
Words = Mapping[str, str]
_PATIENCE: Words = {"en": "a laptop (seconds for each person)", "ja": "ノートパソコンで動作（一人あたり数秒から数十秒）"}


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """What is known of a model; None where nothing was found.

    Attributes:
        name: The name to ask for it by.
        hub: ``owner/name`` on the hub.
        revision: Commit or reference to fetch; the newest when None.
        prompts: Before a query and before a document; those of the model's own configuration when None.
        in_all: Number of its languages, about; ``languages`` are those that matter here.
        parameters: In millions.
        half: Whether half precision may be used.
        gated: Whether its licence has to be accepted on the hub first.
        refused: Why it cannot be used, in each language.
    """

    name: str
    kind: ModelKind
    hub: str
    good_for: Words
    revision: str | None = None
    dimension: int | None = None
    max_tokens: int | None = None
    pooling: str | None = None
    prompts: Words | None = None
    licence: str | None = None
    languages: tuple[str, ...] | None = None
    in_all: int | None = None
    parameters: int | None = None
    megabytes: int | None = None
    half: bool = True
    gated: bool = False
    note: Words | None = None
    refused: Words | None = None

    @property
    def cost(self) -> Words:
        """What running it takes, by its number of parameters: a rule of thumb, not a measurement."""
        if self.kind == "static":
            return {"en": "any computer, at once", "ja": "どのパソコンでもすぐに動作"}
        if self.parameters is None:
            return {"en": "unknown", "ja": "不明"}
        if self.parameters <= 50:
            return {"en": "any computer", "ja": "どのパソコンでも動作"}
        if self.parameters <= 150:
            return _PATIENCE if self.kind == "reranker" else {"en": "a laptop (minutes for an index)", "ja": "ノートパソコンで動作（索引の作成に数分）"}
        return {"en": "better on a GPU", "ja": "GPUを推奨"}


@cache
def registry() -> Mapping[str, ModelEntry]:
    """Every entry by name, in the order of the file.

    Raises:
        ValueError: The file names an unknown key or kind.
    """
    import yaml

    return read_entries(yaml.safe_load(FILE.read_text(encoding="utf-8"))["models"])


def read_entries(content: Mapping[str, Mapping[str, Any]]) -> dict[str, ModelEntry]:
    """Entries as written, checked key by key."""
    known = {field.name for field in fields(ModelEntry)}
    found: dict[str, ModelEntry] = {}
    for name, raw in content.items():
        if unknown := sorted(set(raw) - known):
            raise ValueError(f"{name}: unknown key {unknown[0]}")
        if raw.get("kind") not in get_args(ModelKind):
            raise ValueError(f"{name}: the kind is one of {', '.join(get_args(ModelKind))}")
        languages = raw.get("languages")
        found[name] = ModelEntry(**{**raw, "name": name, "languages": None if languages is None else tuple(languages)})
    return found


def find_entry(name: str) -> ModelEntry | None:
    """The entry of this name or of this ``owner/name``."""
    lower = name.lower()
    return next((entry for entry in registry().values() if lower in (entry.name, entry.hub.lower())), None)


def usable_entry(name: str) -> ModelEntry:
    """The entry, or one made up for an ``owner/name`` of which nothing is known.

    Raises:
        EncoderRefused: The model is known, and cannot be used here.
        EncoderUnavailable: There is no such name.
    """
    entry = find_entry(name)
    if entry is None:
        if not is_hub_name(name):
            near = difflib.get_close_matches(name.lower(), registry(), n=1)
            hint = f"did you mean `{near[0]}`?" if near else "see `matcher models list`, or name a folder or an owner/name of the hub"
            raise EncoderUnavailable(f"there is no model {name!r}; {hint}")
        return ModelEntry(name=name, kind="encoder", hub=name, good_for={"en": "unknown", "ja": "不明"})
    if entry.refused is not None:
        raise EncoderRefused(f"the model {entry.name!r} {entry.refused['en']}")
    return entry


def is_hub_name(name: str) -> bool:
    """Whether it has the form ``owner/name``."""
    parts = name.split("/")
    return len(parts) == 2 and all(part and not part.startswith(".") and part.replace("-", "").replace("_", "").replace(".", "").isalnum() for part in parts)
