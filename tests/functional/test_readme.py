"""The README is true: its examples run, and it names every command and option."""

from __future__ import annotations

import importlib
import re
from datetime import date
from pathlib import Path

import click
import pytest

from matcher.cli.main import COMMANDS
from profiles import read_profiles
from programs import read_catalogue

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def commands() -> list[click.Command]:
    found: list[click.Command] = []
    for module, name, _ in COMMANDS.values():
        command = getattr(importlib.import_module(module), name)
        found += [command, *(command.commands.values() if isinstance(command, click.Group) else [])]
    return found


def test_every_command_and_option_is_named() -> None:
    for command in commands():
        assert re.search(rf"\b{command.name}\b", README), command.name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in README, (command.name, parameter.opts)


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", README, re.S))
def test_profiles_in_the_readme_are_read_without_a_fault(text: str) -> None:
    assert read_profiles(text.encode(), "readme.yaml").faults == ()


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path))
    code = re.findall(r"```python\n(.*?)```", README, re.S)[0]
    exec(compile(code, "README.md", "exec"), {"date": date})
    assert capsys.readouterr().out.strip() in {program.id for program in read_catalogue() if program.can_be_applied_to}


def test_the_two_commands_are_those_of_the_recipes() -> None:
    assert "make test" in README and "profiles/examples/indian-doctoral-student.yaml" in README
    assert "make test" in (Path(__file__).parents[2] / ".ci" / "run").read_text(encoding="utf-8")
