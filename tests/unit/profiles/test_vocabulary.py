"""The closed lists: exact names, dated groups, overlapping fields."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.vocabulary.countries import ambiguous_codes, countries, country_code, country_name
from profiles.vocabulary.fields import field_name, fields, is_within, is_within_any, map_field
from profiles.vocabulary.groups import change_days, group_label, members
from profiles.vocabulary.terms import TERMS, label, values

GROUPS = ("eu", "eea", "asean", "g7", "oecd", "african_union", "diplomatic_relations_with_japan", "jsps_diplomatic", "horizon_europe_pillar_1")
CODES = sorted(fields())


def test_every_name_of_every_country_leads_back_to_it() -> None:
    for code, entry in countries().items():
        for name in (code, code.lower(), entry["en"], entry["ja"], entry["alpha3"], *entry["aliases"]):
            assert country_code(name) == code or code in ambiguous_codes(name), name
    assert (country_name("TW", "en"), country_name("TW", "ja")) == ("Taiwan", "台湾")


@pytest.mark.parametrize(("name", "code"), [
    ("ＪＰ", "JP"), (" jp ", "JP"), ("UK", "GB"), ("英国", "GB"), ("Turkey", "TR"), ("Burma", "MM"), ("グルジア", "GE"), ("no", "NO"), ("VNM", "VN"),
    ("ß", None), ("EU", None), ("", None), ("el", None), ("Korea", None), ("コンゴ", None), ("Republic of China", None), ("Germanyy", None),
])
def test_exact_or_nothing(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_ambiguous_names_leave_the_choice() -> None:
    assert ambiguous_codes("Korea") == ("KR", "KP") and ambiguous_codes("コンゴ") == ("CG", "CD")
    assert ambiguous_codes("Japan") == ()


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_nothing(text: str) -> None:
    assert country_code(text) is None or country_code(text) in countries()
    assert map_field(text) is None or map_field(text) in fields()


@pytest.mark.parametrize(("group", "country", "first_day", "joins"), [
    ("eu", "GB", date(2020, 2, 1), False), ("eu", "HR", date(2013, 7, 1), True), ("asean", "TL", date(2025, 10, 26), True),
    ("oecd", "CR", date(2021, 5, 25), True), ("oecd", "LT", date(2018, 7, 5), True),
    ("horizon_europe_pillar_1", "CH", date(2025, 1, 1), True), ("horizon_europe_pillar_1", "EG", date(2025, 4, 10), True),
])
def test_memberships_begin_and_end_on_their_day(group: str, country: str, first_day: date, joins: bool) -> None:
    assert first_day in change_days(group)
    assert (country in members(group, first_day), country in members(group, first_day - timedelta(days=1))) == (joins, not joins)


@pytest.mark.parametrize("group", GROUPS)
def test_groups_hold_known_countries_and_change_only_on_their_days(group: str) -> None:
    assert members(group, date(2026, 11, 24)) <= set(countries())
    assert group_label(group, "en") != group_label(group, "ja")
    seen = members(group, date(2010, 1, 1))
    for day in (date(2010, 1, 2) + timedelta(days=n) for n in range(0, 365 * 17)):
        now = members(group, day)
        assert (now != seen) <= (day in change_days(group))
        seen = now


def test_sizes_of_groups() -> None:
    sizes = {group: len(members(group, date(2026, 11, 24))) for group in GROUPS}
    assert sizes == {"eu": 27, "eea": 30, "asean": 11, "g7": 7, "oecd": 38, "african_union": 54, "diplomatic_relations_with_japan": 195, "jsps_diplomatic": 197,
                     "horizon_europe_pillar_1": 19}
    assert not {"JP", "KR", "CA", "NZ"} & members("horizon_europe_pillar_1", date(2026, 11, 24))
    relations = members("diplomatic_relations_with_japan", date(2026, 11, 24))
    assert {"VA", "XK", "CK", "NU"} <= relations and not {"KP", "TW", "PS", "JP"} & relations
    assert members("jsps_diplomatic", date(2026, 11, 24)) - relations == {"TW", "PS"}


def test_every_name_of_every_field_leads_back_to_it() -> None:
    for code, entry in fields().items():
        for word in (code, code.upper(), entry["en"], entry["ja"], *entry["aliases"]):
            assert map_field(word) == code, word
    assert len([code for code in CODES if code.count(".")]) == 42


@pytest.mark.parametrize(("word", "code"), [
    ("1.3", "ford:1.3"), ("2.10", "ford:2.10"), ("FORD:2.1", "ford:2.1"), ("Machine-learning", "ai"), ("machine  learning", "ai"), ("量子誤り訂正", "quantum"),
    ("がん研究", "ford:3.2"), ("ＡＩ", "ai"), ("7", None), ("2.12", None), ("", None), ("cooking", None),
])
def test_words_are_mapped_exactly(word: str, code: str | None) -> None:
    assert map_field(word) == code


def leaves(code: str) -> set[str]:
    """The FORD fields under a code, walked from the bottom up (a twin of the shipped, top-down walk)."""
    return {leaf for leaf in CODES if leaf.count(".") and (
        leaf == code or leaf.split(".")[0] == code or any(leaf == parent or leaf.split(".")[0] == parent for parent in fields()[code]["parents"]
                                                         if not code.startswith("ford:")))}


def test_within_agrees_with_sets_of_fields() -> None:
    for code, target in product(CODES, CODES):
        own, asked = leaves(code), leaves(target)
        inside = code == target or (target.startswith("ford:") and own <= asked)
        assert is_within(code, target) is (True if inside else None if own & asked else False), (code, target)


def test_within_where_it_matters() -> None:
    assert is_within("quantum", "ford:1.3") is True and is_within("ford:1.3", "quantum") is None
    assert is_within("ford:3.2", "health") is None, "a clinician may well work on health"
    assert is_within("space", "ford:1.3") is None and is_within("ford:6.2", "quantum") is False
    assert is_within("no such code", "quantum") is None


@given(st.sampled_from(CODES), st.lists(st.sampled_from(CODES), max_size=5))
def test_within_any_agrees_with_sets_of_fields(code: str, targets: list[str]) -> None:
    own, asked = leaves(code), [leaves(target) for target in targets]
    inside = code in targets or own <= {leaf for target in targets if target.startswith("ford:") for leaf in leaves(target)}
    assert is_within_any(code, targets) is (True if inside else None if any(own & some for some in asked) else False)


def test_a_tag_of_two_areas_is_within_both_together() -> None:
    assert is_within_any("materials", ["ford:1", "ford:2"]) is True and is_within_any("materials", ["ford:1"]) is None
    assert is_within_any("materials", ["ford:5", "ford:6"]) is False and is_within_any("materials", []) is False
    assert is_within_any("no such code", ["ford:1"]) is None


def test_terms_have_words_in_both_languages() -> None:
    for kind in TERMS:
        for value in values(kind):
            assert label(kind, value, "en") and any(ord(mark) > 0x2E80 for mark in label(kind, value, "ja"))
    assert label("position_kind", "unheard of", "ja") == "unheard of"
    assert (field_name("ford:1.3", "ja"), field_name("x", "ja")) == ("物理学", "x")
