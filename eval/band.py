"""``python -m eval.band`` fits, on the development parts alone, the band in which the engine says that nothing suits, and ships it as ``matcher/band.json``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval.calibration import isotonic_map, labelled_scores
from eval.datasets import Dataset, dataset_folder, read_dataset
from eval.engine import answers_of
from eval.nothing import MOST_ALARMS, fit_cut, held_out, joined, people_of
from matcher.band import SHIPPED, band_digest
from matcher.matcher import Matcher
from matcher.retrieval import TopicSearch
from matcher.storage import open_catalogue
from matcher.wiring import kept_index, open_encoder


def fit_band(matcher: Matcher, graded: Dataset, twins: Dataset) -> dict[str, Any]:
    """The content of ``matcher/band.json``.

    Args:
        graded: Every programme is graded for everybody; the map is fitted on it.
        twins: More people for whom something fits, for the cut.
    """
    parts = [dataset for dataset in (graded, twins) if dataset.on is not None]
    answers = {dataset.name: answers_of(matcher, dataset.profiles, dataset.on, dataset.grades) for dataset in parts if dataset.on}
    people = joined([people_of(dataset.profiles, dataset.grades, answers[dataset.name], dataset.twins) for dataset in parts])
    cut = fit_cut(people.best, people.suited)
    if cut is None:
        raise ValueError("the datasets hold no people of both kinds, those whom something fits and those whom nothing does")
    scores, fits, _ = labelled_scores(graded.grades, answers[graded.name])
    found = isotonic_map(scores, fits)
    cut = round(cut, 6)
    return {"cut": cut, "map": found, "digest": band_digest(cut, found["score"], found["probability"]), "provenance": {
        "datasets": [dataset.name for dataset in parts], "on": str(graded.on), "encoder": matcher.encoder_label, "catalogue": matcher.catalogue.digest,
        "cut": f"best balanced accuracy with at most {MOST_ALARMS:.0%} false alarms, over researchers who state research and goals",
        "map": f"isotonic regression of fit (grade 1 or 2) on score, {len(scores)} graded pairs of {graded.name}", "held_out": held_out(people)}}


def development(name: str) -> Dataset:
    """The development part of a set that ships with the project."""
    found = read_dataset(dataset_folder(Path(name))).part("development")
    return replace(found, name=f"{name} (development)")


def bandless_matcher() -> Matcher:
    """The matcher over the built-in catalogue, whether or not a band has been fitted before."""
    catalogue, encoder = open_catalogue(None), open_encoder("builtin")
    return Matcher(catalogue, TopicSearch(kept_index(catalogue, encoder), encoder, catalogue), f"{encoder.name}@{encoder.digest[:12]}")


def main() -> None:
    """Write ``matcher/band.json`` again."""
    content = fit_band(bandless_matcher(), development("matches"), development("twins"))
    SHIPPED.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
