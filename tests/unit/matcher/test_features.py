"""The parts of a score, by value."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.features import WEIGHTS, duration_part, field_part, goals_part, preference_part, role_part, stage_part, timing_part
from profiles import parse_profile
from programs.logic import Finding, Text, Verdict
from programs.program import Call, Program

ON = date(2026, 11, 24)
TEXT = Text("words", "言葉")
ROUND = Call("r", closes=date(2027, 1, 15), starts_from=date(2027, 4, 1), starts_until=date(2027, 9, 30))


def interests(**content: object):  # type: ignore[no-untyped-def]
    return parse_profile({"id": "r", **content}).interests


def test_timing_knows_deadlines_and_wished_starts() -> None:
    open_round = Program("p", TEXT, TEXT, calls=(ROUND,))
    for start, worth in (({"from": "2027-05-01", "until": "2027-06-01"}, 1.0), ({"from": "2027-10-01"}, 0.5), ({"until": "2027-03-31"}, 0.5)):
        assert timing_part(interests(goals={"start": start}).goals, open_round, ON) == worth
    assert timing_part(None, open_round, ON) == 1.0
    assert timing_part(None, open_round, date(2027, 1, 16)) == 0.5
    assert timing_part(None, Program("p", TEXT, TEXT, status="uncertain"), ON) == 0.25


def test_field_stage_goals_and_duration() -> None:
    program = Program("p", TEXT, TEXT, fields=("quantum",), partners=("asean",), destinations=("JP",), stages=("early",), duration_min=12, duration_max=24)
    assert [field_part(interests(fields=fields), program) for fields in (["quantum"], ["ford:6.1"], ["ford:1.3"], [])] == [1.0, 0.0, 0.5, 0.5]
    assert [field_part(interests(fields=["quantum"]), Program("p", TEXT, TEXT, calls=calls)) for calls in ((ROUND,), ())] == [0.6, 0.5]  # open to all; nothing known of it
    assert [stage_part(stage, program, "fellow") for stage in ("early", "senior", None)] == [1.0, 0.0, 0.5]
    assert stage_part("student", program, "lead") == 0.0
    assert [goals_part(interests(goals={"countries": c}), program, "fellow", ON) for c in (["JP"], ["TL"], ["FR"])] == [1.0, 1.0, 0.0]
    assert [duration_part(interests(goals={"duration_months": m}).goals, program) for m in (12, 24, 9, 27)] == [1.0, 1.0, 0.5, 0.5]


def test_weights_are_shares() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1.0)


def test_named_host_and_partners_stand_in_for_wished_countries() -> None:
    program = Program("p", TEXT, TEXT, destinations=("JP",), partners=("CH",))
    host, partners = {"host": {"organisation": "A University", "country": "JP"}}, {"partners": [{"organisation": "B", "country": "FR"}, {"organisation": "C", "country": "CH"}]}
    assert [goals_part(interests(arrangements=host), program, role, ON) for role in ("fellow", "lead")] == [1.0, 0.5]
    assert [goals_part(interests(arrangements=partners), program, role, ON) for role in ("fellow", "lead", "member")] == [0.5, 1.0, 1.0]
    assert goals_part(interests(arrangements={"partners": [{"organisation": "B", "country": "FR"}]}), program, "partner", ON) == 0.0
    assert goals_part(interests(arrangements=host, goals={"countries": ["FR"]}), program, "fellow", ON) == 0.0  # what is wished is stronger


@pytest.mark.parametrize(("activities", "expected"), [
    (["fellowship"], {"fellow": 1.0, "member": 0.75, "lead": 0.25, "partner": 0.25, "host": 0.0, "institution": 0.5}),
    (["joint_research"], {"lead": 1.0, "partner": 1.0, "member": 0.75, "fellow": 0.5, "host": 0.25}),
    (["joint_research", "scholarship"], {"lead": 1.0, "fellow": 1.0, "host": 0.25}),
    (["invitation"], {"host": 1.0, "fellow": 1.0, "lead": 0.5}),
    (["networking"], {"host": 0.5, "fellow": 0.5}),
    (None, {"host": 0.5, "fellow": 0.5}),
])
def test_the_role_does_what_is_wished(activities: list[str] | None, expected: dict[str, float]) -> None:
    goals = interests(goals={"activities": activities}).goals if activities else None
    assert {role: role_part(goals, role) for role in expected} == expected


def preference(verdict: Verdict, *facts: str) -> Finding:
    return Finding("p", "answer", verdict, "preference", TEXT, facts)


def test_preferences_count_by_share_and_never_by_a_personal_fact() -> None:
    met, unmet, unknown = (preference(verdict, "stays") for verdict in (Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN))
    assert [preference_part(found) for found in ((), (met,), (met, unmet, unmet, unmet), (unknown, met))] == [0.5, 1.0, 0.25, 0.75]
    for fact in ("nationalities", "residence.country", "permanent_residence", "birth_date", "answers.person.sex", "answers.nationality.holds_japanese"):
        for verdict in Verdict:
            assert preference_part((preference(verdict, "stays", fact), met)) == 1.0 and preference_part((preference(verdict, fact),)) == 0.5


def test_a_field_in_several_areas_lies_inside_those_that_hold_all_of_it() -> None:
    program = Program("p", TEXT, TEXT, fields=("ford:1", "ford:2"))
    assert [field_part(interests(fields=[code]), program) for code in ("materials", "ford:6.1")] == [1.0, 0.0]
