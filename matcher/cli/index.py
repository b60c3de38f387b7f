"""``index``: build, verify, info."""

from __future__ import annotations

import json
from pathlib import Path

import click

from matcher.cli.options import encoder_option, lang_option, out_option, programs_option, write_result
from matcher.errors import Unavailable


@click.group()
def index() -> None:
    """The vector index of a catalogue."""


def _folder(programs_path: Path | None, encoder: str, out: Path | None) -> Path:
    from matcher.storage import open_catalogue
    from matcher.wiring import index_folder, open_encoder

    return out if out is not None else index_folder(open_catalogue(programs_path), open_encoder(encoder))


@index.command()
@programs_option
@encoder_option
@lang_option
@out_option
def build(programs_path: Path | None, encoder: str, lang: str, out: Path | None) -> None:
    """Encode the catalogue and write its index (to --out, else to the cache)."""
    from matcher.retrieval import build_index
    from matcher.storage import open_catalogue
    from matcher.wiring import index_folder, open_encoder

    catalogue, model = open_catalogue(programs_path), open_encoder(encoder)
    folder = out if out is not None else index_folder(catalogue, model)
    built = build_index(catalogue, model)
    try:
        built.save(folder)
    except OSError as error:
        raise Unavailable(f"{folder}: cannot be written ({error.strerror}); name another place with --out") from error
    rows, owners = built.vectors.info()["rows"], built.vectors.info()["owners"]
    write_result(f"{folder}: {owners}事業、{rows}行" if lang == "ja" else f"{folder}: {rows} rows of {owners} programmes", None)


@index.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@programs_option
@encoder_option
@lang_option
def verify(folder: Path | None, programs_path: Path | None, encoder: str, lang: str) -> None:
    """Compare every byte of an index (FOLDER, else the kept one) with its checksums."""
    from models.errors import IndexBroken
    from models.index import check_manifest

    place = _folder(programs_path, encoder, folder)
    try:
        check_manifest(place)
    except IndexBroken as error:
        raise Unavailable(str(error)) from error
    write_result(f"{place}: 破損はありません" if lang == "ja" else f"{place}: whole", None)


@index.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@programs_option
@encoder_option
@lang_option
def info(folder: Path | None, programs_path: Path | None, encoder: str, lang: str) -> None:
    """What an index holds, as JSON."""
    from models.errors import IndexBroken
    from models.index import check_manifest

    try:
        manifest = check_manifest(_folder(programs_path, encoder, folder))
    except IndexBroken as error:
        raise Unavailable(str(error)) from error
    write_result(json.dumps(dict(manifest), indent=2, sort_keys=True), None)
