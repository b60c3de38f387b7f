"""Fetching, through the hub's own client from a hub on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from matcher.messages import in_japanese
from models import EncoderRefused, EncoderUnavailable
from models.fetching import HuggingFaceHub, fetch, wanted_files
from models.registry import ModelEntry
from models.store import MANIFEST, FileSum, StoredModel, read_manifest, stored_model, stored_models
from models.tensors import write_tensors
from tests.unit.models.tiny_hub import COMMIT, TinyHub, serving

NAME = "maker/tiny"


def tensors(folder: Path, numbers: int = 100) -> bytes:
    write_tensors(folder / "made.safetensors", {"a": np.arange(numbers, dtype=np.float32)})
    return (folder / "made.safetensors").read_bytes()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[TinyHub]:
    files = {"config.json": b"{}", "1_Pooling/config.json": b'{"a": 1}', "tokenizer.json": b"{}", "model.safetensors": tensors(tmp_path), "pytorch_model.bin": b"\x80pickle",
             "onnx/model.onnx": b"x", "modeling_own.py": b"print()", "README.md": b"words"}
    with serving(TinyHub(files)) as found:
        yield found


def bring(hub: TinyHub, root: Path, revision: str | None = None) -> StoredModel:
    return fetch(NAME, revision, root, HuggingFaceHub(hub.url))


def downloads(hub: TinyHub) -> list[str]:
    return [path.split(f"{COMMIT}/")[1] for method, path, _ in hub.asked if method == "GET" and "/resolve/" in path]


def test_what_is_safe_arrives_whole_with_its_sums_and_its_commit(hub: TinyHub, tmp_path: Path) -> None:
    stored = bring(hub, tmp_path / "models")
    there = {file.relative_to(stored.folder).as_posix(): file.read_bytes() for file in stored.folder.rglob("*") if file.is_file()}
    manifest = json.loads(there.pop(MANIFEST))
    assert there == {name: hub.files[name] for name in ("config.json", "1_Pooling/config.json", "tokenizer.json", "model.safetensors")}
    assert manifest["commit"] == stored.commit == COMMIT and manifest["files"] == {name: {"size": len(data), "sha256": FileSum.of(stored.folder / name).sha256} for name, data in there.items()}
    assert set(downloads(hub)) == set(there), "weights in other forms and code were not even asked for"
    assert [model.name for model in stored_models(tmp_path / "models")] == [NAME] and stored_model(NAME, tmp_path / "models") == stored


def test_once_is_enough(hub: TinyHub, tmp_path: Path) -> None:
    first = bring(hub, tmp_path / "models")
    hub.asked.clear()
    assert bring(hub, tmp_path / "models") == first and downloads(hub) == []
    hub.asked.clear()
    assert bring(hub, tmp_path / "models", COMMIT) == first and hub.asked == [], "a commit that is here needs no network"


def test_what_the_registry_says_reaches_a_model_that_is_here(hub: TinyHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bring(hub, tmp_path / "models")
    monkeypatch.setattr("models.fetching.usable_entry", lambda name: ModelEntry(name=name, kind="encoder", hub=name, good_for={}, prompts={"query": "q: ", "document": ""}))
    hub.asked.clear()
    again = bring(hub, tmp_path / "models")
    assert again.prompts == {"query": "q: ", "document": ""} and again.files == first.files and downloads(hub) == [] and again.digest != first.digest
    again.check(whole=True)


def test_a_damaged_model_is_fetched_again(hub: TinyHub, tmp_path: Path) -> None:
    file = bring(hub, tmp_path / "models").folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")
    assert bring(hub, tmp_path / "models").folder / "model.safetensors" == file and file.read_bytes() == hub.files["model.safetensors"]


def test_an_interrupted_fetch_leaves_nothing_half_done_and_goes_on(hub: TinyHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # the client waits before it tries once more
    hub.files = {**hub.files, "model.safetensors": tensors(tmp_path, 6_000_000)}
    hub.cut["model.safetensors"] = 15_000_000
    with pytest.raises(EncoderUnavailable, match="goes on where it stopped"):
        bring(hub, tmp_path / "models")
    assert stored_model(NAME, tmp_path / "models") is None and list(stored_models(tmp_path / "models")) == []
    hub.gone.clear()
    hub.asked.clear()
    stored = bring(hub, tmp_path / "models")
    stored.check(whole=True)
    ranges = [asked for method, path, asked in hub.asked if method == "GET" and path == "/large/model.safetensors"]
    assert len(ranges) == 1 and int(str(ranges[0]).removeprefix("bytes=").rstrip("-")) > 0


def test_only_a_pickle_is_refused_before_anything_is_fetched(hub: TinyHub, tmp_path: Path) -> None:
    hub.files = {name: data for name, data in hub.files.items() if name != "model.safetensors"}
    with pytest.raises(EncoderRefused, match="no safetensors weights"):
        bring(hub, tmp_path / "models")
    assert downloads(hub) == []


def test_code_of_its_own_is_refused_before_the_weights_are_fetched(hub: TinyHub, tmp_path: Path) -> None:
    hub.files = {**hub.files, "config.json": b'{"auto_map": {"AutoModel": "own.Model"}}'}
    with pytest.raises(EncoderRefused, match="code of its own"):
        bring(hub, tmp_path / "models")
    assert "model.safetensors" not in downloads(hub) and stored_model(NAME, tmp_path / "models") is None


def test_weights_cut_short_at_the_source_are_refused(hub: TinyHub, tmp_path: Path) -> None:
    hub.files = {**hub.files, "model.safetensors": hub.files["model.safetensors"][:-4]}
    with pytest.raises(EncoderRefused, match="not a whole safetensors file") as caught:
        bring(hub, tmp_path / "models")
    assert "不完全です" in in_japanese(str(caught.value)) and "取得し直してください" in in_japanese(str(caught.value))


@pytest.mark.parametrize(("status", "code", "words"), [
    (403, "GatedRepo", "accept it there, set HF_TOKEN"), (404, "RepoNotFound", "is not on the hub"), (404, "RevisionNotFound", "check --revision"),
])
def test_refusals_of_the_hub_say_what_to_do(hub: TinyHub, tmp_path: Path, status: int, code: str, words: str) -> None:
    hub.refusal = (status, code)
    with pytest.raises(EncoderUnavailable, match=words) as caught:
        bring(hub, tmp_path / "models", "v9")
    assert " is " not in in_japanese(str(caught.value)) and " has " not in in_japanese(str(caught.value))


def test_no_network_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"cannot be reached .*where there is a network.*--encoder builtin"):
        fetch(NAME, None, tmp_path, HuggingFaceHub("http://127.0.0.1:9"))


def test_no_room_says_so(hub: TinyHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda place: type("Usage", (), {"free": 100})())
    with pytest.raises(EncoderUnavailable, match=r"has room for 0 MB.*MATCHER_CACHE"):
        bring(hub, tmp_path / "models")


def test_a_planted_file_and_an_altered_manifest_are_refused(hub: TinyHub, tmp_path: Path) -> None:
    stored = bring(hub, tmp_path / "models")
    (stored.folder / "extra.json").write_text("{}")
    with pytest.raises(EncoderRefused, match=r"extra.json: does not belong"):
        stored.check()
    (stored.folder / "extra.json").unlink()
    (stored.folder / "config.json").write_text("[]")
    with pytest.raises(EncoderRefused, match=r"config.json: is missing or differs"):
        stored.check()
    for text in ("{", "[]", '{"format": 2}', '{"format": 1}', '{"format": 1, "name": "a", "hub": "a", "commit": "c", "kind": "encoder", "prompts": null, "pooling": null, '
                 '"half": true, "dimension": null, "files": {"../x": {"size": 1, "sha256": "0"}}}'):
        (stored.folder / MANIFEST).write_text(text)
        with pytest.raises(EncoderRefused, match="cannot be read"):
            read_manifest(stored.folder)


def test_the_digest_covers_files_and_prompts(hub: TinyHub, tmp_path: Path) -> None:
    from dataclasses import replace

    stored = bring(hub, tmp_path / "models")
    others = [replace(stored, prompts={"query": "q: ", "document": ""}), replace(stored, pooling="cls"),
              replace(stored, files={**stored.files, "config.json": FileSum(2, "0" * 64)})]
    assert len({model.digest for model in (stored, *others)}) == 4


def test_wanted_files() -> None:
    there = ["model.safetensors", "model-00001-of-00002.safetensors", "model.safetensors.index.json", "openvino/openvino_model.xml", "onnx/config.json", ".gitattributes",
             "vocab.txt", "spiece.model", "LICENSE", "a.py", "pytorch_model.bin", "0_StaticEmbedding/model.safetensors", "embeddings.safetensors", "x/../y.json"]
    assert wanted_files(there) == ["0_StaticEmbedding/model.safetensors", "LICENSE", "model-00001-of-00002.safetensors", "model.safetensors", "model.safetensors.index.json",
                                   "spiece.model", "vocab.txt"]
