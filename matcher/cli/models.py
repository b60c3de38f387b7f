"""``models``: list, show, train."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import click

from matcher.cli.options import format_option, write_result
from matcher.errors import Unavailable


@click.group()
def models() -> None:
    """Encoders: what turns texts into vectors."""


@models.command("list")
@format_option("table", "json")
def list_models(form: str) -> None:
    """The encoders at hand."""
    hub = importlib.util.find_spec("sentence_transformers") is not None
    rows = [{"name": "builtin", "here": True, "needs": "nothing", "what": "English and Japanese, offline, ships with the project"},
            {"name": "FOLDER or hub name", "here": hub, "needs": "matcher[hub]", "what": "any sentence-transformers model with safetensors weights"}]
    if form == "json":
        write_result(json.dumps(rows, indent=2), None)
        return
    write_result("\n".join(f"{row['name']:<20} {'ready' if row['here'] else 'not installed':<14} {row['what']}" for row in rows), None)


@models.command()
@click.argument("name", default="builtin")
@format_option("table", "json")
def show(name: str, form: str) -> None:
    """Name, digest and dimension of an encoder."""
    from matcher.wiring import open_encoder

    encoder = open_encoder(name)
    content = {"name": encoder.name, "digest": encoder.digest, "dimension": encoder.dimension}
    write_result(json.dumps(content, indent=2) if form == "json" else "\n".join(f"{key}: {value}" for key, value in content.items()), None)


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
