"""The bilingual topics: the folders are what the module builds, and the text keeps the guideline that their card states."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.datasets import read_dataset
from eval.topics import DIRECTIONS, FOLDER, dataset_files, read_topics
from profiles.vocabulary.fields import fields

TOPICS = read_topics()
BOTH = pytest.mark.parametrize(("asked", "answered"), DIRECTIONS)


@BOTH
def test_the_folders_equal_what_the_module_builds(asked: str, answered: str) -> None:
    folder = FOLDER / f"{asked}-{answered}"
    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == dataset_files(TOPICS, asked, answered)


@BOTH
def test_each_direction_is_a_dataset(asked: str, answered: str) -> None:
    found = read_dataset(FOLDER / f"{asked}-{answered}")
    assert found.catalogue is not None
    assert len(found.profiles) == 2 * len(found.catalogue) == 2 * len(TOPICS) >= 260
    assert all(list(grades.values()).count(2) == 1 and set(grades.values()) <= {1, 2} for grades in found.grades.values())
    assert set(found.grades) == set(found.parts) == {profile.id for profile in found.profiles}
    own = {profile: next(program for program, grade in grades.items() if grade == 2) for profile, grades in found.grades.items()}
    assert all(program == f"{profile.split('-')[0]}-{answered}" for profile, program in own.items())


def test_parts_never_share_a_topic() -> None:
    parts = read_dataset(FOLDER / "en-ja").parts
    assert parts["t001-title"] == parts["t001-keywords"] == "development" and parts["t002-title"] == "test"
    assert Counter(parts.values()) == {"development": len(TOPICS), "test": len(TOPICS)}


def test_a_small_case_by_hand() -> None:
    text = {"name": "N", "call": "C", "title": "T", "keywords": ["k", "鍵"]}
    files = dataset_files([{"id": "t002", "near": ["t009"], "en": text, "ja": {**text, "name": "名"}}], "en", "ja")
    assert files["programs.jsonl"] == '{"id": "t002-ja", "name": {"ja": "名"}, "description": {"ja": "C"}}\n'
    assert files["profiles.jsonl"] == '{"id": "t002-title", "statement": "T"}\n{"id": "t002-keywords", "keywords": ["k", "鍵"]}\n'
    assert files["qrels.tsv"] == "t002-title\t0\tt002-ja\t2\nt002-title\t0\tt009-ja\t1\nt002-keywords\t0\tt002-ja\t2\nt002-keywords\t0\tt009-ja\t1\n"
    assert files["parts.tsv"] == "t002-title\ttest\nt002-keywords\ttest\n"


def test_ids_run_without_gaps_and_near_goes_both_ways() -> None:
    near = {topic["id"]: topic.get("near", []) for topic in TOPICS}
    assert list(near) == [f"t{number:03}" for number in range(1, len(TOPICS) + 1)]
    assert [(one, other) for one, others in near.items() for other in others if one == other or one not in near[other]] == []


def test_every_oecd_field_and_every_advanced_field_has_topics() -> None:
    oecd = {code for code in fields() if code.startswith("ford:") and "." in code}
    assert {topic["field"] for topic in TOPICS} == oecd and len(oecd) == 42
    assert {name for topic in TOPICS for name in topic.get("also", [])} == {code for code in fields() if not code.startswith("ford:")}


def test_texts_keep_the_lengths_and_keywords_do_not_repeat_the_call() -> None:
    english, japanese = [topic["en"] for topic in TOPICS], [topic["ja"] for topic in TOPICS]
    assert [text["name"] for text in english if not 35 <= len(text["call"].split()) <= 70] == []
    assert [text["name"] for text in japanese if not 70 <= len(text["call"]) <= 160] == []
    repeated = [word for text in english + japanese for word in text["keywords"] if word.lower() in f"{text['name']} {text['call']}".lower()]
    assert repeated == []
    assert [text["title"] for text in english + japanese if not 4 <= len(text["keywords"]) <= 6] == []
