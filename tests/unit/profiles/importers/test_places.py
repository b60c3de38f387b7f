"""Countries and nationalities as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.importers.places import read_countries
from profiles.vocabulary.countries import ambiguous_codes, countries, country_name

READ = [
    ("日本", "JP"), ("日本・アメリカ", "JP US"), ("ボスニア・ヘルツェゴビナ", "BA"), ("ボスニア・ヘルツェゴビナ／ドイツ", "BA DE"), ("Korea, Republic of", "KR"), ("Korea, Republic of / USA", "KR US"),
    ("Trinidad and Tobago", "TT"), ("Trinidad and Tobago and India", "TT IN"), ("トリニダード・トバゴ・日本", "TT JP"), ("台湾", "TW"), ("中華民国", "TW"), ("Taiwan", "TW"), ("Taiwan (R.O.C.)", "TW"),
    ("Taiwan (China)", "TW"), ("Chinese Taipei", "TW"), ("Indian", "IN"), ("インド国籍", "IN"), ("ベトナム人", "VN"), ("Viet Nam", "VN"), ("Burma", "MM"), ("ビルマ", "MM"), ("Zaire", "CD"), ("West Germany", "DE"),
    ("セイロン", "LK"), ("Swaziland", "SZ"), ("グルジア", "GE"), ("The Netherlands", "NL"), ("Holland", "NL"), ("米国", "US"), ("ＵＳＡ", "US"), ("U.S.A.", "US"), ("IND", "IN"), ("in", "IN"), ("NO", "NO"), ("Norway", "NO"), ("UK", "GB"),
    ("英国", "GB"), ("Hong Kong SAR", "HK"), ("China (Hong Kong)", "HK"), ("P.R. China", "CN"), ("South Korea and Canada", "KR CA"), ("韓国\nカナダ", "KR CA"), ("アメリカ、日本", "US JP"), ("Niger", "NE"), ("Nigerian", "NG"),
    ("Nigerien", "NE"), ("Guinea-Bissau", "GW"), ("コンゴ民主共和国", "CD"), ("Côte d'Ivoire", "CI"), ("コートジボワール", "CI"), ("India (Mumbai)", "IN"), ("Japanese nationality", "JP"), ("国籍：日本", "JP"),
    ("Türkiye", "TR"), ("Turkey", "TR"), ("ナミビア", "NA"), ("なし", ""), ("―", ""), ("N/A", ""), ("不明", ""), ("", ""),
]
ASKED = ["Korea", "Korean", "朝鮮", "Congo", "コンゴ", "Congolese", "Guinea", "USSR", "旧ソ連", "Yugoslavia", "Czechoslovakia", "チェコスロバキア", "Republic of China", "NA", "no", "No", "Wakanda", "どこか", "米国（日本）", "Dominican", "Asia"]


@pytest.mark.parametrize(("text", "codes"), READ)
def test_read_for_sure(text: str, codes: str) -> None:
    found = read_countries(text)
    assert (" ".join(found.codes), found.questions) == (codes, ())


@pytest.mark.parametrize("text", ASKED)
def test_asked_never_guessed(text: str) -> None:
    found = read_countries(text)
    assert found.codes == () and len(found.questions) == 1


def test_a_question_names_the_choices_in_both_languages() -> None:
    (en, ja), = read_countries("Korea").questions
    assert "KR (South Korea)" in en and "KP (North Korea)" in en and "韓国" in ja and "北朝鮮" in ja


def test_one_clear_and_one_open_country_leave_a_question() -> None:
    found = read_countries("Korea / Japan")
    assert found.codes == ("JP",) and len(found.questions) == 1


@pytest.mark.parametrize("code", sorted(set(countries()) - {"NA"}))
def test_every_country_by_code_and_by_name_in_both_languages(code: str) -> None:
    for written in (code, countries()[code]["alpha3"], country_name(code, "en"), country_name(code, "ja")):
        assert written is not None
        assert read_countries(written).codes == (() if ambiguous_codes(written) else (code,)), written


@given(st.lists(st.sampled_from(["日本", "India", "ボスニア・ヘルツェゴビナ", "Trinidad and Tobago", "韓国"]), min_size=1, max_size=3, unique=True), st.sampled_from(["、", "/", "\n", "; ", "・"]))
def test_several_in_a_cell_whatever_the_separator(names: list[str], separator: str) -> None:
    codes = {"日本": "JP", "India": "IN", "ボスニア・ヘルツェゴビナ": "BA", "Trinidad and Tobago": "TT", "韓国": "KR"}
    assert read_countries(separator.join(names)).codes == tuple(codes[name] for name in names)


@given(st.text(max_size=60))
def test_any_text_is_read_asked_or_blank(text: str) -> None:
    found = read_countries(text)
    assert set(found.codes) <= set(countries())
