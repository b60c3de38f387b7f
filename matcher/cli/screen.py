"""``screen``: many people against one programme, or each person against all that bring people to Japan; ``screen diff``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.options import complain, encoder_option, lang_option, on_option, out_option, programs_option
from matcher.cli.people import notices, open_file, people_options
from matcher.cli.progress import Meter, rows_in
from matcher.errors import MatcherError, UsageFault
from matcher.export.writing import FORMS, Report, form_of, write_report, write_text

if TYPE_CHECKING:
    from matcher.matcher import Matcher
    from matcher.screening.judging import Refused, Screened
    from matcher.screening.manifest import Manifest
    from matcher.screening.work import WorkFile
    from profiles.importers.imported import Imported
    from profiles.importers.sources import Kind, People
    from programs import Program


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a run."""

    candidates: str
    program: str | None
    on: date
    kind: Kind | None
    mapping: Path | None
    charset: str | None
    also: tuple[Path, ...]
    form: str
    out: Path | None
    top: int
    lang: str
    resume: bool
    workers: int
    strict: bool
    details: bool


@click.command(epilog="""Examples:

  matcher screen lotus candidates.xlsx --out report.xlsx --lang ja

  matcher screen --all-programs candidates.jsonl --format jsonl

  matcher screen diff old.jsonl new.jsonl""")
@click.argument("arguments", nargs=-1, required=True, metavar="[PROGRAM] CANDIDATES | diff OLD NEW")
@click.option("--all-programs", is_flag=True, help="Each person against every programme that brings people to Japan: under which would they best come?")
@people_options
@on_option
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many people a table on the screen shows; files hold everybody.")
@click.option("--format", "form", type=click.Choice(FORMS), help="Form of the answer; told by the ending of --out where it is left out.")
@programs_option
@encoder_option
@lang_option
@out_option
@click.option("--details", is_flag=True, help="JSON with the parts of the fit, evidence sentences and questions on the input.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped (its work file stands beside --out).")
@click.option("--workers", type=click.IntRange(min=1), help="Processes to share the work among; all processors where it is left out.")
@click.option("--strict", is_flag=True, help="Exit 1 when a row was refused.")
def screen(arguments: tuple[str, ...], all_programs: bool, kind: Kind | None, mapping: Path | None, charset: str | None, also: tuple[Path, ...], on: date, top: int, form: str | None,
           programs_path: Path | None, encoder: str, lang: str, out: Path | None, details: bool, resume: bool, workers: int | None, strict: bool) -> None:
    """Judge the people of CANDIDATES (a list, records or profiles in any form that `profiles convert` reads, or -) against PROGRAM (id or id@role).

    The result prepares a decision and takes none: everybody stays in the report.
    """
    if arguments[0] == "diff":
        raise click.exceptions.Exit(_diff(arguments[1:], lang, out))
    program, candidates = _named(arguments, all_programs)
    if resume and out is None:
        raise UsageFault("--resume needs the --out of the run that was stopped")
    from matcher.screening.run import processors
    from matcher.wiring import open_matcher

    matcher = open_matcher(programs_path, encoder)
    asked = Asked(candidates, program, on, kind, mapping, charset, also, form_of(form, out), out, top, lang, resume, workers or processors(encoder), strict, details)
    if _screen(matcher, asked) and strict:
        raise click.exceptions.Exit(1)


def _named(arguments: tuple[str, ...], all_programs: bool) -> tuple[str | None, str]:
    expected = 1 if all_programs else 2
    if len(arguments) != expected:
        raise UsageFault("write `matcher screen --all-programs CANDIDATES`" if all_programs else "write `matcher screen PROGRAM CANDIDATES` (PROGRAM as id or id@role), or `--all-programs CANDIDATES`")
    return (None, arguments[0]) if all_programs else (arguments[0], arguments[1])


def _diff(arguments: tuple[str, ...], lang: str, out: Path | None) -> int:
    if len(arguments) != 2:
        raise UsageFault("write `matcher screen diff OLD NEW`, with two results of `screen --format jsonl` (or json)")
    raise MatcherError("screen diff is not here yet")


def _screen(matcher: Matcher, asked: Asked) -> int:
    """The whole run; the number of refused rows."""
    program, role, judge_one = _judgement(matcher, asked)
    opened, data = _opened(asked)
    complain(notices(opened))
    manifest = _manifest(matcher, asked, program, role, data)
    with tempfile.TemporaryDirectory(prefix="matcher-") as folder:
        work = _work_file(asked, manifest, Path(folder))
        try:
            refused = _run(opened, judge_one, work, asked)
            _write(work, manifest, program, role, asked, opened)
        except BaseException:
            work.close()
            raise
        work.discard()
    return refused


