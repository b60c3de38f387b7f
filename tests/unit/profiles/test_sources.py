"""Facts with sources: agreement, disagreement, expiry, and the days on which the same is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import ProfileFaults, parse_profile, profile_to_dict
from profiles.sources import known_on

DAY = date(2026, 11, 24)


def person(*sources: dict[str, Any], **facts: Any) -> Any:
    return parse_profile({"id": "r", **facts, "sources": list(sources)})


def test_sources_that_agree_leave_the_fact_known() -> None:
    found = known_on(person({"fact": "birth_date", "source": "roster"}, {"fact": "birth_date", "source": "ORCID", "value": "1998-05-17"}, birth_date="1998-05-17"), DAY)
    assert str(found.profile.birth_date) == "1998-05-17" and found.doubts == ()


def test_sources_that_disagree_make_it_unknown_and_both_are_told() -> None:
    found = known_on(person({"fact": "nationalities", "source": "roster"}, {"fact": "nationalities", "source": "form", "value": ["DE"]}, nationalities=["IN"]), DAY)
    assert found.profile.nationalities is None
    assert found.doubts[0].readings == (("roster", ("IN",)), ("form", ("DE",)))


def test_the_profile_speaks_for_itself_beside_a_source_with_another_value() -> None:
    found = known_on(person({"fact": "birth_date", "source": "ORCID", "value": "1997"}, birth_date="1998"), DAY)
    assert found.profile.birth_date is None and [source for source, _ in found.doubts[0].readings] == ["profile", "ORCID"]


def test_what_has_expired_is_unknown_from_the_day_after() -> None:
    score = person({"fact": "languages", "source": "test certificate", "expires": "2026-11-24"}, languages={"en": "C1"})
    assert known_on(score, DAY).profile.languages == {"en": "C1"}
    later = known_on(score, DAY + timedelta(days=1))
    assert later.profile.languages is None and later.doubts[0].expired == DAY
    assert (known_on(score, DAY).until, later.since) == (DAY, DAY + timedelta(days=1))


def test_a_newer_source_stands_in_for_an_expired_one() -> None:
    both = person({"fact": "languages", "source": "old", "expires": "2025-01-01"}, {"fact": "languages", "source": "new", "value": {"en": "B2"}}, languages={"en": "C1"})
    assert known_on(both, DAY).profile.languages == {"en": "B2"}
    assert known_on(both, date(2024, 6, 1)).profile.languages is None  # both count then, and they differ


def test_answers_have_sources_too() -> None:
    found = known_on(person({"fact": "answers.kakenhi.eligible", "source": "office", "value": False}, answers={"kakenhi.eligible": True}), DAY)
    assert "kakenhi.eligible" not in found.profile.answers
    alone = known_on(person({"fact": "answers.kakenhi.eligible", "source": "office", "value": False}), DAY)
    assert alone.profile.answers == {"kakenhi.eligible": False}


def test_a_profile_without_sources_is_itself() -> None:
    plain = parse_profile({"id": "r", "birth_date": "1998"})
    assert known_on(plain, DAY).profile is plain


def test_written_and_read_again() -> None:
    one = person({"fact": "degrees", "source": "ORCID", "on": "2026-10", "value": [{"level": "phd", "awarded": "2024-07"}]}, {"fact": "birth_date", "source": "roster", "expires": "2027-01-01"})
    assert parse_profile(profile_to_dict(one)) == one


@pytest.mark.parametrize(("entry", "told"), [
    ({"fact": "birthdate", "source": "x"}, "sources[0].fact: 'birthdate' is not a key of a profile"),
    ({"fact": "birth_date"}, "sources[0].source: is missing"),
    ({"fact": "birth_date", "source": "x", "value": "soon"}, "sources[0].value: 'soon' is not a date"),
    ({"fact": "degrees", "source": "x", "value": [{"levle": "phd"}]}, "sources[0].value[0].levle: unknown key; did you mean `level`?"),
    ({"fact": "birth_date", "source": "x", "until": "2027"}, "sources[0].until: unknown key"),
])
def test_faults_of_sources_carry_their_path(entry: dict[str, Any], told: str) -> None:
    with pytest.raises(ProfileFaults) as refused:
        person(entry)
    assert told in str(refused.value)


@given(st.lists(st.tuples(st.sampled_from(["1997", "1998", None]), st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.none()), max_size=4), st.sampled_from(["1998", None]))
def test_the_stretch_told_is_the_stretch_on_which_the_same_is_known(entries: list[tuple[str | None, date | None]], own: str | None) -> None:
    sources = [{"fact": "birth_date", "source": f"s{i}", **({"value": v} if v else {}), **({"expires": str(e)} if e else {})} for i, (v, e) in enumerate(entries)]
    one = person(*sources, **({"birth_date": own} if own else {}))
    found = known_on(one, DAY)
    for other in (DAY - timedelta(days=400) + timedelta(days=20 * step) for step in range(40)):
        if found.since <= other <= found.until:
            assert known_on(one, other).profile == found.profile
