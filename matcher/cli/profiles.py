"""``profiles``: validate, convert."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.options import complain, lang_option, on_option, out_option, read_source, write_result
from matcher.cli.people import notices, open_file, people_options, tell
from matcher.cli.unasked import say_unasked
from matcher.errors import MatcherError
from profiles import profile_to_dict, read_profiles

if TYPE_CHECKING:
    from profiles.importers.imported import Imported
    from profiles.importers.sources import Kind


@click.group()
def profiles() -> None:
    """Profiles of researchers."""


@profiles.command()
@click.argument("file")
@lang_option
def validate(file: str, lang: str) -> None:
    """Read FILE (or - for standard input), list every fault, and show how field words were mapped."""
    from matcher.storage import open_catalogue

    data, name = read_source(file)
    batch = read_profiles(data, name)
    complain([str(fault) for fault in batch.faults])
    say_unasked(batch, file, lambda: open_catalogue(None))
    refused = len({fault.row for fault in batch.faults})
    lines = [f"{len(batch.profiles)} read, {refused} refused" if lang == "en" else f"読み込み {len(batch.profiles)}件、不備 {refused}件"]
    for _, profile in batch.profiles:
        mapped = ", ".join(f"{word} → {code or ('a keyword' if lang == 'en' else 'キーワード')}" for word, code in profile.field_mappings)
        lines += [f"{profile.id}: {mapped}"] if mapped else []
    write_result("\n".join(lines), None)
    if batch.faults:
        raise click.exceptions.Exit(1)


@profiles.command()
@click.argument("file")
@people_options
@click.option("--preview", is_flag=True, help="Show encoding, headings, what each column is for, and the first rows that need a look; convert nothing.")
@on_option
@out_option
@lang_option
@click.option("--strict", is_flag=True, help="Exit 1 when a row was refused.")
def convert(file: str, kind: Kind | None, mapping: Path | None, charset: str | None, also: tuple[Path, ...], preview: bool, on: date, out: Path | None, lang: str, strict: bool) -> None:
    """Turn FILE (or - for standard input) into profiles as JSON lines, or YAML or JSON where --out ends so.

    Beside --out stands a file .provenance.jsonl with the origin of every value and the open questions.
    """
    opened = open_file(file, on, kind, mapping, charset, also)
    people = list(opened.people)
    if preview:
        from matcher.cli.preview import preview_text

        write_result(preview_text(opened, people, lang), out)
        return
    complain(notices(opened, lang))
    tell(people, opened.name, lang)
    read = [item for item in people if item.profile is not None]
    if not read:
        raise MatcherError(f"{opened.name}: no person could be read")
    write_result(_written([profile_to_dict(item.profile) for item in read if item.profile is not None], out), out)
    if out is not None:
        write_result("\n".join(json.dumps(_provenance(item), ensure_ascii=False) for item in people), out.with_suffix(".provenance.jsonl"))
    click.echo(f"{len(read)} read, {len(people) - len(read)} refused" if lang == "en" else f"読み込み {len(read)}件、不備 {len(people) - len(read)}件", err=True)
    if strict and len(read) < len(people):
        raise click.exceptions.Exit(1)


def _written(profiles: list[dict[str, Any]], out: Path | None) -> str:
    ending = out.suffix.lower() if out is not None else ""
    if ending in (".yaml", ".yml"):
        import yaml

        return yaml.safe_dump(profiles if len(profiles) > 1 else profiles[0], allow_unicode=True, sort_keys=False)
    if ending == ".json":
        return json.dumps(profiles if len(profiles) > 1 else profiles[0], ensure_ascii=False, indent=2)
    return "\n".join(json.dumps(profile, ensure_ascii=False) for profile in profiles)


def _provenance(item: Imported) -> dict[str, Any]:
    from profiles.importers.imported import provenance_of

    content = provenance_of(item)
    if item.faults:
        content["faults"] = [f"{fault.path}: {fault.problem}" if fault.path else fault.problem for fault in item.faults]
    return content
