"""``models``: list, show, fetch, train."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.options import format_option, lang_option, write_result
from matcher.errors import Unavailable

if TYPE_CHECKING:
    from models.store import StoredModel


@click.group()
def models() -> None:
    """Encoders: what turns texts into vectors; re-rankers: what puts the best in order."""


@models.command("list")
@format_option("table", "json")
@lang_option
def list_models(form: str, lang: str) -> None:
    """Every model by name: whether it is here, what it costs and what it is good for."""
    from matcher.cli.model_facts import all_facts, list_text

    rows = all_facts()
    write_result(json.dumps(rows, ensure_ascii=False, indent=2) if form == "json" else list_text(rows, lang), None)


@models.command()
@click.argument("name", default="builtin")
@format_option("table", "json")
@lang_option
def show(name: str, form: str, lang: str) -> None:
    """Everything known of a model; one that is here is opened or compared with its checksums."""
    from matcher.cli.model_facts import show_text

    facts = _facts(name)
    write_result(json.dumps(facts, ensure_ascii=False, indent=2) if form == "json" else show_text(facts, lang), None)


def _facts(name: str) -> dict[str, Any]:
    from matcher.cli.model_facts import builtin_facts, facts_of, size_of
    from matcher.wiring import open_encoder
    from models.registry import ModelEntry, find_entry, usable_entry
    from models.store import stored_model

    if name == "builtin":
        return builtin_facts()
    if Path(name).is_dir():
        encoder = open_encoder(name)
        entry = ModelEntry(name=name, kind="encoder", hub="", good_for={"en": "unknown", "ja": "不明"}, dimension=encoder.dimension)
        return {**facts_of(entry, None), "hub": None, "here": True, "digest": encoder.digest, "bytes_on_disk": size_of(Path(name))}
    entry = find_entry(name) or usable_entry(name)
    stored = stored_model(entry.name)
    if stored is not None:
        stored.check(whole=True)
    elif find_entry(name) is None:
        raise Unavailable(f"nothing is known of the model {name!r}, and it is not on this machine; fetch it once with `matcher models fetch {name}`")
    return facts_of(entry, stored)


@models.command()
@click.argument("name")
@click.option("--revision", help="Commit, branch or tag of the model; default the one of `models list`, else the newest.")
@lang_option
def fetch(name: str, revision: str | None, lang: str) -> None:
    """Fetch a model once (NAME of `models list`, or owner/name of the hub); from then on it works without a network.

    Only safetensors and plain configuration are fetched, every file is checked, and an interrupted run goes on where it stopped.
    """
    from models.fetching import fetch as bring

    if name == "builtin":
        write_result(_said("builtin", None, lang), None)
        return
    stored = bring(name, revision)
    _try(stored)
    write_result(_said(stored.name, stored, lang), None)


def _try(stored: StoredModel) -> None:
    """Put a text through the model where what it needs is installed, so that a fault shows now."""
    from models.opening import open_encoder, open_reranker

    if stored.kind == "reranker" and _has_hub():
        open_reranker(stored.name).scores("quantum", ["量子"])
    elif stored.kind != "reranker" and (stored.kind == "static" or _has_hub()):
        open_encoder(stored.name).encode(["quantum"])


def _has_hub() -> bool:
    return importlib.util.find_spec("sentence_transformers") is not None


def _said(name: str, stored: StoredModel | None, lang: str) -> str:
    if stored is None:
        return "builtin ships with the project" if lang == "en" else "builtin は標準で同梱されています"
    size, option = f"{stored.size / 1e6:,.0f} MB", "rerank" if stored.kind == "reranker" else "encoder"
    here = _has_hub() or stored.kind == "static"
    if lang == "ja":
        lines = [f"{name}：{size}、{len(stored.files)}ファイルを確認しました（コミット {stored.commit[:12]}）", f"`--{option} {name}` で利用できます"]
        return "\n".join(lines if here else [*lines[:1], "利用するには matcher[hub] を導入してください"])
    lines = [f"{name}: {size} in {len(stored.files)} files, every one checked (commit {stored.commit[:12]})", f"use it with `--{option} {name}`"]
    return "\n".join(lines if here else [*lines[:1], "install matcher[hub] to use it"])


@models.command()
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the results; without it, the built-in encoder is replaced.")
def train(out: Path | None) -> None:
    """Make the built-in encoder again from the lexicon (needs matcher[hub]; a few minutes on two cores)."""
    try:
        from models.training.recipe import BUILTIN
        from models.training.recipe import train as make
    except ImportError as error:
        raise Unavailable(f"training needs {error.name}, which is not installed; install matcher[hub]") from error
    make(out or BUILTIN, lambda line: click.echo(line, err=True))
