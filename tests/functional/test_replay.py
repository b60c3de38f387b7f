"""Bundles: the same answer byte for byte, or what has changed since."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "profiles" / "examples" / "us-postdoc.yaml")


@pytest.fixture
def run(tmp_path: Path):  # type: ignore[no-untyped-def]
    def call(*args: str, code: int = 0) -> tuple[str, str]:
        environment = {**os.environ, "MATCHER_CACHE": str(tmp_path / "cache")}
        done = subprocess.run([sys.executable, "-m", "matcher", *args], capture_output=True, env=environment, check=False, text=True)
        assert "Traceback" not in done.stderr
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stdout, done.stderr

    return call


def small_catalogue(folder: Path) -> Path:
    folder.mkdir()
    for name in ("jsps-short-pe", "jsps-standard"):
        shutil.copy(ROOT / "programs" / "data" / "jsps" / f"{name}.yaml", folder)
    return folder


@pytest.mark.parametrize("command", [("suggest", EXAMPLE, "--top", "2"), ("check", EXAMPLE, "jsps-short-pe@fellow"), ("check", EXAMPLE, "all")])
def test_an_answer_is_reproduced_and_a_changed_rule_is_told(run, tmp_path: Path, command: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    catalogue = small_catalogue(tmp_path / "programs")
    common = ("--on", "2026-11-24", "--programs", str(catalogue))
    run(*command, *common, "--bundle", str(tmp_path / "bundle.json"))
    assert run("replay", str(tmp_path / "bundle.json"), "--programs", str(catalogue))[0].strip() == "reproduced byte for byte"
    file = catalogue / "jsps-short-pe.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("max: 6, strict: true", "max: 1, strict: true"), encoding="utf-8")
    told = json.loads(run("replay", str(tmp_path / "bundle.json"), "--programs", str(catalogue), "--format", "json", code=1)[0])
    assert told["reproduced"] is False
    assert told["programs_changed"] == ["jsps-short-pe"]
    assert [row["part"] for row in told["parts_changed"]] == ["catalogue"]
    assert any(line.startswith("jsps-short-pe@fellow: verdict") for line in told["answer_changed"])


def test_an_altered_bundle_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bundle = tmp_path / "bundle.json"
    run("check", EXAMPLE, "jsps-short-pe", "--on", "2026-11-24", "--bundle", str(bundle))
    bundle.write_text(bundle.read_text(encoding="utf-8").replace("undetermined", "eligible"), encoding="utf-8")
    assert "differs from its own checksum" in run("replay", str(bundle), code=1)[1]
    bundle.write_text("[]", encoding="utf-8")
    assert "is no bundle" in run("replay", str(bundle), code=1)[1]


def test_what_has_changed_is_told_in_japanese(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    catalogue, bundle = small_catalogue(tmp_path / "programs"), str(tmp_path / "bundle.json")
    asked = ("replay", bundle, "--programs", str(catalogue), "--lang", "ja")
    run("check", EXAMPLE, "all", "--on", "2026-11-24", "--programs", str(catalogue), "--bundle", bundle)
    assert run(*asked)[0] == "回答は1バイトも違わずに再現されました\n"
    file = catalogue / "jsps-short-pe.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# read again\n", encoding="utf-8")
    assert run(*asked)[0] == "回答は1バイトも違わずに再現されました（ただし、事業一覧はその後変わっています）\n"
    file.write_text(file.read_text(encoding="utf-8").replace("max: 6, strict: true", "max: 1, strict: true"), encoding="utf-8")
    head, part, program, *pairs = run(*asked, code=1)[0].splitlines()
    assert head == "回答が以前と異なります" and program == "  事業 jsps-short-pe の内容が変わりました"
    assert re.fullmatch(r"  事業一覧が変わりました：sha256:\w+ → sha256:\w+", part)
    assert pairs[0] == "  jsps-short-pe@fellow: 判定：要確認（情報不足） → 対象外" and all(line.startswith("  jsps-short-pe@") for line in pairs)
    assert json.loads(run(*asked, "--format", "json", code=1)[0])["answer_changed"] == [line.strip() for line in pairs]
    Path(bundle).write_text("[]", encoding="utf-8")
    assert "再現用の記録ファイルではありません" in run(*asked, code=1)[1]


def test_weights_of_a_time_when_the_score_had_fewer_parts_are_replayed(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from matcher.features import WEIGHTS
    from matcher.replay import bundle_of
    from matcher.weights import weights_digest
    from profiles import parse_profile

    catalogue, bundle, learned = small_catalogue(tmp_path / "programs"), tmp_path / "bundle.json", tmp_path / "w.json"
    weights = {name: float(name == "topic") for name in WEIGHTS}
    learned.write_text(json.dumps({"weights": weights, "digest": weights_digest(weights)}), encoding="utf-8")
    run("suggest", EXAMPLE, "--on", "2026-11-24", "--programs", str(catalogue), "--weights", str(learned), "--bundle", str(bundle))
    old = json.loads(bundle.read_text(encoding="utf-8"))
    command = {**old["command"], "weights": {name: value for name, value in old["command"]["weights"].items() if name != "role"}}
    parts = {name: value for name, value in old["parts"].items() if name != "catalogue"}
    older = bundle_of(command, parse_profile(old["profile"]), date.fromisoformat(old["on"]), old["parts"]["catalogue"], old["programs"], parts, old["answer"])
    bundle.write_text(json.dumps(older), encoding="utf-8")
    assert run("replay", str(bundle), "--programs", str(catalogue))[0] == "reproduced byte for byte\n"
