"""One suite for every encoder: shapes, lengths, languages, and folders that are refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models import Encoder, EncoderRefused, EncoderUnavailable, load_encoder
from models.concepts import SPACE
from models.encoder import BUILTIN
from models.hub import HubEncoder
from models.tensors import read_about
from models.training.recipe import recipe_digest


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "quantum": 1, "ion": 2, "forest": 3, "量子": 4}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.random.default_rng(7).normal(size=(5, 16)).astype(np.float32)
    folder = tmp_path_factory.mktemp("model")
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu", prompts={"query": "ion ", "document": ""})
    model.save(str(folder))
    return folder


@pytest.fixture(scope="session")
def transformer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("sentence_transformers")
    from tests.unit.models import tiny_models

    return tiny_models.encoder(tmp_path_factory.mktemp("transformer") / "model", {"query": "query : ", "document": ""})


@pytest.fixture(params=["builtin", "tiny_folder", "transformer_folder", "remembering"])
def encoder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Encoder:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path))
    if request.param == "builtin":
        return load_encoder("builtin")
    if request.param == "transformer_folder":  # the model itself, without the memory around it
        return HubEncoder("tiny", request.getfixturevalue("transformer_folder"), "0" * 64)
    return load_encoder(str(request.getfixturevalue("transformer_folder" if request.param == "remembering" else request.param)))


def test_shapes_and_lengths(encoder: Encoder) -> None:
    vectors = encoder.encode(["quantum ion", "forest", "", "テキスト 量子"], kind="query")
    assert vectors.shape == (4, encoder.dimension) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)
    assert len(encoder.digest) == 64


def test_the_same_text_gives_the_same_vector_alone_and_in_company(encoder: Encoder) -> None:
    alone, many = encoder.encode(["forest"]), encoder.encode(["quantum", "forest"])
    assert np.allclose(alone[0], many[1], atol=1e-6)


def test_prompts_of_a_model_are_used(tiny_folder: Path) -> None:
    model = load_encoder(str(tiny_folder))
    assert np.allclose(model.encode(["quantum"], kind="query"), model.encode(["ion quantum"], kind="document"), atol=1e-5)
    assert not np.allclose(model.encode(["quantum"], kind="query"), model.encode(["quantum"], kind="document"), atol=1e-3)


def test_builtin_joins_the_two_languages() -> None:
    vectors = load_encoder("builtin").encode(["cancer immunotherapy", "がん免疫療法", "numerical weather prediction"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_what_ships_was_made_from_the_lexicon_and_the_recipe_as_they_are() -> None:
    assert read_about(SPACE)["digest"] == read_about(BUILTIN / "model.safetensors")["digest"] == recipe_digest(), "run `matcher models train`"


def test_the_builtin_encoder_is_small_and_loads_fast() -> None:
    files = [file for file in BUILTIN.parent.rglob("*") if file.is_file() and file.suffix != ".tsv"]
    assert sum(file.stat().st_size for file in files) <= 25_000_000


def test_the_builtin_encoder_equals_sentence_transformers() -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    texts = ["quantum error correction", "量子誤り訂正符号のための復号器", "Ｆｕｌｌ-width ﾊﾝｶｸ text, and Zyxwv", "がん免疫療法 and CAR-T cells"]
    theirs = sentence_transformers.SentenceTransformer(str(BUILTIN), device="cpu").encode(texts)
    assert np.allclose(load_encoder("builtin").encode(texts), theirs, atol=2e-3)  # theirs is summed in half precision


@pytest.mark.parametrize("name", ["pytorch_model.bin", "weights.pkl", "modeling_x.py", "model.pt"])
def test_a_folder_that_could_run_code_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(EncoderRefused, match="safetensors"):
        load_encoder(str(tmp_path))


def test_foreign_modules_and_auto_map_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "modules.json").write_text(json.dumps([{"type": "evil.Module"}]))
    with pytest.raises(EncoderRefused, match="outside"):
        load_encoder(str(tmp_path))
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "config.json").write_text(json.dumps({"auto_map": {}}))
    with pytest.raises(EncoderRefused, match="auto_map"):
        load_encoder(str(tmp_path))


def test_a_missing_model_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable):
        load_encoder(str(tmp_path))
