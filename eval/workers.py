"""Many researchers answered by several processes, in order; what comes out is the same as from one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
BATCH = 100
FEWEST = 500
_tasks: list[Callable[[int, int], list[Any]]] = []


def in_order(count: int, work: Callable[[int, int], list[T]], workers: int) -> Iterator[T]:
    """``work(start, stop)`` for stretches that cover ``range(count)``, one item after the other.

    Args:
        work: What is found for each of a stretch; it must not hang on other stretches. Processes are forked, so that it is not copied.
        workers: Processes; with one, or few items, the work is done here. Where a process is stopped from outside, the rest is done here too.
    """
    stretches = [(start, min(start + BATCH, count)) for start in range(0, count, BATCH)]
    done = 0
    if workers > 1 and count >= FEWEST:
        for found in _forked(stretches, work, workers):
            done += 1
            yield from found
    for start, stop in stretches[done:]:
        yield from work(start, stop)


def _forked(stretches: Sequence[tuple[int, int]], work: Callable[[int, int], list[T]], workers: int) -> Iterator[list[T]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    _tasks.append(work)  # seen by the forked processes
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
            yield from pool.map(_work, stretches)
    except BrokenProcessPool:
        return
    finally:
        _tasks.remove(work)


def _work(stretch: tuple[int, int]) -> list[Any]:
    return _tasks[-1](*stretch)