def _judgement(matcher: Matcher, asked: Asked) -> tuple[Program | None, str, Callable[[Imported], Screened | Refused]]:
    from matcher.screening.judging import best_programs, incoming_pairs, screen_person, screened_role

    if asked.program is None:
        return None, "", partial(_call, best_programs, matcher, list(incoming_pairs(matcher.catalogue)), on=asked.on, more=3)
    program, role = screened_role(matcher.catalogue, asked.program)
    if "@" not in asked.program and len(program.role_names) > 1:
        click.echo(f"{program.id}: judged in the role `{role}`; name another as {program.id}@ROLE ({', '.join(program.role_names)})", err=True)
    if not program.can_be_applied_to:
        click.echo(f"{program.id}: nobody can apply to this programme today (status {program.status})", err=True)
    return program, role, lambda item: screen_person(matcher, program, role, item, asked.on)


def _call(function: Callable[..., Screened | Refused], matcher: Matcher, pairs: list[Any], item: Imported, on: date, more: int) -> Screened | Refused:
    return function(matcher, pairs, item, on, more)


def _opened(asked: Asked) -> tuple[People, dict[str, Path | bytes]]:
    data: Path | bytes = sys.stdin.buffer.read() if asked.candidates == "-" else Path(asked.candidates)
    opened = open_file(asked.candidates, asked.on, asked.kind, asked.mapping, asked.charset, asked.also, data=data if isinstance(data, bytes) else None)
    return opened, {"stdin" if isinstance(data, bytes) else asked.candidates: data, **{str(path): path for path in asked.also}}


def _manifest(matcher: Matcher, asked: Asked, program: Program | None, role: str, data: dict[str, Path | bytes]) -> Manifest:
    from importlib.metadata import PackageNotFoundError, version

    from matcher.screening.manifest import Input, Manifest

    try:
        number = version("matcher-programmes")
    except PackageNotFoundError:
        number = "source"
    options = {"from": asked.kind, "charset": asked.charset, "lang": asked.lang, "format": asked.form, "details": asked.details,
               "mapping": Input.of(str(asked.mapping), asked.mapping).sha256 if asked.mapping is not None and asked.mapping.exists() else None}
    name = f"{program.id}@{role}" if program else "all"
    return Manifest(number, matcher.catalogue.digest, matcher.encoder_label, asked.on.isoformat(), name, tuple(Input.of(key, value) for key, value in data.items()), options)


def _work_file(asked: Asked, manifest: Manifest, folder: Path) -> WorkFile:
    from matcher.screening.work import WorkFile

    path = folder / "work" if asked.out is None else asked.out.parent / f".{asked.out.name}.work"
    try:
        return WorkFile(path, manifest.key(), asked.resume)
    except OSError as error:
        raise UsageFault(f"{path}: cannot be written ({error.strerror}); name a place that can with --out") from error


def _run(opened: People, judge_one: Callable[[Imported], Screened | Refused], work: WorkFile, asked: Asked) -> int:
    from matcher.screening.run import run

    meter = Meter(rows_in(asked.candidates, opened), work.done)
    counts = run(opened.people, judge_one, work, asked.workers, meter)
    meter.finish()
    if counts.rows == 0:
        work.discard()
        raise MatcherError(f"{opened.name}: holds no person")
    return counts.refused


def _write(work: WorkFile, manifest: Manifest, program: Program | None, role: str, asked: Asked, opened: People) -> None:
    from matcher.export.report import Heading
    from matcher.screening.counting import counts_of
    from matcher.storage import write_atomically

    counts, ranks = counts_of(work), work.ranks()
    report = Report(Heading(manifest, program, role, counts, tuple(notices(opened))), work, ranks, asked.lang, every=program is None, details=asked.details)
    complain([f"{opened.name}:{entry.row}: {fault}" for entry in report.lines() if entry.refused for fault in entry.read()["faults"]])
    if asked.out is None:
        _show(report, asked)
        return
    if asked.form == "table":
        write_atomically(asked.out, _table(report, asked))
    else:
        write_report(report, asked.form, asked.out)
    write_atomically(asked.out.with_name(f"{asked.out.name}.manifest.json"), manifest.text(counts, [asked.out]) + "\n")
    click.echo(f"{asked.out}: {counts['rows'] - counts['refused']} people, {counts['refused']} rows not read", err=True)


def _show(report: Report, asked: Asked) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="" if asked.form == "csv" else None)
    if asked.form == "table":
        sys.stdout.write(_table(report, asked))
    else:
        write_text(report, asked.form, sys.stdout)


def _table(report: Report, asked: Asked) -> str:
    from matcher.cli.tables import wrapped
    from matcher.export.text import screening_text

    lines = screening_text(report.heading, report.people(), report.lines(), asked.top, asked.lang)
    return "\n".join(line for indent, text in lines for line in wrapped(text, indent + "  ", indent)) + "\n"
