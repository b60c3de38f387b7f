"""``evaluate``: the one command that looks up into the room ``eval``, on demand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matcher.cli.options import Day, complain, encoder_option, format_option, lang_option, programs_option, rerank_option, weights_option, write_result
from matcher.errors import MatcherError, Unavailable, UsageFault
from profiles import ResearcherProfile

if TYPE_CHECKING:
    from eval import Dataset, Evaluation
    from models import Encoder


@click.command()
@click.argument("dataset", required=False, type=click.Path(path_type=Path))
@click.option("--on", type=Day(), help="The day asked about; default the day in meta.yaml, else today.")
@click.option("--part", help="Only the researchers of one part (parts.tsv), such as development or test.")
@click.option("--ignore-eligibility", is_flag=True, help="Rank by fit alone.")
@click.option("--baselines/--no-baselines", default=True, show_default=True, help="Also run simpler systems and ablations.")
@click.option("--encoders", default="", help="More encoders to compare with, comma-separated (names or folders).")
@click.option("--fit", is_flag=True, help="Also learn the weights of the ranking from the labels or recorded feedback.")
@click.option("--run", "run_file", type=click.Path(path_type=Path), help="Score a TREC run from elsewhere instead of the engine.")
@click.option("--compare", nargs=2, type=click.Path(path_type=Path), help="Compare two folders written with --out.")
@click.option("--fail-if-worse", is_flag=True, help="With --compare: exit 1 where the paired interval of nDCG@10 lies below zero.")
@programs_option
@encoder_option
@rerank_option
@weights_option
@format_option("table", "json", "html")
@lang_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder for metrics.json, run.trec and report.html.")
def evaluate(dataset: Path | None, on: date | None, part: str | None, ignore_eligibility: bool, baselines: bool, encoders: str, fit: bool,
             run_file: Path | None, compare: tuple[Path, Path] | None, fail_if_worse: bool, programs_path: Path | None, encoder: str, rerank: str | None,
             weights_path: Path | None, form: str, lang: str, out: Path | None) -> None:
    """Offline evaluation against the labelled matches of DATASET: a folder, or a set that ships with the project (matches, twins, topics/ja-en)."""
    if compare:
        _compare(*compare, fail_if_worse, form, out)
        return
    if fit and weights_path is not None:
        raise UsageFault("--fit learns the weights anew, so --weights has no place beside it; leave one of the two out")
    if dataset is None:
        raise UsageFault("name a dataset folder, or two evaluations with --compare BEFORE AFTER")
    from eval.datasets import dataset_folder

    dataset = dataset_folder(dataset)
    labelled = _read(dataset, part, programs_path)
    if run_file is not None:
        found = _score(labelled, run_file)
    else:
        from eval import evaluate as run
        from matcher.screening.run import processors
        from matcher.weights import read_weights
        from matcher.wiring import open_encoder, open_matcher

        own = dataset / "programs.jsonl"
        matcher = open_matcher(own if labelled.catalogue is not None else programs_path, encoder, rerank=rerank,
                               weights=read_weights(weights_path) if weights_path else None)
        named = list(dict.fromkeys([encoder, *filter(None, encoders.split(","))]))
        others: list[Encoder] = [open_encoder(name) for name in named] + (_installed(named) if baselines else [])
        day = on or labelled.on or Day.today()
        found = run(labelled, matcher, day, ignore_eligibility, baselines, fit, others, _progress, 1 if rerank else processors(encoder))
    _write(found, labelled, form, lang, out)


def _installed(named: list[str]) -> list[Encoder]:
    """Every other encoder that was fetched; one that does not open is named on stderr and left out."""
    from models import ModelsError
    from models.opening import open_encoder
    from models.store import stored_models

    found: list[Encoder] = []
    for model in stored_models():
        if model.kind == "reranker" or model.name in named:
            continue
        try:
            encoder = open_encoder(model.name)
            encoder.encode(["quantum"], kind="query")
            found.append(encoder)
        except ModelsError as error:
            complain([f"{model.name}: is not compared; {error}"])
    return found


def _read(folder: Path, part: str | None, programs_path: Path | None) -> Dataset:
    from eval import DatasetFaults, read_dataset
    from matcher.storage import open_catalogue

    try:
        found = read_dataset(folder, None if (folder / "programs.jsonl").is_file() else open_catalogue(programs_path))
    except DatasetFaults as error:
        raise MatcherError(str(error)) from error
    if part is not None and part not in found.parts.values():
        raise MatcherError(f"{folder / 'parts.tsv'}: names no part {part!r}; the parts are {', '.join(sorted(set(found.parts.values()))) or 'none'}")
    return found if part is None else found.part(part)


def _score(labelled: Dataset, file: Path) -> Evaluation:
    from eval.experiment import score_run
    from eval.trec import read_run

    try:
        return score_run(labelled, read_run(file))
    except OSError as error:
        raise MatcherError(f"{file}: cannot be read ({error.strerror}); check the name") from error
    except ValueError as error:
        raise MatcherError(str(error)) from error


def _write(found: Evaluation, labelled: Dataset, form: str, lang: str, out: Path | None) -> None:
    from eval.report import metrics_text, report_page, summary_table, write_evaluation

    if out is not None:
        try:
            files = write_evaluation(found, labelled.grades, out, lang)
        except OSError as error:
            raise Unavailable(f"{out}: cannot be written ({error.strerror}); name a folder that can") from error
        click.echo("\n".join(str(file) for file in files), err=True)
    text = metrics_text(found.metrics) if form == "json" else report_page(found, labelled.grades, lang) if form == "html" else summary_table(found.metrics)
    write_result(text, None)


def _compare(before: Path, after: Path, fail_if_worse: bool, form: str, out: Path | None) -> None:
    from eval.compare import compare_folders, is_worse
    from eval.measures import HEADLINE
    from eval.report import comparison_table

    try:
        found = compare_folders(before, after)
    except ValueError as error:
        raise MatcherError(str(error)) from error
    write_result(json.dumps(found, ensure_ascii=False, indent=1) if form == "json" else comparison_table(found), out)
    if fail_if_worse and is_worse(found, HEADLINE):
        raise click.exceptions.Exit(1)


def _progress(profiles: Iterable[ResearcherProfile]) -> Iterator[ResearcherProfile]:
    known = list(profiles)
    with click.progressbar(known, label="researchers", file=sys.stderr, show_pos=True) as shown:
        yield from shown
