"""Models as a person gets and uses them: listed, fetched from a hub on this machine, and used without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from matcher.cli.tables import width
from tests.unit.models.tiny_hub import COMMIT, TinyHub, serving

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "profiles" / "examples" / "indian-doctoral-student.yaml")
ON = ("--on", "2026-11-24")
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def run(tmp_path: Path):  # type: ignore[no-untyped-def]
    def call(*args: str, code: int = 0, hub: str = NOWHERE) -> tuple[str, str]:
        environment = {**os.environ, "MATCHER_CACHE": str(tmp_path / "cache"), "HF_ENDPOINT": hub, "HF_HOME": str(tmp_path / "hf")}
        done = subprocess.run([sys.executable, "-m", "matcher", *args], capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
        assert "Traceback" not in done.stderr and done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stdout, done.stderr

    return call


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def small_dataset(folder: Path) -> str:
    folder.mkdir()
    (folder / "profiles.jsonl").write_text('{"id": "p1", "statement": "quantum ion"}\n{"id": "p2", "statement": "cancer"}\n')
    (folder / "programs.jsonl").write_text("".join(json.dumps({"id": f"d{number}", "name": {"en": text}, "description": {"en": text}}) + "\n"
                                                   for number, text in enumerate(("quantum computing", "cancer", "forest"))))
    (folder / "qrels.tsv").write_text("p1 0 d0 2\np2 0 d1 1\n")
    return str(folder)


def test_the_list_says_what_is_here_what_it_costs_and_what_it_is_good_for(run) -> None:  # type: ignore[no-untyped-def]
    rows = {row["name"]: row for row in json.loads(run("models", "list", "--format", "json")[0])}
    assert rows["builtin"]["here"] and rows["builtin"]["dimension"] == 216 and rows["builtin"]["bytes_on_disk"] > 1_000_000
    small = rows["multilingual-e5-small"]
    assert (small["here"], small["dimension"], small["licence"], small["download_bytes"], small["bytes_on_disk"]) == (False, 384, "MIT", 471_000_000, None)
    assert small["prompts"] == {"query": "query: ", "document": "passage: "} and rows["gte-multilingual-base-original"]["refused"]["ja"]
    english, japanese = (run("models", "list", "--lang", lang)[0] for lang in ("en", "ja"))
    assert all(name in english and name in japanese for name in rows)
    assert "471 MB; dimension 384; MIT; English, Japanese" in english and "471 MB、次元数 384、MIT、英語・日本語" in japanese
    shown = [run("models", "show", name, "--lang", lang)[0] for name in ("gte-multilingual-base-original", "embeddinggemma-300m") for lang in ("en", "ja")]
    assert [line for text in (english, japanese, *shown) for line in text.splitlines() if width(line) > 80] == []
    assert "accepted on the hub" in run("models", "show", "embeddinggemma-300m")[0] and "約3.1億" in run("models", "show", "embeddinggemma-300m", "--lang", "ja")[0]


@pytest.mark.parametrize(("args", "words"), [
    (("suggest", EXAMPLE, *ON, "--encoder", "ruri-v3-30m"), "matcher models fetch ruri-v3-30m"), (("index", "build", "--encoder", "bge-m3"), "matcher models fetch bge-m3"),
    (("suggest", EXAMPLE, *ON, "--rerank", "bge-reranker-v2-m3"), "matcher models fetch bge-reranker-v2-m3"), (("evaluate", "twins", "--encoders", "bge-m3"), "matcher models fetch"),
    (("suggest", EXAMPLE, *ON, "--encoder", "Alibaba-NLP/gte-multilingual-base"), "use gte-multilingual-base"), (("models", "show", "maker/tiny"), "matcher models fetch maker/tiny"),
    (("models", "fetch", "gte-multilingual-base-original"), "code of its own"), (("models", "fetch", "nonesuch"), "matcher models list"),
    (("models", "fetch", "ruri-v3-30m"), "where there is a network"),
])
def test_what_is_not_here_ends_with_3_and_says_what_to_do(run, args: tuple[str, ...], words: str) -> None:  # type: ignore[no-untyped-def]
    out, told = run(*args, code=3)
    assert words in told and out == ""


def test_the_refusal_is_told_in_japanese(run) -> None:  # type: ignore[no-untyped-def]
    told = run("suggest", EXAMPLE, *ON, "--encoder", "ruri-v3-30m", "--lang", "ja", code=3)[1]
    assert "`matcher models fetch ruri-v3-30m`" in told and "一度取得するか" in told and " is not" not in told


def test_fetched_once_and_used_without_a_network(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("sentence_transformers")
    from tests.unit.models import tiny_models

    source = tiny_models.encoder(tmp_path / "tiny", {"query": "query : ", "document": "passage : "})
    with serving(TinyHub(files_of(source))) as hub:
        out, bars = run("models", "fetch", "maker/tiny", "--revision", "v1", hub=hub.url)
        assert f"commit {COMMIT[:12]}" in out and "--encoder maker/tiny" in out and "Fetching" in bars
        assert any(path == "/api/models/maker/tiny/revision/v1" for _, path, _ in hub.asked)
    listed = {row["name"]: row for row in json.loads(run("models", "list", "--format", "json")[0])}
    assert listed["maker/tiny"]["here"] and listed["maker/tiny"]["commit"] == COMMIT and listed["maker/tiny"]["licence"] is None
    assert COMMIT in run("models", "show", "maker/tiny")[0]
    answers = [json.loads(run("suggest", EXAMPLE, *ON, "--encoder", "maker/tiny", "--format", "json")[0]) for _ in range(2)]
    assert answers[0] == answers[1] and answers[0]["encoder"].startswith("maker/tiny@") and answers[0]["suggestions"]
    folder = str(tmp_path / "index")
    run("index", "build", "--encoder", "maker/tiny", "--out", folder)
    assert "another encoder" in run("suggest", EXAMPLE, *ON, "--index", folder, code=3)[1]
    run("suggest", EXAMPLE, *ON, "--index", folder, "--encoder", "maker/tiny")
    dataset = small_dataset(tmp_path / "dataset")
    assert "dense maker/tiny" in json.loads(run("evaluate", dataset, *ON, "--format", "json")[0])["systems"]
    (tmp_path / "cache" / "models" / "maker--tiny" / "planted.py").write_text("raise SystemExit(9)")
    assert "does not belong to the model" in run("suggest", EXAMPLE, *ON, "--encoder", "maker/tiny", code=3)[1]


def test_a_reranker_moves_suggestions_and_no_verdict(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("sentence_transformers")
    from tests.unit.models import tiny_models

    folder, bundle = str(tiny_models.transformer(tmp_path / "pairs", pairs=True)), str(tmp_path / "bundle.json")
    plain, moved = (json.loads(run("suggest", EXAMPLE, *ON, "--top", "500", "--format", "json", *more)[0]) for more in ((), ("--rerank", folder, "--bundle", bundle)))
    assert plain["encoder"] != moved["encoder"] and moved["encoder"].startswith(f"{plain['encoder']}+{folder}@")
    verdicts = [{(row["program"], row["role"]): row["verdict"] for row in answer["suggestions"]} for answer in (plain, moved)]
    assert verdicts[0] == verdicts[1] and plain["excluded"] == moved["excluded"]
    assert [row["program"] for row in plain["suggestions"]] != [row["program"] for row in moved["suggestions"]]
    assert "byte for byte" in run("replay", bundle)[0]
    metrics = json.loads(run("evaluate", small_dataset(tmp_path / "dataset"), *ON, "--no-baselines", "--rerank", folder, "--format", "json")[0])
    assert metrics["encoder"] == moved["encoder"]
