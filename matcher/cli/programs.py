"""``programs``: list, show, validate, diff, report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.options import Day, complain, format_option, lang_option, on_option, out_option, programs_option, read_source, write_result
from matcher.cli.tables import wrapped
from matcher.errors import MatcherError
from matcher.telling import pick
from matcher.words import STATUSES, say
from profiles.vocabulary.terms import values
from programs.program import DIRECTIONS, ROLES
from programs.program import STATUSES as STATUS_NAMES

if TYPE_CHECKING:
    from profiles import ResearcherProfile
    from programs import Catalogue

BUILTIN = "builtin"


@click.group()
def programs() -> None:
    """The catalogue of programmes."""


@programs.command("list")
@programs_option
@click.option("--status", type=click.Choice(STATUS_NAMES), help="Only this status.")
@click.option("--role", type=click.Choice(ROLES), help="Only programmes with this role.")
@click.option("--direction", type=click.Choice(DIRECTIONS), help="Only this direction, seen from Japan.")
@click.option("--stage", type=click.Choice(values("career_stage")), help="Only programmes meant for this career stage.")
@click.option("--field", help="Only programmes that take this field: a code of the vocabulary or a word.")
@click.option("--country", help="Only programmes that lead to or work with this country.")
@click.option("--deadline", type=Day(), help="Only programmes with a call that closes between --on and this day.")
@on_option
@format_option("table", "json", "jsonl")
@lang_option
@out_option
def list_programs(programs_path: Path | None, form: str, lang: str, out: Path | None, on: date, **wanted: Any) -> None:
    """Every programme of the catalogue, one line each."""
    from matcher.cli.fact_sheet import summary
    from matcher.storage import open_catalogue
    from programs.selection import Selection

    chosen = Selection(on=on, **_read_words(wanted)).of(open_catalogue(programs_path))
    if form == "json":
        write_result(json.dumps([summary(program) for program in chosen], ensure_ascii=False, indent=2), out)
    elif form == "jsonl":
        write_result("\n".join(json.dumps(summary(program), ensure_ascii=False) for program in chosen), out)
    else:
        lines = []
        for program in chosen:
            lines += wrapped(f"{program.id:<22} {pick(program.name, lang)} — {say(STATUSES, program.status, lang)} ({', '.join(program.role_names)})", " " * 23, "")
        write_result("\n".join([*lines, f"{len(chosen)}"]), out)


def _read_words(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A field and a country as a person writes them, as codes."""
    from profiles.vocabulary.countries import country_code
    from profiles.vocabulary.fields import is_field, map_field

    read = dict(wanted)
    for key, code_of, what in (("field", lambda word: word if is_field(word) else map_field(word), "a field of the vocabulary"), ("country", country_code, "a country")):
        if wanted[key] is not None:
            read[key] = code_of(wanted[key])
            if read[key] is None:
                raise MatcherError(f"--{key}: {wanted[key]!r} is not {what}; write a code or a name")
    return read


@programs.command()
@click.argument("program")
@programs_option
@format_option("table", "json")
@lang_option
@out_option
def show(program: str, programs_path: Path | None, form: str, lang: str, out: Path | None) -> None:
    """A readable fact sheet of PROGRAM."""
    from matcher.cli.fact_sheet import to_dict, to_text
    from matcher.storage import open_catalogue

    found = open_catalogue(programs_path).get(program)
    write_result(json.dumps(to_dict(found), ensure_ascii=False, indent=2) if form == "json" else "\n".join(to_text(found, lang)), out)


@programs.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Doubts count as faults.")
@on_option
@lang_option
def validate(path: Path | None, strict: bool, on: date, lang: str) -> None:
    """Check a catalogue (the built-in one without PATH): every fault and doubt of every file."""
    from programs.linting import problems_of
    from programs.reading import read_catalogue

    catalogue = read_catalogue(path)
    found = problems_of(catalogue, on)
    faults = [str(item) for item in found if strict or item.is_fault]
    if faults:
        raise MatcherError("\n".join(faults))
    complain([str(item) for item in found])
    rules, doubts = sum(len(program.rules) for program in catalogue), len(found)
    write_result(f"{len(catalogue)} programmes, {rules} rules: no fault, {doubts} doubts" if lang == "en" else f"{len(catalogue)}事業・{rules}件の要件：誤りなし、要確認{doubts}件", None)


@programs.command()
@click.argument("old")
@click.argument("new")
@click.option("--profiles", "people", help="People (YAML, JSON, JSONL): which of their verdicts change?")
@on_option
@format_option("table", "json")
@lang_option
@out_option
def diff(old: str, new: str, people: str | None, on: date, form: str, lang: str, out: Path | None) -> None:
    """What changed from the catalogue OLD to NEW, clause by clause (`builtin` names the built-in one)."""
    from matcher.cli.catalogue_diff import to_dict, to_text, verdict_changes
    from programs.differences import differences

    before, after = _catalogue(old), _catalogue(new)
    changes = differences(before, after)
    verdicts = verdict_changes(before, after, changes, _people(people, lang), on) if people else []
    write_result(json.dumps(to_dict(changes, verdicts), ensure_ascii=False, indent=2) if form == "json" else to_text(changes, verdicts, lang), out)


def _catalogue(name: str) -> Catalogue:
    from matcher.storage import open_catalogue

    return open_catalogue(None if name == BUILTIN else Path(name))


def _people(source: str, lang: str) -> list[ResearcherProfile]:
    from profiles import read_profiles

    batch = read_profiles(*read_source(source))
    if not batch.profiles:
        raise MatcherError("\n".join(map(str, batch.faults)) or f"{source}: holds no profile; write one or more")
    complain([str(fault) for fault in batch.faults])
    return [person for _, person in batch.profiles]


@programs.command()
@programs_option
@format_option("table", "json")
@lang_option
@out_option
def report(programs_path: Path | None, form: str, lang: str, out: Path | None) -> None:
    """How much of its programmes the catalogue says, and how well it is founded."""
    import dataclasses

    from matcher.cli.coverage import to_text
    from matcher.storage import open_catalogue
    from programs.coverage import coverage_of

    found = coverage_of(open_catalogue(programs_path))
    write_result(json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2) if form == "json" else to_text(found, lang), out)
