"""``profiles``: validate."""

from __future__ import annotations

import click

from matcher.cli.options import complain, lang_option, read_source, write_result
from profiles import read_profiles


@click.group()
def profiles() -> None:
    """Profiles of researchers."""


@profiles.command()
@click.argument("file")
@lang_option
def validate(file: str, lang: str) -> None:
    """Read FILE (or - for standard input), list every fault, and show how field words were mapped."""
    data, name = read_source(file)
    batch = read_profiles(data, name)
    complain([str(fault) for fault in batch.faults])
    refused = len({fault.row for fault in batch.faults})
    lines = [f"{len(batch.profiles)} read, {refused} refused" if lang == "en" else f"読み込み {len(batch.profiles)}件、不備 {refused}件"]
    for _, profile in batch.profiles:
        mapped = ", ".join(f"{word} → {code or ('a keyword' if lang == 'en' else 'キーワード')}" for word, code in profile.field_mappings)
        lines += [f"{profile.id}: {mapped}"] if mapped else []
    write_result("\n".join(lines), None)
    if batch.faults:
        raise click.exceptions.Exit(1)
