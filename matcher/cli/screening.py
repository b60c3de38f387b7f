"""One run of ``screen``: the list opened, everybody judged, the report and its side files written."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher.cli.options import complain
from matcher.cli.people import notices, open_file
from matcher.cli.progress import Meter, rows_in
from matcher.cli.seats import Planning, plan_of
from matcher.cli.unasked import noting_unasked
from matcher.errors import MatcherError, UsageFault
from matcher.export.words import SHEETS, word
from matcher.export.writing import ExtraTable, Report, write_report, write_text
from matcher.screening.judging import BestProgram, Refused, Screened, Screener, incoming_pairs, screened_role
from matcher.screening.manifest import Input, Manifest
from matcher.screening.run import processors, run
from matcher.screening.work import WorkFile
from matcher.storage import write_atomically
from matcher.weights import weights_digest
from profiles.importers.imported import Imported
from profiles.importers.sources import Kind, People
from programs import Catalogue, Program

if TYPE_CHECKING:
    from matcher.matcher import Matcher
    from matcher.screening.review.questions import Reviewer


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
    workers: int | None
    strict: bool
    details: bool
    hosts: Path | None
    plan: Planning | None
    disparity: bool
    group_column: str | None
    review: Path | None
    weights: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one record of the list is judged."""

    program: Program | None
    role: str
    one: Callable[[Imported], Screened | Refused]


def screen_people(programs_path: Path | None, encoder: str, asked: Asked) -> int:
    """The whole run; the number of refused rows."""
    from matcher.wiring import open_matcher

    reviewer = _reviewer(asked)
    matcher = open_matcher(programs_path, encoder, weights=asked.weights)
    judgement = _judgement(matcher, asked, encoder)
    data: Path | bytes = sys.stdin.buffer.read() if asked.candidates == "-" else Path(asked.candidates)
    opened = _opened(asked, data)
    complain(notices(opened, asked.lang))
    manifest = _manifest(matcher, asked, judgement, data)
    with tempfile.TemporaryDirectory(prefix="matcher-") as folder:
        work = _work_file(asked, manifest, Path(folder))
        try:
            refused = _run(opened, judgement.one, work, asked, encoder, matcher.catalogue)
            _write(work, manifest, judgement, asked, opened)
            if reviewer is not None:
                _review(reviewer, asked, data)
        except KeyboardInterrupt:
            work.close()
            if asked.out is not None:
                complain([f"stopped; the same command with --resume goes on (what was done stands in {work.path})"])
            raise
        except BaseException:
            work.close()
            raise
        work.discard()
    return refused


def _judgement(matcher: Matcher, asked: Asked, encoder: str) -> Judgement:
    if asked.program is None:
        program, role, pairs = None, "", list(incoming_pairs(matcher.catalogue))
    else:
        program, role = screened_role(matcher.catalogue, asked.program)
        pairs = []
        if "@" not in asked.program and len(program.role_names) > 1:
            complain([f"{program.id}: judged in the role `{role}`; name another as {program.id}@ROLE ({', '.join(program.role_names)})"])
        if not program.can_be_applied_to:
            complain([f"{program.id}: nobody can apply to this programme today (status {program.status})"])

    evidence = asked.details or asked.form in ("csv", "html", "xlsx")
    basic: Callable[[Imported], Screened | Refused]
    basic = BestProgram(matcher, pairs, asked.on) if program is None else Screener(matcher, program, role, asked.on, evidence)
    return Judgement(program, role, _enriched(basic, asked, encoder))


def _enriched(basic: Callable[[Imported], Screened | Refused], asked: Asked, encoder: str) -> Callable[[Imported], Screened | Refused]:
    """The judgement with the nearest host and with what counts and plans need, where they were asked for."""
    hosts = None
    if asked.hosts is not None:
        from matcher.screening.hosts import Hosts, with_host
        from matcher.wiring import open_encoder

        listed = open_file(str(asked.hosts), asked.on, None, None, None).people
        hosts = Hosts.of([item.profile for item in listed if item.profile is not None], open_encoder(encoder))
        if not hosts.hosts:
            raise MatcherError(f"{asked.hosts}: holds no researcher with a text (statement, keywords, publications or fields)")
    if hosts is None and asked.plan is None and not asked.disparity:
        return basic

    def judged(item: Imported) -> Screened | Refused:
        found = basic(item)
        if isinstance(found, Refused) or item.profile is None:
            return found
        if hosts is not None:
            found = dataclasses.replace(found, details=with_host(found.details, hosts.nearest(item.profile)))
        return dataclasses.replace(found, inner=_inner(item, asked.on))

    return judged


