"""The README of the rule language names every kind and field that the code has, and no other kind."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from programs.criteria import KINDS
from programs.criteria.places import OWN
from programs.dates import REFERENCES
from programs.rule_reading import OPERATORS

README = (Path(__file__).parents[3] / "programs" / "README.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", README, re.M))


def test_every_kind_and_field_has_its_place() -> None:
    assert set(ROWS) == set(KINDS)
    for kind, cls in KINDS.items():
        for item in dataclasses.fields(cls):  # type: ignore[arg-type]
            key = "in" if item.name == "within" else item.name
            assert re.search(rf"[`/ ]{key}\b", ROWS[kind]), (kind, key)


def test_every_word_of_the_readme_is_a_field() -> None:
    for kind, row in ROWS.items():
        known = {"in" if item.name == "within" else item.name for item in dataclasses.fields(KINDS[kind])}  # type: ignore[arg-type]
        for word in re.findall(r"`(\w+)(?:: [^`]*)?`", re.sub(r"\([^)]*\)", "", row)):
            assert word in known, (kind, word)


def test_operators_references_and_own_countries_are_listed() -> None:
    for word in (*OPERATORS, *REFERENCES, *OWN):
        assert re.search(rf"`{word}\b", README), word
