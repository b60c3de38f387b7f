"""What a person types at the terminal, read into the profile; and the conversation itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matcher import Matcher
from matcher.cli.interview import interview
from matcher.interview import answered, example_of
from matcher.questions import part_of
from profiles import parse_profile

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(("fact", "typed", "expected"), [
    ("nationalities", "IN, JP", {"nationalities": ["IN", "JP"]}),
    ("permanent_residence", "none", {"permanent_residence": []}),
    ("birth_date", "1998-05", {"birth_date": "1998-05"}),
    ("residence.country", "IN 1998-04 permanent", {"residence": {"country": "IN", "since": "1998-04", "permanent": True}}),
    ("degrees[phd].awarded", "phd 2024-07-31 IN; master expected 2027-03 JP",
     {"degrees": [{"level": "phd", "awarded": "2024-07-31", "country": "IN"}, {"level": "master", "expected": "2027-03", "country": "JP"}]}),
    ("positions", "postdoc university IN 2024-09", {"positions": [{"kind": "postdoc", "organisation_kind": "university", "since": "2024-09", "country": "IN"}]}),
    ("stays", "なし", {"stays": []}),
    ("stays", "JP 2022-01 2022-03 research", {"stays": [{"country": "JP", "since": "2022-01", "until": "2022-03", "purpose": "research"}]}),
    ("awards", "jsps-short-pe 2023-05 2023-11", {"awards": [{"program": "jsps-short-pe", "since": "2023-05", "until": "2023-11"}]}),
    ("applications", "msca-pf-european 2025-09 rejected", {"applications": [{"program": "msca-pf-european", "on": "2025-09", "outcome": "rejected"}]}),
    ("languages.ja", "en C1, ja N4", {"languages": {"en": "C1", "ja": "N4"}}),
    ("goals.duration_months", "3-12", {"goals": {"duration_months": {"min": 3.0, "max": 12.0}}}),
    ("goals.start.from", "2027-04 2027-09", {"goals": {"start": {"from": "2027-04", "until": "2027-09"}}}),
    ("answers.kakenhi.eligible", "はい", {"answers": {"kakenhi.eligible": True}}),
    ("answers.children.count", "2", {"answers": {"children.count": 2}}),
])
def test_typed_answers_are_read(fact: str, typed: str, expected: dict[str, Any]) -> None:
    content = answered({"id": "r"}, fact, typed)
    assert content == {"id": "r", **expected}
    parse_profile(content)


@pytest.mark.parametrize("part", ["nationalities", "permanent_residence", "birth_date", "residence", "degrees", "positions", "stays", "awards", "career_breaks",
                                  "applications", "funding", "languages", "fields", "goals.duration_months", "goals.start", "goals.countries"])
def test_every_example_shown_is_itself_an_answer(part: str) -> None:
    for typed in example_of(part).split(" / "):
        parse_profile(answered({"id": "r"}, part, typed))


def test_earlier_answers_are_kept() -> None:
    content = answered({"id": "r", "goals": {"countries": ["JP"]}, "answers": {"a": True}}, "answers.b", "no")
    assert content["answers"] == {"a": True, "b": False}
    assert answered(content, "goals.duration_months", "6")["goals"] == {"countries": ["JP"], "duration_months": {"min": 6.0, "max": 6.0}}


def test_nothing_is_asked_twice_and_not_knowing_is_an_answer(matcher: Matcher) -> None:
    prompts: list[str] = []

    def silent(prompt: str) -> str:
        prompts.append(prompt)
        return "?"

    person = parse_profile({"id": "r", "statement": "trapped ions"})
    assert interview(matcher, person, DAY, "en", silent) == person
    assert len(prompts) == len(set(prompts)) > 5


def test_a_bad_answer_is_asked_again_and_a_good_one_kept(matcher: Matcher, capsys: pytest.CaptureFixture[str]) -> None:
    first = matcher.suggest(parse_profile({"id": "r"}), DAY).questions[0].fact
    typed = iter(["nonsense 99", "none" if part_of(first) in ("positions", "degrees", "stays", "awards") else "IN", "stop"])
    person = interview(matcher, parse_profile({"id": "r"}), DAY, "ja", lambda prompt: next(typed))
    assert getattr(person, part_of(first)) in ((), ("IN",))
    assert "nonsense" in capsys.readouterr().err


def test_the_end_of_the_input_ends_the_questions(matcher: Matcher) -> None:
    def ended(prompt: str) -> str:
        raise EOFError

    assert interview(matcher, parse_profile({"id": "r"}), DAY, "en", ended).id == "r"


def test_questions_name_their_part_and_how_much_hangs_on_it(matcher: Matcher) -> None:
    questions = matcher.suggest(parse_profile({"id": "r"}), DAY).questions
    assert len({part_of(question.fact) for question in questions}) == len(questions)
    assert [question.weight for question in questions] == sorted((question.weight for question in questions), reverse=True)
    assert questions[0].decides > 0
