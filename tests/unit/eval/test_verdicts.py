"""Verdict labels against the engine: doubtful ones count among all, and are left out of the second figure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from eval.datasets import read_dataset
from eval.experiment import evaluate
from eval.intervals import wilson_interval
from eval.report import summary_table
from matcher import Matcher

PEOPLE = [{"id": "a", "nationalities": ["JP"], "statement": "soil"}, {"id": "b", "nationalities": ["IN"], "statement": "stars"}, {"id": "c", "statement": "soil"}]
PROGRAM = {"id": "d1", "name": {"en": "One"}, "description": {"en": "soil"}, "roles": {"fellow": {"en": "fellow", "ja": "フェロー"}},
           "rules": [{"id": "passport", "for": ["fellow"], "nationality": {"in": ["JP"]}, "confidence": "recalled"}]}


def test_doubtful_labels_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "profiles.jsonl").write_text("".join(json.dumps(person) + "\n" for person in PEOPLE), encoding="utf-8")
    (tmp_path / "programs.jsonl").write_text(json.dumps(PROGRAM) + "\n", encoding="utf-8")
    (tmp_path / "verdicts.tsv").write_text("a\td1\tfellow\teligible\tnationality\nb\td1\tfellow\teligible\tnationality\tdoubt\nc\td1\tfellow\tundetermined\tnationality\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("a 0 d1 1\n", encoding="utf-8")
    metrics = evaluate(read_dataset(tmp_path), Matcher.open(tmp_path / "programs.jsonl"), date(2026, 11, 24)).metrics
    found = metrics["verdicts"]
    assert (found["labels"], found["accuracy"], found["interval"]) == (3, pytest.approx(2 / 3), list(wilson_interval(2, 3)))
    assert found["without_doubt"] == {"labels": 2, "accuracy": 1.0, "interval": list(wilson_interval(2, 2))}
    lines = summary_table(metrics).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("verdicts"))
    assert lines[place].endswith("of 3 labels") and lines[place + 1].split()[0] == "1.000" and lines[place + 1].endswith("of 2 that leave no doubt")
