"""A profile that is written and read again is the same profile."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import parse_profile, profile_to_dict, read_profiles

EXAMPLES = sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml"))
dates = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(date.isoformat) | st.sampled_from(["2024", "2024-02"])
words = st.text(st.characters(min_codepoint=32, max_codepoint=0x3100, exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=12)
country = st.sampled_from(["IN", "JP", "NO", "XK", "Germany", "台湾"])


def record(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)


profiles = st.fixed_dictionaries({"id": st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)}, optional={
    "name": words, "nationalities": st.lists(country, max_size=2), "birth_date": dates, "residence": record(country=country, since=dates, permanent=st.booleans()),
    "languages": st.dictionaries(st.sampled_from(["en", "ja"]), st.sampled_from(["C1", "native"])),
    "degrees": st.lists(record(level=st.sampled_from(["phd", "md"]), awarded=dates, expected=dates, country=country, field=words), max_size=2),
    "stays": st.lists(record(country=country, since=dates, purpose=st.sampled_from(["research", "visit"])), max_size=2),
    "fields": st.lists(st.sampled_from(["quantum", "物理学", "FORD:2.10", "unheard of", "料理"]) | words, max_size=4), "keywords": st.lists(words, max_size=3),
    "publications": st.lists(record(title=words, year=st.integers(1950, 2030)), max_size=2), "applications": st.lists(record(score=st.floats(0, 100), on=dates), max_size=2),
    "arrangements": record(host=record(accepted=st.booleans(), person=record(kind=st.just("professor"))), partners=st.lists(record(country=country), max_size=2)),
    "goals": record(activities=st.lists(st.just("fellowship"), max_size=1), duration_months=st.integers(1, 24) | record(min=st.integers(1, 3), max=st.integers(4, 9)),
                    start=record(**{"from": dates})),
    "answers": st.dictionaries(st.sampled_from(["a.b", "c"]), st.booleans() | st.integers(-5, 5) | words),
})


@given(profiles)
@settings(max_examples=200, deadline=None)
def test_round_trip(raw: dict[str, Any]) -> None:
    profile = parse_profile(raw)
    written = profile_to_dict(profile)
    assert parse_profile(json.loads(json.dumps(written))) == profile
    assert profile_to_dict(parse_profile(written)) == written


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_survive(file: Path) -> None:
    profile = read_profiles(file.read_bytes(), file.name).profiles[0][1]
    again = read_profiles(json.dumps(profile_to_dict(profile), ensure_ascii=False).encode(), "p.json")
    assert again.faults == () and again.profiles[0][1] == profile


def test_what_is_unknown_is_not_written_and_what_is_none_is() -> None:
    assert profile_to_dict(parse_profile({"id": "r", "stays": [], "awards": None})) == {"id": "r", "stays": []}
    assert profile_to_dict(parse_profile({"id": "r", "goals": {"start": {"from": "2027-04"}}}))["goals"] == {"start": {"from": "2027-04"}}
