"""Every measure by hand on a tiny case, and the rule for researchers left unanswered."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from eval.measures import NAMES, means, per_profile
from eval.trec import best_first, read_run, run_text

GRADES = {"a": {"x": 2, "y": 1, "z": 0}, "b": {"x": 1, "y": 0}}
RUN = {"a": {"z": 3.0, "x": 2.0, "w": 1.5, "y": 1.0}}


def test_measures_by_hand() -> None:
    found = per_profile(GRADES, RUN)
    gain = 2 / math.log2(3) + 1 / math.log2(5)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert found["nDCG@5"]["a"] == pytest.approx(gain / ideal, abs=1e-6)
    assert found["nDCG@10"]["a"] == pytest.approx(gain / ideal, abs=1e-6)
    assert found["RR"]["a"] == pytest.approx(1 / 2)
    assert found["AP"]["a"] == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert found["R@10"]["a"] == found["R@50"]["a"] == 1.0
    assert found["Judged@10"]["a"] == pytest.approx(3 / 4)  # of the programmes that were returned


LONG = {"a": {f"d{place:02}": grade for place, grade in {1: 0, 3: 1, 7: 2, 12: 1, 30: 2, 60: 1}.items()} | {"never": 2}}
LONG_RUN = {"a": {f"d{place:02}": 100.0 - place for place in range(1, 101)}}


def test_every_measure_by_hand_where_depth_matters() -> None:
    found = {name: values["a"] for name, values in per_profile(LONG, LONG_RUN).items()}
    ideal = [2 / math.log2(2), 2 / math.log2(3), 2 / math.log2(4), 1 / math.log2(5), 1 / math.log2(6), 1 / math.log2(7)]  # the seven labels, best first
    by_hand = {
        "nDCG@5": (1 / math.log2(4)) / sum(ideal[:5]), "nDCG@10": (1 / math.log2(4) + 2 / math.log2(8)) / sum(ideal), "RR": 1 / 3,
        "AP": (1 / 3 + 2 / 7 + 3 / 12 + 4 / 30 + 5 / 60) / 6, "R@10": 2 / 6, "R@50": 4 / 6, "Judged@10": 3 / 10,
    }
    assert set(by_hand) == set(NAMES)
    assert found == pytest.approx(by_hand, abs=1e-7)


def test_a_researcher_left_unanswered_counts_with_the_default() -> None:
    found = per_profile(GRADES, RUN)
    assert {name: values["b"] for name, values in found.items()} == dict.fromkeys(found, 0.0)
    assert means(found)["RR"] == pytest.approx(0.25)


def test_a_silent_system_cannot_look_better() -> None:
    honest = {"a": {"x": 1.0, "y": 0.5}, "b": {"y": 1.0, "x": 0.5}}
    silent = {"a": honest["a"]}
    assert means(per_profile(GRADES, silent))["nDCG@10"] < means(per_profile(GRADES, honest))["nDCG@10"]


def test_the_values_are_those_of_ir_measures_own_command_to_the_last_digit(tmp_path: Path) -> None:
    # of twelve: metrics.json has six, and beyond fifteen the order of a sum decides
    random = np.random.default_rng(7)
    grades = {f"p{n}": {f"d{m}": int(random.integers(0, 3)) for m in random.choice(80, 30, replace=False)} for n in range(25)}
    grades["p3"] = dict.fromkeys(grades["p3"], 0)  # nothing fits
    run = {profile: {f"d{m}": round(float(random.random()), 6) for m in random.choice(80, 60, replace=False)} for profile in list(grades)[:-2]}  # two are left unanswered
    (tmp_path / "qrels").write_text("".join(f"{p} 0 {d} {g}\n" for p, labels in grades.items() for d, g in labels.items()))
    (tmp_path / "run").write_text(run_text(run, "tag"))
    command = [sys.executable, "-m", "ir_measures", "-p", "17", str(tmp_path / "qrels"), str(tmp_path / "run"), " ".join(NAMES)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    theirs = dict(line.split("\t") for line in told.splitlines())
    ours = means(per_profile(grades, read_run(tmp_path / "run")))
    assert {name: f"{ours[name]:.12f}" for name in NAMES} == {name: f"{float(theirs[name]):.12f}" for name in NAMES}


def test_order_of_rows_and_programmes_changes_nothing() -> None:
    turned = {p: dict(reversed(labels.items())) for p, labels in reversed(GRADES.items())}
    assert per_profile(turned, {"a": dict(reversed(RUN["a"].items()))}) == per_profile(GRADES, RUN)


def test_ties_are_broken_by_id_as_trec_eval_does() -> None:
    assert [name for name, _ in best_first({"a": 1.0, "c": 1.0, "b": 2.0})] == ["b", "c", "a"]


def test_a_run_file_with_a_bad_line_names_it(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a Q0 x 1 0.5 t\na Q0 x\n")
    with pytest.raises(ValueError, match=r"run:2: expected `profile Q0"):
        read_run(tmp_path / "run")
