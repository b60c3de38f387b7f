"""Models through sentence-transformers, really opened: tiny ones that the tests make."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import EncoderRefused, EncoderUnavailable, load_encoder
from models.folders import check_folder
from models.hub import HubEncoder, placement
from models.opening import open_reranker
from models.remembered import RememberingEncoder
from models.static import StaticEncoder
from models.store import MANIFEST, FileSum, read_manifest, write_manifest

pytest.importorskip("sentence_transformers")
from models.registry import ModelEntry
from tests.unit.models import tiny_models

TEXTS = ["quantum computing", "forest", "量子 computing", "", "cancer quantum forest ion"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.encoder(tmp_path_factory.mktemp("tiny") / "model", {"query": "query : ", "document": "passage : "})


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.transformer(tmp_path_factory.mktemp("pairs") / "model", pairs=True)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_folder_equals_sentence_transformers_with_its_prompts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import SentenceTransformer

    no_network(monkeypatch)
    encoder, theirs = load_encoder(str(folder)), SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    for kind, prompt in (("query", "query : "), ("document", "passage : ")):
        wanted = theirs.encode([prompt + text for text in TEXTS], normalize_embeddings=True)
        assert np.allclose(encoder.encode(TEXTS, kind), wanted, atol=1e-5)  # type: ignore[arg-type]
    assert encoder.dimension == tiny_models.SIZE and not np.allclose(encoder.encode(["forest"], "query"), encoder.encode(["forest"]), atol=1e-2)


def test_a_manifest_says_prompts_and_pooling_for_a_folder_that_does_not(tmp_path: Path) -> None:
    bare = tiny_models.transformer(tmp_path / "bare")
    entry = ModelEntry(name="tiny", kind="encoder", hub="maker/tiny", good_for={}, prompts={"query": "query : ", "document": ""}, pooling="cls")
    write_manifest(bare, entry, "0" * 40, {file.name: FileSum.of(file) for file in bare.iterdir()})
    encoder = load_encoder(str(bare))
    plain = HubEncoder("bare", bare, "0", {"query": "", "document": ""}, "cls")
    assert np.allclose(encoder.encode(["forest"], "query"), plain.encode(["query : forest"]), atol=1e-5)
    assert not np.allclose(plain.encode(["forest ion"]), HubEncoder("bare", bare, "0", None, "mean").encode(["forest ion"]), atol=1e-2)


@pytest.mark.parametrize("architecture", ["gte", "modernbert", "qwen3", "gemma3", "xlm-roberta"])
def test_every_architecture_of_the_registry_opens_without_code_of_its_own(architecture: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import SentenceTransformer

    place = tiny_models.of_architecture(tmp_path / "model", architecture)
    no_network(monkeypatch)
    found = load_encoder(str(place)).encode(TEXTS, "query")
    theirs = SentenceTransformer(str(place), device="cpu", local_files_only=True).encode(["query : " + text for text in TEXTS])
    assert found.shape == (len(TEXTS), tiny_models.SIZE) and np.allclose(found, theirs, atol=1e-5)


def test_an_old_sentence_transformers_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sentence_transformers.__version__", "5.4.1")
    with pytest.raises(EncoderUnavailable, match=r"5\.4\.1 is too old; install 6\.2 or newer"):
        load_encoder(str(folder)).encode(["forest"])


def test_texts_are_cut_before_they_cost_too_much(folder: Path) -> None:
    model = HubEncoder("x", folder, "0")._model
    assert model.max_seq_length == 64
    long = HubEncoder("x", folder, "0").encode([" ".join(["quantum"] * 500)])
    assert long.shape == (1, tiny_models.SIZE) and np.isfinite(long).all()


def test_half_precision_only_on_a_gpu_and_where_it_is_allowed() -> None:
    assert placement(half=True, gpu=True) == ("cuda", {"dtype": "float16"})
    assert placement(half=False, gpu=True) == ("cuda", {})
    assert placement(half=True, gpu=False) == (None, {})


def test_half_precision_reaches_the_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from models import hub

    monkeypatch.setattr(hub, "has_gpu", lambda: True)
    monkeypatch.setattr(hub, "placement", lambda half, gpu: ("cpu", placement(half, gpu)[1]))
    half, single = HubEncoder("x", folder, "0"), HubEncoder("x", folder, "0", half=False)
    assert {weights.dtype for weights in half._model.parameters()} == {torch.float16} and {weights.dtype for weights in single._model.parameters()} == {torch.float32}
    assert np.abs(half.encode(TEXTS[:3]) - single.encode(TEXTS[:3])).max() < 0.02


def test_a_text_is_encoded_once(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_encoder(str(folder)).encode(TEXTS, "query")
    asked: list[str] = []
    encode = HubEncoder.encode
    monkeypatch.setattr(HubEncoder, "encode", lambda self, texts, kind="document": asked.extend(texts) or encode(self, texts, kind))
    again = load_encoder(str(folder))
    assert isinstance(again, RememberingEncoder) and np.array_equal(again.encode(TEXTS, "query"), first) and asked == []
    again.encode(["forest", "new", "new"], "query")
    again.encode(["forest"], "document")
    assert asked == ["new", "forest"] and list((cache / "vectors").iterdir())


def test_what_is_known_needs_no_torch(folder: Path) -> None:
    code = f"from models import load_encoder; import sys; e = load_encoder({str(folder)!r}); e.encode(['forest']); print('torch' in sys.modules)"
    told = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ).stdout.strip() for _ in range(2)]
    assert told == ["True", "False"]


def test_model2vec_is_read_without_torch_and_equals_it(tmp_path: Path) -> None:
    pytest.importorskip("model2vec")
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

    place = tiny_models.model2vec_folder(tmp_path / "static")
    encoder = load_encoder(str(place))
    known = [text for text in TEXTS if text]  # a text without tokens is a row of zeros there, a unit row here
    assert isinstance(encoder, StaticEncoder)
    assert np.allclose(encoder.encode(known), StaticModel.from_pretrained(place).encode(known), atol=1e-6)
    assert np.allclose(encoder.encode(known), SentenceTransformer(str(place), device="cpu").encode(known, normalize_embeddings=True), atol=1e-5)
    assert np.linalg.norm(encoder.encode(TEXTS), axis=1) == pytest.approx(1.0, abs=1e-6)


def test_a_reranker_orders_as_the_cross_encoder_does(pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentence_transformers import CrossEncoder

    no_network(monkeypatch)
    reranker, texts = open_reranker(str(pairs)), [text for text in TEXTS if text]
    wanted = CrossEncoder(str(pairs), device="cpu", local_files_only=True).predict([("quantum ion", text) for text in texts])
    found = reranker.scores("quantum ion", texts)
    assert len(set(found)) == len(texts) and np.argsort(found).tolist() == np.argsort(wanted).tolist()
    assert np.array_equal(found, reranker.scores("quantum ion", texts)) and reranker.scores("x", []).shape == (0,)
    assert reranker.scores("quantum ion", texts[1:]).tolist() == found[1:].tolist(), "alone as in company"


def test_an_encoder_is_not_taken_for_a_reranker_nor_the_other_way(pairs: Path, cache: Path) -> None:
    with pytest.raises(EncoderRefused, match="--rerank mmarco-minilm-l12"):
        load_encoder("mmarco-minilm-l12")
    with pytest.raises(EncoderRefused, match="--encoder bge-m3"):
        open_reranker("bge-m3")


@pytest.mark.parametrize(("name", "words"), [
    ("bge-m3", "`matcher models fetch bge-m3` (2,270 MB)"), ("intfloat/multilingual-e5-small", "`matcher models fetch multilingual-e5-small`"),
    ("maker/tiny", "`matcher models fetch maker/tiny`"), ("./no-such-folder", "is not a folder"), ("bge-m", "did you mean `bge-m3`"),
])
def test_what_is_not_here_says_how_to_get_it(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    with pytest.raises(EncoderUnavailable) as caught:
        load_encoder(name)
    assert words in str(caught.value)


def test_a_model_that_cannot_be_opened_is_a_sentence(folder: Path, tmp_path: Path) -> None:
    import shutil

    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "model.safetensors").write_bytes(b"short")
    with pytest.raises(EncoderUnavailable, match="could not be opened"):
        load_encoder(str(broken)).encode(["forest"])


def test_a_model_fetched_by_the_hubs_own_client_is_found(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda name, **how: str(folder) if name == "maker/tiny" and how["local_files_only"] else "")
    (found := load_encoder("maker/tiny")).encode(["forest"])
    assert found.name == "maker/tiny" and found.digest != check_folder(folder)


def test_a_copied_fetched_folder_is_checked_by_its_manifest(folder: Path, tmp_path: Path) -> None:
    import shutil

    copied = tmp_path / "copied"
    shutil.copytree(folder, copied)
    entry = ModelEntry(name="tiny", kind="encoder", hub="maker/tiny", good_for={}, dimension=tiny_models.SIZE)
    write_manifest(copied, entry, "0" * 40, {file.relative_to(copied).as_posix(): FileSum.of(file) for file in copied.rglob("*") if file.is_file()})
    assert load_encoder(str(copied)).digest == read_manifest(copied).digest
    (copied / "config.json").write_text("{}")
    with pytest.raises(EncoderRefused, match="differs from its checksum"):
        load_encoder(str(copied))
    assert (copied / MANIFEST).is_file()
