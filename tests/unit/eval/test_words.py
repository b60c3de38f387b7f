"""The words of the report: every part of the score has a name in both languages, here and in the reports of screening."""

from __future__ import annotations

import re

import pytest

from eval.words import LABELS, system_name
from matcher.export.words import PARTS
from matcher.features import WEIGHTS
from matcher.retrieval import FUSION

_JAPANESE = re.compile(r"[\u3041-\u30fa\u4e00-\u9fff]")


@pytest.mark.parametrize("name", [*WEIGHTS, *FUSION])
def test_parts_of_the_score_and_of_the_search_are_named_in_both_languages(name: str) -> None:
    english, japanese = LABELS[name]
    assert english.isascii() and _JAPANESE.search(japanese)
    system = f"search without {name}" if name in FUSION else f"without {name}"
    assert japanese in system_name(system, "ja") and not re.search("[a-z]", system_name(system, "ja"))


def test_screening_names_exactly_the_parts_of_the_score() -> None:
    assert list(PARTS) == list(WEIGHTS)
    assert all(english.isascii() and _JAPANESE.search(japanese) for english, japanese in PARTS.values())
