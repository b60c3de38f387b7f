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
          verdicts_tsv="a\td1\tfellow\tineligible\tage: under 35\tdoubt\na\td2\tfellow\teligible\t\nb\td2\tfellow\teligible\n", meta_yaml="name: Small\non: 2026-11-23\n", parts_tsv="a\ttest\nb\tdevelopment\n",
          twins_tsv="a\tb\n")
    found = read_dataset(tmp_path)
    assert (found.name, found.on, found.grades) == ("Small", date(2026, 11, 23), {"a": {"d1": 2}, "b": {"d2": 1}})
    assert (found.verdicts[0].verdict, found.verdicts[0].clause) == (Outcome.INELIGIBLE, "age: under 35")
    assert [label.doubtful for label in found.verdicts] == [True, False, False]
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
                  "qrels.tsv:5: has 2 of 4 columns", "'guest' is not a role", "'yes' is not a verdict"):
        assert piece in text, piece


def test_a_folder_without_anything(tmp_path: Path) -> None:
    with pytest.raises(DatasetFaults, match=r"profiles\.jsonl: is missing"):
        read_dataset(tmp_path)
    with pytest.raises(DatasetFaults, match="there is no such folder"):
        read_dataset(tmp_path / "nowhere")


@pytest.mark.parametrize(("files", "said"), [
    ({"qrels_tsv": "a 0 d1 2\na 0 d1 1\n"}, [r"qrels.tsv:2: a d1 was given before, on line 1; keep one of the two lines"]),
    ({"qrels_tsv": "a 0 d1 2\n", "verdicts_tsv": "a d1 fellow eligible\na d1 fellow ineligible\n"}, ["verdicts.tsv:2: a d1 fellow was given before, on line 1"]),
    ({"qrels_tsv": "a 0 d1 2\n", "verdicts_tsv": "a d1 lead eligible\n"}, ["verdicts.tsv:1: 'd1' offers no role 'lead'; it offers fellow"]),
    ({"qrels_tsv": "profile_id 0 program_id grade\na 0 d1 2\n"}, ["qrels.tsv:1: is a heading; remove the line"]),
    ({"qrels_tsv": "a,0,d1,2\n"}, ["qrels.tsv:1: has 1 of 4 columns (profile_id 0 program_id grade); put tabs between them, not commas"]),
    ({"qrels_tsv": ""}, ["qrels.tsv: holds no label"]),
    ({}, ["qrels.tsv: is missing"]),
    ({"qrels_tsv": "a 0 d1 2\n", "twins_tsv": "a a\na z\n"}, ["twins.tsv:1: 'a' is named as its own twin", "twins.tsv:2: there is no profile 'z'"]),
    ({"qrels_tsv": "a 0 d1 2\n", "parts_tsv": "a test\na development\nz test\n"}, ["parts.tsv:2: a was given before", "parts.tsv:3: there is no profile 'z'"]),
    ({"qrels_tsv": "a 0 d1 2\n", "profiles_jsonl": '{"id": "a"}\n{"id": "a"}\n'}, ["profiles.jsonl:2: id: 'a' was used before, in row 1"]),
    ({"qrels_tsv": "a 0 d1 2\n", "profiles_jsonl": ""}, ["profiles.jsonl: "]),
    ({"qrels_tsv": "a 0 d1 2\n", "programs_jsonl": '{"id": "d1"}\n'}, ["programs.jsonl:1"]),
    ({"qrels_tsv": "a 0 d1 2\n", "meta_yaml": "- a\n"}, ["meta.yaml: expected `key: value` lines"]),
])
def test_each_fault_says_where_and_what_to_do(tmp_path: Path, files: dict[str, str], said: list[str]) -> None:
    write(tmp_path, **({"profiles_jsonl": '{"id": "a"}\n', "programs_jsonl": PROGRAMS} | files))
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    assert len(refused.value.faults) == len(said), refused.value.faults
    for fault, piece in zip(refused.value.faults, said, strict=True):
        assert piece in fault


def test_an_empty_folder_names_every_file_that_is_missing_and_a_slip_its_nearest_id(tmp_path: Path) -> None:
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    assert [fault.rpartition("/")[2].split(";")[0] for fault in refused.value.faults] == ["profiles.jsonl: is missing", "qrels.tsv: is missing"]
    write(tmp_path, profiles_jsonl='{"id": "a"}\n', qrels_tsv="a 0 lotos 1\n")
    with pytest.raises(DatasetFaults, match="did you mean `lotus`"):
        read_dataset(tmp_path)


def test_a_refused_row_does_not_put_blame_on_its_labels(tmp_path: Path) -> None:
    write(tmp_path, profiles_jsonl='{"id": "a", "agee": 3}\n', programs_jsonl=PROGRAMS, qrels_tsv="a 0 d1 2\n")
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    assert [fault.rpartition("/")[2] for fault in refused.value.faults] == ["profiles.jsonl:1: agee: unknown key; remove it"]
    write(tmp_path, profiles_jsonl="{not json\n")
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    assert len(refused.value.faults) == 1


def test_bytes_that_are_not_utf8_and_folders_in_place_of_files(tmp_path: Path) -> None:
    write(tmp_path, profiles_jsonl='{"id": "a"}\n', programs_jsonl=PROGRAMS)
    (tmp_path / "qrels.tsv").write_bytes(b"a 0 d1 2\n\xff 0 d1 2\n")
    (tmp_path / "parts.tsv").mkdir()
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(tmp_path)
    assert "qrels.tsv: byte 10 is not UTF-8" in str(refused.value) and "parts.tsv: cannot be read" in str(refused.value)
    with pytest.raises(DatasetFaults, match="is a file; name a folder"):
        read_dataset(tmp_path / "profiles.jsonl")
