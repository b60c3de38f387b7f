"""Two results compared: who changed and by which rule."""

from __future__ import annotations

import json
from typing import Any

import pytest

from matcher.errors import MatcherError
from matcher.screening.difference import changed_questions, differences, read_result


def person(profile: str, verdict: str = "eligible", rank: int | None = 1, score: float = 0.5, **rules: str) -> dict[str, Any]:
    findings = [{"criterion": name, "verdict": found, "reason": {"en": found, "ja": found}, "reference": "S1"} for name, found in rules.items()]
    return {"row": 1, "profile": profile, "verdict": verdict, "findings": findings, "missing": [], "changes": [], "score": score, "rank": rank, "flags": []}


def result(*people: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return read_result("\n".join(json.dumps(one) for one in people).encode(), "r.jsonl")


def test_each_kind_of_change_with_its_rules() -> None:
    old = result(person("a", age="met"), person("b", age="met"), person("c", rank=3), person("d", age="met"), person("same", age="met"))
    new = result(person("a", "ineligible", None, age="unmet", host="met"), {**person("b", age="met"), "findings": [{"criterion": "age", "verdict": "met", "reason": {"en": "other", "ja": "別"}, "reference": "S1"}]},
                 person("c", rank=2), person("e"), person("same", age="met"))
    changes = differences(old, new)
    assert [(change.kind, change.profile) for change in changes] == [("verdict", "a"), ("reasons", "b"), ("rank", "c"), ("new", "e"), ("gone", "d")]
    assert [(rule.criterion, rule.before, rule.after) for rule in changes[0].rules] == [("age", "met", "unmet"), ("host", None, "met")]
    assert changes[0].to_dict()["after"] == {"verdict": "ineligible", "score": 0.5, "rank": None}


def test_the_same_result_has_no_difference_in_json_or_lines() -> None:
    people = [person("a"), person("b")]
    again = read_result(json.dumps(people).encode(), "r.json")
    assert differences(result(*people), again) == [] and set(again) == {"a", "b"}


def test_refused_rows_are_left_out_and_other_files_refused() -> None:
    assert read_result(b'{"row": 2, "faults": ["x"]}\n', "r.jsonl") == {}
    for data in (b"{", b"[1]", b"\xff", b'{"profile": "a", "verdict": "eligible"}'):
        with pytest.raises(MatcherError, match="screen"):
            read_result(data, "r.jsonl")


def test_what_differs_between_the_runs() -> None:
    first, second = json.dumps({"on": "2026-01-01", "catalogue": "a", "outputs": 1}).encode(), json.dumps({"on": "2026-02-01", "catalogue": "a", "outputs": 2}).encode()
    assert changed_questions(first, second) == [("on", "2026-01-01", "2026-02-01")] and changed_questions(None, second) == [] and changed_questions(b"{", b"{}") == []
