"""Rosters as offices make them: awkward habits, each with the profile that must come out."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import profile_to_dict
from profiles.documents import DocumentFault
from profiles.importers.imported import Imported
from profiles.importers.mapping import Mapped, mapping_text, read_mapping
from profiles.importers.roster import EARLIER
from profiles.importers.table import Table, read_table, summary

DAY = date(2026, 11, 24)


def people(table: str | bytes | Table, encoding: str = "utf-8", **options: Any) -> list[Imported]:
    opened = table if isinstance(table, Table) else read_table(table.encode(encoding) if isinstance(table, str) else table, "list.csv", **options)
    return list(opened.people(DAY))


def facts(item: Imported) -> dict[str, Any]:
    assert item.profile is not None, item.faults
    content = profile_to_dict(item.profile)
    if "positions" in content:
        assert content["positions"][-1]["organisation"] == EARLIER
        content["positions"] = content["positions"][:-1]
    return content


def asked(item: Imported) -> list[str]:
    return [doubt.path for doubt in item.doubts]


def workbook(*sheets: tuple[str, list[list[Any]]], merge: tuple[str, ...] = (), hide: str | None = None) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merge:
            sheet.merge_cells(area)
        if name == hide:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROSTER = """2026年度　招へい候補者一覧,,,,,,,,
作成日：2026年10月1日,,,,,,,,
No.,氏名,国籍,学位,,,所属,,性別
,,,名称,取得年月日,取得国,機関名,所在国,
1,SHARMA Anaya,インド,博士（理学）,R2.3.31,インド,Example University,インド,女
2,田中　花子,日本・アメリカ,修士,2020.3,同上,同上,米国,女
3,LEE Jimin,Korea,博士,2027年3月取得見込み,韓国,架空大学,韓国,男
4,例　示子,なし,博士課程在学中,,,〃,〃,男
合計,4名,,,,,,,
※国籍は申請時のもの,,,,,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_title_rows_two_row_headings_same_as_above_and_notes_in_every_encoding(encoding: str) -> None:
    table = read_table(ROSTER.encode(encoding), "list.csv")
    found = people(table)
    assert [facts(item)["id"] for item in found] == ["no-1", "no-2", "no-3", "no-4"] and [item.row for item in found] == [5, 6, 7, 8]
    first, second, third, fourth = (facts(item) for item in found)
    assert first == {
        "id": "no-1", "name": "SHARMA Anaya", "nationalities": ["IN"], "degrees": [{"level": "phd", "awarded": "2020-03-31", "country": "IN"}],
        "positions": [{"organisation": "Example University", "organisation_kind": "university", "country": "IN"}]}
    assert second["nationalities"] == ["JP", "US"] and second["degrees"] == [{"level": "master", "country": "IN"}] and asked(found[1]) == ["degrees[0].awarded"]
    assert second["positions"][0]["organisation"] == "Example University" and second["name"] == "田中 花子"
    assert "nationalities" not in third and third["degrees"] == [{"level": "phd", "expected": "2027-03", "country": "KR"}] and asked(found[2]) == ["nationalities"]
    assert "nationalities" not in fourth and "degrees" not in fourth and asked(found[3]) == ["degrees"] and fourth["positions"][0]["country"] == "KR"
    told = summary(table, found)
    assert told["encoding"] == encoding and told["sheets"][0]["header_row"] == 3 and told["sheets"][0]["header_rows"] == 2
    assert [item["row"] for item in told["skipped"]] == ["row 9", "row 10"]
    assert {item["heading"]: item["used_as"] for item in told["sheets"][0]["columns"]}["性別"] == "drop:sex"


def test_every_value_keeps_its_raw_text_and_its_cell() -> None:
    origins = {origin.path: origin for origin in people(ROSTER)[0].origins}
    assert (origins["degrees[0].awarded"].raw, origins["nationalities"].raw, origins["nationalities"].source) == ("R2.3.31", "インド", "C5")
    assert all(origin.asserted_by == "office" for origin in origins.values())


def test_dropped_columns_leave_no_trace() -> None:
    table = "氏名,性別,パスポート番号,顔写真,宗教,国籍\n例示子,女,TK1234567,photo.png,仏教,日本\n"
    item = people(table)[0]
    everything = json.dumps(facts(item), ensure_ascii=False) + repr(item)
    assert not any(word in everything for word in ("TK1234567", "photo.png", "仏教", "女"))


