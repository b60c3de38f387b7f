"""``screen`` as a person types it: lists in, reports out, stops and starts."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ON = ("--on", "2026-11-24")
ROSTER = "招へい候補者一覧,,,,,\n氏名,国籍,生年月日,所属機関,所在国,職名\nRAO Mira,インド,1998/5/17,Example University,インド,Postdoc\n例　示子,Korea,R2.3.31,架空大学,韓国,教授\n,,,,,\n壊れた行,日本,x,y,z,w,余分\n"
KEYS = ["row", "profile", "verdict", "findings", "missing", "changes", "score", "rank", "flags"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(cache: Path):  # type: ignore[no-untyped-def]
    def call(*args: str, stdin: bytes = b"", code: int = 0) -> tuple[str, str]:
        done = subprocess.run([sys.executable, "-m", "matcher", *args], input=stdin, capture_output=True, env={**os.environ, "MATCHER_CACHE": str(cache)}, check=False)
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in err
        assert done.returncode == code, (done.returncode, out, err)
        return out, err

    return call


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "候補者.csv"
    file.write_bytes(ROSTER.encode("cp932"))
    return file


def test_one_object_a_candidate_in_json_lines_and_json(run, roster: Path) -> None:  # type: ignore[no-untyped-def]
    out, err = run("screen", "lotus", str(roster), *ON, "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [list(line) for line in lines] == [KEYS, KEYS, ["row", "faults"]] and [line["row"] for line in lines] == [3, 4, 6]
    assert lines[0]["rank"] == 1 and lines[1]["rank"] == 2 and [line["verdict"] for line in lines[:2]] == ["undetermined"] * 2
    assert "question:nationalities" in lines[1]["flags"] and "headings" in lines[2]["faults"][0] and "候補者.csv:6" in err and "role `fellow`" in err
    assert json.loads(run("screen", "lotus@fellow", str(roster), *ON, "--format", "json")[0]) == lines
    detailed = json.loads(run("screen", "lotus@fellow", str(roster), *ON, "--format", "json", "--details")[0])
    assert detailed[1]["questions"][0]["raw"] == "Korea" and detailed[0]["name"] == "RAO Mira" and set(KEYS) < set(detailed[0])
    run("screen", "lotus", str(roster), *ON, "--strict", "--format", "jsonl", code=1)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_reports_for_people(run, roster: Path, tmp_path: Path, lang: str) -> None:  # type: ignore[no-untyped-def]
    from python_calamine import CalamineWorkbook

    book, table, page = tmp_path / "r.xlsx", tmp_path / "r.csv", tmp_path / "r.html"
    for file in (book, table, page):
        run("screen", "lotus", str(roster), *ON, "--lang", lang, "--out", str(file))
        manifest = json.loads((tmp_path / f"{file.name}.manifest.json").read_text(encoding="utf-8"))
        assert manifest["counts"]["rows"] == 3 and manifest["counts"]["refused"] == 1 and manifest["on"] == "2026-11-24" and len(manifest["inputs"][0]["sha256"]) == 64
    assert len(CalamineWorkbook.from_path(str(book)).sheet_names) == 3
    assert len(list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))) == 4
    assert ("公表された要件" if lang == "ja" else "No published rule") in page.read_text(encoding="utf-8")
    screen, _ = run("screen", "lotus", str(roster), *ON, "--lang", lang)
    assert "RAO Mira" in screen and ("決定は人が行います" if lang == "ja" else "People decide") in screen
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_a_rerun_gives_the_same_bytes(run, roster: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        run("screen", "lotus", str(roster), *ON, "--out", str(tmp_path / name / "r.xlsx"))
        made.append([(tmp_path / name / file).read_bytes() for file in ("r.xlsx", "r.xlsx.manifest.json")])
    assert made[0] == made[1]


def test_profiles_standard_input_other_forms_and_all_programs(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    example = ROOT / "profiles" / "examples" / "indian-doctoral-student.yaml"
    line = json.loads(run("screen", "lotus", "-", *ON, "--format", "jsonl", stdin=example.read_bytes())[0])
    assert line["verdict"] == "eligible" and line["rank"] == 1
    best = json.loads(run("screen", "--all-programs", str(example), *ON, "--format", "jsonl")[0])
    assert best["program"] == "lotus" and best["role"] == "fellow" and len(best["alternatives"]) == 3
    orcid = {"orcid-identifier": {"path": "0000-0002-1825-0097"}, "person": {"keywords": {"keyword": [{"content": "ions"}]}}}
    assert json.loads(run("screen", "lotus", "-", *ON, "--format", "jsonl", stdin=json.dumps(orcid).encode())[0])["profile"] == "orcid:0000-0002-1825-0097"


@pytest.mark.parametrize(("args", "stdin", "code", "part"), [
    (("lotus",), b"", 2, "PROGRAM CANDIDATES"), (("lotsu", "-"), b"{}", 1, "did you mean `lotus`"), (("lotus", "-"), b"", 1, "empty"), (("lotus", "none.csv"), b"", 1, "cannot be read"),
    (("lotus", "-", "--resume"), b"id: a", 2, "--out"), (("lotus", "-", "--format", "xlsx"), b"id: a", 2, "--out"), (("--all-programs", "a", "b"), b"", 2, "--all-programs"),
    (("lotus@pilot", "-"), b"id: a", 1, "lotus@fellow"),
])
def test_wrong_calls_are_refused_in_a_sentence(run, args: tuple[str, ...], stdin: bytes, code: int, part: str) -> None:  # type: ignore[no-untyped-def]
    assert part in run("screen", *args, *ON, stdin=stdin, code=code)[1]


def test_learned_weights_rank_as_suggest_does_and_stand_in_the_manifest(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from matcher.features import WEIGHTS
    from matcher.weights import weights_digest

    weights = {name: float(name == "topic") for name in WEIGHTS}
    learned, out = tmp_path / "w.json", tmp_path / "r.jsonl"
    learned.write_text(json.dumps({"weights": weights, "digest": weights_digest(weights)}), encoding="utf-8")
    example = str(ROOT / "profiles" / "examples" / "indian-doctoral-student.yaml")
    run("screen", "lotus@fellow", example, *ON, "--weights", str(learned), "--details", "--out", str(out))
    line = json.loads(out.read_text(encoding="utf-8"))
    suggested = json.loads(run("suggest", example, *ON, "--weights", str(learned), "--top", "200", "--format", "json")[0])["suggestions"]
    same = next(item for item in suggested if (item["program"], item["role"]) == ("lotus", "fellow"))
    usual = json.loads(run("screen", "lotus@fellow", example, *ON, "--format", "jsonl")[0])
    assert line["score"] == same["score"] == line["contributions"]["topic"] != usual["score"]
    assert json.loads((tmp_path / "r.jsonl.manifest.json").read_text(encoding="utf-8"))["options"]["weights"] == weights_digest(weights)
    assert "holds no weights" in run("screen", "lotus", example, *ON, "--weights", example, code=1)[1]


def test_an_answer_to_a_key_that_nothing_asks_for_is_told_once(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = [{"id": f"p{n}", "answers": {"children.count": n, **({"children.cuont": n} if n > 1 else {})}} for n in range(4)]
    listed, said = b"".join(json.dumps(row).encode() + b"\n" for row in rows), "answers.children.cuont: no rule of this catalogue asks for it, so it is not used; did you mean `children.count`?"
    out, err = run("screen", "lotus@fellow", "-", *ON, "--format", "jsonl", stdin=listed)
    assert len(out.splitlines()) == 4 and [line for line in err.splitlines() if "answers." in line] == [f"stdin:3: {said}"]


def people(count: int) -> bytes:
    fields = ["quantum", "ai", "materials", "health"]
    rows: list[Any] = [{"id": f"p{n}", "nationalities": [["IN", "JP", "TH"][n % 3]], "birth_date": f"{1970 + n % 35}-05-17", "fields": [fields[n % 4]], "keywords": [f"topic {n % 50}"],
                        "positions": [{"kind": "postdoc", "country": ["IN", "JP"][n % 2], "since": f"20{10 + n % 15}-04"}]} for n in range(count)]
    return b"".join(json.dumps(row if n % 97 else {"id": f"p{n}", "wrong": n}).encode() + b"\n" for n, row in enumerate(rows))


def test_killed_at_any_moment_it_leaves_no_half_file_and_resumes_to_the_same_bytes(run, cache: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "people.jsonl"
    source.write_bytes(people(3_000))
    whole = tmp_path / "whole" / "r.jsonl"
    run("screen", "lotus", str(source), *ON, "--out", str(whole), "--workers", "1")
    wanted = whole.read_bytes()
    assert len(wanted.splitlines()) == 3_000
    out = tmp_path / "stopped" / "r.jsonl"
    command = [sys.executable, "-m", "matcher", "screen", "lotus", str(source), *ON, "--out", str(out), "--workers", "2"]
    work = out.parent / ".r.jsonl.work"
    stops = 0
    for size in (1, 200_000, 1_500_000, 4_000_000):
        process = subprocess.Popen([*command, *(["--resume"] if stops else [])], env={**os.environ, "MATCHER_CACHE": str(cache)}, stderr=subprocess.DEVNULL, start_new_session=True)
        while process.poll() is None and not (work.exists() and work.stat().st_size >= size):
            time.sleep(0.002)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            stops += 1
        process.wait()
        assert not out.exists() or out.read_bytes() == wanted
    assert stops >= 2
    run(*command[3:], "--resume")
    assert out.read_bytes() == wanted and not work.exists()
    (out.parent / ".r.jsonl.abc123.jsonl").write_bytes(b"half")  # as a kill while the report is written leaves it
    run(*command[3:])
    assert out.read_bytes() == wanted and sorted(file.name for file in out.parent.iterdir()) == ["r.jsonl", "r.jsonl.manifest.json"]


def test_a_work_file_of_another_question_is_not_resumed(run, roster: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".r.jsonl.work").write_text('{"asked": "something else"}\n', encoding="utf-8")
    assert "another question" in run("screen", "lotus", str(roster), *ON, "--out", str(tmp_path / "r.jsonl"), "--resume", code=1)[1]


def test_workers_change_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "people.jsonl"
    source.write_bytes(people(1_200))
    assert run("screen", "lotus", str(source), *ON, "--format", "jsonl", "--workers", "1")[0] == run("screen", "lotus", str(source), *ON, "--format", "jsonl", "--workers", "3")[0]


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    rows = ["id,氏名,国籍,性別,所属機関,所在国,職名,研究課題,受入研究者,滞在月数,誓約書"]
    rows += [f"c{n},例 {n},{['インド', 'ベトナム', '日本'][n % 3]},{['女', '男'][n % 2]},{['Example University', 'Fictive Institute of Rockets'][n % 5 == 0]},インド,Postdoc,量子情報の研究 {n},教員{n % 4},{n % 12 + 1},{['済', ''][n % 2]}" for n in range(40)]
    file = tmp_path / "long.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_review_is_a_file_of_its_own_and_changes_no_byte_of_the_report(run, long_list: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "review.yaml").write_text("version: 1\norganisations: [{name: Fictive Institute of Rockets}]\ntechnology_areas: [{id: 1, name: 量子, terms: [量子]}]\ndeclarations: [pledge]\n", encoding="utf-8")
    made = []
    for name, more in (("without", ()), ("with", ("--review", str(tmp_path / "review.yaml")))):
        out = tmp_path / name / "r.xlsx"
        run("screen", "lotus", str(long_list), *ON, "--out", str(out), *more)
        made.append({file.name: file.read_bytes() for file in out.parent.iterdir()})
    assert set(made[1]) - set(made[0]) == {"r.xlsx.review.jsonl", "r.xlsx.review.jsonl.log"} and all(made[0][name] == made[1][name] for name in made[0])
    lines = [json.loads(line) for line in made[1]["r.xlsx.review.jsonl"].decode().splitlines()]
    assert {line["trigger"] for line in lines[1:]} == {"organisation", "technology", "declaration"} and {line["status"] for line in lines[1:]} == {"not checked"}
    file = tmp_path / "with" / "r.xlsx.review.jsonl"
    assert "is missing" in run("screen", "close", str(file), lines[1]["id"], *ON, code=1)[1]
    assert "closed by A. Person" in run("screen", "close", str(file), lines[1]["id"], "--by", "A. Person", "--reason", "checked", *ON)[1]
    assert "--out" in run("screen", "lotus", str(long_list), "--review", str(tmp_path / "review.yaml"), code=2)[1]


def test_seats_and_disparity_stand_beside_the_report(run, long_list: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "r.jsonl"
    run("screen", "lotus", str(long_list), *ON, "--out", str(out), "--seats", "6", "--budget", "9,000,000円", "--per-host", "2", "--disparity", "--group-column", "性別", "--reserve", "group=女:3")
    plan = json.loads((tmp_path / "r.jsonl.plan.json").read_text(encoding="utf-8"))
    assert plan["proposal"] is True and len(plan["chosen"]) <= 6 and plan["cost"] <= 9_000_000 and max([one["host"] for one in plan["chosen"]].count(f"教員{n}") for n in range(4)) <= 2
    assert sum(int(one["profile"][1:]) % 2 == 0 for one in plan["chosen"]) >= 3 and all(one["limits"] for one in plan["left_out"])
    counts = json.loads((tmp_path / "r.jsonl.disparity.json").read_text(encoding="utf-8"))
    assert {count["kind"] for count in counts["groups"]} == {"nationality_region", "degree_country", "stage", "language", "group"} and counts["first"] == 6
    assert "女" not in out.read_text(encoding="utf-8") and "性別" not in out.read_text(encoding="utf-8")
    run("screen", "lotus", str(long_list), *ON, "--out", str(tmp_path / "r.xlsx"), "--seats", "3", "--disparity", "--lang", "ja")
    from python_calamine import CalamineWorkbook

    assert CalamineWorkbook.from_path(str(tmp_path / "r.xlsx")).sheet_names == ["概要", "候補者", "配分案", "属性別の集計", "読み取れなかった行"]
    assert "reserved" in run("screen", "lotus", str(long_list), *ON, "--seats", "2", "--reserve", "stage=student:2", code=1)[1]
    assert "--out" in run("screen", "lotus", str(long_list), *ON, "--seats", "2", "--format", "jsonl", code=2)[1]


def test_hosts_of_the_university(run, long_list: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    hosts = tmp_path / "hosts.yaml"
    hosts.write_text("- {id: h1, name: 受入 一郎, statement: 量子情報と量子誤り訂正の研究。}\n- {id: h2, statement: 中世の詩の研究。}\n", encoding="utf-8")
    lines = [json.loads(line) for line in run("screen", "lotus", str(long_list), *ON, "--hosts", str(hosts), "--format", "jsonl", "--details")[0].splitlines()]
    assert {line["host"]["id"] for line in lines} == {"h1"} and all(0 < line["host"]["similarity"] <= 1 for line in lines)


def test_diff_says_who_changed_and_why(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    base = {"nationalities": ["IN"], "birth_date": "1990-05-17", "degrees": [], "positions": [{"kind": "postdoc", "country": "IN"}]}
    for name, people in (("old", [{"id": "a", **base}, {"id": "b", **base}]), ("new", [{"id": "a", **base, "positions": [{"kind": "professor", "country": "JP"}]}, {"id": "c", **base}])):
        (tmp_path / f"{name}.in.jsonl").write_text("\n".join(json.dumps(person) for person in people), encoding="utf-8")
        run("screen", "lotus", str(tmp_path / f"{name}.in.jsonl"), *ON, "--out", str(tmp_path / f"{name}.jsonl"))
    text, _ = run("screen", "diff", str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl"))
    assert "undetermined → ineligible" in text and "indian-institution: met → unmet" in text and "new: 1" in text and "gone: 1" in text and "the input" in text
    content = json.loads(run("screen", "diff", str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl"), "--format", "json")[0])
    assert [change["change"] for change in content["people"]] == ["verdict", "new", "gone"] and content["differs"][0]["what"] == "inputs"
    assert "判定の変更" in run("screen", "diff", str(tmp_path / "old.jsonl"), str(tmp_path / "new.jsonl"), "--lang", "ja")[0]
    run("screen", "diff", str(tmp_path / "old.jsonl"), code=2)


@pytest.mark.parametrize("page", ["screening.md", "screening.ja.md"])
def test_the_pages_for_offices_are_true(page: str, tmp_path: Path) -> None:
    import re

    from matcher.cli.evaluate import evaluate
    from matcher.cli.profiles import convert
    from matcher.cli.screen import screen
    from matcher.screening.review.settings import read_settings
    from profiles.importers.mapping import read_mapping

    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    known = {option for command in (screen, evaluate, convert) for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= known
    (tmp_path / "list.csv").write_text("名称\n架空研究所\n", encoding="utf-8")
    for block in re.findall(r"```yaml\n(.*?)```", text, re.S):
        if block.startswith("version"):
            (tmp_path / "r.yaml").write_text(block, encoding="utf-8")
            assert len(read_settings(tmp_path / "r.yaml").organisations) == 2
        else:
            assert read_mapping(block.encode(), page).columns["なまえ"] == "name"
