"""Re-ranking hands the topics of the nearest programmes out again, and touches nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher import Matcher
from matcher.features import NEUTRAL
from matcher.reranking import DEPTH, handed_out, rerank
from matcher.retrieval import TopicSearch
from matcher.texts import Passage, program_wholes
from profiles import parse_profile
from programs import read_catalogue

ON = date(2026, 11, 24)
PERSON = {"id": "r", "statement": "quantum error correction with trapped ions", "nationalities": ["IN"], "fields": ["quantum"]}


class Backwards:
    """The longer a text, the worse: an order that has nothing to do with topics."""

    name, digest = "backwards", "0" * 64

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        self.asked.append((query, list(texts)))
        return np.array([-len(text) for text in texts], dtype=np.float64)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0])), max_size=8))
def test_the_values_stay_and_follow_the_scores(pairs: list[tuple[float, float]]) -> None:
    values, scores = np.array([value for value, _ in pairs]), np.array([score for _, score in pairs])
    rows = np.argsort(-values, kind="stable")
    made = handed_out(values, rows, scores[rows])
    assert sorted(made) == sorted(values)
    for one in range(len(pairs)):
        for other in range(len(pairs)):
            if scores[one] > scores[other] or (scores[one] == scores[other] and values[one] > values[other]):
                assert made[one] >= made[other]


def test_only_the_nearest_that_speak_of_a_topic_take_part() -> None:
    programs = [program for program in read_catalogue() if program.can_be_applied_to]
    values, speaks = np.random.default_rng(1).uniform(size=len(programs)), np.arange(len(programs)) % 3 > 0
    reranker = Backwards()
    made = rerank(values, speaks, [Passage("statement", "quantum ions")], programs, reranker)
    nearest = sorted(np.flatnonzero(speaks), key=lambda row: -values[row])[:DEPTH]
    still = [row for row in range(len(programs)) if row not in nearest]
    assert np.array_equal(made[still], values[still]) and sorted(made[nearest]) == sorted(values[nearest])
    assert reranker.asked == [("quantum ions", [program_wholes(programs[row])[0][:2000] for row in nearest])]
    by_length = sorted(nearest, key=lambda row: (len(program_wholes(programs[row])[0][:2000]), -values[row]))
    assert by_length == sorted(nearest, key=lambda row: -made[row])


def test_a_japanese_text_is_compared_with_japanese_texts() -> None:
    programs = [program for program in read_catalogue() if len(program_wholes(program)) == 2][:3]
    reranker = Backwards()
    rerank(np.full(3, 0.7), np.ones(3, bool), [Passage("statement", "イオントラップによる量子誤り訂正")], programs, reranker)
    assert reranker.asked[0][1] == [program_wholes(program)[1] for program in programs]


def test_verdicts_and_the_possible_ones_are_the_same_and_other_parts_too() -> None:
    plain = Matcher.open()
    search: TopicSearch = plain._scoring._search
    other = Matcher(plain.catalogue, TopicSearch(search.index, search.encoder, plain.catalogue, reranker=Backwards()), "x")
    person = parse_profile(PERSON)
    before, after = plain.ranking(person, ON), other.ranking(person, ON)
    assert before.judged == after.judged and {item.pair for item in before.possible} == {item.pair for item in after.possible}
    assert [item.pair for item in before.possible] != [item.pair for item in after.possible]
    moved = 0
    for item in before.possible:
        old, new = (dict(ranking.fits[item.pair].contributions) for ranking in (before, after))
        moved += old.pop("topic") != new.pop("topic")
        assert old == new
    assert moved > 10
    assert other.suggest(person, ON, top=3) == other.suggest(person, ON, top=3), "the same question has the same answer"


def test_a_person_who_says_nothing_is_not_compared() -> None:
    plain = Matcher.open()
    search = plain._scoring._search
    reranker = Backwards()
    topics = TopicSearch(search.index, search.encoder, plain.catalogue, reranker=reranker).topics([])
    assert set(topics.values) == {NEUTRAL} and reranker.asked == []
