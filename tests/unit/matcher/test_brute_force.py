"""Over random catalogues the top k equals scoring every possible pair by hand."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Matcher
from matcher.eligibility import judge
from profiles import parse_profile
from programs.logic import Outcome

ON = date(2026, 11, 24)
WORDS = ["quantum", "forest", "ion", "battery", "poetry", "量子", "森林", "電池", "文学", "law"]
PROGRAM = st.fixed_dictionaries({
    "text": st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
    "nations": st.lists(st.sampled_from(["IN", "JP", "DE"]), max_size=2, unique=True),
    "fields": st.lists(st.sampled_from(["quantum", "ford:6.2"]), max_size=1),
})


@given(st.lists(PROGRAM, min_size=1, max_size=7), st.sampled_from(["IN", "JP", None]), st.integers(1, 9), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_top_k_equals_scoring_by_hand(contents: list[dict[str, object]], nation: str | None, k: int, statement: str) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MATCHER_CACHE", folder)
        file = Path(folder) / "programs.jsonl"
        file.write_text("\n".join(json.dumps({
            "id": f"p{number}", "name": {"en": f"P{number}"}, "description": {"en": content["text"]}, "fields": content["fields"],
            "rules": [{"id": "n", "for": ["fellow"], "nationality": {"in": content["nations"]}, "source": ["S1"]}] if content["nations"] else [],
            "sources": [{"id": "S1", "address": "x"}],
        }) for number, content in enumerate(contents)), encoding="utf-8")
        matcher = Matcher.open(file)
        person = parse_profile({"id": "r", "statement": statement, **({"nationalities": [nation]} if nation else {})})
        possible = [found for program, role in matcher.catalogue.pairs() if (found := judge(program, role, person, ON)).outcome is not Outcome.INELIGIBLE]
        by_hand = {found.pair: matcher.fits(person, [found], ON)[found.pair].score for found in possible}
        shown = matcher.suggest(person, ON, top=k).suggestions
        assert [item.fit.score for item in shown] == sorted(by_hand.values(), reverse=True)[:k]
        assert all(by_hand[item.eligibility.pair] == item.fit.score for item in shown)
        assert len(shown) == min(k, len(possible))
