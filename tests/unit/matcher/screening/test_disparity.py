"""Counts by group: intervals by a textbook, the split into rules and ranking, and nothing shown of small cells."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.export.disparity import disparity_table
from matcher.screening.disparity import Person, Share, cell, disparity, to_dict
from matcher.screening.groups import groups_of, regions
from profiles import parse_profile
from profiles.vocabulary.countries import countries

DAY = date(2026, 11, 24)

people_of = st.lists(st.builds(Person, st.fixed_dictionaries({"region": st.sampled_from("ABC")}), st.sampled_from(["eligible", "undetermined", "ineligible"]), st.just(("age",)), st.integers(1, 60)), max_size=80)


@pytest.mark.parametrize(("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (15, 148, 0.0624, 0.1605)])
def test_wilsons_interval_as_published(count: int, of: int, low: float, high: float) -> None:
    interval = Share(count, of).interval
    assert interval == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@given(people_of, st.integers(1, 30))
def test_rules_times_ranking_is_the_ratio_and_people_are_counted_once(people: list[Person], first: int) -> None:
    counts = disparity(people, first)
    assert sum(count.people for count in counts) <= len(people) and all(count.people >= 10 for count in counts)
    sizes = Counter(person.groups["region"] for person in people)
    for count in counts:
        members = [person for person in people if person.groups["region"] == count.group] if count.group != "(small groups)" else [person for person in people if sizes[person.groups["region"]] < 10]
        assert count.people == len(members) and count.possible.count == sum(person.verdict != "ineligible" for person in members)
        assert count.first.count == sum(person.verdict != "ineligible" and (person.rank or 99) <= first for person in members)
        if count.ratio is not None and count.by_rules is not None and count.by_ranking is not None:
            assert count.by_rules * count.by_ranking == pytest.approx(count.ratio)


@given(people_of, st.integers(1, 30))
def test_no_count_of_one_to_nine_people_can_be_read_off(people: list[Person], first: int) -> None:
    for count in map(to_dict, disparity(people, first)):
        for share in (count["possible"], count["undetermined"], count["first"]):
            assert share["count"] == 0 or share["count"] == "<10" or share["count"] >= 10
            assert share["share"] is None or share["count"] != "<10"
        assert all(number == "<10" or number >= 10 for number in count["rules"].values())
        if count["first"]["share"] is None:
            assert count["ratio"] is None


def test_cells() -> None:
    assert [cell(number) for number in (0, 1, 9, 10)] == [0, "<10", "<10", 10]


def test_the_table_reads_in_both_languages() -> None:
    people = [Person({"stage": "early"}, "eligible", (), number + 1) for number in range(40)] + [Person({"stage": "student"}, "ineligible", ("age",), None) for _ in range(15)]
    counts = [to_dict(count) for count in disparity(people, 24)]
    for lang in ("en", "ja"):
        headings, rows = disparity_table(counts, 24, lang)
        assert any("24" in heading for heading in headings) and rows[0][1] == "early" and rows[1][-1] == "age: 15" and rows[0][7] == "60.0 % (44.6–73.7)"
    assert "年" not in json.dumps(counts)


def test_groups_of_a_person() -> None:
    person = parse_profile({"id": "r", "nationalities": ["IN", "NP"], "degrees": [{"level": "master", "country": "IN"}, {"level": "phd", "country": "DE"}], "statement": "量子の研究をしています", "positions": [{"kind": "postdoc"}]})
    assert groups_of(person, DAY, None) == {"nationality_region": "South Asia", "degree_country": "DE", "stage": "early", "language": "ja"}
    assert groups_of(parse_profile({"id": "r", "nationalities": ["IN", "FR"]}), DAY, "x") == {"nationality_region": "several", "degree_country": "?", "stage": "?", "language": "?", "group": "x"}


def test_every_country_has_a_region() -> None:
    assert set(regions()) == set(countries())
