"""Logic on packed planes equals logic on single verdicts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from programs import logic
from programs.judged import Judged
from programs.logic import Verdict
from programs.planes import CODE, ORDER, Planes, agreed, all_of, any_of, at_least, negation, packed_verdicts, softened, unpacked_verdicts, words
from programs.spreading import planes_of

verdicts = st.sampled_from(list(Verdict))


def planes(column: list[Verdict]) -> Planes:
    return packed_verdicts(np.array([CODE[verdict] for verdict in column], np.uint8))


def read(found: Planes, size: int) -> list[Verdict]:
    return [ORDER[code] for code in unpacked_verdicts(found, size)]


@given(st.integers(1, 140).flatmap(lambda size: st.lists(st.lists(verdicts, min_size=size, max_size=size), min_size=1, max_size=4)))
@settings(max_examples=500, deadline=None)
def test_folding_planes_equals_folding_verdicts(columns: list[list[Verdict]]) -> None:
    size, packed = len(columns[0]), [planes(column) for column in columns]
    people = list(zip(*columns, strict=True))
    assert read(packed[0], size) == columns[0]
    assert read(all_of(packed), size) == [logic.all_of(person) for person in people]
    assert read(any_of(packed), size) == [logic.any_of(person) for person in people]
    assert read(agreed(packed), size) == [logic.agreed(person) for person in people]
    for count in range(1, 6):
        assert read(at_least(count, packed, words(size)), size) == [logic.at_least(count, person) for person in people]
    assert read(negation(packed[0], words(size)), size) == [logic.negation(verdict) for verdict in columns[0]]
    assert read(softened(packed[0]), size) == [Verdict.DISCRETIONARY if verdict is Verdict.UNMET else verdict for verdict in columns[0]]


def test_planes_without_anybody_are_not_kept() -> None:
    assert planes([Verdict.MET] * 70) == Planes(None, None, None)
    found = planes([Verdict.MET, Verdict.UNKNOWN])
    assert found.unmet is None
    assert found.discretionary is None
    assert found.unknown is not None
    assert found.unknown.tolist() == [2]


@given(st.integers(1, 60), st.integers(1, 140), st.integers(1, 9), st.integers(0, 2**32))
def test_verdicts_are_spread_to_the_people_of_their_codes(count: int, size: int, number: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    codes = random.integers(0, count, size).astype(np.int32)
    judged = [Judged(codes, random.integers(0, 4, count).astype(np.uint8)) for _ in range(number)]
    found = planes_of(judged)
    for item in judged:
        assert unpacked_verdicts(found[id(item)], size).tolist() == item.verdicts[codes].tolist()