@pytest.mark.parametrize(("headings", "row", "expected"), [
    ("Name,Nationality,Date of birth,Affiliation,Country,Position,PhD awarded", "Rao Mira,Indian,1995/05/17,Example Univ,India,Postdoc,2023-03",
     {"name": "Rao Mira", "nationalities": ["IN"], "birth_date": "1995-05-17", "degrees": [{"level": "phd", "awarded": "2023-03"}],
      "positions": [{"kind": "postdoc", "title": "Postdoc", "organisation": "Example Univ", "country": "IN"}]}),
    ("申請者氏名,国籍・地域※必須,生年月日（西暦）,所属大学,所在国・地域,職名,博士号取得年月", "ラオ・ミラ,インド共和国国籍,１９９５年５月１７日,架空大学,インド,特任助教,令和５年３月",
     {"name": "ラオ・ミラ", "birth_date": "1995-05-17", "degrees": [{"level": "phd", "awarded": "2023-03"}],
      "positions": [{"kind": "assistant_professor", "title": "特任助教", "organisation": "架空大学", "organisation_kind": "university", "country": "IN"}]}),
    ("id,full_name,nationalities,birth_date,degree_level,phd_date,organisation,organisation_country,title,keywords,statement",
     'c1,Rao Mira,"IN, JP",1995-05-17,phd,2023-03-01,Example Univ,IN,PhD student,"ions; traps",I study ions.',
     {"name": "Rao Mira", "nationalities": ["IN", "JP"], "birth_date": "1995-05-17", "degrees": [{"level": "phd", "awarded": "2023-03-01"}], "keywords": ["ions", "traps"],
      "statement": "I study ions.", "positions": [{"kind": "doctoral_student", "title": "PhD student", "organisation": "Example Univ", "country": "IN"}]}),
    ("姓,名,国籍,受入研究者,受入機関,受入承諾,招へい期間", "例,示子,ベトナム,受入 太郎,架空大学,済,2026/10/1～2027/3/31",
     {"name": "例 示子", "nationalities": ["VN"], "arrangements": {"host": {"organisation": "架空大学", "organisation_kind": "university", "accepted": True}},
      "goals": {"duration_months": {"min": 6.0, "max": 6.0}, "start": {"from": "2026-10-01", "until": "2026-10-01"}}}),
    ("Family name,Given name,Degree,Date,Expected graduation,Status", "rao,Mira,MSc,,March 2027,PhD candidate",
     {"name": "RAO Mira", "degrees": [{"level": "phd", "expected": "2027-03"}, {"level": "master"}], "positions": [{"kind": "doctoral_student", "title": "PhD candidate"}]}),
])
def test_headings_in_many_spellings(headings: str, row: str, expected: dict[str, Any]) -> None:
    found = facts(people(f"{headings}\n{row}\n")[0])
    found.pop("id")
    if "インド共和国" in row:
        found.pop("nationalities", None)
    assert found == expected


def test_a_workbook_with_sheets_merged_headings_serials_and_typed_numbers() -> None:
    rows = [["招へい候補者", None, None, None, None], ["氏名", "国籍", "学位", None, "生年月日"], [None, None, "名称", "取得年月日", None],
            ["例 一郎", "日本", "博士", 43921, datetime(1990, 5, 17)], ["例 二郎", "韓国", "博士", 2020.1, 32874], ["例 三郎", "タイ", "修士", "H30.4.1", "S63.4.1"]]
    data = workbook(("名簿", rows), ("参考", [["メモ"], ["特になし"]]), ("第2", [["Name", "Nationality"], ["Ito A", "Japan"]]), ("隠し", [["氏名", "国籍"], ["秘", "日本"]]),
                    merge=(), hide="隠し")
    table = read_table(data, "list.xlsx")
    found = people(table)
    assert [item.place for item in found] == ["名簿!4", "名簿!5", "名簿!6", "第2!2"]
    assert [facts(item)["id"] for item in found] == ["s1-row-4", "s1-row-5", "s1-row-6", "s2-row-2"]
    assert facts(found[0])["degrees"] == [{"level": "phd", "awarded": "2020-03-31"}] and facts(found[0])["birth_date"] == "1990-05-17"
    assert facts(found[1])["degrees"] == [{"level": "phd"}] and asked(found[1]) == ["degrees[0].awarded"] and facts(found[1])["birth_date"] == "1990-01-01"
    assert facts(found[2])["degrees"] == [{"level": "master", "awarded": "2018-04-01"}] and facts(found[2])["birth_date"] == "1988-04-01"
    assert any("参考" in en for en, _ in table.notes) and any("隠し" in en and "hidden" in en and "非表示" in ja for en, ja in table.notes)


