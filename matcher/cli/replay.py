"""``replay``, and what ``--bundle`` writes for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from matcher.cli.options import format_option, lang_option, programs_option, read_source, write_result
from matcher.replay import answer_text, bundle_of, differences, read_bundle, told
from profiles import ResearcherProfile, parse_profile


def write_bundle(out: Path, command: Mapping[str, Any], person: ResearcherProfile, on: date, programs_path: Path | None, answer: Any) -> None:
    """Write an answer with everything behind it."""
    parts = parts_of(answer)
    from matcher.storage import open_catalogue

    digest = open_catalogue(programs_path).digest
    bundle = bundle_of(command, person, on, digest, programs_in(answer, programs_path), parts, answer)
    write_result(json.dumps(bundle, ensure_ascii=False, indent=1), out)


def parts_of(answer: Any) -> dict[str, str]:
    """What an answer depends on beside the profile, the day and the catalogue."""
    encoder = answer.get("encoder") if isinstance(answer, Mapping) else None
    return {"version": version("matcher-programmes"), **({"encoder": str(encoder)} if encoder else {})}


def programs_in(answer: Any, programs_path: Path | None) -> dict[str, Any]:
    """The programmes of an answer as the catalogue's files write them, by id."""
    from programs.files import BUILTIN, catalogue_files
    from programs.reading import raw_entries

    rows = [*answer["suggestions"], *answer["excluded"]] if isinstance(answer, Mapping) and "suggestions" in answer else answer if isinstance(answer, list) else [answer]
    used = {row["program"] for row in rows}
    entries = (raw for _, raw in raw_entries(catalogue_files(programs_path or BUILTIN)))
    return {str(raw["id"]): raw for raw in entries if isinstance(raw, Mapping) and raw.get("id") in used}


@click.command()
@click.argument("file")
@programs_option
@lang_option
@format_option("table", "json")
def replay(file: str, programs_path: Path | None, lang: str, form: str) -> None:
    """Reproduce the answer in FILE (written with --bundle), or say which part has changed since and how the answer differs."""
    data, name = read_source(file)
    bundle = read_bundle(data, name)
    answer = _asked_again(bundle, programs_path)
    from matcher.storage import open_catalogue

    parts = {**parts_of(answer), "catalogue": open_catalogue(programs_path).digest}
    found = differences(bundle, parts, programs_in([*_rows(answer), *_rows(bundle["answer"])], programs_path), answer, lang)
    write_result(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else told(found, lang), None)
    if not found["reproduced"]:
        raise click.exceptions.Exit(1)


def _rows(answer: Any) -> list[Any]:
    return [*answer["suggestions"], *answer["excluded"]] if "suggestions" in answer else answer if isinstance(answer, list) else [answer]


def _asked_again(bundle: Mapping[str, Any], programs_path: Path | None) -> Any:
    command, on, person = bundle["command"], date.fromisoformat(bundle["on"]), parse_profile(bundle["profile"], "bundle")
    if command["name"] == "check":
        from matcher.checking import check_pairs
        from matcher.storage import open_catalogue

        found = [item.to_dict() for item in check_pairs(open_catalogue(programs_path), command["program"], person, on)]
        return json.loads(answer_text(found if command["program"] == "all" else found[0]))
    from matcher.features import WEIGHTS
    from matcher.wiring import open_matcher

    learned = command.get("weights")
    weights = {name: learned.get(name, 0.0) for name in WEIGHTS} if learned else None  # what the score did not have when they were learned did not count
    result = open_matcher(programs_path, command["encoder"], rerank=command.get("rerank"), weights=weights).suggest(person, on, command["top"], command["only"])
    return json.loads(answer_text(result.to_dict()))
