"""The bilingual retrieval sets under ``data/topics``, built from ``topics.yaml``: ``python -m eval.topics`` writes them again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.datasets import BUILTIN
from profiles.documents import load_yaml

FOLDER = BUILTIN / "topics"
DIRECTIONS = (("en", "en"), ("ja", "ja"), ("en", "ja"), ("ja", "en"))
LANGUAGES = {"en": "English", "ja": "Japanese"}
OWN, NEAR = 2, 1
META = """\
name: Research topics, {queries} queries on {documents} calls
on: 2026-11-24
languages: [{languages}]
licence: Apache-2.0
provenance: written by hand for this project, each topic once in English and once in Japanese; built from topics.yaml by eval/topics.py; see README.md
"""


def read_topics(file: Path = FOLDER / "topics.yaml") -> Sequence[Mapping[str, Any]]:
    """The topics in the order of the file."""
    topics: list[Mapping[str, Any]] = load_yaml(file.read_bytes())
    return topics


def dataset_files(topics: Sequence[Mapping[str, Any]], asked: str, answered: str) -> dict[str, str]:
    """The files of one direction.

    Args:
        asked: Language of the queries (``en`` or ``ja``).
        answered: Language of the calls.

    Returns:
        File name to text.
    """
    queries = [(topic, query) for topic in topics for query in _queries(topic, asked)]
    languages = ", ".join(dict.fromkeys((asked, answered)))
    return {
        "programs.jsonl": _lines(_programme(topic, answered) for topic in topics),
        "profiles.jsonl": _lines(query for _, query in queries),
        "qrels.tsv": "".join(f"{query['id']}\t0\t{other}-{answered}\t{grade}\n" for topic, query in queries for other, grade in _grades(topic).items()),
        "parts.tsv": "".join(f"{query['id']}\t{_part(topic)}\n" for topic, query in queries),
        "meta.yaml": META.format(queries=LANGUAGES[asked], documents=LANGUAGES[answered], languages=languages),
    }


def _programme(topic: Mapping[str, Any], language: str) -> dict[str, Any]:
    text = topic[language]
    return {"id": f"{topic['id']}-{language}", "name": {language: text["name"]}, "description": {language: text["call"]}}


def _queries(topic: Mapping[str, Any], language: str) -> tuple[dict[str, Any], ...]:
    text = topic[language]
    return {"id": f"{topic['id']}-title", "statement": text["title"]}, {"id": f"{topic['id']}-keywords", "keywords": text["keywords"]}


def _grades(topic: Mapping[str, Any]) -> dict[str, int]:
    return {topic["id"]: OWN} | dict.fromkeys(topic.get("near", ()), NEAR)


def _part(topic: Mapping[str, Any]) -> str:
    return "development" if int(topic["id"][1:]) % 2 else "test"


def _lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main() -> None:
    """Write the four folders beside ``topics.yaml``."""
    topics = read_topics()
    for asked, answered in DIRECTIONS:
        folder = FOLDER / f"{asked}-{answered}"
        folder.mkdir(exist_ok=True)
        for name, text in dataset_files(topics, asked, answered).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