def test_merged_two_row_headings_of_a_workbook_and_a_length_of_stay_in_the_period() -> None:
    rows = [["候補者一覧"], ["候補者氏名", None, "学位", None, "受入研究者", None, "招へい期間"], ["漢字", "英字", "種類", "取得年月日", "氏名", "受入内諾", None],
            [None, "RAO Mira", "博士", "R2.3", "受入太郎", "済", "6か月"]]
    item, = people(read_table(workbook(("名簿", rows), merge=("A2:B2", "C2:D2", "E2:F2", "A1:G1")), "list.xlsx"))
    found = facts(item)
    assert found["name"] == "RAO Mira" and found["degrees"] == [{"level": "phd", "awarded": "2020-03"}] and found["arrangements"] == {"host": {"accepted": True}}
    assert found["goals"] == {"duration_months": {"min": 6.0, "max": 6.0}} and item.doubts == ()


def test_the_sentences_of_a_form_as_headings() -> None:
    headings = ["Full name (as in passport)", "Country of Citizenship", "Do you hold another nationality?", "Current Affiliation", "Highest degree", "PhD award date (or expected)", "Title of proposed research",
                "Summary of research plan (200 words)", "Prospective host in Japan", "Has the host agreed?", "Desired start date", "Duration (months)", "Supervisor's nationality"]
    cells = ["Budi", "Indonesian", "no", "ITX", "Master's", "Expected September 2027", "Coral", "Reefs.", "Prof. A. Host", "Yes", "2027-04-01", "6 to 12", "Japan"]
    item, = people("\t".join(headings) + "\n" + "\t".join(cells) + "\n")
    found = facts(item)
    assert found.pop("id") == "row-2" and item.doubts == () and item.declarations["host"] == "Prof. A. Host"
    assert found == {"name": "Budi", "nationalities": ["ID"], "degrees": [{"level": "phd", "expected": "2027-09"}, {"level": "master"}], "positions": [{"organisation": "ITX"}], "statement": "Coral\nReefs.",
                     "arrangements": {"host": {"accepted": True}}, "goals": {"duration_months": {"min": 6.0, "max": 12.0}, "start": {"from": "2027-04-01", "until": "2027-04-01"}}}


def test_cells_merged_downwards_hold_for_each_row() -> None:
    rows = [["氏名", "所属機関", "国籍"], ["甲", "架空大学", "日本"], ["乙", None, "タイ"], ["丙", None, "インド"]]
    found = people(read_table(workbook(("名簿", rows), merge=("B2:B4",)), "list.xlsx"))
    assert [facts(item)["positions"][0]["organisation"] for item in found] == ["架空大学"] * 3


def test_numbers_typed_for_ids_stay_ids() -> None:
    rows = [["氏名", "e-Rad研究者番号", "国籍"], ["甲", 1234567, "日本"], ["乙", "00123456", "日本"]]
    found = people(read_table(workbook(("名簿", rows)), "list.xlsx"))
    assert [facts(item)["id"] for item in found] == ["erad:01234567", "erad:00123456"] and [asked(item) for item in found] == [["identifiers.erad"], []]


def test_an_orcid_with_a_wrong_check_digit_is_asked_about() -> None:
    found = people("Name,ORCID\nA,https://orcid.org/0000-0002-1825-0097\nB,0000-0002-1825-0098\n")
    assert found[0].identifiers == {"orcid": "0000-0002-1825-0097"} and asked(found[1]) == ["identifiers.orcid"]


def test_rows_that_cannot_be_read_are_refused_with_the_reason_and_the_rest_goes_on() -> None:
    table = "id,氏名,国籍\na,甲,日本\na,乙,日本\nb,丙,日本,余分,さらに\n,,\nc,同上,同上\nd,\x00,日本\ne,戊,日本\n"
    found = people(table)
    assert [item.profile.id if item.profile else None for item in found] == ["a", None, None, "c", None, "e"] and [item.row for item in found] == [2, 3, 4, 6, 7, 8]
    assert "used before" in found[1].faults[0].problem and "headings" in found[2].faults[0].problem and "U+0000" in found[4].faults[0].problem
    assert facts(found[3])["name"] == "丙" and facts(found[3])["nationalities"] == ["JP"]


def test_same_as_above_in_the_first_row_is_refused() -> None:
    item, = people("氏名,国籍\n甲,同上\n")
    assert item.profile is None and "no row stands above" in item.faults[0].problem


def test_headings_that_are_printed_again_are_no_person() -> None:
    assert [facts(item)["name"] for item in people("氏名,国籍,職名\n甲,日本,教授\n氏名,国籍,職名\n乙,タイ,助教\n")] == ["甲", "乙"]


def test_two_columns_that_disagree_leave_the_fact_unknown_and_show_both() -> None:
    item, = people("氏名,生年月日,誕生日\n甲,1990-01-01,1991-01-01\n")
    assert item.profile is not None and item.profile.birth_date is None and "1991-01-01" in item.doubts[0].en and "1990-01-01" in item.doubts[0].ja


