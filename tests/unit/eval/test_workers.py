"""Several processes answer as one does, in order, and a process that is stopped loses nothing."""

from __future__ import annotations

import itertools
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.comparisons import MOST_PEOPLE, sample
from eval.datasets import Dataset
from eval.engine import AnswerRun, answers_of, spaced
from eval.trec import run_text
from eval.workers import BATCH, FEWEST, in_order
from matcher import Matcher
from profiles import parse_profile

DAY = date(2026, 11, 24)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("count", [0, 1, BATCH, FEWEST + 37])
def test_everything_comes_once_and_in_order(count: int, workers: int) -> None:
    assert list(in_order(count, lambda start, stop: list(range(start, stop)), workers)) == list(range(count))


def test_work_of_a_process_that_was_stopped_is_done_again() -> None:
    here = os.getpid()

    def work(start: int, stop: int) -> list[int]:
        if start == 2 * BATCH and os.getpid() != here:
            os._exit(1)
        return list(range(start, stop))
    assert list(in_order(FEWEST, work, 2)) == list(range(FEWEST))


def test_answers_do_not_depend_on_the_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    texts = {"c": "birth of stars", "a": "soil carbon", "b": "ion traps"}
    (tmp_path / "own.jsonl").write_text("".join(f'{{"id": "{name}", "name": {{"en": "{name}"}}, "description": {{"en": "{text}"}}}}\n' for name, text in texts.items()), encoding="utf-8")
    people = [parse_profile({"id": f"p{number}", "statement": ("stars", "soil", "traps")[number % 3]}) for number in range(FEWEST)]
    matcher = Matcher.open(tmp_path / "own.jsonl")
    one, two = (answers_of(matcher, people, DAY, depth=2, whole={"p7"}, workers=workers) for workers in (1, 2))
    assert run_text(AnswerRun(one), "x") == run_text(AnswerRun(two), "x")
    assert list(two) == [person.id for person in people]
    assert (len(two["p7"].programs), two["p7"].parts.shape[0], len(two["p8"].programs), two["p8"].parts.size) == (3, 3, 2, 0)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_run_made_on_demand_falls_strictly(scores: list[float]) -> None:
    import numpy as np

    ordered = np.sort(np.array(scores))[::-1]
    made = list(spaced(tuple(map(str, range(len(ordered)))), ordered).values())
    assert all(left > right for left, right in itertools.pairwise(made))


def test_systems_are_compared_on_an_even_choice_of_many() -> None:
    people = tuple(parse_profile({"id": f"{number:05}"}) for number in range(3 * MOST_PEOPLE))
    dataset = Dataset("d", Path(), people, None, {person.id: {"x": 1} for person in people[1:]})
    few = sample(dataset, people, 10)
    ids = [person.id for person in few.profiles]
    assert len(ids) == MOST_PEOPLE == len(few.grades) and ids == sorted(ids) and "00000" not in ids
    assert max(int(later) - int(former) for former, later in itertools.pairwise(ids)) <= 3
    assert sample(dataset, people[:50], 10).profiles == people[1:50]
    assert len(sample(dataset, people, 2_000_000).profiles) == 10
