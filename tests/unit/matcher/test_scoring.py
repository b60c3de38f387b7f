"""Parts that are worked out once for each set of properties, against every pair by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from matcher.features import WEIGHTS, activity_part, duration_part, field_part, goals_part, role_part, stage_part, timing_part
from matcher.retrieval import TopicSearch, build_index
from matcher.scoring import Scoring
from models import load_encoder
from profiles import parse_profile
from programs import Catalogue
from programs.logic import Text
from programs.program import Call, Program

DAY = date(2026, 11, 24)
ROUND = Call("r", closes=date(2027, 1, 15))
PERSON = parse_profile({"id": "r", "fields": ["quantum"], "statement": "trapped ions", "goals": {"activities": ["fellowship"], "countries": ["JP"], "duration_months": 6},
                        "positions": [{"kind": "postdoc"}]})
WORDS = Text("ions", "イオン")
properties = st.fixed_dictionaries({}, optional={
    "fields": st.sampled_from([("quantum",), ("ford:6",)]), "themes": st.just((WORDS,)), "stages": st.sampled_from([("early",), ("student",)]),
    "activities": st.sampled_from([("fellowship",), ("networking",)]), "destinations": st.sampled_from([("JP",), ("DE",)]), "partners": st.just(("FR",)),
    "duration_min": st.just(12), "duration_max": st.just(24), "calls": st.just((ROUND,)), "status": st.sampled_from(["open", "recurring"]),
})


@settings(deadline=None, max_examples=50)
@example([{"calls": (ROUND,)}, {"calls": (ROUND,), "themes": (WORDS,)}])
@given(st.lists(properties, min_size=2, max_size=6))
def test_parts_of_a_pair_hang_on_no_other_pair(found: list[dict[str, object]]) -> None:
    programs = tuple(Program(f"p{number}", WORDS, WORDS, **one) for number, one in enumerate(found))  # type: ignore[arg-type]
    catalogue, encoder = Catalogue(programs, "digest"), load_encoder()
    pairs = [judge(program, "fellow", PERSON, DAY) for program in programs]
    fits = Scoring(TopicSearch(build_index(catalogue, encoder), encoder, catalogue)).fits(PERSON, pairs, DAY)
    goals, interests = PERSON.goals, PERSON.interests
    for program, item in zip(programs, pairs, strict=True):
        alone = {"field": field_part(interests, program), "stage": stage_part("early", program, "fellow"), "activity": activity_part(goals, program), "role": role_part(goals, "fellow"),
                 "goals": goals_part(interests, program, "fellow", DAY), "duration": duration_part(goals, program), "timing": timing_part(goals, program, DAY)}
        assert {name: fits[item.pair].contributions[name] for name in alone} == pytest.approx({name: WEIGHTS[name] * value for name, value in alone.items()}, abs=1e-6)
