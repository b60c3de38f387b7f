"""Word matching: terms, sounds, inverted lists against sums by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.concepts import ConceptSpace
from models.lexical import LexicalIndex
from models.postings import Postings, find, keys_of
from models.sounds import english_sound, japanese_sound
from models.tokens import concept_terms, covers, lexical_terms

WORDS = ["quantum", "ion", "ions", "forest", "law", "量子", "森林", "ロボット", "robot", "the"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.mark.parametrize(("english", "japanese"), [("polymer", "ポリマー"), ("laser", "レーザー"), ("robot", "ロボット"), ("wales", "ウェールズ"), ("marker", "マーカー"),
                                                   ("hadron", "ハドロン"), ("simulation", "シミュレーション")])
def test_a_word_and_its_katakana_sound_alike(english: str, japanese: str) -> None:
    assert english_sound(english) == japanese_sound(japanese)


def test_different_words_sound_different() -> None:
    assert len({english_sound(word) for word in ("polymer", "laser", "robot", "marker", "hadron", "protein", "catalyst")}) == 7


def test_terms_of_both_languages() -> None:
    assert {"quantum", "error", "quantum error"} <= set(lexical_terms("The quantum errors"))
    assert {"量子", "誤"} <= set(lexical_terms("量子の誤り")) and "の" not in lexical_terms("量子の誤り")
    assert lexical_terms("ion ion ion")["ion"] == pytest.approx(1 + math.log(3))
    assert {"e:photonic", "p:photo", "j:光量子"} <= set(concept_terms("photonics 光量子"))


def test_words_and_the_pieces_that_would_be_known() -> None:
    assert covers("quantum forests") == [(2, ((0, 2, "e:quantum"),)), (2, ((0, 2, "e:forest"),))]
    assert covers("量子のロボット") == [(2, ((0, 2, "j:量子"),)), (2, ((0, 2, "j:ロボット"),))]
    assert covers("量子論") == [(3, ((0, 2, "j:量子"), (1, 3, "j:子論"), (0, 3, "j:量子論")))]
    assert covers("the of の") == []


@pytest.mark.parametrize(("text", "known", "unknown"), [
    ("quantum error correction", 3.0, 0.0), ("quantum qzxwyk", 1.0, 1.0), ("qzxwyk qzxwyk vbnmrt", 0.0, 2.0), ("量子コンピュータ", 2.0, 0.0),
    ("量子誤り訂正符号", 3.5, 0.0), ("量子蠹簡", 1.0, 1.0), ("", 0.0, 0.0),
])
def test_what_the_lexicon_knows_of_a_text_is_counted(text: str, known: float, unknown: float) -> None:
    assert ConceptSpace().known_and_unknown(text) == (known, unknown)


@given(st.lists(TEXT, min_size=1, max_size=6), TEXT)
def test_scores_equal_cosines_by_hand(texts: list[str], query: str) -> None:
    found = [lexical_terms(text) for text in texts]
    idf = {term: math.log1p((len(texts) + 1) / sum(term in terms for terms in found)) for terms in found for term in terms}
    unseen = math.log1p(len(texts) + 1)

    def length(terms: dict[str, float]) -> float:
        return math.sqrt(sum((weight * idf.get(term, unseen)) ** 2 for term, weight in terms.items()))

    asked = dict(lexical_terms(query))
    by_hand = [sum(weight * terms.get(term, 0.0) * idf[term] ** 2 for term, weight in asked.items() if term in terms) / max(length(asked) * length(dict(terms)), 1e-9)
               for terms in found]
    assert LexicalIndex.of(texts).scores(query) == pytest.approx(by_hand, abs=1e-5)


@given(st.lists(TEXT, min_size=2, max_size=6), TEXT)
def test_order_of_the_texts_changes_nothing(texts: list[str], query: str) -> None:
    assert LexicalIndex.of(texts[::-1]).scores(query)[::-1].tolist() == LexicalIndex.of(texts).scores(query).tolist()


def test_shared_terms_are_the_weightiest_common_ones() -> None:
    index = LexicalIndex.of(["trapped ions and ions", "forest law", "quantum forest"])
    assert index.shared("forest law of ions", 1) == ("forest law", "law", "forest") or index.shared("forest law of ions", 1)[0] in ("law", "forest law")
    assert index.shared("quantum", 0) == ()


@given(st.lists(st.dictionaries(st.integers(0, 7), st.floats(0.1, 5), max_size=5), max_size=5), st.dictionaries(st.integers(0, 7), st.floats(0.1, 5), max_size=5))
def test_products_equal_sums_by_hand(rows: list[dict[int, float]], query: dict[int, float]) -> None:
    def vector(row: dict[int, float]) -> tuple[np.ndarray, np.ndarray]:
        return np.array(sorted(row), dtype=np.int64), np.array([row[column] for column in sorted(row)], dtype=np.float32)

    postings = Postings.of([vector(row) for row in rows], 8)
    products = postings.products(*vector(query))
    assert products == pytest.approx([sum(weight * row.get(column, 0.0) for column, weight in query.items()) for row in rows], rel=1e-5)
    columns = np.arange(8)
    for number, row in enumerate(rows):
        assert postings.of_row(number, columns) == pytest.approx([row.get(column, 0.0) for column in range(8)], rel=1e-6)


def test_find_gives_places_of_known_keys_alone() -> None:
    table = np.sort(keys_of({"a": 1.0, "b": 1.0, "c": 1.0})[0])
    places, hits = find(table, keys_of({"x": 1.0, "b": 1.0})[0])
    assert hits.tolist() == [1] and table[places[0]] == keys_of({"b": 1.0})[0][0]
    assert find(np.zeros(0, np.int64), table)[1].tolist() == []
