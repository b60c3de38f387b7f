"""The band in which the engine says that nothing suits: its numbers, when it speaks, and what is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Matcher
from matcher.band import SHIPPED, Band, Doubt, band_digest, doubt_of, read_band, shipped_band
from matcher.cli.tables import suggestions_table
from matcher.errors import Unavailable
from matcher.pages.render import suggestions_page
from profiles import parse_profile

ON = date(2026, 11, 24)
BAND = Band(0.6, (0.2, 0.4, 0.8), (0.0, 0.1, 0.9), {})
WISHES = {"activities": ["fellowship"], "countries": ["CL"]}
NOVELS = {"id": "p", "nationalities": ["JP"], "residence": {"country": "JP"}, "birth_date": "1960-06-06", "degrees": [{"level": "bachelor", "awarded": "1982-03-25"}], "stays": [],
          "awards": [], "positions": [{"kind": "other", "organisation_kind": "other", "country": "JP", "since": "1990-04-01"}], "keywords": ["novels for children", "printing costs"],
          "goals": {"countries": [], "activities": []}}


@pytest.mark.parametrize(("score", "probability"), [(0.0, 0.0), (0.2, 0.0), (0.3, 0.05), (0.4, 0.1), (0.6, 0.5), (0.8, 0.9), (1.0, 0.9)])
def test_probabilities_lie_on_the_lines_between_the_points(score: float, probability: float) -> None:
    assert BAND.probability(score) == pytest.approx(probability)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_never_means_less(one: float, other: float) -> None:
    band = shipped_band()
    low, high = sorted((one, other))
    assert 0 <= band.probability(low) <= band.probability(high) + 1e-12 <= 1 + 1e-12


def test_what_ships_says_where_it_comes_from() -> None:
    raw = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert raw["digest"] == band_digest(raw["cut"], raw["map"]["score"], raw["map"]["probability"])
    assert raw["provenance"]["datasets"] == ["matches (development)", "twins (development)"]  # never a test part
    assert raw["provenance"]["on"] == "2026-11-24" and raw["provenance"]["encoder"].startswith("builtin@")
    assert 0.4 < shipped_band().cut < 0.7


def test_altered_numbers_are_refused(tmp_path: Path) -> None:
    raw = json.loads(SHIPPED.read_text(encoding="utf-8"))
    (tmp_path / "band.json").write_text(json.dumps(raw | {"cut": raw["cut"] + 0.1}), encoding="utf-8")
    with pytest.raises(Unavailable, match="altered"):
        read_band(tmp_path / "band.json")
    with pytest.raises(Unavailable, match="cannot be read"):
        read_band(tmp_path / "none.json")


@pytest.mark.parametrize(("profile", "best", "band", "doubt"), [
    ({"id": "p", "goals": WISHES}, 0.9, BAND, Doubt.RESEARCH_NOT_STATED),
    ({"id": "p", "goals": WISHES}, 0.9, None, Doubt.RESEARCH_NOT_STATED),
    ({"id": "p", "goals": WISHES}, None, BAND, None),  # nothing is possible, which is said instead
    ({"id": "p", "statement": "soil", "goals": WISHES}, 0.59, BAND, Doubt.NOTHING_SUITS),
    ({"id": "p", "statement": "soil", "goals": {"activities": [], "countries": []}}, 0.59, BAND, Doubt.NOTHING_SUITS),  # none wished is an answer
    ({"id": "p", "statement": "soil", "goals": WISHES}, 0.6, BAND, None),
    ({"id": "p", "statement": "soil", "goals": WISHES}, 0.1, None, None),  # another catalogue or encoder
    ({"id": "p", "statement": "soil"}, 0.59, BAND, Doubt.GOALS_NOT_STATED),
    ({"id": "p", "statement": "soil", "goals": {"duration_months": {"max": 12}}}, 0.59, BAND, Doubt.GOALS_NOT_STATED),
    ({"id": "p", "type": "institution", "organisation": {"kind": "company"}, "statement": "soil"}, 0.1, BAND, None),
])
def test_when_the_engine_doubts(profile: dict[str, Any], best: float | None, band: Band | None, doubt: Doubt | None) -> None:
    assert doubt_of(parse_profile(profile), best, band) is doubt


def test_doubt_is_said_in_every_form_and_takes_nothing_away(matcher: Matcher) -> None:
    result = matcher.suggest(NOVELS, ON, top=10)
    assert result.doubt is Doubt.NOTHING_SUITS
    content = result.to_dict()
    assert set(content) == {"profile", "on", "encoder", "catalogue", "suggestions", "excluded", "questions", "certificate"}
    assert len(content["suggestions"]) == 10 and all("nothing-suits" in item["flags"] for item in content["suggestions"])
    for lang, said in (("en", "Nothing here seems to suit this profile."), ("ja", "このプロフィールに合う事業は見当たらないようです。")):
        assert said in suggestions_table(result, lang).replace("\n", " " if lang == "en" else "")
        assert said in suggestions_page(result, lang)
    general = result.open_to_all
    assert f"Open to every field: {general} of the 10 below." in suggestions_page(result, "en") and general > 0


def test_an_answer_without_doubt_says_nothing_of_it_and_tells_probabilities(matcher: Matcher) -> None:
    result = matcher.suggest({"id": "p", "statement": "quantum error correction with trapped ions", "fields": ["quantum"], "degrees": [{"level": "phd", "expected": "2027-03"}],
                              "goals": {"activities": ["fellowship"], "countries": ["JP"]}}, ON, top=3)
    assert result.doubt is None and result.band is not None
    assert "nothing-suits" not in str(result.to_dict()) and "seems to suit" not in suggestions_page(result, "en")
    percent = round(100 * result.band.probability(result.suggestions[0].fit.score))
    assert f"about {percent} in 100 suit" in suggestions_page(result, "en") and f"約{percent}％" in suggestions_page(result, "ja")


def test_without_a_word_on_research_fit_cannot_be_judged(matcher: Matcher) -> None:
    result = matcher.suggest({"id": "p", "nationalities": ["IN"], "goals": {"countries": ["JP"]}}, ON)
    assert result.doubt is Doubt.RESEARCH_NOT_STATED
    assert "the profile says nothing of research" in suggestions_page(result, "en") and "研究内容の記述がない" in suggestions_page(result, "ja")
    assert result.to_dict()["suggestions"][0]["flags"][-1] == "fit-not-judged"


def test_another_catalogue_has_no_band(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "own.jsonl").write_text('{"id": "d1", "name": {"en": "Stars"}, "description": {"en": "galaxies"}}\n', encoding="utf-8")
    assert Matcher.open(tmp_path / "own.jsonl").suggest(NOVELS, ON).doubt is None
