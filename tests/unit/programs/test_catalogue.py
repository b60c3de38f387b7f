"""The built-in catalogue, and what is refused in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from programs import read_catalogue
from programs.errors import CatalogueFaults, CatalogueMissing, UnknownProgram
from programs.linting import lint
from programs.rules import Group, Leaf

IDS = [
    "aspire", "aspire-jst-top", "aspire-jst-rising", "aspire-jst-joint", "aspire-amed", "j-rise", "expert-j", "uire",
    "lotus", "sakura", "sakura-abc", "sakura-d", "nexus", "nexus-thailand", "nexus-philippines", "nexus-youth",
    "jsps-standard", "jsps-short-pe", "jsps-short-pa", "jsps-summer", "jsps-strategic", "jsps-pathway", "jsps-inv-long", "jsps-inv-short",
    "jsps-inv-s", "jsps-ronpaku", "jsps-bridge", "kakenhi-returning", "jsps-hope",
]


def test_the_29_programmes_load_and_pass_the_linter() -> None:
    catalogue = read_catalogue()
    assert {program.id for program in catalogue} >= set(IDS)
    assert lint(catalogue) == []
    assert catalogue.get("kakenhi-kikoku-hatten").id == "kakenhi-returning"


def test_every_rule_has_a_reference_and_every_text_both_languages() -> None:
    for program in read_catalogue():
        known = {source.id: source for source in program.sources}
        for rule in program.rules:
            assert rule.sources or rule.confidence == "recalled", (program.id, rule.id)
            assert all(known[source].address for source in rule.sources)
            for text in requirements(rule.node):
                assert text.en and any(mark > "\u3000" for mark in text.ja)
        assert 60 <= len(program.description.en.split()) <= 200, (program.id, len(program.description.en.split()))
        assert 100 <= len(program.description.ja) <= 500, (program.id, len(program.description.ja))


def requirements(node: Leaf | Group) -> list[object]:
    return [node.criterion.requirement()] if isinstance(node, Leaf) else [text for child in node.nodes for text in requirements(child)]


def test_an_unknown_id_is_answered_with_a_hint() -> None:
    with pytest.raises(UnknownProgram, match="did you mean `lotus`"):
        read_catalogue().get("lotsu")


def test_faults_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nname: {en: A, ja: あ}\nrules: [{id: x, for: [felow], natonality: {in: [IN]}, source: [S9]}]\nstatuss: open\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("name: {en: B}\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("id: c\nid: d\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("id: d\nname: {en: D}\nrules: [{id: x, for: [fellow], nationality: {in: [XX, asaen]}, source: [S1]}]\nsources: [{id: S1, address: x}]\n", encoding="utf-8")
    with pytest.raises(CatalogueFaults) as refused:
        read_catalogue(tmp_path)
    text = str(refused.value)
    for part in ("did you mean `fellow`", "did you mean `nationality`", "did you mean `status`", "b.yaml: id: is missing", "c.yaml: line 2", "'XX' is neither", "'asaen' is neither"):
        assert part in text, part


def test_a_jsonl_catalogue_needs_only_id_name_and_description(tmp_path: Path) -> None:
    file = tmp_path / "programs.jsonl"
    file.write_text('{"id": "d1", "name": {"en": "One"}, "description": {"en": "About one."}}\n', encoding="utf-8")
    program = read_catalogue(file).get("d1")
    assert program.role_names == ("fellow",) and program.rules == () and program.description.ja == "About one."


def test_a_missing_catalogue_is_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(CatalogueMissing, match="name a folder of YAML files or a JSONL file"):
            read_catalogue(place)
