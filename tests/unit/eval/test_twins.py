"""The language twins: one researcher, two languages, the same facts and the same labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import Dataset, read_dataset
from programs import read_catalogue

FOLDER = Path(__file__).parents[3] / "eval" / "data" / "twins"
WORDS = {"id", "statement", "keywords", "publications", "organisation", "title", "institution"}
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
CLOSED_TO_ALL = {"ended", "suspended", "umbrella", "institutional", "by_invitation"}


@pytest.fixture(scope="module")
def twins() -> Dataset:
    return read_dataset(FOLDER)


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    rows = map(json.loads, (FOLDER / "profiles.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def test_every_profile_has_one_twin(twins: Dataset, documents: dict[str, Any]) -> None:
    assert len(twins.twins) == 44
    assert sorted(name for pair in twins.twins for name in pair) == sorted(documents)


def test_twins_state_the_same_facts(twins: Dataset, documents: dict[str, Any]) -> None:
    for one, other in twins.twins:
        assert _facts(documents[one]) == _facts(documents[other]), one
        assert [len(documents[one].get(key, ())) for key in ("keywords", "publications")] == [
            len(documents[other].get(key, ())) for key in ("keywords", "publications")], one


def test_each_twin_is_in_its_language(twins: Dataset, documents: dict[str, Any]) -> None:
    for one, other in twins.twins:
        assert not [text for text in _texts(documents[one]) if JAPANESE.search(text)], one
        assert not [text for text in _texts(documents[other]) if not JAPANESE.search(text)], other


def test_twins_share_their_labels_and_their_part(twins: Dataset) -> None:
    for number, (one, other) in enumerate(twins.twins, start=1):
        assert twins.grades[one] == twins.grades[other], one
        assert 3 <= len(twins.grades[one]) <= 10, one
        assert twins.parts[one] == twins.parts[other] == ("development" if number % 2 else "test"), one


def test_only_programmes_one_can_apply_to_are_graded(twins: Dataset) -> None:
    closed = {program.id for program in read_catalogue() if program.status in CLOSED_TO_ALL}
    assert closed
    assert not closed & {program for grades in twins.grades.values() for program in grades}


def _facts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _facts(inner) for key, inner in value.items() if key not in WORDS}
    return [_facts(inner) for inner in value] if isinstance(value, list) else value


def _texts(value: Any, worded: bool = False) -> Iterator[str]:
    """Every string that is written in words, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "id":
                yield from _texts(inner, key in WORDS)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, worded)
    elif worded and isinstance(value, str):
        yield value
