"""What a run has found so far, on disk: appended person by person, so that a stopped run goes on where it stopped.

The first line names what the run was asked; each further line is one person or one refused row. A line that was cut off by a stop is
dropped when the file is opened again. The file holds personal data and is deleted when the report is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.errors import MatcherError
from matcher.screening.judging import ORDER, Refused, Screened
from matcher.screening.texts import dumped
from programs.logic import Outcome

_NO_RANK = '"rank": null'
_CODES = {outcome.value: place for place, outcome in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a person (with the number of its rank) or a refused row."""

    row: int
    content: str
    details: str
    refused: bool
    rank: int | None = None
    inner: str = "{}"

    def object(self) -> str:
        """The JSON of the contract, with the rank filled in."""
        return self.content if self.refused else self.content.replace(_NO_RANK, f'"rank": {json.dumps(self.rank)}', 1)

    def read(self) -> dict[str, Any]:
        """The same as a mapping."""
        content: dict[str, Any] = json.loads(self.object())
        return content

    def told(self) -> dict[str, Any]:
        """What reports show beside it."""
        content: dict[str, Any] = json.loads(self.details)
        return content

    def known(self) -> dict[str, Any]:
        """What counts and plans need of a person."""
        content: dict[str, Any] = json.loads(self.inner)
        return content


class WorkFile:
    """Lines of a run in the order of the input."""

    def __init__(self, path: Path, key: str, resume: bool) -> None:
        self.path, self.done = path, 0
        if resume and path.exists():
            self.done = self._recovered(key)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dumped({"asked": key}) + "\n", encoding="utf-8")
        self._stream = path.open("ab")

    def _recovered(self, key: str) -> int:
        """Check the first line, cut off a torn last line, and count the whole ones."""
        with self.path.open("rb+") as stream:
            head = stream.readline()
            try:
                asked = json.loads(head)["asked"]
            except (ValueError, KeyError, TypeError):
                asked = None
            if asked != key:
                raise MatcherError(f"{self.path}: belongs to another question (other input, day, programme, options or version); run without --resume to begin anew")
            whole, lines = stream.tell(), 0
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                lines += 1
            stream.truncate(whole)
        return lines

    def add(self, item: Screened | Refused) -> None:
        """Append one person or refused row."""
        self._stream.write(line_of(item).encode("utf-8", "replace"))

    def add_lines(self, lines: bytes) -> None:
        """Append lines that were made elsewhere."""
        self._stream.write(lines)

    def save(self) -> None:
        """Hand what was appended to the disk."""
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        """No more is appended."""
        self._stream.close()

    def discard(self) -> None:
        """Delete the file."""
        self.close()
        self.path.unlink(missing_ok=True)

    def entries(self, ranks: NDArray[np.int32]) -> Iterator[Entry]:
        """Every line in the order of the input, with its rank (0 for none)."""
        for number, fields in enumerate(self._fields()):
            yield _entry(fields, int(ranks[number]))

    def codes(self) -> Iterator[str]:
        """The code of each line: the place of its verdict in ``ORDER``, or ``r`` for a refused row."""
        return (fields[1] for fields in self._fields())

    def by_rank(self, ranks: NDArray[np.int32]) -> Iterator[Entry]:
        """The people who were judged: the ranked ones from the first on, then everybody else in the order of the input."""
        self._stream.flush()
        with self.path.open("rb") as stream:
            stream.readline()
            starts = [stream.tell()]
            while stream.readline():
                starts.append(stream.tell())
            rest = len(ranks)
            for number in sorted(range(rest), key=lambda place: (int(ranks[place]) or rest + 1, place)):
                stream.seek(starts[number])
                entry = _entry(stream.readline().decode("utf-8").rstrip("\n").split("\t"), int(ranks[number]))
                if not entry.refused:
                    yield entry

    def _fields(self) -> Iterator[list[str]]:
        self._stream.flush()
        with self.path.open(encoding="utf-8", newline="\n") as stream:
            stream.readline()
            for line in stream:
                yield line.rstrip("\n").split("\t")

    def ranks(self) -> NDArray[np.int32]:
        """The rank of each line: the possible people by fit, then verdict, then id, as ``suggest`` orders programmes; 0 for everybody else."""
        scores: list[float] = []
        codes: list[int] = []
        names: list[str] = []
        places: list[int] = []
        number = -1
        for number, (_, code, score, content, *_) in enumerate(self._fields()):
            if code != "r" and int(code) != _CODES[Outcome.INELIGIBLE.value]:
                places.append(number)
                scores.append(-float(score))
                codes.append(int(code))
                names.append(_id_in(content))
        ranks = np.zeros(number + 1, np.int32)
        order = sorted(range(len(places)), key=lambda place: (scores[place], codes[place], names[place]))
        for rank, place in enumerate(order, start=1):
            ranks[places[place]] = rank
        return ranks


def _entry(fields: list[str], rank: int) -> Entry:
    row, code, _, content, details, inner = fields
    return Entry(int(row), content, details, code == "r", rank or None, inner)


def _id_in(content: str) -> str:
    start = content.index('"profile": ') + 11
    name: str = json.JSONDecoder().raw_decode(content, start)[0]
    return name


def line_of(item: Screened | Refused) -> str:
    """One line of the work file: row, code, score, object, details, inner facts; JSON holds no tab and no line end."""
    if isinstance(item, Refused):
        return f"{item.row}\tr\t0\t{dumped({'row': item.row, 'faults': list(item.reasons)})}\t{dumped({'place': item.place})}\t{{}}\n"
    return f"{item.row}\t{_CODES[item.outcome.value]}\t{item.score!r}\t{item.text}\t{dumped(item.details)}\t{dumped(item.inner)}\n"
