"""What ships: concepts, glossary, tokenizer, tensors, the three views of an index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import EncoderRefused, IndexBroken, load_encoder
from models.concepts import ConceptIndex, ConceptSpace
from models.encoder import BUILTIN
from models.glossary import Glossary
from models.hybrid import Document, HybridIndex
from models.tensors import read_about, read_tensors, write_tensors
from models.wordpiece import PlainWordPiece

TEXTS = {"quantum": "quantum error correction with trapped ions", "forest": "forest ecology and biodiversity", "heart": "regenerative medicine for the failing heart"}
JAPANESE = {"quantum": "イオントラップを用いた量子誤り訂正", "forest": "森林生態系と生物多様性", "heart": "心不全に対する再生医療"}


def test_concepts_join_the_languages_both_ways() -> None:
    for queries, documents in ((TEXTS, JAPANESE), (JAPANESE, TEXTS)):
        index = ConceptIndex.of(ConceptSpace(), list(documents.values()))
        assert [int(index.scores(text).argmax()) for text in queries.values()] == [0, 1, 2]


def test_scores_are_cosines_and_nothing_recognised_is_zero() -> None:
    index = ConceptIndex.of(ConceptSpace(), list(TEXTS.values()))
    assert index.scores(TEXTS["forest"])[1] == pytest.approx(1.0, abs=1e-4)
    assert index.scores("zzqx").tolist() == [0.0, 0.0, 0.0]


def test_glossary_pairs_forms_across_languages_only() -> None:
    glossary = Glossary()
    assert glossary.pairs(JAPANESE["quantum"], TEXTS["quantum"])[-1] == ("量子誤り訂正", "quantum error correction")
    assert glossary.pairs(TEXTS["quantum"], TEXTS["quantum"]) == []
    named = glossary.named("Machine learning for gene therapy")
    assert [item.surface for item in named] == ["Machine learning", "gene therapy"]
    assert "ai" in glossary.fields_of(named[0].concept)


@given(st.text(alphabet="abcdefgz 量子誤り訂正のレーザーｱ９é-", max_size=40))
@settings(max_examples=300)
def test_the_tokenizer_in_python_equals_the_package(text: str) -> None:
    from tokenizers import Tokenizer

    plain = PlainWordPiece.open(BUILTIN / "tokenizer.json")
    assert plain is not None
    package = _PACKAGE.setdefault("tokenizer", Tokenizer.from_file(str(BUILTIN / "tokenizer.json")) if not _PACKAGE else None)
    assert plain.ids(text) == package.encode(text, add_special_tokens=False).ids


_PACKAGE: dict[str, object] = {}


def test_tensors_are_read_as_safetensors_reads_them(tmp_path: Path) -> None:
    made = {"half": np.arange(6, dtype=np.float16).reshape(2, 3), "long": np.array([1, -2], dtype=np.int64), "byte": np.zeros((0,), np.uint8), "short": np.array([7], np.uint16)}
    write_tensors(tmp_path / "x.safetensors", made, {"digest": "abc"})
    read = read_tensors(tmp_path / "x.safetensors")
    assert {name: tensor.tolist() for name, tensor in read.items()} == {name: tensor.tolist() for name, tensor in made.items()}
    assert read_about(tmp_path / "x.safetensors") == {"digest": "abc"}
    theirs = pytest.importorskip("safetensors.numpy").load_file(tmp_path / "x.safetensors")
    assert {name: tensor.tolist() for name, tensor in theirs.items()} == {name: tensor.tolist() for name, tensor in made.items()}
    (tmp_path / "cut.safetensors").write_bytes((tmp_path / "x.safetensors").read_bytes()[:-1])
    with pytest.raises(EncoderRefused, match="whole"):
        read_tensors(tmp_path / "cut.safetensors")


def documents(texts: dict[str, str]) -> list[Document]:
    return [Document(owner, (text, f"{text} in Japan"), (text,), (owner,)) for owner, text in texts.items()]


def test_an_index_opens_as_it_was_saved_and_refuses_another_encoder(tmp_path: Path) -> None:
    encoder = load_encoder()
    made = HybridIndex.of(documents(TEXTS), encoder, "content")
    made.save(tmp_path / "index")
    opened = HybridIndex.open(tmp_path / "index", encoder, "content")
    for index in (made, opened):
        assert index.owners == ("quantum", "forest", "heart")
        assert index.meaning(encoder.encode(["trapped ions"]))[0].argmax() == 0
    assert opened.concept_scores(["森林"]).tolist() == made.concept_scores(["森林"]).tolist()
    assert opened.word_scores("forest").tolist() == made.word_scores("forest").tolist() and opened.name_scores("heart").argmax() == 2
    with pytest.raises(IndexBroken, match="another catalogue"):
        HybridIndex.open(tmp_path / "index", encoder, "other content")
    with (tmp_path / "index" / "tables.safetensors").open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(IndexBroken, match="checksum"):
        HybridIndex.open(tmp_path / "index", encoder, "content")


def test_order_of_owners_changes_no_score() -> None:
    encoder = load_encoder()
    one, other = HybridIndex.of(documents(TEXTS), encoder), HybridIndex.of(documents(dict(reversed(TEXTS.items()))), encoder)
    queries = encoder.encode(["trapped ions", "森林"])
    assert other.meaning(queries)[:, ::-1].tolist() == one.meaning(queries).tolist()
    assert other.concept_scores(["森林"])[:, ::-1] == pytest.approx(one.concept_scores(["森林"]), abs=1e-6)
