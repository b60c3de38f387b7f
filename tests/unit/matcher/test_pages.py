"""The pages say what the screen says, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from matcher import Matcher
from matcher.pages.render import checks_page
from matcher.telling import finding_text, notes, parts_of, repair_text
from profiles import read_profiles
from programs.logic import Finding

ON = date(2026, 11, 24)
EXAMPLE = Path(__file__).parents[3] / "profiles" / "examples" / "japanese-only.yaml"


def everything(finding: Finding) -> list[Finding]:
    return [finding, *(below for child in parts_of(finding) for below in everything(child))]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_shows_every_finding_change_and_note_and_no_id_of_a_rule(lang: str) -> None:
    person = read_profiles(EXAMPLE.read_bytes(), EXAMPLE.name).profiles[0][1]
    pairs = Matcher.open().check(person, "fulbright-japan-doctoral-dissertation", ON)
    page = checks_page(person.id, pairs, ON, lang)
    found = pairs[0].eligibility
    groups = [item for one in (*found.findings, *found.preferences) for item in everything(one) if item.children]
    said = [finding_text(item, lang) for one in (*found.findings, *found.preferences) for item in everything(one)]
    said += [piece for repair in pairs[0].changes[:3] for piece in repair_text(repair, lang)] + [text for _, text in notes(found.program, lang)]
    assert groups and pairs[0].changes and len(said) > 20
    assert [text for text in said if str(escape(text)) not in page] == []
    assert [item.criterion for item in groups if f"— {item.criterion}" in page or f">{item.criterion}<" in page] == []
