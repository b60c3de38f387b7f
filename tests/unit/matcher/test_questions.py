"""Questions are ordered by what the answers that people may give decide; every answer at once says what each says alone."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.course import Course
from matcher.eligibility import Eligibility, judge
from matcher.outlook import Answers, Bits, Outlook, grouped
from matcher.questions import part_of, questions_of
from matcher.supposing import answered_parts, supposed
from profiles import ResearcherProfile, parse_profile
from programs import Catalogue, read_catalogue
from programs.criteria.answers import Answered
from programs.logic import Outcome, Text, Verdict
from programs.rules import Group, Leaf

DAY = date(2026, 11, 24)
WORD = Text("x", "x")
SIZE = 9


@cache
def catalogue() -> Catalogue:
    return read_catalogue()


def bits_of(verdicts: list[Verdict]) -> Bits:
    return Bits(*(sum((verdict is one) << place for place, verdict in enumerate(verdicts)) for one in (Verdict.MET, Verdict.UNMET, Verdict.DISCRETIONARY)))


def verdict_of(bits: Bits, place: int) -> Verdict:
    held = [verdict for verdict, own in ((Verdict.MET, bits.met), (Verdict.UNMET, bits.unmet), (Verdict.DISCRETIONARY, bits.outside)) if own >> place & 1]
    assert len(held) <= 1
    return held[0] if held else Verdict.UNKNOWN


@given(st.sampled_from(["all", "any", "not", "at_least", "readings"]), st.integers(1, 3), st.lists(st.lists(st.sampled_from(Verdict), min_size=SIZE, max_size=SIZE), min_size=1, max_size=4))
@settings(max_examples=500, deadline=None)
def test_an_operator_over_bits_is_the_operator_for_each_answer(operator: str, count: int, parts: list[list[Verdict]]) -> None:
    leaf = Leaf(Answered("k", WORD, WORD, equals=True), "leaf")
    group = Group(operator, (leaf,) * len(parts), "group", min(count, len(parts)))  # type: ignore[arg-type]
    found = grouped(group, [bits_of(part) for part in parts])
    assert [verdict_of(found, place) for place in range(SIZE)] == [group.folded([part[place] for part in parts]) for place in range(SIZE)]


@pytest.mark.parametrize("part", sorted(answered_parts(DAY)))
def test_supposed_answers_share_everybody_and_keep_what_is_stated(part: str) -> None:
    person = parse_profile({"id": "r", "residence": {"country": "FR"}, "degrees": [{"level": "phd", "country": "FR"}], "languages": {"fr": "native"}, "nationalities": ["FR"]})
    answers = supposed(person, part, DAY)
    assert sum(one.share for one in answers) == pytest.approx(1.0)
    for one in answers:
        assert one.person.residence is not None and one.person.residence.country == "FR" and one.person.nationalities == ("FR",)
        assert one.person.degrees is not None and [(degree.level, degree.country) for degree in one.person.degrees] == [("phd", "FR")]
        assert one.person.languages is not None and one.person.languages["fr"] == "native"


def judged(person: ResearcherProfile) -> list[Eligibility]:
    return [judge(program, role, person, DAY) for program, role in catalogue().pairs() if role != "institution"]


def test_what_a_question_decides_is_what_judging_every_answer_decides() -> None:
    person = parse_profile({"id": "r", "nationalities": ["DE"], "awards": [], "degrees": [{"level": "phd", "awarded": "2023-03-01", "country": "DE"}], "birth_date": "1994-03-09"})
    outlook, tried = Outlook(Course(person, DAY), part_of), 0
    for item in judged(person):
        if item.outcome is not Outcome.UNDETERMINED:
            continue
        pair = outlook.of(item)
        for part, (answers, _) in pair.asked.items():
            if answers.people:
                tried += 1
                by_judging = sum(one.share for one in answers.people if judge(item.program, item.role, one.person, DAY).outcome is not Outcome.UNDETERMINED)
                assert pair.decided(answers) == pytest.approx(by_judging), (item.pair, part)
    assert tried > 100


def test_a_rule_of_which_nothing_can_be_supposed_is_guessed() -> None:
    guessed = Answers(3, (0.1,) * 10).guessed()
    assert (guessed.unmet, guessed.met) == (0b111 << 3, (0b1111111000) << 3)
    assert Answers(3, (0.1,) * 10).share(guessed.unmet) == pytest.approx(0.3)


def test_questions_come_in_order_of_weight_and_fit_moves_a_programme_up() -> None:
    person = parse_profile({"id": "r"})
    found = judged(person)
    plain = questions_of(found, {}, Course(person, DAY), top=50)
    assert all(first.weight >= second.weight for first, second in pairwise(plain))
    only = next(item for item in found if item.program.id == "abe-fellowship")
    wanted = {part_of(gap.fact) for gap in only.missing if gap.kind == "fact"}
    raised = questions_of(found, {only.pair: 1000.0}, Course(person, DAY), top=50)
    assert part_of(raised[0].fact) in wanted
    weights = {question.fact: question.weight for question in plain}
    assert all(question.weight == weights[question.fact] for question in raised if part_of(question.fact) not in wanted)


def test_a_known_part_is_not_asked_for_and_answers_bring_their_own_question() -> None:
    person = parse_profile({"id": "r", "nationalities": ["DE"], "stays": []})
    questions = questions_of(judged(person), {}, Course(person, DAY), top=200)
    assert not {"nationalities"} & {question.fact for question in questions}
    own = [question for question in questions if question.fact.startswith("answers.")]
    assert own and all(question.text.en.endswith("?") for question in own[:5])


def test_a_rare_fact_counts_half_since_not_everybody_can_answer_at_once() -> None:
    person = parse_profile({"id": "r", "nationalities": ["DE"]})
    found, course = judged(person), Course(person, DAY)
    outlook, told = Outlook(course, part_of), dict.fromkeys(("positions", "answers.kakenhi.eligible"), 0.0)
    for item in found:
        pair = outlook.of(item) if item.outcome is Outcome.UNDETERMINED else None
        for part in told.keys() & (pair.asked if pair else {}):
            assert pair is not None
            told[part] += 0.2 * (pair.decided(pair.asked[part][0]) + 0.1 * pair.settled(pair.asked[part][0]))
    weights = {part_of(question.fact): question.weight for question in questions_of(found, {}, course, top=200)}
    assert weights["positions"] == pytest.approx(told["positions"]) and weights["answers.kakenhi.eligible"] == pytest.approx(told["answers.kakenhi.eligible"] / 2)
