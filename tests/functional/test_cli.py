"""The commands as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from programs import read_catalogue

PROGRAMS, PAIRS = len(read_catalogue()), len(read_catalogue().pairs())
ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "profiles" / "examples" / "indian-doctoral-student.yaml")
ON = ("--on", "2026-11-24")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(cache: Path):  # type: ignore[no-untyped-def]
    def call(*args: str, stdin: bytes = b"", code: int = 0) -> tuple[str, str]:
        done = subprocess.run([sys.executable, "-m", "matcher", *args], input=stdin, capture_output=True, env={**os.environ, "MATCHER_CACHE": str(cache)}, check=False)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        assert done.returncode == code, (done.returncode, out, err)
        return out, err

    return call


def test_suggest_as_table_json_and_page(run) -> None:  # type: ignore[no-untyped-def]
    table, _ = run("suggest", EXAMPLE, *ON)
    assert "LOTUS" in table.split("\n")[3] and "programme roles are ruled out" in table
    content = json.loads(run("suggest", EXAMPLE, *ON, "--format", "json")[0])
    assert content["suggestions"][0]["program"] == "lotus" and content["suggestions"][0]["verdict"] == "eligible"
    page, _ = run("suggest", EXAMPLE, *ON, "--format", "html", "--lang", "ja")
    assert page.startswith("<!doctype html>") and '<html lang="ja">' in page and "応募資格" in page and "http-equiv" in page


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_tables_keep_to_80_columns(run, lang: str) -> None:  # type: ignore[no-untyped-def]
    from matcher.cli.tables import width

    for args in (("suggest", EXAMPLE, *ON), ("check", EXAMPLE, "lotus", *ON), ("check", EXAMPLE, "jsps-short-pe", *ON), ("programs", "show", "jsps-standard"), ("programs", "list")):
        out, _ = run(*args, "--lang", lang)
        assert [line for line in out.splitlines() if width(line) > 80 and "http" not in line] == []


def test_suggest_takes_standard_input_out_only_and_top(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "answer.json"
    run("suggest", "-", *ON, "--format", "json", "--only", "eligible", "--top", "2", "--out", str(out), stdin=Path(EXAMPLE).read_bytes())
    content = json.loads(out.read_text(encoding="utf-8"))
    assert len(content["suggestions"]) == 2 and {item["verdict"] for item in content["suggestions"]} == {"eligible"}


def test_check_one_role_and_all(run) -> None:  # type: ignore[no-untyped-def]
    one = json.loads(run("check", EXAMPLE, "lotus@fellow", *ON, "--format", "json")[0])
    assert {"program", "role", "on", "verdict", "findings", "missing", "window", "changes"} <= set(one)
    assert (one["program"], one["role"], one["verdict"], one["window"]["until"]) == ("lotus", "fellow", "eligible", "2039-04-01")
    every = json.loads(run("check", EXAMPLE, "all", *ON, "--format", "json")[0])
    assert {(item["program"], item["role"]) for item in every} == {(program.id, role) for program, role in read_catalogue().pairs()} and len(every) == PAIRS
    assert json.loads(run("check", EXAMPLE, "amed-aspire-alignment", *ON, "--format", "json")[0])["program"] == "aspire-amed"
    ended, _ = run("check", EXAMPLE, "jsps-ronpaku", *ON)
    assert "Nobody can apply" in ended


def test_an_answer_to_a_key_that_nothing_asks_for_is_told_and_is_no_fault(run) -> None:  # type: ignore[no-untyped-def]
    one, two = b'{"id": "a", "answers": {"children.cuont": 2}}', b'{"id": "b", "answers": {"children.count": 2}}'
    said = "answers.children.cuont: no rule of this catalogue asks for it, so it is not used; did you mean `children.count`?\n"
    assert run("suggest", "-", *ON, "--format", "json", stdin=one)[1] == run("check", "-", "lotus", *ON, "--format", "json", stdin=one)[1].splitlines()[0] + "\n" == f"stdin: {said}"
    assert run("suggest", "-", *ON, stdin=two + b"\n" + one + b"\n")[1] == f"stdin:2: {said}"
    japanese = run("suggest", "-", *ON, "--format", "json", "--lang", "ja", stdin=one)[1]
    assert japanese == "stdin: answers.children.cuont: この事業一覧にはこの項目を使う要件がないため、判定には使用しません。`children.count` の誤りではありませんか。\n"
    assert run("suggest", "-", *ON, "--format", "json", stdin=two)[1] == ""
    assert run("profiles", "validate", "-", stdin=one) == ("1 read, 0 refused\n", f"stdin: {said}") and run("profiles", "validate", "-", stdin=two)[1] == ""


def test_a_batch_answers_a_line_each_and_names_bad_rows(run) -> None:  # type: ignore[no-untyped-def]
    rows = b'{"id": "a", "nationalities": ["IN"]}\n{"id": "b", "natonalities": []}\n{"id": "c"}\n'
    out, err = run("suggest", "-", *ON, stdin=rows)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line.get("profile") for line in lines] == ["a", None, "c"] and lines[1]["row"] == 2
    assert "stdin:2: natonalities: unknown key; did you mean `nationalities`?" in err
    run("suggest", "-", *ON, "--strict", stdin=rows, code=1)
    listed, _ = run("check", "-", "lotus", *ON, stdin=b"- {id: a}\n- {id: b}\n")
    assert [json.loads(line)["verdict"] for line in listed.splitlines()] == ["undetermined", "undetermined"]


@pytest.mark.parametrize(("stdin", "part"), [(b"", "empty"), (b"id: [", "not YAML"), (b"[]", "no profile"), (b"id: a\nid: b", "written twice"), (b"\xff\xfe", "UTF-8")])
def test_a_bad_profile_exits_1(run, stdin: bytes, part: str) -> None:  # type: ignore[no-untyped-def]
    out, err = run("suggest", "-", *ON, stdin=stdin, code=1)
    assert out == "" and part in err


def test_wrong_usage_exits_2_and_missing_parts_exit_3(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "Did you mean `suggest`?" in run("sugest", code=2)[1]
    run("suggest", EXAMPLE, "--on", "tomorrow", code=2)
    run("suggest", EXAMPLE, "--only", "maybe", code=2)
    assert "did you mean `lotus`" in run("check", EXAMPLE, "lotsu", code=1)[1]
    assert "cannot be read" in run("suggest", str(tmp_path / "nobody.yaml"), code=1)[1]
    assert "no such file or folder" in run("suggest", EXAMPLE, "--programs", str(tmp_path / "none"), code=1)[1]
    run("suggest", EXAMPLE, "--encoder", str(tmp_path), code=3)
    (tmp_path / "pickled").mkdir()
    (tmp_path / "pickled" / "pytorch_model.bin").write_bytes(b"x")
    assert "safetensors" in run("suggest", EXAMPLE, "--encoder", str(tmp_path / "pickled"), code=3)[1]


def test_index_build_verify_info_and_damage(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "index"
    assert f"{PROGRAMS} programmes" in run("index", "build", "--out", str(folder))[0]
    assert "whole" in run("index", "verify", str(folder))[0]
    assert json.loads(run("index", "info", str(folder))[0])["owners"] == PROGRAMS
    assert "LOTUS" in run("suggest", EXAMPLE, *ON, "--index", str(folder))[0]
    vectors = folder / "vectors.npy"
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"\x01")
    for args in (("index", "verify", str(folder)), ("suggest", EXAMPLE, *ON, "--index", str(folder))):
        assert "matcher index build" in run(*args, code=3)[1]


def test_other_commands(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert len(json.loads(run("programs", "list", "--format", "json")[0])) == PROGRAMS
    assert f"{PROGRAMS} programmes" in run("programs", "validate")[0]
    assert "インド" in run("programs", "show", "lotus", "--lang", "ja")[0]
    (tmp_path / "bad.yaml").write_text("id: x\n", encoding="utf-8")
    assert "name: is missing" in run("programs", "validate", str(tmp_path), code=1)[1]
    assert "1 read, 0 refused" in run("profiles", "validate", EXAMPLE)[0]
    assert "physics → ford:1.3" in run("profiles", "validate", "-", stdin=b"id: r\nfields: [physics]\n")[0]
    assert "builtin" in run("models", "list")[0]
    assert json.loads(run("models", "show", "builtin", "--format", "json")[0])["dimension"] == 216


def test_the_catalogue_is_listed_compared_and_counted(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    listed = json.loads(run("programs", "list", "--direction", "inbound", "--role", "fellow", "--field", "量子", "--country", "インド", "--stage", "early", "--format", "json")[0])
    assert "lotus" in {item["id"] for item in listed} and all(item["direction"] == "inbound" and "fellow" in item["roles"] for item in listed)
    assert run("programs", "list", "--deadline", "2020-01-02", "--on", "2020-01-01")[0].strip() == "0"
    assert "--field: 'zzzz' is not a field" in run("programs", "list", "--field", "zzzz", code=1)[1]
    sheet = json.loads(run("programs", "show", "jsps-standard", "--format", "json")[0])
    assert {"variants", "amounts", "calls", "rules", "unknown_rules", "sources"} <= set(sheet) and sheet["rules"][0]["asks"]["ja"]
    file = ROOT / "programs" / "data" / "jst" / "lotus.yaml"
    for name, text in (("old", file.read_text(encoding="utf-8")), ("new", file.read_text(encoding="utf-8").replace("age: {max: 40}", "age: {max: 20}"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lotus.yaml").write_text(text, encoding="utf-8")
    compared = json.loads(run("programs", "diff", str(tmp_path / "old"), str(tmp_path / "new"), "--profiles", EXAMPLE, *ON, "--format", "json")[0])
    assert [(rule["rule"], rule["clauses"][0]["fields"]) for rule in compared["programs"][0]["rules"]] == [("age", [{"field": "max", "old": 40, "new": 20}])]
    assert [(item["program"], item["because"]) for item in compared["verdicts"]] == [("lotus", ["age"])]
    assert "削除" in run("programs", "diff", "builtin", str(tmp_path / "old"), "--lang", "ja")[0]
    assert json.loads(run("programs", "report", "--format", "json")[0])["programs"] == PROGRAMS
    assert "要件" in run("programs", "report", "--lang", "ja")[0]


def test_hub_folder_end_to_end(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("sentence_transformers")
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "quantum": 1, "India": 2, "joint": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=np.eye(4, 8, dtype=np.float32))], device="cpu").save(str(tmp_path))
    content = json.loads(run("suggest", EXAMPLE, *ON, "--encoder", str(tmp_path), "--format", "json")[0])
    assert content["encoder"].startswith(str(tmp_path)) and content["suggestions"]


def test_convert_previews_saves_a_mapping_and_writes_profiles_with_their_provenance(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    roster = tmp_path / "名簿.csv"
    roster.write_bytes("招へい候補者一覧,,,\n氏名,国籍,学位取得年月,性別\n例　示子,Korea,2020.3,女\n例　太郎,インド,令和2年3月,男\n".encode("cp932"))
    preview, _ = run("profiles", "convert", str(roster), "--from", "table", "--preview", *ON)
    assert "encoding: cp932" in preview and "headings in row: 2" in preview and "drop" not in preview and "KR (South Korea)" in preview and "nationalities" in preview
    out, mapping = tmp_path / "people.jsonl", tmp_path / "mapping.yaml"
    _, said = run("profiles", "convert", str(roster), "--mapping", str(mapping), "--out", str(out), *ON)
    assert "性別" in said and "not kept" in said and "2 read, 0 refused" in said and "国籍: nationalities" in mapping.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert lines[1]["nationalities"] == ["IN"] and "nationalities" not in lines[0]
    side = [json.loads(line) for line in (tmp_path / "people.provenance.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["raw"] for one in side[1]["values"] if one["path"] == "nationalities"] == ["インド"] and "Korea" in side[0]["questions"][0]["raw"]
    assert "2 read, 0 refused" in run("profiles", "validate", str(out))[0]
    assert json.loads(run("profiles", "convert", str(roster), "--mapping", str(mapping), *ON)[0].splitlines()[0])["name"] == "例 示子"


def test_convert_refuses_in_sentences(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "headings" in run("profiles", "convert", "-", "--from", "table", stdin=b"1,2\n", code=1)[1]
    assert "cannot be read" in run("profiles", "convert", str(tmp_path / "none.csv"), code=1)[1]
    assert "used before" in run("profiles", "convert", "-", "--from", "table", "--strict", stdin=b"id,Name\na,A\na,B\n", code=1)[1]
    run("profiles", "convert", "-", "--from", "orcid", stdin=b"{", code=1)
