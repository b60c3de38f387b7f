"""Review questions: declared facts only, near names said to be near, closed by a named person, and nothing else reads them."""

from __future__ import annotations

import ast
import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import matcher.screening.review as review
from matcher.errors import MatcherError
from matcher.screening.review.questions import NOT_CHECKED, Declared, Reviewer, ReviewQuestion, declared_facts
from matcher.screening.review.record import close_question, log_of, write_questions
from matcher.screening.review.settings import ListedOrganisation, ReviewSettings, TechnologyArea, read_settings
from profiles import parse_profile
from profiles.importers.imported import Imported

DAY = date(2026, 11, 24)
SETTINGS = ReviewSettings(
    "2026-10", (ListedOrganisation("Fictive Institute of Rockets", ("FIR", "架空ロケット研究所"), "office list", 12),), 0.85, (TechnologyArea("3", "quantum", ("quantum", "量子")),), ("pledge",), True, ("embargo countries",))


def asked(raw: dict[str, Any], declarations: dict[str, str] | None = None, settings: ReviewSettings = SETTINGS) -> list[ReviewQuestion]:
    item = Imported(3, "row 3", parse_profile({"id": "r", **raw}), declarations=declarations or {"pledge": "提出済"})
    assert item.profile is not None
    return list(Reviewer(settings).questions(declared_facts(item, item.profile)))


def triggers(questions: list[ReviewQuestion]) -> list[str]:
    return [question.trigger for question in questions]


@pytest.mark.parametrize("name", ["Fictive Institute of Rockets", "FICTIVE INSTITUTE OF ROCKETS", "The Fictive Institute of Rockets, Ltd.", "fir", "架空ロケット研究所"])
def test_the_same_name_or_alias_is_asked_about_with_list_row_and_version(name: str) -> None:
    question, = asked({"positions": [{"organisation": name}]})
    assert question.trigger == "organisation" and "office list, row 12, version 2026-10" in question.en and "row 12" in question.ja and question.status == NOT_CHECKED and question.id == "r#1"


def test_a_near_name_is_said_to_be_near() -> None:
    question, = asked({"positions": [{"organisation": "Fictive Institute of Rocketry"}]})
    assert question.trigger == "organisation-near" and question.en.startswith("Similar name, 9") and "often share names" in question.en
    assert triggers(asked({"positions": [{"organisation": "University of Elsewhere"}]})) == []
    assert triggers(asked({"positions": [{"organisation": "Fictive Institute of Rocketry"}]}, settings=dataclasses.replace(SETTINGS, near=None))) == []


def test_funding_technology_former_employers_and_missing_declarations() -> None:
    held = {"positions": [{"organisation": "University of Elsewhere"}]}
    assert triggers(asked({**held, "funding": [{"funder": "Ministry", "country": "FR"}]})) == ["funding"]
    assert triggers(asked(held, {"pledge": "済", "foreign_funding": "奨学金A"})) == ["funding"] and triggers(asked(held, {"pledge": "済", "foreign_funding": "なし"})) == []
    assert triggers(asked({**held, "keywords": ["量子計算"]})) == ["technology"] and triggers(asked({**held, "statement": "quantumness"})) == []
    assert triggers(asked(held, {"pledge": ""})) == ["declaration"] and triggers(asked(held, {"pledge": "済", "former_employers": "FIR; Elsewhere"})) == ["organisation"]


def test_no_declared_employer_is_not_checked_rather_than_clear() -> None:
    question, = asked({})
    assert question.trigger == "organisation" and question.declared == "" and "nothing was compared" in question.en


@given(st.fixed_dictionaries({}, optional={"nationalities": st.lists(st.sampled_from(["IN", "CN", "JP", "RU", "IR", "US"]), max_size=2), "name": st.sampled_from(["FIR", "量子", "quantum"]),
                                          "birth_date": st.just("1990-01-01"), "residence": st.just({"country": "IR"}), "languages": st.just({"fa": "native"}), "permanent_residence": st.just(["RU"])}))
def test_person_facts_change_no_question(raw: dict[str, Any]) -> None:
    base = {"positions": [{"organisation": "University of Elsewhere", "country": "DE"}], "keywords": ["ions"]}
    assert asked({**base, **raw}) == asked(base)


