"""The lexicon has no fault, and each fault is found where it is made."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training.katakana import agreement
from models.training.lexicon_linting import CODES, english_key, japanese_key, lint


def test_the_lexicon_has_no_fault() -> None:
    assert lint() == []


GOOD = "quantum dot\t量子ドット\tquantum\tlaser\nlaser|maser\tレーザー|メーザー\t1.3\tquantum dot\n"


def faults(folder: Path, more: str, exceptions: str = "") -> list[str]:
    (folder / "a.tsv").write_text(GOOD, encoding="utf-8")
    (folder / "b.tsv").write_text(more, encoding="utf-8")
    (folder / "exceptions.txt").write_text(exceptions, encoding="utf-8")
    return lint(folder)


@pytest.mark.parametrize(("line", "said"), [
    ("bird\t鳥類", "no field"),
    ("\t鳥類\t1.6", "no English"),
    ("bird\t\t1.6", "no Japanese"),
    ("bird \t鳥類\t1.6", "blanks or nothing in 'bird '"),
    ("bird||fowl\t鳥類\t1.6", "blanks or nothing in ''"),
    ("bird\tＤＮＡ鳥類\t1.6", "full-width"),
    ("bird\t鳥類（動物）\t1.6", "full-width"),
    ("bird鳥\t鳥類\t1.6", "Japanese in the English column"),
    ("bird\tbird\t1.6", "no Japanese in 'bird'"),
    ("bird\t鳥類\t1.8", "unknown field '1.8'"),
    ("bird\t鳥類\t1.6\tlasers in space", "is no concept's first English form"),
    ("bird\t鳥類\t1.6\tmaser", "is no concept's first English form"),
    ("bird\t鳥類\t1.6\tbird", "is its own neighbour"),
    ("Lasers\t鳥類\t1.6", "'laser' is also claimed by"),
    ("bird\tレーザー\t1.6", "'レーザー' is also claimed by"),
    ("claim\t苦情|ドライバー\t5.5", "does not sound like"),
    ("bird\t鳥類\t1.6\t\t", "5 columns"),
    ("birds, wild\t鳥類\t1.6", "a comma in the first English form"),
])
def test_each_fault_is_said_where_it_is(tmp_path: Path, line: str, said: str) -> None:
    found = faults(tmp_path, line)
    assert any(said in fault and "b.tsv:1" in fault for fault in found), found


def test_good_lines_and_names_in_latin_letters_pass(tmp_path: Path) -> None:
    assert faults(tmp_path, "# a remark\n\nhelix\tらせん|DNA\t1.6,biotechnology\tlaser\n") == []


def test_listed_exceptions_pass(tmp_path: Path) -> None:
    line = "maser|claim\tドライバー\t1.3\n"
    assert len(faults(tmp_path, line)) == 2
    assert faults(tmp_path, line, "two meanings\tmaser\nno loan\tドライバー\n") == []


def test_the_codes_are_the_42_fields_and_17_tags() -> None:
    assert len(CODES) == 42 + 17
    assert {"1.7", "2.11", "6.5", "methods", "general"} <= CODES


@pytest.mark.parametrize(("katakana", "english", "expected"), [("レーザー", "laser", 1.0), ("カメラ", "ship", 0.0), ("ネットワーク", "network", 1.0), ("アイウ", "x", 1.0)])
def test_agreement_of_sounds(katakana: str, english: str, expected: float) -> None:
    assert agreement(katakana, english) == expected


@given(st.text("アカサタナハマラン", min_size=2, max_size=8), st.text("abcdefghijklmnopqrstuvwxyz ", max_size=20))
def test_agreement_is_a_share_and_grows_with_the_word(katakana: str, english: str) -> None:
    value = agreement(katakana, english)
    assert 0 <= value <= 1
    assert agreement(katakana, english + " karasutanahamaran") >= value


@given(st.text("aBcD -éアイ漢・", max_size=20))
def test_keys_are_stable(form: str) -> None:
    assert japanese_key(japanese_key(form)) == japanese_key(form)
    assert english_key(form.upper()) == english_key(form.upper().lower())
