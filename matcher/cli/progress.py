"""How far a long run is, on stderr: rate and time left, redrawn on a terminal and a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from profiles.importers.sources import People

_EVERY = 1.0, 10.0  # seconds between two signs of life, on a terminal and elsewhere


def rows_in(path: str, opened: People) -> int | None:
    """The number of rows of a file of JSON lines, or None where only reading tells."""
    if path == "-" or not path.lower().endswith((".jsonl", ".ndjson")) or opened.kind not in ("profiles", "orcid"):
        return None
    with Path(path).open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(2**20), b"")) or None


class Meter:
    """Says how many rows are done, how fast, and how long the rest may take."""

    def __init__(self, total: int | None, done: int) -> None:
        self._total, self._before, self._done = total, done, done
        self._started = self._told = time.monotonic()
        self._terminal, self._shown = sys.stderr.isatty(), False

    def __call__(self, done: int) -> None:
        """Note the rows done so far."""
        self._done, now = done, time.monotonic()
        if now - self._told >= _EVERY[not self._terminal]:
            self._told = now
            self._tell(now)

    def finish(self) -> None:
        """End the line on a terminal."""
        if self._shown and self._terminal:
            self._tell(time.monotonic())
            sys.stderr.write("\n")

    def _tell(self, now: float) -> None:
        rate = (self._done - self._before) / max(now - self._started, 1e-9)
        left = f", about {_spoken((self._total - self._done) / rate)} left" if self._total and rate > 0 and self._total > self._done else ""
        of = f" of {self._total:,}" if self._total else ""
        text = f"{self._done:,}{of} rows, {rate:,.0f} a second{left}"
        sys.stderr.write(f"\r{text}\x1b[K" if self._terminal else f"{text}\n")
        sys.stderr.flush()
        self._shown = True


def _spoken(seconds: float) -> str:
    minutes, rest = divmod(int(seconds + 0.5), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
