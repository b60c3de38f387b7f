"""Golden decisions: every programme has people who are in, out and undetermined, written from the sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from matcher.eligibility import judge
from profiles import parse_profile
from profiles.documents import load_yaml
from programs import Catalogue, read_catalogue

FOLDER = Path(__file__).parents[1] / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))


def cases() -> list[tuple[str, dict[str, Any]]]:
    loaded = [load_yaml(file.read_bytes()) for file in FILES]
    return [(content["program"], case) for content in loaded for case in content["cases"]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.mark.parametrize(("program", "case"), cases(), ids=lambda value: value if isinstance(value, str) else value["name"])
def test_golden_case(catalogue: Catalogue, program: str, case: dict[str, Any]) -> None:
    profile = parse_profile({"id": "case", **case["profile"]})
    found = judge(catalogue.get(program), case["role"], profile, date.fromisoformat(case["on"]))
    reasons = {finding.criterion: (finding.verdict.value, finding.reason.en) for finding in found.findings}
    assert found.outcome.value == case["verdict"], reasons
    for criterion, verdict in case.get("findings", {}).items():
        assert reasons[criterion][0] == verdict, reasons[criterion]


def test_every_programme_has_people_in_out_and_undetermined(catalogue: Catalogue) -> None:
    verdicts: dict[str, set[str]] = {program.id: set() for program in catalogue}
    for program, case in cases():
        verdicts[catalogue.get(program).id].add(case["verdict"])
    lacking = {program: seen for program, seen in verdicts.items() if not {"eligible", "ineligible", "undetermined"} <= seen}
    assert lacking == {}
