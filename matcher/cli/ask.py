"""``suggest`` and ``check``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from matcher.cli.options import (
    bundle_option,
    complain,
    encoder_option,
    format_option,
    lang_option,
    on_option,
    out_option,
    programs_option,
    read_source,
    rerank_option,
    weights_option,
    write_result,
)
from matcher.cli.unasked import say_unasked
from matcher.errors import MatcherError
from profiles import Batch, ResearcherProfile, read_profiles

if TYPE_CHECKING:
    from matcher.checking import Checked


@click.command()
@click.argument("profile")
@on_option
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many suggestions.")
@click.option("--only", help="Verdicts to show, comma-separated: eligible,undetermined,discretionary.")
@format_option("table", "json", "jsonl", "html")
@programs_option
@encoder_option
@rerank_option
@weights_option
@click.option("--index", "index_path", type=click.Path(path_type=Path), help="An index folder made by `matcher index build`.")
@lang_option
@out_option
@click.option("--ask", "interactive", is_flag=True, help="Ask for what is not known, one question at a time.")
@click.option("--save", "save_path", type=click.Path(path_type=Path), help="With --ask: write the profile with its answers here.")
@bundle_option
@click.option("--strict", is_flag=True, help="Exit 1 when a row of a batch was refused.")
def suggest(profile: str, on: date, top: int, only: str | None, form: str, programs_path: Path | None, encoder: str, rerank: str | None, weights_path: Path | None,
            index_path: Path | None, lang: str, out: Path | None, interactive: bool, save_path: Path | None, bundle: Path | None, strict: bool) -> None:
    """Ranked programmes for PROFILE (a YAML, JSON or JSONL file, or - for standard input)."""
    wanted = _verdicts(only)
    batch = _read(profile)
    from matcher.weights import read_weights
    from matcher.wiring import open_matcher

    weights = read_weights(weights_path) if weights_path else None
    matcher = open_matcher(programs_path, encoder, index_path, rerank, weights)
    say_unasked(batch, profile, lambda: matcher.catalogue)
    if not batch.single or form == "jsonl":
        _many(batch, lambda person: matcher.suggest(person, on, top, wanted).to_dict(), out, lang, strict)
        return
    person = batch.profiles[0][1]
    if interactive:
        from matcher.cli.interview import interview, save, typed_line

        person = interview(matcher, person, on, lang, typed_line)
        if save_path is not None:
            save(person, save_path)
    result = matcher.suggest(person, on, top, wanted)
    if bundle is not None:
        from matcher.cli.replay import write_bundle

        write_bundle(bundle, _asked(encoder, rerank, top, wanted, weights), person, on, programs_path, result.to_dict())
    if form == "json":
        write_result(json.dumps(result.to_dict(), ensure_ascii=False, indent=2), out)
    elif form == "html":
        from matcher.pages.render import suggestions_page

        write_result(suggestions_page(result, lang), out)
    else:
        from matcher.cli.tables import suggestions_table

        write_result(suggestions_table(result, lang), out)


@click.command()
@click.argument("profile")
@click.argument("program")
@on_option
@format_option("table", "json", "jsonl", "html")
@programs_option
@lang_option
@out_option
@bundle_option
@click.option("--strict", is_flag=True, help="Exit 1 when a row of a batch was refused.")
def check(profile: str, program: str, on: date, form: str, programs_path: Path | None, lang: str, out: Path | None, bundle: Path | None, strict: bool) -> None:
    """Explain PROGRAM (an id, id@role, or all) for PROFILE, criterion by criterion."""
    batch = _read(profile)
    from matcher.checking import check_pairs
    from matcher.storage import open_catalogue

    catalogue = open_catalogue(programs_path)
    say_unasked(batch, profile, lambda: catalogue)

    def checked(person: ResearcherProfile) -> Any:
        found = [item.to_dict() for item in check_pairs(catalogue, program, person, on)]
        return found if program == "all" or len(found) > 1 else found[0]

    if not batch.single or form == "jsonl":
        _many(batch, checked, out, lang, strict)
        return
    person = batch.profiles[0][1]
    if bundle is not None:
        from matcher.cli.replay import write_bundle

        write_bundle(bundle, {"name": "check", "program": program}, person, on, programs_path, checked(person))
    if form == "json":
        write_result(json.dumps(checked(person), ensure_ascii=False, indent=2), out)
        return
    pairs = check_pairs(catalogue, program, person, on)
    _say_role(pairs, program)
    if form == "html":
        from matcher.pages.render import checks_page

        write_result(checks_page(person.id, pairs, on, lang), out)
    else:
        from matcher.cli.tables import checks_text

        write_result(checks_text(person.id, pairs, on, lang), out)


def _say_role(pairs: Sequence[Checked], asked: str) -> None:
    """Where a programme was named without a role: in which it was judged, and how to name another."""
    if asked != "all" and "@" not in asked:
        found = pairs[0].eligibility
        if len(found.program.role_names) > 1:
            complain([f"{found.program.id}: judged in the role `{found.role}`; name another as {found.program.id}@ROLE ({', '.join(found.program.role_names)})"])


def _asked(encoder: str, rerank: str | None, top: int, only: list[str] | None, weights: dict[str, float] | None) -> dict[str, Any]:
    """What ``replay`` asks again."""
    return {"name": "suggest", "encoder": encoder, "rerank": rerank, "top": top, "only": only, **({"weights": weights} if weights else {})}


def _verdicts(only: str | None) -> list[str] | None:
    if only is None:
        return None
    named = [word.strip() for word in only.split(",") if word.strip()]
    wrong = [word for word in named if word not in ("eligible", "undetermined", "discretionary")]
    if wrong or not named:
        raise click.BadParameter(f"{', '.join(wrong) or 'nothing'} is no verdict of a suggestion; use eligible, undetermined, discretionary", param_hint="--only")
    return named


def _read(source: str) -> Batch:
    data, name = read_source(source)
    batch = read_profiles(data, name)
    if batch.faults and (batch.single or not batch.profiles):
        raise MatcherError("\n".join(str(fault) for fault in batch.faults))
    if not batch.profiles:
        raise MatcherError(f"{name}: holds no profile; write at least `id: r-0001`")
    return batch


def _many(batch: Batch, answer: Callable[[ResearcherProfile], Any], out: Path | None, lang: str, strict: bool) -> None:
    write_result("\n".join(_lines(batch, answer)), out)
    complain([str(fault) for fault in batch.faults])
    if strict and batch.faults:
        raise click.exceptions.Exit(1)


def _lines(batch: Batch, answer: Callable[[ResearcherProfile], Any]) -> Iterable[str]:
    rows: list[tuple[int, Any]] = [(number, answer(person)) for number, person in batch.profiles]
    refused: dict[int, list[str]] = {}
    for fault in batch.faults:
        refused.setdefault(fault.row or 0, []).append(f"{fault.path}: {fault.problem}" if fault.path else fault.problem)
    rows += [(number, {"row": number, "faults": faults}) for number, faults in refused.items()]
    return [json.dumps(content, ensure_ascii=False) for _, content in sorted(rows, key=lambda row: row[0])]
