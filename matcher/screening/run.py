"""A list of people through the judgement, batch by batch, on as many processors as there are; what was found goes to the work file in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, TypeVar

from matcher.screening.judging import Refused, Screened, refusal
from matcher.screening.work import WorkFile, line_of
from profiles.importers.imported import Imported

T = TypeVar("T")
BATCH = 4_000
SMALL = 500
Screen = Callable[[Imported], Screened | Refused]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows came in and how many of them were refused."""

    rows: int
    refused: int


def run(people: Iterable[Imported], screen: Screen, work: WorkFile, workers: int = 1, progress: Progress | None = None) -> Counts:
    """Judge every row that the work file does not hold yet, in order.

    Args:
        screen: The judgement of one record; what it finds must not hang on the records before.
        workers: Processes to share a batch among, while the next batch is read. They are forked, so that nothing is sent but the lines they make.
        progress: Told the number of rows done after each batch.
    """
    rest, done = iter(people), work.done
    refused = sum(item.profile is None for item in islice(rest, done))
    running: _Batch | None = None
    for batch in chain(_batches(rest, SMALL if workers == 1 else BATCH), (None,)):
        if running is not None:
            work.add_lines(running.lines())
            work.save()
            done += running.size
            if progress is not None:
                progress(done)
        running = None if batch is None else _Batch(batch, screen, workers)
        refused += sum(item.profile is None for item in batch or ())
    return Counts(done, refused)


def _batches(people: Iterator[T], size: int) -> Iterator[list[T]]:
    first = min(size, SMALL)  # so that a short list, and the first sign of life, does not wait for a full batch
    while batch := list(islice(people, first)):
        yield batch
        first = size


class _Batch:
    """A batch at work: each process takes a run of rows; a small batch, or one process, works when its lines are asked for."""

    def __init__(self, batch: Sequence[Imported], screen: Screen, workers: int) -> None:
        self.size, self._screen = len(batch), screen
        length = -(-len(batch) // workers) if workers > 1 and len(batch) >= SMALL else len(batch)
        parts = [batch[start:start + length] for start in range(0, len(batch), length)]
        self._parts: list[tuple[Sequence[Imported], Any, Any]] = [self._started(part) if len(parts) > 1 else (part, None, None) for part in parts]

    def _started(self, part: Sequence[Imported]) -> tuple[Sequence[Imported], Any, Any]:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(writer, part, self._screen), daemon=True)
        process.start()
        writer.close()
        return part, reader, process

    def lines(self) -> bytes:
        """The lines of all rows in order; the part of a process that was stopped from outside is done again here."""
        return b"".join(self._collected(*part) for part in self._parts)

    def _collected(self, part: Sequence[Imported], reader: Any, process: Any) -> bytes:
        if reader is None:
            return _lines(part, self._screen)
        try:
            made: bytes = reader.recv_bytes()
        except EOFError:
            made = _lines(part, self._screen)
        reader.close()
        process.join()
        return made


def _work(writer: Any, batch: Sequence[Imported], screen: Screen) -> None:
    code = 1
    try:
        writer.send_bytes(_lines(batch, screen))
        code = 0
    finally:
        os._exit(code)  # nothing of the parent (buffers, temporary files) is finished twice, and the parent tells what went wrong


def _lines(batch: Sequence[Imported], screen: Screen) -> bytes:
    return "".join(line_of(refusal(item) if item.profile is None else screen(item)) for item in batch).encode("utf-8", "replace")


def processors(encoder: str) -> int:
    """Processes to use: all processors with the built-in encoder; one with a hub encoder, whose threads do not survive a fork."""
    import multiprocessing

    if not encoder.startswith("builtin") or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 16))
