"""A whole evaluation over a small dataset: same numbers whatever the order, dropping a rule moves only what it decides, files that are whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eval.compare import compare_folders, is_worse
from eval.datasets import read_dataset
from eval.experiment import evaluate
from eval.learning import fit_weights, learn
from eval.report import metrics_text, summary_table, write_evaluation
from matcher import Matcher

DAY = date(2026, 11, 24)
TOPICS = {
    "soil": "carbon in farm soil and the microbes that live there", "stars": "birth of stars in dusty galaxies", "ions": "quantum gates with trapped ions",
    "rice": "heat tolerant rice varieties", "law": "constitutional courts and judicial review", "heart": "heart failure and cardiac muscle",
}
ASKED = {
    "soil": "microbial carbon cycling in agricultural soil", "stars": "star formation in galaxies", "ions": "trapped ion quantum computing",
    "rice": "breeding rice for hot summers", "law": "judicial review by courts", "heart": "cardiac muscle in heart failure",
}


def dataset(folder: Path, rules: list[dict[str, Any]] | None = None, turned: bool = False) -> Path:
    order = (lambda items: list(reversed(items))) if turned else list
    folder.mkdir(parents=True, exist_ok=True)
    people = [{"id": f"{topic}{copy}", "statement": text, "nationalities": ["IN" if copy else "FR"]} for topic, text in ASKED.items() for copy in (0, 1)]
    programs = [{"id": topic, "name": {"en": topic}, "description": {"en": text}, "fields": ["ford:1"], "sources": [{"id": "S1", "address": "x"}], "rules": rules or []}
                for topic, text in TOPICS.items()]
    labels = [f"{topic}{copy} 0 {other} {2 if other == topic else 0}" for topic in ASKED for copy in (0, 1) for other in TOPICS]
    (folder / "profiles.jsonl").write_text("\n".join(json.dumps(one) for one in order(people)), encoding="utf-8")
    (folder / "programs.jsonl").write_text("\n".join(json.dumps(one) for one in order(programs)), encoding="utf-8")
    (folder / "qrels.tsv").write_text("\n".join(order(labels)), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))


def measured(folder: Path, **options: Any) -> Any:
    return evaluate(read_dataset(folder), Matcher.open(folder / "programs.jsonl"), DAY, **options)


def test_order_changes_nothing_but_the_catalogue_digest(tmp_path: Path) -> None:
    plain, turned = measured(dataset(tmp_path / "a")), measured(dataset(tmp_path / "b", turned=True))
    for found in (plain, turned):
        assert found.metrics["nDCG@10"] > 0.9
    drop = ("catalogue", "dataset")
    assert {k: v for k, v in plain.metrics.items() if k not in drop} == {k: v for k, v in turned.metrics.items() if k not in drop}
    assert plain.run == turned.run


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "a")
    assert metrics_text(measured(folder).metrics) == metrics_text(measured(folder).metrics)


def test_a_rule_moves_only_the_pairs_that_it_decides(tmp_path: Path) -> None:
    rule = {"id": "nationality", "for": ["fellow"], "nationality": {"in": ["FR"]}, "source": ["S1"]}
    free, ruled = measured(dataset(tmp_path / "a"), compare=False), measured(dataset(tmp_path / "b", [rule]), compare=False)
    assert {p: scores for p, scores in free.run.items() if p.endswith("0")} == {p: scores for p, scores in ruled.run.items() if p.endswith("0")}
    assert all(ruled.run[p] == {} for p in ruled.run if p.endswith("1"))
    costs = {row["rule"]: (row["fitting_excluded"], row["alone"]) for row in ruled.metrics["rule_costs"]}
    assert costs == {f"{topic}/nationality": (1, 1) for topic in TOPICS}
    ignored = measured(tmp_path / "b", compare=False, ignore_eligibility=True)
    assert ignored.run == free.run


def test_baselines_and_ablations_are_compared(tmp_path: Path) -> None:
    from models import load_encoder

    found = measured(dataset(tmp_path / "a"), encoders=[load_encoder()]).metrics
    names = {row["system"] for row in found["comparisons"]}
    assert {"random", "newest deadline", "popularity", "BM25", "TF-IDF", "TF-IDF+SVD", "dense builtin", "filter after search"} == names
    assert found["systems"]["TF-IDF"]["nDCG@10"] > 0.8
    assert found["systems"]["random"]["nDCG@10"] < found["systems"]["BM25"]["nDCG@10"]
    assert any(row["system"] == "without topic" for row in found["ablations"])


def test_learned_weights_are_none_negative_and_sum_to_one(tmp_path: Path) -> None:
    found = measured(dataset(tmp_path / "a"), fit=True)
    assert found.learned is not None
    weights = found.learned.to_dict()["weights"]
    assert min(weights.values()) >= 0 and sum(weights.values()) == pytest.approx(1.0, abs=1e-4)
    assert weights["topic"] > 0.9  # nothing else tells these programmes apart
    assert "learned weights: held-out" in summary_table(found.metrics)
    assert "too few labels" in summary_table(dict(found.metrics) | {"learning": None})
    few = {profile: labels for profile, labels in list(read_dataset(tmp_path / "a").grades.items())[:3]}
    assert learn(few, found.answers) is None


def test_pairwise_weights_find_the_part_that_orders(tmp_path: Path) -> None:
    import numpy as np

    from eval.learning import _Person

    random = np.random.default_rng(0)
    people = []
    for number in range(20):
        parts = random.random((30, 3))
        people.append(_Person(str(number), tuple(map(str, range(30))), parts, (parts[:, 1] > 0.5).astype(float)))
    weights = fit_weights(people, 0.1)
    assert weights[1] > 0.8 and min(weights) >= 0


def test_what_is_written_and_compared(tmp_path: Path) -> None:
    good = measured(dataset(tmp_path / "data"))
    labels = read_dataset(tmp_path / "data").grades
    write_evaluation(good, labels, tmp_path / "good", "en")
    page = (tmp_path / "good" / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "") and "nDCG@10" in page
    assert "評価指標" in write_and_read(good, labels, tmp_path / "ja", "ja")
    lines = (tmp_path / "good" / "run.trec").read_text(encoding="utf-8").splitlines()
    assert lines[0].split()[1] == "Q0" and len(lines[0].split()) == 6
    worse = {profile: dict(zip(scores, reversed(list(scores.values())), strict=True)) for profile, scores in good.run.items()}
    from eval.experiment import score_run

    write_evaluation(score_run(read_dataset(tmp_path / "data"), worse), labels, tmp_path / "bad", "en")
    found = compare_folders(tmp_path / "good", tmp_path / "bad")
    assert is_worse(found, "nDCG@10") and not is_worse(compare_folders(tmp_path / "bad", tmp_path / "good"), "nDCG@10")
    assert found["people"]["nDCG@10"][0]["after"] < found["people"]["nDCG@10"][0]["before"]
    with pytest.raises(ValueError, match="holds no evaluation"):
        compare_folders(tmp_path / "good", tmp_path)


def write_and_read(found: Any, labels: Any, out: Path, lang: str) -> str:
    write_evaluation(found, labels, out, lang)
    return (out / "report.html").read_text(encoding="utf-8")


def test_the_table_names_every_measure(tmp_path: Path) -> None:
    table = summary_table(measured(dataset(tmp_path / "a")).metrics)
    for name in ("nDCG@10", "RR", "R@50", "TF-IDF", "without topic"):
        assert name in table


def test_programmes_without_a_word_are_evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "profiles.jsonl").write_text('{"id": "a", "statement": "soil"}\n', encoding="utf-8")
    (tmp_path / "programs.jsonl").write_text('{"id": "d1", "name": {"en": "!"}, "description": {"en": "?"}}\n', encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("a 0 d1 1\n", encoding="utf-8")
    metrics = evaluate(read_dataset(tmp_path), Matcher.open(tmp_path / "programs.jsonl"), date(2026, 11, 24)).metrics
    assert {row["system"]: row["value"] for row in metrics["comparisons"]} == dict.fromkeys(("random", "newest deadline", "popularity", "BM25", "TF-IDF", "TF-IDF+SVD"), 1.0)
