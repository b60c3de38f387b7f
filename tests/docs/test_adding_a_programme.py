"""The page on adding a programme, followed step by step."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding-a-programme.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)[0]


def run(*args: str, folder: Path, code: int = 0) -> str:
    done = subprocess.run([sys.executable, "-m", "matcher", *args], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "MATCHER_CACHE": str(folder / "cache")}, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my-programmes").mkdir()
    (tmp_path / "my-programmes" / "example-fellowship.yaml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(
        "id: r\nnationalities: [DE]\nbirth_date: 1994-01-01\ndegrees: [{level: phd, awarded: 2024-05-01}]\n"
        "arrangements: {host: {organisation: Example University, organisation_kind: university, country: JP, accepted: true}}\n", encoding="utf-8")
    return tmp_path


def test_the_example_is_valid_and_judges(folder: Path) -> None:
    assert "no fault" in run("programs", "validate", str(folder / "my-programmes"), folder=folder)
    told = run("check", str(folder / "profile.yaml"), "example-fellowship", "--programs", str(folder / "my-programmes"), "--on", "2027-02-01", folder=folder)
    assert "no rule stands against it" in told
    japanese = run("check", str(folder / "profile.yaml"), "example-fellowship", "--programs", str(folder / "my-programmes"), "--on", "2027-02-01", "--lang", "ja", folder=folder)
    assert "例示フェローシップ" in japanese and "充足" in japanese


def test_a_slip_is_told_with_its_place(folder: Path) -> None:
    file = folder / "my-programmes" / "example-fellowship.yaml"
    file.write_text(EXAMPLE.replace("nationality: {not_in: [JP]}", "nationalty: {not_in: [JP]}").replace("source: [S1]}\n  - {id: host", "source: [S9]}\n  - {id: host"), encoding="utf-8")
    told = run("programs", "validate", str(folder / "my-programmes"), folder=folder, code=1)
    assert "rules[0].nationalty" in told and "did you mean `nationality`" in told


def test_every_command_on_the_page_exists() -> None:
    for command in re.findall(r"`matcher ([a-z]+)", PAGE):
        assert command in {"programs", "check"}
