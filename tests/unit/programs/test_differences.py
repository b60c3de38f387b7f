"""Two catalogues compared, programmes chosen, and what a catalogue covers."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.cli.catalogue_diff import to_dict, to_text, verdict_changes
from profiles import parse_profile
from programs import Catalogue, read_catalogue
from programs.coverage import coverage_of
from programs.criteria import KINDS
from programs.differences import differences
from programs.selection import Selection

ON = date(2026, 11, 24)
PROGRAM: dict[str, Any] = {
    "id": "p", "name": {"en": "P", "ja": "試験"}, "status": "open", "direction": "inbound", "stages": ["early"], "fields": ["quantum"], "destinations": ["JP"], "partners": ["asean"],
    "sources": [{"id": "S1", "address": "x"}], "calls": [{"id": "c", "closes": "2027-01-15"}],
    "rules": [
        {"id": "age", "for": ["fellow"], "age": {"max": 40}, "source": ["S1"]},
        {"id": "route", "for": ["fellow"], "source": ["S1"], "any": [
            {"id": "a", "nationality": {"in": ["IN"]}}, {"id": "b", "all": [{"id": "phd", "degree": {"levels": ["phd"]}}, {"id": "early", "years_since_degree": {"max": 5}}]}]},
    ],
}


def catalogue(folder: Path, name: str, *contents: dict[str, Any]) -> Catalogue:
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(json.dumps(content) for content in contents), encoding="utf-8")
    return read_catalogue(file)


def changed(**change: Any) -> dict[str, Any]:
    return {**copy.deepcopy(PROGRAM), **change}


def test_a_catalogue_does_not_differ_from_itself() -> None:
    assert differences(read_catalogue(), read_catalogue()) == ()


def test_every_clause_that_changed_is_named_and_no_other(tmp_path: Path) -> None:
    new = changed(status="closed")
    new["rules"][0]["age"] = {"max": 35, "at": "deadline"}
    new["rules"][1]["any"][1]["all"][1]["years_since_degree"] = {"max": 7}
    new["rules"][1]["any"].append({"id": "c", "residence": {"in": ["IN"]}})
    new["rules"].append({"id": "host", "for": ["fellow"], "host": {"in": ["JP"]}, "source": ["S1"]})
    (found,) = differences(catalogue(tmp_path, "old", PROGRAM), catalogue(tmp_path, "new", new))
    assert [(field.name, field.old, field.new) for field in found.fields] == [("status", "open", "closed")]
    assert [(rule.rule, rule.change) for rule in found.rules] == [("age", "changed"), ("route", "changed"), ("host", "added")]
    age, route, host = found.rules
    assert [(field.name, field.old, field.new) for field in age.clauses[0].fields] == [("max", 40, 35), ("at", ["application"], ["deadline"])]
    assert [(clause.path, clause.change, [(field.name, field.old, field.new) for field in clause.fields]) for clause in route.clauses] == [
        ("route/b/early", "changed", [("max", 5, 7)]), ("route/c", "added", [])]
    assert host.clauses[0].old is None and host.clauses[0].new is not None and "受入機関" in host.clauses[0].new.ja


def test_programmes_and_rules_that_came_and_went(tmp_path: Path) -> None:
    old, new = catalogue(tmp_path, "old", PROGRAM, {**PROGRAM, "id": "q"}), catalogue(tmp_path, "new", changed(rules=PROGRAM["rules"][:1]), {**PROGRAM, "id": "r"})
    assert [(change.program, change.change) for change in differences(old, new)] == [("p", "changed"), ("q", "removed"), ("r", "added")]
    assert [(rule.rule, rule.change) for rule in differences(old, new)[0].rules] == [("route", "removed")]
    back = differences(new, old)
    assert [(change.program, change.change) for change in back] == [("p", "changed"), ("q", "added"), ("r", "removed")]


def test_another_operator_strength_and_role_are_changes(tmp_path: Path) -> None:
    new = changed()
    new["rules"][0]["strength"] = "in_principle"
    new["rules"][1]["all"] = new["rules"][1].pop("any")
    new["rules"][1]["note"] = {"en": "Both.", "ja": "両方。"}
    (found,) = differences(catalogue(tmp_path, "old", PROGRAM), catalogue(tmp_path, "new", new))
    assert [field.name for field in found.rules[0].clauses[0].fields] == ["strength"]
    assert (found.rules[1].clauses[0].path, [field.name for field in found.rules[1].fields]) == ("route", ["note"])
    assert found.rules[1].clauses[0].old is not None and " or " in found.rules[1].clauses[0].old.en


def test_the_people_whose_verdict_changes_with_the_rules_behind_it(tmp_path: Path) -> None:
    new = changed()
    new["rules"][0]["age"]["max"] = 35
    old_one, new_one = catalogue(tmp_path, "old", PROGRAM, {**PROGRAM, "id": "q"}), catalogue(tmp_path, "new", new)
    people = [parse_profile({"id": name, "nationalities": ["IN"], "birth_date": birth}) for name, birth in (("young", "1995-01-01"), ("middle", "1988-01-01"), ("old", "1970-01-01"))]
    changes = differences(old_one, new_one)
    verdicts = verdict_changes(old_one, new_one, changes, people, ON)
    assert [(item.profile, item.program, item.old, item.new, item.because) for item in verdicts] == [
        ("young", "q", "eligible", None, ()), ("middle", "p", "eligible", "ineligible", ("age",)), ("middle", "q", "eligible", None, ()), ("old", "q", "ineligible", None, ())]
    content = to_dict(changes, verdicts)
    assert content["programs"][0]["rules"][0]["clauses"][0]["fields"] == [{"field": "max", "old": 40, "new": 35}]
    assert content["verdicts"][1] == {"profile": "middle", "program": "p", "role": "fellow", "old": "eligible", "new": "ineligible", "because": ["age"]}
    for lang, words in (("en", ("p: changed", "- age: 40 or younger", "+ age: 35 or younger", "2 programmes differ; 4 verdicts change")), ("ja", ("p: 変更", "- 年齢：", "掲載なし"))):
        text = to_text(changes, verdicts, lang)
        assert all(word in text for word in words), text


@pytest.mark.parametrize(("wanted", "chosen"), [
    ({}, True), ({"status": "open"}, True), ({"status": "closed"}, False), ({"role": "fellow"}, True), ({"role": "host"}, False), ({"direction": "inbound"}, True),
    ({"direction": "outbound"}, False), ({"stage": "early"}, True), ({"stage": "senior"}, False), ({"field": "quantum"}, True), ({"field": "ford:1.3"}, True), ({"field": "ford:6.1"}, False),
    ({"country": "JP"}, True), ({"country": "TH"}, True), ({"country": "TL"}, True), ({"country": "DE"}, False), ({"deadline": date(2027, 1, 15)}, True), ({"deadline": date(2027, 1, 14)}, False),
    ({"deadline": date(2027, 2, 1), "on": date(2027, 1, 16)}, False), ({"country": "TL", "on": date(2025, 10, 25)}, False),
])
def test_programmes_are_chosen_by_what_they_are_for(tmp_path: Path, wanted: dict[str, Any], chosen: bool) -> None:
    assert bool(Selection(**{"on": ON, **wanted}).of(catalogue(tmp_path, "one", PROGRAM))) is chosen


def test_a_programme_for_every_field_stage_and_country_is_always_chosen(tmp_path: Path) -> None:
    open_to_all = catalogue(tmp_path, "one", changed(fields=[], stages=[], partners=[], destinations=[]))
    assert len(Selection(ON, field="ford:6.1", stage="senior", country="BR").of(open_to_all)) == 1


def test_coverage_counts_by_hand(tmp_path: Path) -> None:
    found = coverage_of(catalogue(tmp_path, "two", changed(unknown_rules=["age", "stay"]), changed(id="q", rules=[], calls=[], unknown_rules=["stay"], unmodelled=[{"en": "x", "ja": "試"}])))
    assert (found.programs, found.rules, found.without_rules, found.without_calls, found.unmodelled) == (2, 2, 1, 1, 1)
    assert {kind: count for kind, count in found.kinds.items() if count} == {"age": 1, "nationality": 1, "degree": 1, "years_since_degree": 1} and set(found.kinds) == set(KINDS)
    assert (found.operators, found.unknown, found.roles) == ({"all": 1, "any": 1}, {"stay": 2, "age": 1}, {"fellow": 2})
