"""Datasets in the contract's form, and every fault of a bad one at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.datasets import DatasetFaults, read_dataset
from programs.logic import Outcome

PROGRAMS = '{"id": "d1", "name": {"en": "One"}, "description": {"en": "soil"}}\n{"id": "d2", "name": {"en": "Two"}, "description": {"en": "stars"}}\n'


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_dataset_is_read(tmp_path: Path) -> None:
    write(tmp_path, profiles_jsonl='{"id": "a"}\n{"id": "b"}\n', programs_jsonl=PROGRAMS, qrels_tsv="a\t0\td1\t2\nb 0 d2 1\n",
          verdicts_tsv="a\td1\tfellow\tineligible\tage: under 35\n", meta_yaml="name: Small\non: 2026-11-23\n", parts_tsv="a\ttest\nb\tdevelopment\n",
          twins_tsv="a\tb\n")
    found = read_dataset(tmp_path)
    assert (found.name, found.on, found.grades) == ("Small", date(2026, 11, 23), {"a": {"d1": 2}, "b": {"d2": 1}})
    assert (found.verdicts[0].verdict, found.verdicts[0].clause) == (Outcome.INELIGIBLE, "age: under 35")
    assert found.twins == (("a", "b"),)
    part = found.part("test")
    assert ([profile.id for profile in part.profiles], part.grades, part.twins) == (["a"], {"a": {"d1": 2}}, ())


def test_without_programmes_the_builtin_catalogue_and_its_aliases_count(tmp_path: Path) -> None:
    write(tmp_path, profiles_jsonl='{"id": "a"}\n', qrels_tsv="a 0 lotus 1\n")
    assert read_dataset(tmp_path).catalogue is None


def test_all_faults_at_once(tmp_path: Path) -> None:
    write(tmp_path, profiles_jsonl='{"id": "a"}\n{"id": "b", "agee": 3}\n', programs_jsonl=PROGRAMS, meta_yaml="on: soon\n",
          qrels_tsv="a 0 d1 2\nz 0 d1 1\na 0 d9 1\na 0 d1 high\na 0\n", verdicts_tsv="a d1 guest eligible\na d1 fellow yes\n")
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    text = str(refused.value)
    for piece in ("profiles.jsonl:2: agee: unknown key", "'soon' is not a day", "no profile 'z'", "no programme 'd9'", "'high' is not a grade",
                  "qrels.tsv:5: has 2 columns", "'guest' is not a role", "'yes' is not a verdict"):
        assert piece in text, piece


def test_a_folder_without_anything(tmp_path: Path) -> None:
    with pytest.raises(DatasetFaults, match=r"profiles\.jsonl: is missing"):
        read_dataset(tmp_path)
    with pytest.raises(DatasetFaults, match="there is no such folder"):
        read_dataset(tmp_path / "nowhere")
