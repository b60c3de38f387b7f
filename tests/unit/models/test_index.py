"""The index against brute force, and against damage."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import index as index_module
from models.errors import IndexBroken
from models.index import VectorIndex


def unit(rows: int, seed: int, dimension: int = 8) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@given(st.integers(1, 30), st.integers(0, 40), st.integers(0, 1000), st.data(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_top_k_equals_scoring_every_allowed_row(rows: int, k: int, seed: int, data: st.DataObject, with_faiss: bool) -> None:
    vectors = unit(rows, seed)
    vectors[rows // 2] = vectors[0]
    owners = [f"p{data.draw(st.integers(0, 6))}" for _ in range(rows)]
    allowed = data.draw(st.none() | st.sets(st.sampled_from([f"p{i}" for i in range(8)])))
    made = VectorIndex(owners, [""] * rows, vectors, "e")
    small, index_module._SMALL = index_module._SMALL, 0 if with_faiss else 10**9
    try:
        found = made.search(vectors[-1], k, allowed)
    finally:
        index_module._SMALL = small
    scores: dict[str, float] = {}
    for owner, vector in zip(owners, vectors, strict=True):
        if allowed is None or owner in allowed:
            scores[owner] = max(scores.get(owner, -2.0), float(vector.astype(np.float64) @ vectors[-1].astype(np.float64)))
    wanted = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]
    assert [(hit.owner, hit.similarity) for hit in found] == wanted


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    VectorIndex(["a", "b"], ["x", "y"], unit(2, 1), "enc", "content").save(tmp_path / "index")
    return tmp_path / "index"


def test_round_trip(saved: Path) -> None:
    opened = VectorIndex.open(saved, "enc", "content")
    assert opened.owners == ("a", "b") and np.array_equal(opened.vectors, unit(2, 1))
    assert opened.info()["rows"] == 2


@pytest.mark.parametrize("name", ["vectors.npy", "rows.json", "manifest.json"])
def test_damage_is_refused(saved: Path, name: str) -> None:
    good = (saved / name).read_bytes()
    for place in range(0, len(good), 7):
        (saved / name).write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        try:
            opened = VectorIndex.open(saved, "enc", "content")
        except IndexBroken as error:
            assert "matcher index build" in str(error)
        else:
            assert name == "manifest.json" and np.array_equal(opened.vectors, unit(2, 1))
    for broken in (b"", good[: len(good) // 2]):
        (saved / name).write_bytes(broken)
        with pytest.raises(IndexBroken):
            VectorIndex.open(saved, "enc", "content")


def test_another_encoder_or_catalogue_is_refused(saved: Path) -> None:
    for encoder, content in (("other", "content"), ("enc", "other")):
        with pytest.raises(IndexBroken):
            VectorIndex.open(saved, encoder, content)


@pytest.mark.parametrize("call", ["np.save", "os.rename", "os.fsync"])
def test_a_killed_save_leaves_the_old_index_whole(saved: Path, call: str) -> None:
    script = (f"import os, numpy as np, models.index as m\nm.{call} = lambda *a, **k: os._exit(9)\n"
              f"m.VectorIndex(['c'], ['z'], np.eye(8, dtype=np.float32)[:1], 'enc', 'content').save(__import__('pathlib').Path({str(saved)!r}))")
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[3], env={**os.environ}, check=False)
    assert done.returncode == 9
    assert VectorIndex.open(saved, "enc", "content").owners == ("a", "b")
