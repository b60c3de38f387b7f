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


def test_a_work_file_of_another_question_is_not_resumed(run, roster: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".r.jsonl.work").write_text('{"asked": "something else"}\n', encoding="utf-8")
    assert "another question" in run("screen", "lotus", str(roster), *ON, "--out", str(tmp_path / "r.jsonl"), "--resume", code=1)[1]


def test_workers_change_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    source = tmp_path / "people.jsonl"
    source.write_bytes(people(1_200))
    assert run("screen", "lotus", str(source), *ON, "--format", "jsonl", "--workers", "1")[0] == run("screen", "lotus", str(source), *ON, "--format", "jsonl", "--workers", "3")[0]
