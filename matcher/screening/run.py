"""A list of people through the judgement, batch by batch, on as many processors as there are; what was found goes to the work file in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

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
    """How many rows came in and what became of them."""

    rows: int
    refused: int


def run(people: Iterable[Imported], screen: Screen, work: WorkFile, workers: int = 1, progress: Progress | None = None) -> Counts:
    """Judge every row that the work file does not hold yet, in order.

    Args:
        screen: The judgement of one record; it must not change with what came before.
        workers: Processes to share a batch among; they are forked, so that nothing is copied or sent but the lines they make.
        progress: Told the number of rows done after each batch.
    """
    rest = iter(people)
    done = work.done
    refused = 0
    for item in islice(rest, done):
        refused += item.profile is None
    size = SMALL if workers == 1 else BATCH
    for batch in _batches(rest, size):
        refused += sum(item.profile is None for item in batch)
        work.add_lines(b"".join(_shared(batch, screen, workers)))
        work.save()
        done += len(batch)
        if progress is not None:
            progress(done)
    return Counts(done, refused)


def _batches(people: Iterator[T], size: int) -> Iterator[list[T]]:
    first = min(size, SMALL)  # so that a short list, and the first sign of life, does not wait for a full batch
    while batch := list(islice(people, first)):
        yield batch
        first = size


def _shared(batch: Sequence[Imported], screen: Screen, workers: int) -> Iterator[bytes]:
    """The lines of a batch, each process taking a run of rows."""
    if workers == 1 or len(batch) < SMALL:
        yield _lines(batch, screen)
        return
    import multiprocessing

    context = multiprocessing.get_context("fork")
    length = -(-len(batch) // workers)
    started = []
    for start in range(0, len(batch), length):
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(writer, batch[start:start + length], screen), daemon=True)
        process.start()
        writer.close()
        started.append((reader, process))
    for reader, process in started:
        try:
            lines = reader.recv_bytes()
        except EOFError:
            raise RuntimeError(f"a process that judged rows stopped with code {process.exitcode}") from None
        process.join()
        yield lines


def _work(writer: object, batch: Sequence[Imported], screen: Screen) -> None:
    writer.send_bytes(_lines(batch, screen))  # type: ignore[attr-defined]
    os._exit(0)  # nothing of the parent (buffers, temporary files) is finished twice


def _lines(batch: Sequence[Imported], screen: Screen) -> bytes:
    return "".join(line_of(refusal(item) if item.profile is None else screen(item)) for item in batch).encode("utf-8", "replace")


def processors(encoder: str) -> int:
    """Processes to use: all processors with the built-in encoder; one with a hub encoder, whose threads do not survive a fork."""
    import multiprocessing

    if not encoder.startswith("builtin") or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 16))
