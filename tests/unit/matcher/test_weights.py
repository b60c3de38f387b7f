"""Learned weights are used as written, refused when they are not, and an answer made with them can be replayed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from eval.intervals import Difference
from eval.learning import Learned
from matcher.cli.main import cli, main
from matcher.errors import MatcherError
from matcher.features import WEIGHTS
from matcher.weights import read_weights, weights_digest

TOPIC_ONLY = {name: float(name == "topic") for name in WEIGHTS}


def write(file: Path, content: Any) -> Path:
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def learned(weights: dict[str, float]) -> dict[str, Any]:
    return Learned(weights, Difference(0.0, 0.0, 0.0, 1.0, 0, 0), 0.5, 0.5).to_dict()


def test_what_learning_writes_is_read(tmp_path: Path) -> None:
    assert read_weights(write(tmp_path / "w.json", learned(TOPIC_ONLY))) == TOPIC_ONLY
    assert list(read_weights(write(tmp_path / "w.json", learned(dict(reversed(WEIGHTS.items())))))) == list(WEIGHTS)


@pytest.mark.parametrize(("content", "said"), [
    ("{", ["holds no weights"]), ([1], ["holds no weights"]), ({"weights": 3}, ["holds no weights"]),
    ({"weights": {name: value for name, value in TOPIC_ONLY.items() if name != "goals"} | {"luck": 0.0, "topic": "much"}},
     ["weights.goals: is missing", "weights.luck: unknown key", "weights.topic: expected a number of 0 or more"]),
    ({"weights": TOPIC_ONLY | {"topic": -1}}, ["weights.topic: expected a number of 0 or more"]),
    ({"weights": TOPIC_ONLY | {"field": 0.5}}, ["weights: sum to 1.5, not to 1"]),
    ({"weights": TOPIC_ONLY, "digest": "sha256:0"}, ["differs from its own digest"]),
])
def test_other_files_are_refused_with_every_fault(tmp_path: Path, content: Any, said: list[str]) -> None:
    with pytest.raises(MatcherError) as refused:
        read_weights(write(tmp_path / "w.json", content))
    lines = str(refused.value).splitlines()
    assert len(lines) == len(said) and all(piece in line for piece, line in zip(said, lines, strict=True))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MatcherError, match=r"none\.json: cannot be read"):
        read_weights(tmp_path / "none.json")


def test_a_suggestion_with_weights_is_their_sum_and_replays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    person = write(tmp_path / "p.json", {"id": "p", "statement": "quantum error correction", "goals": {"countries": ["JP"]}})
    weights = write(tmp_path / "w.json", {"weights": TOPIC_ONLY, "digest": weights_digest(TOPIC_ONLY)})
    bundle = tmp_path / "bundle.json"
    done = CliRunner().invoke(cli, ["suggest", str(person), "--weights", str(weights), "--format", "json", "--on", "2026-11-24", "--bundle", str(bundle)])
    assert done.exit_code == 0, done.output
    for item in json.loads(done.stdout)["suggestions"]:
        assert item["score"] == item["contributions"]["topic"] and sum(item["contributions"].values()) == item["score"]
        assert "nothing-suits" not in item["flags"]  # the band holds for the weights that ship
    again = CliRunner().invoke(cli, ["replay", str(bundle)])
    assert again.exit_code == 0 and "reproduced byte for byte" in again.output


def test_fitting_and_using_weights_exclude_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "matches", "--fit", "--weights", str(tmp_path / "w.json")])
    assert left.value.code == 2 and "leave one of the two out" in capsys.readouterr().err