def _inner(item: Imported, on: date) -> dict[str, Any]:
    from matcher.screening.groups import groups_of

    person = item.profile
    assert person is not None
    months = person.goals.duration_months if person.goals else None
    host = person.arrangements.host.organisation if person.arrangements and person.arrangements.host else None
    return {"groups": groups_of(person, on, item.group), "months": None if months is None else months.max if months.max is not None else months.min, "host": item.declarations.get("host") or host}


def _opened(asked: Asked, data: Path | bytes) -> People:
    return open_file(asked.candidates, asked.on, asked.kind, asked.mapping, asked.charset, asked.also, asked.group_column, data if isinstance(data, bytes) else None)


def _manifest(matcher: Matcher, asked: Asked, judgement: Judgement, data: Path | bytes) -> Manifest:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("matcher-programmes")
    except PackageNotFoundError:
        number = "source"
    options: dict[str, Any] = {"from": asked.kind, "charset": asked.charset, "lang": asked.lang, "format": asked.form, "details": asked.details, "disparity": asked.disparity and asked.top,
                               "group_column": asked.group_column, "plan": asked.plan.to_dict() if asked.plan else None, "weights": weights_digest(asked.weights) if asked.weights else None,
                               "mapping": Input.of(str(asked.mapping), asked.mapping).sha256 if asked.mapping is not None and asked.mapping.exists() else None}
    name = f"{judgement.program.id}@{judgement.role}" if judgement.program else "all"
    inputs = {"stdin" if isinstance(data, bytes) else asked.candidates: data, **{str(path): path for path in (*asked.also, *((asked.hosts,) if asked.hosts else ()))}}
    return Manifest(number, matcher.catalogue.digest, matcher.encoder_label, asked.on.isoformat(), name, tuple(Input.of(key, value) for key, value in inputs.items()), options)


def _work_file(asked: Asked, manifest: Manifest, folder: Path) -> WorkFile:
    path = folder / "work" if asked.out is None else asked.out.parent / f".{asked.out.name}.work"
    try:
        if asked.out is not None:
            _sweep(asked.out)
        return WorkFile(path, manifest.key(), asked.resume)
    except OSError as error:
        raise UsageFault(f"{path}: cannot be written ({error.strerror}); name a place that can with --out") from error


def _sweep(out: Path) -> None:
    """Remove the unfinished reports of runs that were killed while they wrote one."""
    for left in out.parent.glob(f".{escape(out.name)}.*{out.suffix}"):
        left.unlink(missing_ok=True)


def _run(opened: People, judge_one: Callable[[Imported], Screened | Refused], work: WorkFile, asked: Asked, encoder: str, catalogue: Catalogue) -> int:
    first: dict[str, int] = {}
    meter = Meter(rows_in(asked.candidates, opened), work.done)
    counts = run(noting_unasked(opened.people, catalogue, first), judge_one, work, asked.workers or processors(encoder), meter)
    meter.finish()
    complain([f"{opened.name}:{row}: {notice}" for notice, row in first.items()])
    if counts.rows == 0:
        work.discard()
        raise MatcherError(f"{opened.name}: holds no person")
    return counts.refused


