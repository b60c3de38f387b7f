"""Rules that speak of other programmes count their aliases and print their names."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from matcher.eligibility import judge
from profiles import parse_profile
from programs import Catalogue, read_catalogue
from programs.criteria.names import organisation_text
from programs.logic import Text
from programs.rules import Group, Leaf, Node

ON = date(2026, 11, 24)


def small_catalogue(folder: Path) -> Catalogue:
    file = folder / "catalogue.jsonl"
    rule = {"id": "earlier", "for": ["fellow"], "award": {"programs": ["old", "jsps-dc", "nowhere"], "how": "never"}, "confidence": "recalled"}
    entries = [{"id": "new", "name": {"en": "New Fellowship", "ja": "新フェローシップ"}, "rules": [rule]},
               {"id": "old", "aliases": ["older"], "name": {"en": "Old Fellowship", "ja": "旧フェローシップ"}}]
    file.write_text("\n".join(json.dumps(entry) for entry in entries), encoding="utf-8")
    return read_catalogue(file)


@pytest.mark.parametrize(("held", "verdict"), [("old", "ineligible"), ("older", "ineligible"), ("jsps-dc", "ineligible"), ("other", "eligible")])
def test_an_award_under_an_alias_is_the_same_award(tmp_path: Path, held: str, verdict: str) -> None:
    profile = parse_profile({"id": "p", "awards": [{"program": held, "since": "2020-04-01", "until": "2021-03-31"}]})
    assert judge(small_catalogue(tmp_path).get("new"), "fellow", profile, ON).outcome.value == verdict


def test_reasons_print_names_in_the_language_asked(tmp_path: Path) -> None:
    profile = parse_profile({"id": "p", "awards": [{"program": "older", "since": "2020-04-01", "until": "2021-03-31"}]})
    reason = judge(small_catalogue(tmp_path).get("new"), "fellow", profile, ON).findings[0].reason
    asked = "Old Fellowship or JSPS Research Fellowship for Young Scientists (DC) or nowhere"
    assert reason.en == f"Not met: no earlier award of {asked} (your profile: Old Fellowship)."
    assert reason.ja == "不充足：旧フェローシップ、日本学術振興会特別研究員（DC）、nowhereの採用歴・受給歴がないこと（プロフィール：旧フェローシップ）。"


def test_no_requirement_of_the_catalogue_prints_an_id() -> None:
    catalogue = read_catalogue()
    ids = {program.id for program in catalogue if "-" in program.id}

    def texts(node: Node) -> list[str]:
        return [text for inner in node.nodes for text in texts(inner)] if isinstance(node, Group) else [node.requirement.en, node.requirement.ja]

    printed = [(program.id, rule.id) for program in catalogue for rule in program.rules
               for text in texts(rule.node) if isinstance(rule.node, Leaf | Group) and ids & set(text.replace(",", " ").replace("、", " ").split())]
    assert printed == []


@pytest.mark.parametrize(("listed", "en", "ja"), [
    (("RIKEN", "* RIKEN", "*理化学研究所*", "理研*"), "RIKEN", "理化学研究所"), (("Here",), "Here", "Here"),
    (("A", "B", "C", "D"), "an institution on the list of the programme", "募集要項の一覧に掲載された機関"),
])
def test_spellings_of_one_organisation_are_named_and_many_are_a_list(listed: tuple[str, ...], en: str, ja: str) -> None:
    assert organisation_text(listed) == Text(en, ja)
