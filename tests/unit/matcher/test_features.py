"""The parts of a score, by value."""

from __future__ import annotations

from datetime import date

from matcher.features import duration_part, field_part, goals_part, stage_part, timing_part
from profiles import parse_profile
from programs.logic import Text
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
    assert [stage_part(stage, program, "fellow") for stage in ("early", "senior", None)] == [1.0, 0.0, 0.5]
    assert stage_part("student", program, "lead") == 0.0
    assert [goals_part(interests(goals={"countries": c}).goals, program, ON) for c in (["JP"], ["TL"], ["FR"])] == [1.0, 1.0, 0.0]
    assert [duration_part(interests(goals={"duration_months": m}).goals, program) for m in (12, 24, 9, 27)] == [1.0, 1.0, 0.5, 0.5]