def _write(work: WorkFile, manifest: Manifest, judgement: Judgement, asked: Asked, opened: People) -> None:
    from matcher.export.report import Heading
    from matcher.screening.counting import counts_of

    counts, ranks = counts_of(work), work.ranks()
    heading = Heading(manifest, judgement.program, judgement.role, counts, tuple(notices(opened, asked.lang, used=True)))
    report = Report(heading, work, ranks, asked.lang, with_host=asked.hosts is not None, every=judgement.program is None, details=asked.details)
    complain([f"{opened.name}:{entry.row}: {fault}" for entry in report.lines() if entry.refused for fault in entry.read()["faults"]])
    tables, side = _extra(report, manifest, judgement, asked)
    report = dataclasses.replace(report, extra=tuple(tables))
    if asked.out is None:
        _show(report, asked)
        return
    if asked.form == "table":
        write_atomically(asked.out, _table(report, asked))
    else:
        write_report(report, asked.form, asked.out)
    written = [asked.out]
    for name, content in side.items():
        path = asked.out.with_name(f"{asked.out.name}.{name}.json")
        write_atomically(path, json.dumps({**manifest.header(), **content}, ensure_ascii=False, indent=1) + "\n")
        written.append(path)
    write_atomically(asked.out.with_name(f"{asked.out.name}.manifest.json"), manifest.text(counts, written) + "\n")
    complain([f"{asked.out}: {counts['rows'] - counts['refused']} people, {counts['refused']} rows not read"])


def _extra(report: Report, manifest: Manifest, judgement: Judgement, asked: Asked) -> tuple[list[ExtraTable], dict[str, dict[str, Any]]]:
    """The proposal and the disparity counts, as tables and as plain values."""
    tables: list[ExtraTable] = []
    side: dict[str, dict[str, Any]] = {}
    if asked.plan is not None:
        from matcher.export.plan import plan_table, plan_to_dict

        plan, people = plan_of(report.people(), asked.plan, judgement.program)
        tables.append(ExtraTable(word(SHEETS, "plan", asked.lang), *plan_table(plan, people, asked.lang)))
        side["plan"] = {"limits": asked.plan.to_dict(), **plan_to_dict(plan, people)}
    if asked.disparity:
        from matcher.export.disparity import NOTE, disparity_table
        from matcher.screening.disparity import disparity, person_of, to_dict

        first = asked.plan.limits.seats if asked.plan else asked.top
        counts = [to_dict(count) for count in disparity((person_of(entry.read(), entry.known()["groups"]) for entry in report.people()), first)]
        tables.append(ExtraTable(word(SHEETS, "disparity", asked.lang), *disparity_table(counts, first, asked.lang)))
        side["disparity"] = {"first": first, "note": {"en": NOTE[0], "ja": NOTE[1]}, "groups": counts}
    return tables, side


def _show(report: Report, asked: Asked) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="" if asked.form == "csv" else None)
    if asked.form == "table":
        sys.stdout.write(_table(report, asked))
        return
    write_text(report, asked.form, sys.stdout)


def _table(report: Report, asked: Asked) -> str:
    from matcher.cli.tables import wrapped
    from matcher.export.text import extra_text, screening_text

    lines = [*screening_text(report.heading, report.people(), report.lines(), asked.top, asked.lang), *extra_text(report.extra)]
    return "\n".join(line for indent, text in lines for line in wrapped(text, indent + "  ", indent)) + "\n"


def _reviewer(asked: Asked) -> Reviewer | None:
    """The office's lists, read before the run so that their faults are told at once."""
    if asked.review is None:
        return None
    from matcher.screening.review.questions import Reviewer
    from matcher.screening.review.settings import read_settings

    return Reviewer(read_settings(asked.review))


def _review(reviewer: Reviewer, asked: Asked, data: Path | bytes) -> None:
    """A pass of its own over the same list, after the report is written: nothing of it can reach the report."""
    from matcher.screening.review.questions import declared_facts
    from matcher.screening.review.record import write_questions

    assert asked.out is not None
    people = [item for item in _opened(asked, data).people if item.profile is not None]
    questions = [question for item in people if item.profile is not None for question in reviewer.questions(declared_facts(item, item.profile))]
    path = asked.out.with_name(f"{asked.out.name}.review.jsonl")
    count = write_questions(path, questions, reviewer.settings, asked.on, len(people))
    complain([f"{path}: {count} questions to the responsible office, all not checked"])
