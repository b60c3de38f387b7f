"""Files of every form, well-formed and not: each is read or refused by a short sentence, never by a traceback."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import ProfileFaults, parse_profile, read_profiles
from profiles.documents import DocumentFault, load_json, load_rows, load_yaml

MEGABYTES = "x" * 10_000_000


def ids(text: str, name: str) -> list[str]:
    return [profile.id for _, profile in read_profiles(text.encode(), name).profiles]


@pytest.mark.parametrize(("text", "name", "expected"), [
    ("{id: r, nationalities: [IN]}", "p.yaml", ["r"]), ("{id: r, nationalities: [IN]}", "-", ["r"]), ('{"id": "r"}', "-", ["r"]), ('{"id": "r"}', "P.JSON", ["r"]),
    ('{"id":\t"r"}', "p.yaml", ["r"]), ("- id: a\n- id: b\n", "-", ["a", "b"]), ('[\n {"id": "a", "name": "x\\/y"},\n\t{"id": "b"}\n]', "-", ["a", "b"]),
    ('{"id": "a"}\n\n{"id": "b"}\n', "-", ["a", "b"]), ('{"id": "a"}\r\n{"id": "b"}\r\n', "p.ndjson", ["a", "b"]), ('{"id": "a"}', "p.jsonl", ["a"]),
    ('{"id": "a"}\n{"id": \n{"id": "c"}', "-", ["a", "c"]), ('{"id":\n{"id": "b"}\n{"id": "c"}', "-", ["b", "c"]), ("\ufeffid: r", "p.yaml", ["r"]),
    ('{"id": "r", "degrees": [\n{"level": "phd"}\n]}', "-", ["r"]), ("[]", "p.json", []), ('{"id": "a", "statement": "x\u2028y\u0085z"}\n{"id": "b"}', "p.jsonl", ["a", "b"]),
])
def test_forms(text: str, name: str, expected: list[str]) -> None:
    assert ids(text, name) == expected


@pytest.mark.parametrize(("text", "value"), [
    ("0001", "0001"), ("1", 1), ("-1", -1), ("True", True), ("FALSE", False), ("yes", "yes"), ("NO", "NO"), ("on", "on"), ("1_000", "1_000"), ("0x1F", "0x1F"),
    ("012", "012"), ("12:30", "12:30"), ("2027-01-01", "2027-01-01"), (".inf", ".inf"), ("1.5", 1.5), ("9" * 30, "9" * 30), ("1.0e999", "1.0e999"), ("~", None), ("", None),
])
def test_yaml_scalars(text: str, value: object) -> None:
    read = load_yaml(f"x: {text}\n".encode())["x"]
    assert read == value and type(read) is type(value)


def test_a_decimal_code_keeps_its_zero() -> None:
    for text, name in (("id: r\nfields: [2.10, 2.1]\n", "p.yaml"), ('{"id": "r", "fields": [2.10, 2.1]}', "p.json")):
        assert read_profiles(text.encode(), name).profiles[0][1].fields == ("ford:2.10", "ford:2.1")
    with pytest.raises(ProfileFaults, match="in quotes"):
        parse_profile({"id": "r", "fields": [2.1]})


@pytest.mark.parametrize(("text", "name", "part"), [
    ('{"id": "r",\n"residence": {"country": "IN",\n"since": "2020", "country": "JP"}}', "p.json", "line 3: the key `country` is written twice (first on line 2)"),
    ('[{"id": "r"},\n {"id": "s", "name": "{,\\"id\\"", "a": [{}, 1], "id": "t"}]', "p.json", "line 2: the key `id` is written twice (first on line 2)"),
    ("id: r\nresidence:\n  country: IN\n  country: JP\n", "p.yaml", "line 4: the key `country` is written twice (first on line 3)"),
    ("id: a\n---\nid: b\n", "p.yaml", "another document"), ("id: r\n? [a]\n: 3\n", "p.yaml", "plain word"), ("id: r\n<<: {name: x}\n", "p.yaml", "<<: unknown key"),
    ('{"id": "r", "x": 1e999}', "p.json", "1e999 is not a number"), ('{"id": "r", "x": ' + "9" * 5000 + "}", "p.json", "is not a number"),
    ("# only a comment\n", "p.yaml", "expected a mapping"), ("id: r\x00", "p.yaml", "control characters"), ('id: r\nname: "\\ud800"', "p.yaml", "not YAML"),
    ('{"id": "r", "\\ud800": 1}', "p.json", "\\ud800: unknown key"), ('{"id": "r", "\\u001b[31m": 1}', "p.json", "\\x1b[31m: unknown key"),
])
def test_refused_documents(text: str, name: str, part: str) -> None:
    faults = [str(fault) for fault in read_profiles(text.encode(), name).faults]
    assert any(part in fault for fault in faults), faults


@pytest.mark.parametrize(("content", "path"), [
    ({"birth_date": 10**5000}, "birth_date"), ({"applications": [{"score": 10**400}]}, "applications[0].score"), ({"publications": [{"year": 20250}]}, "publications[0].year"),
    ({"publications": [{"year": float("nan")}]}, "publications[0].year"), ({"funding": [{"amount": {"value": float("inf")}}]}, "funding[0].amount.value"),
    ({"funding": [{"amount": {"currency": "rupees"}}]}, "funding[0].amount.currency"), ({"goals": {"duration_months": {"min": 9, "max": 3}}}, "goals.duration_months.max"),
    ({"goals": {"duration_months": -3}}, "goals.duration_months"), ({"goals": {"duration_months": True}}, "goals.duration_months"),
    ({"answers": {"a": "\ud800"}}, "answers.a"), ({"answers": {"a": float("inf")}}, "answers.a"), ({"answers": {"": 1}}, "answers."), ({"answers": {"a": None}}, "answers.a"),
    ({"languages": {"ja": 5}}, "languages.ja"), ({"languages": {"English": "C1"}}, "languages.English"), ({"nationalities": [MEGABYTES]}, "nationalities[0]"),
    ({"degrees": [{"level": MEGABYTES}]}, "degrees[0].level"), ({"birth_date": MEGABYTES}, "birth_date"), ({"answers": {"a": MEGABYTES}}, "answers.a"),
    ({"degrees": [None]}, "degrees[0]"), ({"keywords": [None]}, "keywords[0]"), ({"positions": [{"kind": ["postdoc"]}]}, "positions[0].kind"), ({"statement": True}, "statement"),
    ({"id": "a\u200bb"}, "id"), ({"id": "a" * 201}, "id"), ({"id": 1.5}, "id"), ({"type": "Institution"}, "type"), ({"type": ["x"]}, "type"),
    ({"type": "institution", "organisation": {"name": "x"}, "birth_date": "1990"}, "birth_date"), ({"stays": [{"since": "2024", "until": "2023-12"}]}, "stays[0].until"),
])
def test_refused_values_are_named_by_one_short_fault(content: Mapping[str, Any], path: str) -> None:
    with pytest.raises(ProfileFaults) as refused:
        parse_profile({"id": "r", **content})
    assert [fault.path for fault in refused.value.faults] == [path]
    text = str(refused.value)
    assert len(text) < 500 and text.encode() and "; " in text


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["IN", "2027-02", "phd", "2027-02-30", 10**400, "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.sampled_from(["level", "country", "since", "until", "min", "max"]), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["id", "type", "name", "nationalities", "residence", "birth_date", "languages", "degrees", "positions", "stays", "career_breaks", "fields", "keywords",
        "statement", "publications", "awards", "applications", "funding", "arrangements", "goals", "organisation", "answers", "unheard_of"]


@given(st.dictionaries(st.sampled_from(KEYS), plain, max_size=6))
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_a_profile_it_is_read_or_refused(raw: dict[str, Any]) -> None:
    try:
        assert parse_profile(raw).id
    except ProfileFaults as refused:
        assert refused.faults and all(fault.problem for fault in refused.faults)
        str(refused).encode()


@given(st.binary(max_size=60) | st.text(alphabet='{}[]:,"-&*!|>#\n\t aid01.', max_size=40).map(str.encode), st.sampled_from(["p.yaml", "p.json", "p.jsonl", "-"]))
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_a_file_it_is_read_or_refused(data: bytes, name: str) -> None:
    batch = read_profiles(data, name)
    assert batch.profiles or batch.faults or data.strip() in (b"[]", b"[ ]") or not batch.single
    "".join(str(fault) for fault in batch.faults).encode()


@given(st.lists(st.dictionaries(st.text(max_size=5), st.integers(-9, 9) | st.text(max_size=9), max_size=3), max_size=4))
def test_json_lines_are_rows(contents: list[dict[str, Any]]) -> None:
    text = "\n".join(json.dumps(content, ensure_ascii=False) for content in contents)
    if not contents:
        return
    try:
        rows = load_rows(text.encode("utf-8", "surrogatepass"), "p.jsonl")
    except DocumentFault:
        return
    assert [raw for _, raw in rows] == contents and [row for row, _ in rows] == list(range(1, len(contents) + 1))


def test_json_numbers_of_eighteen_digits_are_exact() -> None:
    assert load_json("123456789012345678") == 123456789012345678
