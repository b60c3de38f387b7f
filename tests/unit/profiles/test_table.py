"""Tables of people: columns give back what went in, blocks and reduced lists lose nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.invented import invented_table
from profiles.records import ascending, distinct_codes
from profiles.researcher import Degree, ResearcherProfile
from profiles.sets import Sets
from profiles.table import FACTS, LISTS, ProfileTable

degrees = st.builds(Degree, level=st.sampled_from(["phd", "master", None]), country=st.sampled_from(["JP", "IN", None]))
people = st.lists(st.none() | st.lists(degrees, max_size=4).map(tuple), min_size=1, max_size=20)


def table_of(lists: list[tuple[Degree, ...] | None]) -> ProfileTable:
    return ProfileTable.of([ResearcherProfile(f"r{number}", degrees=stated) for number, stated in enumerate(lists)])


def told(sets: Sets) -> list[list[tuple[object, ...]] | None]:
    listed = sets.listed()
    return [None if (items := listed[code]) is None else [tuple(item.values()) for item in items] for code in sets.codes]


@given(people)
@settings(max_examples=500, deadline=None)
def test_lists_reduced_to_parts_of_their_items(lists: list[tuple[Degree, ...] | None]) -> None:
    sets = table_of(lists).sets("degrees", ("level", "country"))
    assert told(sets) == [None if stated is None else [(degree.level, degree.country) for degree in stated] for stated in lists]
    assert len(sets) == len({None if stated is None else tuple((degree.level, degree.country) for degree in stated) for stated in lists})
    doctorates = table_of(lists).reduced("degrees", ("country",), lambda records: ({}, records.column("level").among(("phd",))))
    assert told(doctorates) == [None if stated is None else [(degree.country,) for degree in stated if degree.level == "phd"] for stated in lists]


@given(people, st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_lists_told_apart_by_another_code(lists: list[tuple[Degree, ...] | None], count: int) -> None:
    codes = np.arange(len(lists), dtype=np.int32) % count
    crossed = table_of(lists).sets("degrees", ("country",)).crossed("other", codes, count)
    assert told(crossed) == [None if stated is None else [(degree.country, code) for degree in stated] for stated, code in zip(lists, codes, strict=True)]


@given(st.lists(st.integers(-5, 5) | st.integers(-10**12, 10**12) | st.integers(-2**62, 2**62), max_size=40))
@settings(max_examples=500)
def test_codes_point_at_the_distinct_keys(keys: list[int]) -> None:
    codes, distinct = distinct_codes(np.array(keys, np.int64))
    assert distinct.tolist() == sorted(set(keys))
    assert [int(distinct[code]) for code in codes] == keys
    assert ascending(np.array(keys, np.int64)).tolist() == sorted(range(len(keys)), key=lambda place: keys[place])


def test_invented_people_are_the_same_for_a_seed_and_come_back_as_profiles() -> None:
    table, again = invented_table(300, seed=4), invented_table(300, seed=4)
    persons = [table.person(row) for row in range(300)]
    assert persons == [again.person(row) for row in range(300)]
    assert persons != [invented_table(300, seed=5).person(row) for row in range(300)]
    same = ProfileTable.of(persons)
    for fact in FACTS:
        columns = table.column(fact), same.column(fact)
        assert [columns[0][row] for row in range(300)] == [columns[1][row] for row in range(300)], fact
    assert {kind for person in persons for kind in (person.birth_date is None, person.degrees is None, person.stays == ())} == {True, False}


def test_blocks_hold_the_same_people() -> None:
    table = invented_table(300, seed=4)
    blocks = list(table.blocks(64))
    assert [block.size for block in blocks] == [64, 64, 64, 64, 44]
    assert [replace(block.person(row), id="") for block in blocks for row in range(block.size)] == [replace(table.person(row), id="") for row in range(300)]
    for block in blocks:
        assert all(len(block.column(fact).values) <= max(block.size, 60) or fact not in LISTS for fact in FACTS)
