"""Criteria judged a second in the scalar path: every example person against every programme and role, findings and all."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from matcher.eligibility import Asking, fits_type, judge
from matcher.storage import open_catalogue
from profiles import ResearcherProfile, read_profiles
from programs import Catalogue
from programs.rules import Group, Node

ON = date(2026, 11, 24)
FOLDER = Path(__file__).parents[2] / "profiles" / "examples"
ROUNDS = 7


def criteria_in(node: Node) -> int:
    """Criteria below a node."""
    return sum(criteria_in(child) for child in node.nodes) if isinstance(node, Group) else 1


def judged(catalogue: Catalogue, people: list[ResearcherProfile]) -> int:
    """Judge everybody; the number of criteria judged."""
    count = 0
    for person in people:
        asking = Asking.of(person, ON)
        for program, role in catalogue.pairs():
            if fits_type(role, person):
                judge(program, role, person, ON, asking)
                count += sum(criteria_in(rule.node) for rule in program.rules_for(role))
    return count


def main() -> None:
    """Print the best of a few rounds."""
    catalogue = open_catalogue(None)
    people = [read_profiles(file.read_bytes(), file.name).profiles[0][1] for file in sorted(FOLDER.glob("*.yaml"))]
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        count = judged(catalogue, people)
        taken.append(time.perf_counter() - start)
    print(f"{count / min(taken):,.0f} criteria a second; {1000 * min(taken) / len(people):.1f} ms a person against {len(catalogue.pairs())} programmes and roles")


if __name__ == "__main__":
    main()