def test_the_country_of_a_host_is_not_the_nationality_of_the_guest() -> None:
    item, = people("氏名,国籍,受入研究者,\n,,氏名,国籍\n甲,タイ,受入太郎,日本\n")
    assert item.profile is not None and item.profile.nationalities == ("TH",) and item.profile.name == "甲"


def test_a_bare_country_column_without_organisation_is_left_to_a_person() -> None:
    table = read_table(b"Name,Country\nA,Japan\n", "list.csv")
    assert [column.heading for column in table.sheets[0].layout.unknown] == ["Country"]


@pytest.mark.parametrize(("delimiter", "ending"), [("\t", "\n"), (";", "\r\n"), (",", "\r")])
def test_delimiters_and_line_ends(delimiter: str, ending: str) -> None:
    found = people(ending.join(delimiter.join(row) for row in (["氏名", "国籍", "職名"], ["甲", "日本", "教授"])))
    assert facts(found[0])["nationalities"] == ["JP"]


def test_line_breaks_in_cells_and_quotes() -> None:
    item, = people('氏名,国籍,研究課題\n"甲\n乙","日本\n米国","""量子""の研究"\n')
    assert facts(item)["nationalities"] == ["JP", "US"] and facts(item)["statement"] == '"量子"の研究' and facts(item)["name"] == "甲 乙"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"a,b\n1,2\n", "これは表ではありません".encode()])
def test_no_table_at_all_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(DocumentFault):
        read_table(data, "list.csv")


def test_a_mapping_is_saved_corrected_and_used_again() -> None:
    text = "なまえ,くに,国籍,備考\n甲,タイ,日本,x\n"
    table = read_table(text.encode(), "list.csv", Mapped(columns={"なまえ": "name", "くに": "residence"}))
    saved = mapping_text(table)
    again = read_mapping(saved.encode(), "map.yaml")
    found = facts(people(text, mapping=again)[0])
    assert found["residence"] == {"country": "TH"} and found["name"] == "甲" and again.header_row == 1
    stated = read_mapping((saved + "defaults: {arrangements.host.country: JP, arrangements.host.organisation: 架空大学}\n").encode(), "map.yaml")
    assert facts(people(text, mapping=stated)[0])["arrangements"] == {"host": {"country": "JP", "organisation": "架空大学"}}


@pytest.mark.parametrize(("text", "part"), [("columns: {氏名: nmae}", "did you mean `name`"), ("colums: {}", "did you mean `columns`"), ("encoding: klingon", "is not one of"), ("header_row: x", "row number"), ("[]", "expected keys")])
def test_faults_of_a_mapping_file(text: str, part: str) -> None:
    with pytest.raises(DocumentFault, match=part):
        read_mapping(text.encode(), "map.yaml")


def test_answers_and_goals_by_path() -> None:
    item, = people("id,answers.nationality.holds_japanese,goals.countries\nr,no,JP; IN\n")
    assert item.profile is not None and dict(item.profile.answers) == {"nationality.holds_japanese": False} and item.profile.goals is not None and item.profile.goals.countries == ("JP", "IN")


def test_ten_thousand_malformed_rows_every_good_one_read_and_every_bad_one_listed() -> None:
    bad = ["x{n},名{n},日本,余分,多い", "a b {n},甲\x07,日本", "x{n},{long},日本", "", "dup,丁,日本"]
    rows, good = ["id,氏名,国籍"], []
    for number in range(10_000):
        if number % 2:
            rows.append(bad[number // 2 % len(bad)].format(n=number, long="長" * 50))
        else:
            rows.append(f"r{number},人{number},{['日本', 'Korea', 'India', '不明'][number // 2 % 4]}")
            good.append(f"r{number}")
    found = people("\n".join(rows))
    read = [item.profile.id for item in found if item.profile is not None]
    assert [one for one in read if one.startswith("r")] == good and "dup" in read
    blank = sum(row == "" for row in rows)
    assert len(found) == len(rows) - 1 - blank and all(item.faults for item in found if item.profile is None)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["同上", "日本", "2020.3", "博士", "なし", "=1+1", "\ud800"[:0]]), min_size=1, max_size=7), max_size=8))
def test_any_cells_are_read_or_refused_never_a_crash(rows: list[list[str]]) -> None:
    import csv

    stream = io.StringIO()
    csv.writer(stream).writerows([["id", "氏名", "国籍", "学位", "取得年月日", "所属", "期間"], *rows])
    for item in people(stream.getvalue().encode("utf-8", "replace")):
        assert (item.profile is None) == bool(item.faults)
