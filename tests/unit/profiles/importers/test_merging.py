"""Several sources on one person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from profiles import profile_to_dict
from profiles.importers.imported import Draft, Imported
from profiles.importers.merging import merge_people
from profiles.sources import known_on


def record(place: str, orcid: str = "0000-0002-1825-0097", **content: Any) -> Imported:
    draft = Draft("list.csv", 2, place, "office")
    draft.content = {"id": place, **content}
    draft.identifiers = {"orcid": orcid}
    return draft.done()


def merged(mine: dict[str, Any], theirs: dict[str, Any]) -> tuple[dict[str, Any], Imported]:
    item, = merge_people([record("list", **mine)], [record("ORCID", **theirs)], "list.csv")
    assert item.profile is not None
    content = profile_to_dict(item.profile)
    return {key: value for key, value in content.items() if key not in ("id", "sources")}, item


@pytest.mark.parametrize(("mine", "theirs", "expected", "asked"), [
    ({"nationalities": ["IN"]}, {"nationalities": ["IN"]}, {"nationalities": ["IN"]}, []),
    ({"nationalities": ["IN"]}, {"nationalities": ["US"]}, {}, ["nationalities"]),
    ({}, {"nationalities": ["US"]}, {"nationalities": ["US"]}, []),
    ({"birth_date": "1990"}, {"birth_date": "1990-05-17"}, {"birth_date": "1990-05-17"}, []),
    ({"birth_date": "1990-05"}, {"birth_date": "1990-06-01"}, {}, ["birth_date"]),
    ({"residence": {"country": "IN"}}, {"residence": {"country": "JP", "since": "2020"}}, {"residence": {"since": "2020"}}, ["residence.country"]),
    ({"degrees": [{"level": "phd", "awarded": "2020"}]}, {"degrees": [{"level": "phd", "awarded": "2020-03", "country": "IN"}]}, {"degrees": [{"level": "phd", "awarded": "2020-03", "country": "IN"}]}, []),
    ({"degrees": [{"level": "phd", "awarded": "2020"}]}, {"degrees": [{"level": "phd", "awarded": "2021"}]}, {"degrees": [{"level": "phd"}]}, ["degrees[phd].awarded"]),
    ({"degrees": [{"level": "master"}]}, {"degrees": [{"level": "phd"}]}, {}, ["degrees"]),
    ({"keywords": ["a"]}, {"keywords": ["b", "a"]}, {"keywords": ["a", "b"]}, []),
    ({"publications": [{"title": "A"}]}, {"publications": [{"title": "a"}, {"title": "B"}]}, {"publications": [{"title": "A"}, {"title": "B"}]}, []),
    ({"positions": [{"organisation": "X", "country": "IN"}]}, {"positions": [{"organisation": "Y", "country": "JP"}]}, {}, ["positions"]),
    ({"positions": [{"organisation": "X"}]}, {"positions": [{"organisation": "X", "kind": "postdoc"}, {"organisation": "Y", "until": "2020"}]},
     {"positions": [{"kind": "postdoc", "organisation": "X"}, {"organisation": "Y", "until": "2020"}]}, []),
])
def test_agreement_is_kept_and_disagreement_is_unknown(mine: dict[str, Any], theirs: dict[str, Any], expected: dict[str, Any], asked: list[str]) -> None:
    content, item = merged(mine, theirs)
    assert content == expected and [doubt.path for doubt in item.doubts] == asked
    for doubt in item.doubts:
        assert "list" in doubt.en and "ORCID" in doubt.en and " | " in doubt.raw


def test_both_values_stay_in_the_profile_and_the_fact_counts_as_unknown() -> None:
    _, item = merged({"nationalities": ["IN"]}, {"nationalities": ["US"]})
    assert item.profile is not None and [(entry.source, entry.value) for entry in item.profile.sources] == [("list", ("IN",)), ("ORCID", ("US",))]
    known = known_on(item.profile, date(2026, 11, 24))
    assert known.profile.nationalities is None and [doubt.fact for doubt in known.doubts] == ["nationalities"]


def test_people_without_a_shared_identifier_are_left_alone() -> None:
    mine, other = record("list", nationalities=["IN"]), record("ORCID", orcid="0000-0001-5109-3700", nationalities=["US"])
    assert list(merge_people([mine], [other], "f")) == [mine]


def test_the_day_is_no_input_of_merging() -> None:
    assert merged({"birth_date": "1990-05-17"}, {"birth_date": str(date(1990, 5, 17))})[0] == {"birth_date": "1990-05-17"}
