"""Cold start: whole processes in alternation, medians and ratios to ``python -c "import numpy, faiss"``."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
MATCHER = str(Path(sys.executable).parent / "matcher")
COMMANDS = {
    "import numpy, faiss": [sys.executable, "-c", "import numpy, faiss"],
    "matcher suggest": [MATCHER, "suggest", str(ROOT / "profiles/examples/indian-doctoral-student.yaml"), "--on", "2026-11-24"],
    "matcher --help": [MATCHER, "--help"],
}
ROUNDS = 11


def seconds(command: list[str]) -> float:
    """Wall seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print medians in milliseconds and ratios to the first command."""
    for command in COMMANDS.values():
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            taken[name].append(seconds(command))
    base = statistics.median(taken["import numpy, faiss"])
    for name, values in taken.items():
        print(f"{name:<22} {1000 * statistics.median(values):7.1f} ms  {statistics.median(values) / base:5.2f} x")


if __name__ == "__main__":
    main()
