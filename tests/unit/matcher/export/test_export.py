"""Reports are dead paper: no cell is a formula, ids stay text, everything is escaped, nothing is lost and nothing decided."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from matcher.errors import UsageFault
from matcher.export.delimited import guarded, write_csv
from matcher.export.report import Heading, column_keys
from matcher.export.words import COLUMNS, EMPTY, LABELS, OUTCOMES, PRINCIPLES, SHEETS, third_person
from matcher.export.workbook import columns_wide
from matcher.export.writing import ExtraTable, Report, form_of, write_report, write_text
from matcher.screening.counting import counts_of
from matcher.screening.judging import Refused, Screened
from matcher.screening.manifest import Input, Manifest
from matcher.screening.work import WorkFile
from programs.logic import Outcome

MANIFEST = Manifest("0", "sha256:x", "builtin@x", "2026-11-24", "lotus@fellow", (Input("list.csv", "00", 3),), {})
DANGEROUS = ["=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠a", " =1", "\u200b=1", "\ufeff=1", "{=1}", "http://example.org", "mailto:a@b", "internal:Sheet1!A1",
             "0123", "1e5", "TRUE", "<script>alert(1)</script>", "javascript:alert(1)", "'=1", "%0a", "|cmd", "2020-01-01", "a" * 40_000]
texts = st.sampled_from(DANGEROUS) | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)


def person(number: int, text: str, outcome: Outcome = Outcome.UNDETERMINED, score: float = 0.5) -> Screened:
    finding = {"criterion": text or "c", "kind": "age", "verdict": "unknown", "strength": "required", "reason": {"en": text, "ja": text}, "facts": [], "missing": [], "reference": text, "confidence": "recalled"}
    content: dict[str, Any] = {"row": number, "profile": f"p{number}{text}", "verdict": outcome.value, "findings": [finding, {**finding, "verdict": "unmet"}], "missing": [],
                               "changes": [{"kind": "wait", "steps": [{"kind": "wait", "fact": None, "criterion": text, "on": "2027-01-01", "what": {"en": text, "ja": text}}]}],
                               "score": score, "rank": None, "flags": [text]}
    details = {"name": text, "place": text, "contributions": {"topic": 0.2, text: 0.1}, "evidence": [{"profile": "statement", "profile_text": text, "program_text": text, "similarity": 0.5}],
               "questions": [{"path": text, "raw": text, "en": text, "ja": text, "source": text}], "host": {"id": text, "name": text, "similarity": 0.5, "profile_text": text, "host_text": text or "h"}}
    return Screened(number, content["profile"], outcome, score, json.dumps(content, ensure_ascii=False), details)


def report(folder: Path, items: list[Screened | Refused], lang: str = "en", **more: Any) -> Report:
    work = WorkFile(folder / "work", "key", resume=False)
    for item in items:
        work.add(item)
    return Report(Heading(MANIFEST, None, "fellow", counts_of(work), ("list.csv: read as utf-8",)), work, work.ranks(), lang, with_host=True, **more)


def cells(file: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=1, max_size=4), texts, st.sampled_from(["en", "ja"]))
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path, words: list[str], reason: str, lang: str) -> None:
    items: list[Screened | Refused] = [person(number, text) for number, text in enumerate(words, start=1)]
    made = report(tmp_path, [*items, Refused(99, reason, (reason,))], lang, extra=(ExtraTable("extra", [reason], [[reason], [1.5]]),))
    out = tmp_path / "report.xlsx"
    write_report(made, "xlsx", out)
    for sheet in openpyxl.load_workbook(out).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "inlineStr") and cell.hyperlink is None for cell in row)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        sheets = b"".join(archive.read(name) for name in names if "worksheets/sheet" in name)
    assert b"<f>" not in sheets and b"<f " not in sheets and b"hyperlink" not in sheets and not any("externalLink" in name or "vba" in name.lower() for name in names)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(texts | st.integers() | st.none(), min_size=2, max_size=4), max_size=4))
def test_no_cell_of_a_csv_file_is_a_formula_and_every_row_reads_back(rows: list[list[Any]]) -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, ["a", "=b"], rows)
    text = stream.getvalue()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(read) == len(rows) + 1
    for row, original in zip(read[1:], rows, strict=True):
        for cell, value in zip(row, original, strict=True):
            assert not isinstance(value, str) or not cell or cell[0] not in "=+-@\t\r\n＝＋－＠"
            assert isinstance(value, str) or cell == ("" if value is None else str(value))


def test_numbers_stay_numbers_and_harmless_text_stays_itself() -> None:
    assert [guarded(value) for value in (-1, -0.5, None, "田中", "A-1", "2020-03", "'x")] == [-1, -0.5, None, "田中", "A-1", "2020-03", "'x"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_is_escaped_and_complete(tmp_path: Path, lang: str) -> None:
    made = report(tmp_path, [person(1, "<script>alert(1)</script>"), Refused(2, "row 2", ("<img src=x onerror=y>",))], lang)
    stream = io.StringIO()
    write_text(made, "html", stream)
    page = stream.getvalue()
    assert "&lt;script&gt;" in page and "&lt;img" in page and f'<html lang="{lang}">' in page
    tags: list[tuple[str, set[str]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, {name for name, _ in attrs}))  # type: ignore[method-assign]
    parser.feed(page)
    assert not {tag for tag, _ in tags} & {"script", "img", "a", "form", "iframe", "object", "link"} and not any(name == "src" or name.startswith("on") for _, names in tags for name in names)
    assert all(pair[lang == "ja"] in html.unescape(page) for pair in PRINCIPLES)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_workbook_has_a_summary_first_everybody_and_the_rows_not_read_last(tmp_path: Path, lang: str) -> None:
    items = [person(1, "=A", Outcome.INELIGIBLE, 0.9), person(2, "b", Outcome.ELIGIBLE, 0.2), Refused(3, "row 3", ("no id", "no name")), person(4, "0012", Outcome.UNDETERMINED, 0.7)]
    out = tmp_path / "r.xlsx"
    made = report(tmp_path, items, lang)
    write_report(made, "xlsx", out)
    sheets = cells(out)
    assert list(sheets) == [SHEETS[key][lang == "ja"] for key in ("summary", "people", "refused")]
    head, *rows = sheets[SHEETS["people"][lang == "ja"]]
    keys = column_keys(with_host=True, every=False)
    place = {key: keys.index(key) for key in keys}
    assert [row[place["rank"]] for row in rows] == [1.0, 2.0, ""] and [row[place["row"]] for row in rows] == [4.0, 2.0, 1.0]
    assert [row[place["name"]] for row in rows] == ["0012", "b", "=A"] and all(row[place[key]] == "" for row in rows for key in EMPTY)
    assert all(COLUMNS[key][0] in heading and COLUMNS[key][1] in heading for key, heading in zip(keys, head, strict=True))
    refused = sheets[SHEETS["refused"][lang == "ja"]][1:]
    assert [(row[0], row[2]) for row in refused] == [(3.0, "no id\nno name")] and len(rows) + len(refused) == 4
    summary = {str(label).strip(): value for label, value in ((row[0], row[1]) for row in sheets[SHEETS["summary"][lang == "ja"]] if len(row) > 1)}
    assert summary[LABELS["rows"][lang == "ja"]] == 4 and summary[OUTCOMES["eligible"][lang == "ja"]] == 1 and summary[OUTCOMES["ineligible"][lang == "ja"]] == 1
    assert all(any(pair[lang == "ja"] in str(row) for row in sheets[SHEETS["summary"][lang == "ja"]]) for pair in PRINCIPLES)


def test_the_same_report_is_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    made = report(tmp_path, [person(1, "a"), person(2, "b")])
    write_report(made, "xlsx", first)
    write_report(made, "xlsx", second)
    assert first.read_bytes() == second.read_bytes()


def test_widths_fit_kanji() -> None:
    assert columns_wide("国籍") == 4 and columns_wide("ab\n国籍・地域") == 10
    assert columns_wide("ﾀﾅｶ") == 3


def test_a_form_is_told_by_the_ending_and_a_workbook_needs_a_file() -> None:
    assert [form_of(None, Path(name)) for name in ("a.xlsx", "a.CSV", "a.html", "a.json", "a.jsonl", "a")] == ["xlsx", "csv", "html", "json", "jsonl", "jsonl"]
    assert form_of(None, None) == "table" and form_of("csv", Path("a.xlsx")) == "csv"
    with pytest.raises(UsageFault, match="--out"):
        form_of("xlsx", None)


def test_words_of_judgement_never_decide() -> None:
    said = " ".join(text for pair in (*OUTCOMES.values(), *COLUMNS.values()) for text in pair).casefold()
    assert not any(word in said for word in ("rejected", "accepted", "qualified", "不合格", "合格", "採択", "不採用"))


def test_csv_holds_people_and_refused_rows(tmp_path: Path) -> None:
    made = report(tmp_path, [Refused(2, "row 2", ("bad",)), person(3, "=x")])
    stream = io.StringIO(newline="")
    write_text(made, "csv", stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().removeprefix("\ufeff"), newline="")))
    by = {key.split(" / ")[0]: key for key in rows[0]}
    assert [row[by["Row in the input"]] for row in rows] == ["3", "2"] and rows[0][by["Name"]] == "'=x" and rows[1][by["Rules not met (source)"]] == "bad"
    assert rows[1][by["Published rules"]] == OUTCOMES["refused"][0] and all(row[by[COLUMNS[key][0]]] == "" for row in rows for key in EMPTY)


def test_ranks_are_whole_numbers_of_every_line(tmp_path: Path) -> None:
    made = report(tmp_path, [person(1, "a", score=0.1), Refused(2, "x", ("y",)), person(3, "b", score=0.2), person(4, "c", Outcome.INELIGIBLE, 0.9)])
    assert made.ranks.tolist() == [2, 0, 1, 0] and made.ranks.dtype == np.int32


def test_the_day_of_the_report_is_the_day_asked_about(tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    write_report(report(tmp_path, [person(1, "a")]), "xlsx", out)
    assert openpyxl.load_workbook(out).properties.created.date() == date(2026, 11, 24)


def test_words_for_an_office_speak_of_the_person_not_to_them() -> None:
    assert third_person("Not met: age (your profile: 44). To be stated: your degrees; where you live.", "en") == "Not met: age (the profile: 44). To be stated: their degrees; where they live."
    assert third_person("プロフィール", "ja") == "プロフィール"
