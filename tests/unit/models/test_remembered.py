"""Vectors kept by content: what is read is what was written, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.encoder import Kind
from models.places import kept_vectors
from models.remembered import RememberingEncoder, VectorStore


class Counting:
    """Encodes a text by its letters, and notes what it was asked."""

    def __init__(self, digest: str = "d" * 64, prompts: dict[str, str] | None = None) -> None:
        self.name, self.digest, self.dimension = "counting", digest, 3
        self.asked: list[list[str]] = []
        self._prompts = prompts

    def prompt(self, kind: Kind) -> str | None:
        return None if self._prompts is None else self._prompts[kind]

    def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
        self.asked.append(list(texts))
        return np.array([[len(text), sum(map(ord, text)) % 97, kind == "query"] for text in texts], dtype=np.float32).reshape(-1, 3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(batches=st.lists(st.tuples(st.lists(st.text(max_size=4), max_size=6), st.sampled_from(["query", "document"])), max_size=6))
def test_vectors_are_those_of_the_encoder_and_no_text_is_asked_twice(tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[list[str], Kind]]) -> None:
    plain, inner = Counting(), Counting()
    encoder = RememberingEncoder(inner, tmp_path_factory.mktemp("vectors"))
    for texts, kind in batches:
        assert np.array_equal(encoder.encode(texts, kind), plain.encode(texts, kind))
    wanted = {(text, kind) for texts, kind in batches for text in texts}
    assert sum(map(len, inner.asked)) == len(wanted)


def test_another_encoder_prompt_or_kind_is_another_vector(tmp_path: Path) -> None:
    for digest, prompts in (("a" * 64, None), ("b" * 64, None), ("a" * 64, {"query": "q: ", "document": ""})):
        inner = Counting(digest, prompts)
        RememberingEncoder(inner, tmp_path).encode(["x"], "query")
        RememberingEncoder(inner, tmp_path).encode(["x"], "document")
        assert inner.asked == [["x"], ["x"]]
        RememberingEncoder(inner, tmp_path).encode(["x"], "query")
        assert len(inner.asked) == 2


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but longer than a header of one hundred bytes" * 4, None])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    texts = [str(number) for number in range(2000)]
    wanted = RememberingEncoder(Counting(), tmp_path).encode(texts)
    file = next(tmp_path.glob("*.sqlite"))
    whole = file.read_bytes()
    file.write_bytes(damage if damage is not None else whole[:4096] + b"\x00" * (len(whole) - 8192) + whole[-4096:])
    assert np.array_equal(RememberingEncoder(Counting(), tmp_path).encode(texts), wanted)
    inner = Counting()
    assert np.array_equal(RememberingEncoder(inner, tmp_path).encode(texts), wanted)
    RememberingEncoder(inner, tmp_path).encode(texts)
    assert len(inner.asked) <= 1, "it works again from the second time at the latest"


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "v.sqlite")
    store.write({b"k": np.ones(4, np.float32)})
    with sqlite3.connect(tmp_path / "v.sqlite") as connection:
        connection.execute("UPDATE vectors SET vector = ?", (np.array([1, 1, 1, 2], np.float32).tobytes(),))
    assert store.read([b"k"]) == {}


def test_many_keys_and_none(tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "deep" / "v.sqlite")
    assert store.read([b"x"]) == {} and store.read([]) == {}
    made = {str(number).encode(): np.full(2, number, np.float32) for number in range(1234)}
    store.write(made)
    found = store.read([*made, b"other"])
    assert found.keys() == made.keys() and all(np.array_equal(found[key], made[key]) for key in made)


def test_a_place_that_cannot_be_written_to_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    inner = Counting()
    encoder = RememberingEncoder(inner, tmp_path / "file")
    assert encoder.encode(["a"]).tolist() == encoder.encode(["a"]).tolist() and len(inner.asked) == 2


def test_an_interruption_loses_one_piece_at_most(tmp_path: Path) -> None:
    class Stopped(Counting):
        def encode(self, texts: Sequence[str], kind: Kind = "document") -> NDArray[np.float32]:
            if self.asked:
                raise KeyboardInterrupt
            return super().encode(texts, kind)

    texts, first, second = [str(number) for number in range(600)], Stopped(), Counting()
    with pytest.raises(KeyboardInterrupt):
        RememberingEncoder(first, tmp_path).encode(texts)
    assert np.array_equal(RememberingEncoder(second, tmp_path).encode(texts), Counting().encode(texts))
    assert first.asked[0] and first.asked[0] + [text for piece in second.asked for text in piece] == texts


def test_vectors_of_what_people_wrote_are_apart_readable_by_their_owner_alone_and_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    RememberingEncoder(Counting(), tmp_path).encode(["secret words"], "query")
    RememberingEncoder(Counting(), tmp_path).encode(["programme"], "document")
    files = {file.name.removesuffix(".sqlite").rpartition("-")[2]: file for file in tmp_path.iterdir()}
    assert set(files) == {"query", "document"} and {file.stat().st_mode & 0o777 for file in files.values()} == {0o600}
    assert b"secret" not in files["query"].read_bytes() and VectorStore(files["document"]).read([b"x"]) == {}
    monkeypatch.setenv("MATCHER_REMEMBER", "documents")
    inner = Counting("e" * 64)
    encoder = RememberingEncoder(inner, tmp_path, kept_vectors())
    for _ in range(2):
        encoder.encode(["secret words"], "query")
        encoder.encode(["programme"], "document")
    assert inner.asked == [["secret words"], ["programme"], ["secret words"]]
    assert not (tmp_path / f"{'e' * 32}-query.sqlite").exists()
