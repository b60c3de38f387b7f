"""The house: what an import loads, what the layers allow, what is persisted, how big things are."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("eval", "matcher", "models", "profiles", "programs")
MODULES = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]


def loaded_by(statement: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", f"{statement}\nimport sys; print(' '.join(sys.modules))"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_loads_nothing_heavy() -> None:
    heavy = {"torch", "sentence_transformers", "sklearn", "faiss", "transformers", "jinja2"}
    for statement in ("import matcher", "from matcher import Matcher", "import models", "import programs", "import profiles", "import matcher.cli.main"):
        assert loaded_by(statement) & heavy == set(), statement


def test_a_request_with_the_builtin_encoder_needs_no_torch_or_scikit_learn() -> None:
    statement = "from datetime import date; from matcher import Matcher; Matcher.open().suggest({'id': 'r', 'statement': 'ions'}, on=date(2026, 11, 24))"
    assert loaded_by(statement) & {"torch", "sentence_transformers", "sklearn", "urllib3", "requests"} == set()


def test_no_clock_in_the_core_and_no_pickle_anywhere() -> None:
    for file in MODULES:
        text = file.read_text(encoding="utf-8")
        assert "import pickle" not in text and "joblib" not in text.replace('".joblib"', ""), file
        assert "date.today" not in text or file.name == "options.py", file


def test_sizes_are_a_conversation() -> None:
    lines = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    print("largest modules:", sorted(lines.items(), key=lambda item: -item[1])[:5])
    assert max(lines.values()) <= 300
    assert statistics.median(lines.values()) <= 110


def test_public_functions_and_classes_are_documented() -> None:
    bare = [f"{file.name}:{node.name}" for file in MODULES for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and ast.get_docstring(node) is None]
    assert bare == []


def test_an_installed_copy_has_every_file_that_the_code_reads() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    packed = {file for room in ROOMS for pattern in declared[room] for file in (ROOT / room).glob(pattern)}
    read = {file for room in ROOMS for file in (ROOT / room).rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc", ".md")}
    assert sorted(str(file.relative_to(ROOT)) for file in read - packed) == []
