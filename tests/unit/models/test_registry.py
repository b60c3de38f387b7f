"""The registry: read key by key, and complete enough to fetch by."""

from __future__ import annotations

import re

import pytest

from models import EncoderRefused, EncoderUnavailable
from models.registry import find_entry, is_hub_name, read_entries, registry, usable_entry

ASKED_FOR = {"multilingual-e5-small", "multilingual-e5-base", "bge-m3", "gte-multilingual-base", "embeddinggemma-300m", "qwen3-embedding-0.6b", "ruri-v3-30m", "ruri-v3-130m",
             "ruri-v3-310m", "granite-embedding-97m-multilingual-r2", "granite-embedding-311m-multilingual-r2", "specter2", "potion-multilingual-128m"}


def test_every_model_that_was_promised_is_there() -> None:
    assert set(registry()) >= ASKED_FOR and {entry.kind for entry in registry().values()} == {"encoder", "static", "reranker"}


@pytest.mark.parametrize("name", registry())
def test_an_entry_says_where_from_what_for_and_at_what_cost(name: str) -> None:
    entry = registry()[name]
    assert is_hub_name(entry.hub) and (entry.revision is None or re.fullmatch(r"[0-9a-f]{40}|refs/pr/\d+", entry.revision))
    for words in filter(None, (entry.good_for, entry.cost, entry.note, entry.refused)):
        assert words["en"].isascii() and re.search(r"[ぁ-ヿ一-龯]", words["ja"])
    assert entry.prompts is None or set(entry.prompts) == {"query", "document"}
    assert set(entry.languages or ()) <= {"en", "ja"} and entry.licence and entry.megabytes
    assert (entry.dimension is None) == (entry.kind == "reranker")


def test_the_prompts_that_models_were_trained_with() -> None:
    assert registry()["multilingual-e5-small"].prompts == registry()["multilingual-e5-base"].prompts == {"query": "query: ", "document": "passage: "}
    assert registry()["ruri-v3-310m"].prompts == {"query": "検索クエリ: ", "document": "検索文書: "}
    assert not registry()["embeddinggemma-300m"].half


def test_names_of_the_hub_find_their_entry() -> None:
    assert find_entry("intfloat/Multilingual-E5-small") is registry()["multilingual-e5-small"] and find_entry("BGE-M3") is registry()["bge-m3"]
    assert find_entry("someone/else") is None and usable_entry("someone/else").hub == "someone/else"


def test_what_cannot_be_used_says_what_can() -> None:
    with pytest.raises(EncoderRefused, match=r"code of its own.*use gte-multilingual-base"):
        usable_entry("Alibaba-NLP/gte-multilingual-base")
    with pytest.raises(EncoderUnavailable, match="did you mean `ruri-v3-30m`"):
        usable_entry("ruri-v3-30n")
    with pytest.raises(EncoderUnavailable, match="matcher models list"):
        usable_entry("zzzz")


@pytest.mark.parametrize(("raw", "problem"), [({"kind": "encoder", "hbu": "a/b"}, "unknown key hbu"), ({"kind": "encodr"}, "kind is one of")])
def test_a_slip_in_the_file_is_named(raw: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=f"x: .*{problem}"):
        read_entries({"x": raw})


@pytest.mark.parametrize("name", ["a", "a/b/c", "../b", "a/..", "/b", "a/", "a/b c", "a/b;c"])
def test_what_is_no_hub_name(name: str) -> None:
    assert not is_hub_name(name)