def test_what_is_handed_over_holds_nothing_but_declared_facts() -> None:
    assert {item.name for item in dataclasses.fields(Declared)} == {"id", "row", "employers", "funders", "project", "on_file"}
    assert {item.name for item in dataclasses.fields(ReviewQuestion)} == {"id", "person", "row", "trigger", "declared", "en", "ja", "source", "status"}
    source = (Path(review.__file__).parent / "questions.py").read_text(encoding="utf-8")
    read = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    assert not read & {"nationalities", "birth_date", "residence", "permanent_residence", "languages", "stays", "interests"} and "score" not in read and "severity" not in read


def test_nothing_that_judges_or_reports_imports_the_review() -> None:
    root = Path(review.__file__).parents[2]
    users = [str(file.relative_to(root)) for file in root.rglob("*.py") if "screening.review" in file.read_text(encoding="utf-8") and "review" not in file.parent.name]
    assert sorted(users) == ["cli/screen.py", "cli/screening.py"]


def test_the_file_and_its_log_and_closing(tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx.review.jsonl"
    questions = asked({"positions": [{"organisation": "FIR"}]}, {"pledge": ""})
    assert write_questions(file, questions, SETTINGS, DAY, 1) == 2
    for by, reason in (("", "x"), ("A. Person", " ")):
        with pytest.raises(MatcherError, match="name, a reason and a date"):
            close_question(file, "r#1", by, reason, DAY)
    close_question(file, "r#1", "A. Person", "another institution", DAY)
    head, first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert "no severity" in head["notice"]["en"] and head["checklist_for_everybody"] == ["embargo countries"]
    assert (first["status"], first["closed_by"], first["reason"], first["closed_on"], second["status"]) == ("closed", "A. Person", "another institution", "2026-11-24", NOT_CHECKED)
    with pytest.raises(MatcherError, match="closed before"):
        close_question(file, "r#1", "B", "x", DAY)
    with pytest.raises(MatcherError, match="no question"):
        close_question(file, "r#9", "B", "x", DAY)
    assert [json.loads(line)["event"] for line in log_of(file).read_text(encoding="utf-8").splitlines()] == ["asked", "closed"]


def test_settings_from_yaml_and_lists_from_csv(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes("名称,別名\n架空研究所,FKI\n例示社,\n".encode("cp932"))
    (tmp_path / "r.yaml").write_text("version: 2026-10\norganisations: [{name: X, aliases: [Y], list: own, row: 4}]\norganisations_file: list.csv\nnear: 0.9\ntechnology_areas: [{id: 1, name: AI, terms: [機械学習]}]\n"
                                     "declarations: [pledge]\nfunding: false\nchecklist: [a]\n", encoding="utf-8")
    found = read_settings(tmp_path / "r.yaml")
    assert [(one.name, one.aliases, one.source, one.row) for one in found.organisations] == [("X", ("Y",), "own", 4), ("架空研究所", ("FKI",), "list.csv", 2), ("例示社", (), "list.csv", 3)]
    assert found.near == 0.9 and not found.funding and found.declarations == ("pledge",)


@pytest.mark.parametrize(("text", "parts"), [
    ("version: 1\nseverity: high", ["severity: unknown key"]), ("organisations: x\nnear: 2\ndeclarations: [nationality]", ["organisations: expected", "near: expected", "nationality", "version: is missing"]), ("[]", ["expected keys"]),
    ("version: 1\norganisations_file: none.csv\ntechnology_areas: [{id: 1}]", ["none.csv", "technology_areas[0]"]),
])
def test_all_faults_of_the_settings_at_once(tmp_path: Path, text: str, parts: list[str]) -> None:
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(MatcherError) as refused:
        read_settings(tmp_path / "r.yaml")
    assert all(part in str(refused.value) for part in parts)


def test_similar_names_of_different_institutions_are_rare_on_an_invented_list() -> None:
    """The share of unrelated names that are called near, printed: a bar on noise, not a promise."""
    first, second, kinds = ["North", "South", "East", "Lake", "River", "Stone", "Green", "Silver"], ["field", "ford", "haven", "bridge", "wood"], ["University", "Institute of Technology", "Research Centre"]
    names = [f"{a}{b} {kind}" for a in first for b in second for kind in kinds]
    listed, others = names[::7], [name for name in names if name not in names[::7]]
    reviewer = Reviewer(ReviewSettings("1", tuple(ListedOrganisation(name, (), "l", 1) for name in listed), 0.9))
    near = sum(any(question.trigger == "organisation-near" for question in reviewer.questions(Declared("r", 1, (("positions[0].organisation", name),)))) for name in others)
    print(f"called near: {near} of {len(others)} unrelated names at 90 %")
    assert near / len(others) <= 0.5
