"""Refusals in Japanese: every fault that a profile can have is translated, whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from matcher.messages import in_japanese
from models import ModelsError, load_encoder
from profiles import read_profiles

ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")
BAD: list[tuple[str, bytes]] = [
    ("p.yaml", b""), ("p.yaml", b"a: [1"), ("p.yaml", b"- 1"), ("p.yaml", b"id: x\nid: y"), ("p.yaml", b"id: &a x\nname: *a"), ("p.yaml", b"id: !x y"),
    ("p.yaml", b"name: x"), ("p.yaml", b"id: 'a b'"), ("p.yaml", b"id: r\nagee: 3"), ("p.yaml", b"id: r\nzzzzzzz: 3"), ("p.yaml", b"id: r\ndegrees: 3"),
    ("p.yaml", b"id: r\ndegrees: [{level: phdd}]"), ("p.yaml", b"id: r\ndegrees: [{level: xxxxx}]"), ("p.yaml", b"id: r\nbirth_date: 2027-02-29"),
    ("p.yaml", b"id: r\nbirth_date: soon"), ("p.yaml", b"id: r\nbirth_date: [1]"), ("p.yaml", b"id: r\nnationalities: [Korea]"), ("p.yaml", b"id: r\nnationalities: [Nowhere]"),
    ("p.yaml", b"id: r\nnationalities: [false]"), ("p.yaml", b"id: r\nnationalities: [3]"), ("p.yaml", b"id: r\nlanguages: [en]"), ("p.yaml", b"id: r\nlanguages: {english: C1}"),
    ("p.yaml", b"id: r\nlanguages: {en: D1}"), ("p.yaml", b"id: r\nresidence: JP"), ("p.yaml", b"id: r\nresidence: {permanent: maybe}"),
    ("p.yaml", b"id: r\ngoals: {duration_months: {min: 9, max: 3}}"), ("p.yaml", b"id: r\npositions: [{since: 2025, until: 2020}]"), ("p.yaml", b"id: r\nanswers: [1]"),
    ("p.yaml", b"id: r\nanswers: {a: [1]}"), ("p.yaml", b"id: r\ntype: person"), ("p.yaml", b"id: r\ntype: institution"), ("p.yaml", b"id: r\norganisation: {name: x}"),
    ("p.yaml", b"id: r\ntype: institution\norganisation: {name: x}\nbirth_date: 1990"), ("p.yaml", b"id: r\nfunding: [{amount: {currency: yens}}]"),
    ("p.yaml", b"id: r\npublications: [{year: 3}]"), ("p.yaml", b"id: r\npublications: [{year: x}]"), ("p.yaml", b"id: r\nsources: [{fact: x, source: y}]"), ("p.yaml", b"id: r\nfields: {a: b}"),
    ("p.json", b"{"), ("p.json", b'{"id": "a", "id": "b"}'), ("p.jsonl", b'{"id": "a"}\n{"id": "a"}'), ("p.yaml", b"\xff\xfe\x00"),
]


@pytest.mark.parametrize(("name", "data"), BAD, ids=[str(number) for number in range(len(BAD))])
def test_every_fault_of_a_profile_is_told_in_japanese(name: str, data: bytes) -> None:
    faults = read_profiles(data, name).faults
    assert faults
    for fault in faults:
        told = in_japanese(str(fault))
        assert told.startswith("p.") and told.endswith("。")
        plain = re.sub(r"`[^`]*`|（[^）]*）|\([^)]*\)|'[^']*'", "", told)
        assert not ENGLISH.search(plain), told


def test_places_values_and_unknown_sentences_are_kept() -> None:
    assert in_japanese("p.yaml: degrees[0].level: 'phdd' is not one of phd, md; did you mean `phd`?") == "p.yaml: degrees[0].level: 'phdd' は選択肢（phd, md）にありません。`phd` の誤りではありませんか。"
    assert in_japanese("something else entirely") == "something else entirely"
    assert in_japanese("a.yaml: is missing; add it\nb.yaml: id: is missing; add it").splitlines()[1] == "b.yaml: id: 記入されていません。追加してください。"


@pytest.mark.parametrize("name", ["bge-m3", "Alibaba-NLP/gte-multilingual-base", "mmarco-minilm-l12", "nonesuch", "bge-m", "./nowhere", "maker/tiny"])
def test_a_model_that_is_not_here_is_told_in_japanese(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path))
    with pytest.raises(ModelsError) as caught:
        load_encoder(name)
    told = in_japanese(str(caught.value))
    assert told.endswith("。") and not ENGLISH.search(re.sub(r"`[^`]*`|'[^']*'", "", told)), told


ROOT = Path(__file__).parents[3]
FOR_PROGRAMMERS = ("__init__.py", "logic.py", "base.py", "seen.py", "table.py:rules know", "partial_date.py", "compiled.py", "training", "linting", "band.py", "tensors.py", "registry.py", "index.py")


def literal(node: ast.expr) -> str:
    """A message as it stands in the code, with a sample in the place of each value; nothing where it is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return re.sub(r"('sample')+$", "'sample'", "".join(str(part.value) if isinstance(part, ast.Constant) else "'sample'" for part in node.values))
    return literal(node.left) + literal(node.right) if isinstance(node, ast.BinOp) else ""


def refusals() -> list[tuple[str, str]]:
    """Every clause of every sentence with which the code refuses something, with the file that says it."""
    found = []
    for room in ("matcher", "models", "profiles", "programs", "eval"):
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                    said = literal(node.exc.args[0])
                    where = file.relative_to(ROOT).as_posix()
                    found += [(where, clause) for clause in said.split("; ") if " " in clause and not any(part in f"{where}:{clause}" for part in FOR_PROGRAMMERS)]
    return found


def test_every_sentence_of_refusal_in_the_code_has_its_japanese() -> None:
    said = refusals()
    samples = ("'sample': 'sample'", "--'sample': 'sample' is not 'sample'")  # the sentence comes from elsewhere
    ways = ((where, [clause, *(clause[cut + 2:] for cut in range(len(clause)) if clause[cut:cut + 2] == ": "), clause.removeprefix("'sample'")]) for where, clause in said)
    assert len(said) > 150
    assert [(where, forms[0]) for where, forms in ways if forms[0] not in samples and not forms[0].endswith("`'sample'") and all(in_japanese(form) == form for form in forms)] == []
