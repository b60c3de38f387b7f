"""Dropping one rule changes only the pairs which that rule decides: over the built-in catalogue, and in a whole evaluation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.datasets import dataset_folder, read_dataset
from eval.engine import AnswerRun, answers_of
from matcher import Matcher
from matcher.eligibility import judge
from matcher.retrieval import TopicSearch, build_index
from models import load_encoder
from programs import Catalogue, read_catalogue
from programs.logic import all_of, outcome_of

CATALOGUE = read_catalogue()
DATASET = read_dataset(dataset_folder(Path("matches")), CATALOGUE).part("development")
RULED = [(program, rule) for program in CATALOGUE if program.can_be_applied_to for rule in program.rules if rule.node.strength != "preference"]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(RULED), st.sampled_from(DATASET.profiles))
def test_a_verdict_without_a_rule_is_that_of_the_other_findings(choice: Any, person: Any) -> None:
    program, dropped = choice
    assert DATASET.on is not None
    without = replace(program, rules=tuple(rule for rule in program.rules if rule is not dropped))
    for role in program.role_names:
        before, after = judge(program, role, person, DATASET.on), judge(without, role, person, DATASET.on)
        others = outcome_of(all_of([finding.verdict for finding in before.findings if finding.criterion != dropped.id]))
        assert after.outcome is others
        assert [finding for finding in before.findings if finding.criterion != dropped.id] == list(after.findings)


@pytest.mark.parametrize("name", ["lotus", "canon", "jsps-standard"])
def test_an_evaluation_without_a_rule_differs_only_where_it_decides(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    program = CATALOGUE.get(name)
    dropped = program.rules[0]
    changed = replace(program, rules=program.rules[1:])
    other = Catalogue(tuple(changed if one.id == name else one for one in CATALOGUE.programs), CATALOGUE.digest)
    encoder = load_encoder()
    search = TopicSearch(build_index(CATALOGUE, encoder), encoder, CATALOGUE)
    assert DATASET.on is not None
    before, after = (AnswerRun(answers_of(Matcher(catalogue, search, "x"), DATASET.profiles, DATASET.on)) for catalogue in (CATALOGUE, other))
    decided = 0
    for person in DATASET.profiles:
        judged = [(judge(program, role, person, DATASET.on), judge(changed, role, person, DATASET.on)) for role in program.role_names]
        same = all(one.outcome is two.outcome for one, two in judged)
        decided += not same
        if same:
            assert before[person.id] == after[person.id]
        else:
            assert [one for one in before[person.id] if one != name] == [one for one in after[person.id] if one != name]
            assert dropped.id in {finding.criterion for one, _ in judged for finding in one.findings}
    assert decided > 0
