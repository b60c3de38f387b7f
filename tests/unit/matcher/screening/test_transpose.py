"""Screening is suggesting, transposed: the same verdicts, findings, fit and order over all pairs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher import Matcher
from matcher.eligibility import fits_type
from matcher.pool import OUTCOMES, pool_outcomes
from matcher.screening.judging import BestProgram, Screened, Screener, incoming_pairs, screened_role
from matcher.screening.work import WorkFile
from profiles import ResearcherProfile, read_profiles
from profiles.importers.imported import Imported
from profiles.table import ProfileTable
from programs.errors import UnknownProgram

ON = date(2026, 11, 24)
FILES = sorted((Path(__file__).parents[4] / "profiles" / "examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def people() -> list[ResearcherProfile]:
    return [read_profiles(file.read_bytes(), file.name).profiles[0][1] for file in FILES]


def test_every_pair_agrees_with_suggest(matcher: Matcher, people: list[ResearcherProfile]) -> None:
    for person in people[::3]:
        result = matcher.suggest(person, ON, top=10_000).to_dict()
        wanted: dict[tuple[str, str], dict[str, Any]] = {(item["program"], item["role"]): item for item in result["suggestions"]}
        excluded = {(item["program"], item["role"]): item for item in result["excluded"]}
        for program, role in matcher.catalogue.pairs():
            if not (program.can_be_applied_to and fits_type(role, person)):
                continue
            found = Screener(matcher, program, role, ON)(Imported(1, "row 1", person))
            assert isinstance(found, Screened)
            if (program.id, role) in excluded:
                assert found.content["verdict"] == "ineligible" and found.content["changes"] == excluded[program.id, role]["changes"]
                continue
            theirs = wanted[program.id, role]
            for key in ("verdict", "findings", "missing", "changes", "flags"):
                assert found.content[key] == theirs[key], (program.id, role, key)
            assert found.score == pytest.approx(theirs["score"], abs=2e-6) and found.details["evidence"] == theirs["evidence"]


def test_verdicts_in_columns_are_the_same(matcher: Matcher, people: list[ResearcherProfile]) -> None:
    table = ProfileTable.of(people)
    for name in ("lotus@fellow", "jsps-standard@fellow", "expert-j@fellow"):
        program, role = screened_role(matcher.catalogue, name)
        screen = Screener(matcher, program, role, ON, evidence=False)
        codes = pool_outcomes([(program, role)], table, ON)[0]
        found = [screen(Imported(1, "row 1", person)) for person in people]
        assert [OUTCOMES[code] for code in codes] == [item.outcome for item in found if isinstance(item, Screened)]


def test_all_programs_gives_the_first_suggestion_among_those_that_bring_people_to_japan(matcher: Matcher, people: list[ResearcherProfile]) -> None:
    pairs = list(incoming_pairs(matcher.catalogue))
    assert {role for _, role in pairs} <= {"fellow", "partner", "member"} and len(pairs) > 20
    screen = BestProgram(matcher, pairs, ON, 2)
    for person in people:
        found = screen(Imported(1, "row 1", person))
        assert isinstance(found, Screened)
        named = {(program.id, role) for program, role in pairs}
        suggested = [(item["program"], item["role"]) for item in matcher.suggest(person, ON, top=10_000).to_dict()["suggestions"] if (item["program"], item["role"]) in named]
        if not suggested:
            assert found.content["program"] is None
            continue
        chosen = [(found.content["program"], found.content["role"]), *((one["program"], one["role"]) for one in found.content["alternatives"])]
        assert chosen == suggested[:3]


def test_the_contracts_keys_in_order(matcher: Matcher, people: list[ResearcherProfile]) -> None:
    program, role = screened_role(matcher.catalogue, "lotus")
    found = Screener(matcher, program, role, ON)(Imported(7, "row 7", people[0]))
    assert isinstance(found, Screened) and role == "fellow"
    assert list(found.content)[:9] == ["row", "profile", "verdict", "findings", "missing", "changes", "score", "rank", "flags"]


@pytest.mark.parametrize("name", ["lotsu", "lotus@pilot"])
def test_an_unknown_programme_or_role_is_refused(matcher: Matcher, name: str) -> None:
    with pytest.raises(UnknownProgram):
        screened_role(matcher.catalogue, name)


def test_ranks_are_by_fit_then_verdict_then_id_and_leave_out_who_is_ruled_out(matcher: Matcher, people: list[ResearcherProfile], tmp_path: Path) -> None:
    program, role = screened_role(matcher.catalogue, "jsps-standard")
    screen = Screener(matcher, program, role, ON)
    found = [screen(Imported(number, f"row {number}", person)) for number, person in enumerate(people, start=1)]
    work = WorkFile(tmp_path / "work", "key", resume=False)
    for item in found:
        work.add(item)
    ranks = work.ranks()
    order = {"eligible": 0, "discretionary": 1, "undetermined": 2}
    possible = [item for item in found if isinstance(item, Screened) and item.content["verdict"] != "ineligible"]
    expected = [item.profile for item in sorted(possible, key=lambda item: (-item.score, order[item.content["verdict"]], item.profile))]
    ranked = {entry.rank: entry.read()["profile"] for entry in work.entries(ranks) if entry.rank}
    assert [ranked[rank] for rank in range(1, len(expected) + 1)] == expected and len(ranked) == len(expected)
    assert [entry.read()["profile"] for entry in work.by_rank(ranks)][:len(expected)] == expected
    assert all((entry.rank is None) == (entry.read()["verdict"] == "ineligible") for entry in work.entries(ranks))
    work.discard()
    assert not (tmp_path / "work").exists()


def test_the_order_of_rows_and_personal_facts_without_a_rule_change_nothing(matcher: Matcher, people: list[ResearcherProfile], tmp_path: Path) -> None:
    program, role = screened_role(matcher.catalogue, "lotus")
    screen = Screener(matcher, program, role, ON)

    def ranked(order: list[ResearcherProfile]) -> dict[str, dict[str, Any]]:
        work = WorkFile(tmp_path / "work", "key", resume=False)
        for number, person in enumerate(order, start=1):
            work.add(screen(Imported(number, f"row {number}", person)))
        found = {entry.read()["profile"]: {**entry.read(), "row": None} for entry in work.entries(work.ranks())}
        work.discard()
        return found

    wanted = ranked(people)
    assert ranked(people[::-1]) == wanted
    assert ranked([replace(person, name="Somebody Else", nationalities=("NO",), residence=None, languages=None) if person.type == "researcher" else person for person in people]) == wanted
