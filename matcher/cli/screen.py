"""``screen``: many people against one programme, or each person against all that bring people to Japan; ``screen diff``, ``screen close``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from matcher.cli.options import complain, encoder_option, lang_option, on_option, out_option, programs_option, weights_option
from matcher.cli.people import people_options
from matcher.errors import UsageFault
from matcher.export.writing import FORMS, form_of

if TYPE_CHECKING:
    from profiles.importers.sources import Kind

F = TypeVar("F", bound=Callable[..., Any])


def _planning_options(function: F) -> F:
    for option in (
        click.option("--cost-per-month", type=click.FloatRange(min=0), help="What a month of one stay costs, instead of the programme's amounts."),
        click.option("--reserve", multiple=True, metavar="KIND=VALUE:N", help="At least N seats for a group: stage, degree_country, language, or group (see --group-column)."),
        click.option("--per-host", type=click.IntRange(min=1), help="At most so many people a host."),
        click.option("--budget", metavar="AMOUNT", help="What the stays may cost together, such as 12000000 or 90000EUR (JPY where no currency stands)."),
        click.option("--seats", type=click.IntRange(min=1), help="Propose the best set of so many people inside the limits: a proposal, never a decision."),
    ):
        function = option(function)
    return function


@click.command(epilog="""Examples:

  matcher screen lotus candidates.xlsx --out report.xlsx --lang ja

  matcher screen --all-programs candidates.jsonl --format jsonl

  matcher screen diff old.jsonl new.jsonl

  matcher screen close report.xlsx.review.jsonl 'r-0001#1' --by 'A. Person' --reason 'other institution of the same name'""")
@click.argument("arguments", nargs=-1, required=True, metavar="[PROGRAM] CANDIDATES | diff OLD NEW | close REVIEW QUESTION")
@click.option("--all-programs", is_flag=True, help="Each person against every programme that brings people to Japan: under which would they best come?")
@people_options
@on_option
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="How many people a table on the screen shows, and --disparity looks at; files hold everybody.")
@click.option("--format", "form", type=click.Choice(FORMS), help="Form of the answer; told by the ending of --out where it is left out.")
@programs_option
@encoder_option
@weights_option
@lang_option
@out_option
@click.option("--details", is_flag=True, help="JSON with the parts of the fit, evidence sentences and questions on the input.")
@click.option("--hosts", type=click.Path(path_type=Path), help="Your own researchers (any form that candidates may have): who is nearest to each candidate by topic?")
@_planning_options
@click.option("--disparity", is_flag=True, help="Count results by region, country of degree, stage and language: what is due to rules, and what to ranking?")
@click.option("--group-column", metavar="HEADING", help="A further column of the list for --disparity and --reserve; it reaches nothing else.")
@click.option("--review", type=click.Path(path_type=Path), help="Your own lists for questions on research integrity and security; a file of its own beside --out, no effect on the report.")
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped (its work file stands beside --out).")
@click.option("--workers", type=click.IntRange(min=1), help="Processes to share the work among; all processors where it is left out.")
@click.option("--by", default="", help="Who closes a review question.")
@click.option("--reason", default="", help="Why it is closed.")
@click.option("--strict", is_flag=True, help="Exit 1 when a row was refused.")
def screen(arguments: tuple[str, ...], all_programs: bool, kind: Kind | None, mapping: Path | None, charset: str | None, also: tuple[Path, ...], on: date, top: int, form: str | None,
           programs_path: Path | None, encoder: str, weights_path: Path | None, lang: str, out: Path | None, details: bool, hosts: Path | None, seats: int | None, budget: str | None,
           per_host: int | None, reserve: tuple[str, ...], cost_per_month: float | None, disparity: bool, group_column: str | None, review: Path | None, resume: bool, workers: int | None, by: str,
           reason: str, strict: bool) -> None:
    """Judge the people of CANDIDATES (a list, records or profiles in any form that `profiles convert` reads, or -) against PROGRAM (id or id@role).

    The result prepares a decision and takes none: everybody stays in the report.
    """
    if arguments[0] in ("diff", "close"):
        _other(arguments, lang, form, out, by, reason, on)
        return
    program, candidates = _named(arguments, all_programs)
    from matcher.cli.screening import Asked, screen_people
    from matcher.cli.seats import planning_of
    from matcher.weights import read_weights

    plan = planning_of(seats, budget, per_host, reserve, cost_per_month)
    if out is None:
        for option, given in (("--resume", resume), ("--review", review)):
            if given:
                raise UsageFault(f"{option} needs a file beside which its own stands; name it with --out")
    if out is None and form in ("json", "jsonl", "csv") and (plan is not None or disparity):
        raise UsageFault("--seats and --disparity write files of their own beside these forms; name a place with --out")
    asked = Asked(candidates, program, on, kind, mapping, charset, also, form_of(form, out), out, top, lang, resume, workers, strict, details, hosts, plan, disparity, group_column, review,
                  read_weights(weights_path) if weights_path else None)
    if screen_people(programs_path, encoder, asked) and strict:
        raise click.exceptions.Exit(1)


def _named(arguments: tuple[str, ...], all_programs: bool) -> tuple[str | None, str]:
    expected = 1 if all_programs else 2
    if len(arguments) != expected:
        raise UsageFault("write `matcher screen --all-programs CANDIDATES`" if all_programs else "write `matcher screen PROGRAM CANDIDATES` (PROGRAM as id or id@role), or `--all-programs CANDIDATES`")
    return (None, arguments[0]) if all_programs else (arguments[0], arguments[1])


def _other(arguments: tuple[str, ...], lang: str, form: str | None, out: Path | None, by: str, reason: str, on: date) -> None:
    if len(arguments) != 3:
        raise UsageFault("write `matcher screen diff OLD NEW`, with two results of `screen --format jsonl` (or json)" if arguments[0] == "diff" else
                         "write `matcher screen close REVIEW QUESTION --by NAME --reason TEXT`, with a file of review questions and the id of one")
    if arguments[0] == "diff":
        from matcher.cli.differences import show_differences

        show_differences(arguments[1], arguments[2], lang, form, out)
        return
    from matcher.screening.review.record import close_question

    close_question(Path(arguments[1]), arguments[2], by, reason, on)
    complain([f"{arguments[2]}: closed by {by.strip()} on {on.isoformat()}"])
