"""The labelled sets that ship: readable, complete, and the verdicts those of the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from eval.datasets import Dataset, dataset_folder, read_dataset
from eval.verdicts import judge_labels, verdict_report
from matcher.eligibility import judge
from programs import Catalogue, Program, read_catalogue
from programs.criteria.answers import Answered
from programs.logic import Outcome
from programs.rules import Leaf, Node


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture(scope="module")
def matches(catalogue: Catalogue) -> Dataset:
    from pathlib import Path

    return read_dataset(dataset_folder(Path("matches")), catalogue)


def test_every_researcher_is_graded_against_the_whole_open_catalogue(matches: Dataset, catalogue: Catalogue) -> None:
    everything = {program.id for program in catalogue if program.can_be_applied_to}
    assert len(matches.profiles) >= 80
    for profile in matches.profiles:
        missing = everything - matches.grades[profile.id].keys()
        assert missing == set(), profile.id


def test_there_are_enough_verdicts_each_with_its_clause_spread_over_programmes_and_roles(matches: Dataset) -> None:
    assert len(matches.verdicts) >= 1500 and all(label.clause for label in matches.verdicts)
    assert len({(label.program, label.role) for label in matches.verdicts}) >= 150
    assert min(Counter(label.verdict.value for label in matches.verdicts)[verdict] for verdict in ("eligible", "ineligible", "undetermined")) >= 350


def test_six_people_have_nothing_that_fits(matches: Dataset) -> None:
    assert [profile for profile, labels in matches.grades.items() if not any(labels.values())] == [f"m-08{number}" for number in range(1, 7)]


def test_verdicts_agree_with_those_worked_out_from_the_sources(matches: Dataset, catalogue: Catalogue) -> None:
    development = matches.part("development")
    assert development.on is not None
    report = verdict_report(judge_labels(development, catalogue, development.on))
    assert report["accuracy"] >= 0.92 and report["without_doubt"]["accuracy"] >= 0.97, report["errors"]  # blind labels: what the source leaves in doubt is not tuned away
    assert report["deciding_rules"]["share"] >= 0.9


def test_an_answer_that_nobody_gave_never_turns_a_decided_verdict(matches: Dataset, catalogue: Catalogue) -> None:
    day = matches.on
    assert day is not None
    turned = []
    for program, role, key, values in asked(catalogue):
        for person in matches.part("development").profiles[::3]:
            decided = judge(program, role, person, day).outcome
            if decided is not Outcome.UNDETERMINED and key not in person.answers:
                for value in values:
                    told = judge(program, role, replace(person, answers=MappingProxyType({**person.answers, key: value})), day).outcome
                    turned += [(program.id, role, person.id, key, value)] if told is not decided else []
    assert turned == []


def asked(catalogue: Catalogue) -> Iterator[tuple[Program, str, str, tuple[bool | int, ...]]]:
    """Every key that a deciding rule asks for, with answers of both kinds."""
    for program, role in catalogue.pairs():
        leaves = [leaf for rule in program.rules_for(role) if rule.node.strength != "preference" for leaf in leaves_of(rule.node)]
        for key in {leaf.criterion.key for leaf in leaves if isinstance(leaf.criterion, Answered)}:
            yield program, role, key, (True, False, 0, 100)


def leaves_of(node: Node) -> list[Leaf]:
    return [node] if isinstance(node, Leaf) else [leaf for child in node.nodes for leaf in leaves_of(child)]
