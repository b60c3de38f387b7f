"""The table of the README is the one that the command prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```console\n\$ \.venv/bin/matcher (evaluate [^\n]+)\n(.*?)```", README, re.S)


def test_the_table_in_the_readme_is_what_the_command_prints(tmp_path: Path) -> None:
    assert BLOCK is not None
    command, shown = BLOCK.group(1).split(), BLOCK.group(2)
    environment = {**os.environ, "MATCHER_CACHE": str(tmp_path / "cache")}
    first, second = (subprocess.run([sys.executable, "-m", "matcher", *command, "--out", str(tmp_path / name)], cwd=ROOT, capture_output=True, text=True,
                                    env=environment, check=True).stdout for name in ("a", "b"))
    assert first == second
    assert first.strip() == shown.strip()
    assert (tmp_path / "a" / "metrics.json").read_bytes() == (tmp_path / "b" / "metrics.json").read_bytes()
