"""Pictures are well-formed, drawn where the numbers say, told in words, and inside a phone's width; the report holds all of them in both languages."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import charts
from eval.charts import Row
from eval.datasets import dataset_folder, read_dataset
from eval.experiment import Evaluation, evaluate
from eval.pictures import pictures, precision_at, thinned
from eval.report import report_page
from eval.words import system_name
from matcher import Matcher

SVG = "{http://www.w3.org/2000/svg}"
shares = st.floats(0, 1)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def inside(svg: str) -> None:
    root = parsed(svg)
    width, height = (float(size) for size in root.attrib["viewBox"].split()[2:])
    assert width == 360 and root.attrib["role"] == "img"
    assert {root.find(f"{SVG}title").attrib["id"], root.find(f"{SVG}desc").attrib["id"]} == set(root.attrib["aria-labelledby"].split())  # type: ignore[union-attr]
    for item in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert -1 <= float(item.get(name, 0)) <= width + 1, (item.tag, item.attrib)
        for name in ("y", "y1", "y2", "cy"):
            assert -1 <= float(item.get(name, 0)) <= height + 1, (item.tag, item.attrib)
        if item.tag == f"{SVG}rect":
            assert float(item.get("y", 0)) + float(item.get("height", 0)) <= height + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(shares, shares, shares), min_size=1, max_size=20), st.text(max_size=20))
def test_every_picture_is_whole_whatever_the_numbers(values: list[tuple[float, float, float]], label: str) -> None:
    ordered = [tuple(sorted(three)) for three in values]
    label = "".join(mark for mark in label if mark.isprintable())
    inside(charts.columns("a", label, [(mid, low, high) for low, mid, high in ordered]))
    inside(charts.intervals("b", label, [Row(label, mid - 0.5, low - 0.5, high - 0.5) for low, mid, high in ordered] + [Row(label, note="few")]))
    inside(charts.intervals("c", label, [Row(label, mid, low, high) for low, mid, high in ordered], 0.5, signed=False, bounds=(0.0, 1.0)))
    inside(charts.sorted_bars("d", label, sorted((2 * mid - 1 for _, mid, _ in ordered), reverse=True), "told"))
    inside(charts.reliability("e", label, [(mid, mid, low, high, 7) for low, mid, high in ordered], "predicted", "observed"))
    inside(charts.confusion("f", label, {name: {other: index for index, other in enumerate("xyzw")} for name in "xyzw"}, "rows", "columns"))


def test_a_point_stands_where_its_number_says() -> None:
    root = parsed(charts.intervals("a", "t", [Row("one", 0.25, 0.0, 0.5), Row("two", 0.8, 0.75, 1.0)], 0.6, signed=False, bounds=(0.0, 1.0)))
    first, second = root.findall(f"{SVG}circle")
    left, right = 14.0, 346.0
    assert float(first.attrib["cx"]) == pytest.approx(left + 0.25 * (right - left), abs=0.06)
    assert float(second.attrib["cx"]) == pytest.approx(left + 0.8 * (right - left), abs=0.06)
    assert (first.attrib["class"], second.attrib["class"]) == ("bad", "bar")  # wholly below 0.6, wholly above
    assert root.find(f"{SVG}desc").text == "one 0.250; two 0.800"  # type: ignore[union-attr]


def test_bars_below_zero_hang_down() -> None:
    bars = parsed(charts.sorted_bars("a", "t", [0.5, -0.5], "told")).findall(f"{SVG}rect")
    up, down = bars
    assert float(up.attrib["y"]) + float(up.attrib["height"]) == pytest.approx(float(down.attrib["y"]), abs=0.2)
    assert up.attrib["height"] == down.attrib["height"] and down.attrib["class"] == "bad"


def test_precision_by_hand() -> None:
    grades = {"a": {"x": 2, "y": 0}, "b": {"x": 1, "z": 1}, "nobody": {"x": 0}}
    found = precision_at(grades, {"a": {"x": 2.0, "y": 1.0}, "b": {"y": 2.0, "z": 1.0}}, 3)
    assert [value for value, _, _ in found] == pytest.approx([1 / 3, (1 / 2 + 1 / 2) / 3, (1 / 3 + 1 / 3) / 3])
    assert all(0 <= low <= value <= high <= 1 for value, low, high in found)
    assert precision_at({}, {}) == []


@given(st.lists(shares, min_size=1, max_size=1000))
def test_many_people_are_thinned_to_quantiles_that_keep_both_ends(values: list[float]) -> None:
    few = thinned(values)
    assert len(few) == min(len(values), 200) and few == sorted(few, reverse=True)
    assert (few[0], few[-1]) == pytest.approx((max(values), min(values)))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    patch = pytest.MonkeyPatch()
    patch.setenv("MATCHER_CACHE", str(tmp_path_factory.mktemp("cache")))
    labelled = read_dataset(dataset_folder(Path("matches"))).part("development")
    made = evaluate(labelled, Matcher.open(), date(2026, 11, 24))
    patch.undo()
    return made


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_report_shows_what_people_would_rather_look_at(found: Evaluation, lang: str) -> None:
    labels = read_dataset(dataset_folder(Path("matches"))).part("development").grades
    page = report_page(found, labels, lang)
    shown = re.findall(r"<svg .*?</svg>", page, re.S)
    names = [re.search(r'aria-labelledby="([\w-]+)-title', svg)[1] for svg in shown]  # type: ignore[index]
    assert {"precision", "people", "differences", "comparisons", "ablations", "calibration", "confusion", "slice-language", "slice-stage"} <= set(names)
    assert len(names) == len(set(names))
    for svg in shown:
        inside(svg)
    assert "<script" not in page and "prefers-color-scheme: dark" in page and not re.search(r"(?:src|href)=", page)
    assert page.count("<dt>") == 20 and page.count({"en": "profile", "ja": "プロフィール"}[lang] + " (") >= 15


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_words_run_into_each_other(found: Evaluation, lang: str) -> None:
    labels = read_dataset(dataset_folder(Path("matches"))).part("development").grades
    made = pictures(found.metrics, found.values["nDCG@10"], labels, found.run, lang)
    for svg in [made["comparisons"], made["ablations"], made["confusion"], *made["slices"].values()]:
        lines: dict[str, list[tuple[float, float]]] = {}
        for item in parsed(svg).iter(f"{SVG}text"):
            kind, size = item.attrib["class"].split(), 9 if "small" in item.attrib["class"] else 11.5
            wide = sum(size if mark > "\u2fff" else 0.58 * size for mark in item.text or "")
            left = float(item.attrib["x"]) - (wide if "end" in kind else wide / 2 if "middle" in kind else 0)
            lines.setdefault(item.attrib["y"], []).append((left, left + wide))
        for spans in lines.values():
            ordered = sorted(spans)
            assert ordered[0][0] >= -1 and ordered[-1][1] <= 361
            assert all(right <= left + 1 for (_, right), (left, _) in pairwise(ordered)), svg[:200]


def test_a_miss_tells_its_sentences_and_its_reasons(found: Evaluation) -> None:
    people = {profile.id: profile for profile in read_dataset(dataset_folder(Path("matches"))).profiles}
    for row in found.metrics["misses"]:
        evidence = row["evidence"]
        assert evidence["program_text"] and (evidence["similarity"] is None or -1 <= evidence["similarity"] <= 1)
        if evidence["profile"] == "statement":
            assert evidence["profile_text"] in (people[row["profile"]].statement or "")
        if row["rank"] is None:
            assert row["reasons"] and all(reason["en"].startswith("Not met") and reason["ja"] for reason in row["reasons"])
        else:
            assert all(gap > 0 for gap in row["short_of_first"].values()) and set(row["short_of_first"]) <= set(row["parts"])


def test_systems_have_names_in_both_languages(found: Evaluation) -> None:
    for row in [*found.metrics["comparisons"], *found.metrics["ablations"]]:
        assert system_name(row["system"], "en") == row["system"]
        name = system_name(row["system"], "ja")
        assert row["system"] in ("BM25", "TF-IDF", "TF-IDF+SVD") or re.search(r"[\u3041-\u9fff]", name), name
    assert pictures({}, {}, {}, {}, "en") == {}
