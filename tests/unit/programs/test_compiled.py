"""The compiled form holds the same catalogue, and is made anew when a file or the code changes."""

from __future__ import annotations

import copy
import dataclasses
import os
from pathlib import Path

import pytest

from matcher.storage import open_catalogue
from programs import Program, read_catalogue
from programs.compiled import HEAVY, LIGHT, NotCompiled, StoredProgram, compiled, opened
from programs.errors import CatalogueFaults
from programs.rules import Group, Leaf, Node


def test_what_is_opened_equals_what_was_read_part_by_part() -> None:
    read = read_catalogue()
    again = opened(compiled(read))
    assert again.digest == read.digest and [program.id for program in again] == [program.id for program in read]
    for mine, theirs in zip(again, read, strict=True):
        for item in dataclasses.fields(Program):
            assert getattr(mine, item.name) == getattr(theirs, item.name), (theirs.id, item.name)
            assert type(getattr(mine, item.name)) is type(getattr(theirs, item.name))
        assert mine == theirs and theirs == mine and hash(mine) == hash(theirs)


def test_every_part_is_stored_once() -> None:
    assert sorted({*LIGHT, *HEAVY} - {"role_names"}) == sorted(item.name for item in dataclasses.fields(Program)) and not set(LIGHT) & set(HEAVY)


def test_long_texts_are_read_when_they_are_asked_for() -> None:
    program = opened(compiled(read_catalogue())).get("lotus")
    assert isinstance(program, StoredProgram)
    described = Program.__dict__["description"]
    with pytest.raises(AttributeError):
        described.__get__(program)
    assert program.role_names == ("fellow", "host", "institution") and program.rules_for("fellow")
    with pytest.raises(AttributeError):
        described.__get__(program)
    assert program.description.ja and described.__get__(program) is program.description
    with pytest.raises(AttributeError):
        program.nothing  # noqa: B018


def test_equal_criteria_are_one_object() -> None:
    seen: dict[object, int] = {}
    for program in opened(compiled(read_catalogue())):
        for leaf in (leaf for rule in program.rules for leaf in leaves(rule.node)):
            assert seen.setdefault(leaf.criterion, id(leaf.criterion)) == id(leaf.criterion)
    assert len(seen) > 300


def leaves(node: Node) -> list[Leaf]:
    return [leaf for child in node.nodes for leaf in leaves(child)] if isinstance(node, Group) else [node]


def test_a_changed_copy_and_a_deep_copy_are_whole_programmes() -> None:
    program = opened(compiled(read_catalogue())).get("lotus")
    other = dataclasses.replace(program, rules=())
    assert other.rules == () and other.description == program.description and other != program
    assert type(copy.deepcopy(program)) is Program and copy.deepcopy(program) == program


def test_what_is_cut_off_or_of_other_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = compiled(read_catalogue())
    for broken in (b"", b"{}\n", content[:-1], content[:1000], b"\xff" + content):
        with pytest.raises(NotCompiled):
            opened(broken)
    monkeypatch.setattr("programs.compiled.shape_of_code", lambda: "other")
    with pytest.raises(NotCompiled):
        opened(content)


PROGRAM = '{"id": "p", "name": {"en": "%s"}, "description": {"en": "About it."}}\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    made = tmp_path / "programs.jsonl"
    made.write_text(PROGRAM % "One", encoding="utf-8")
    return made


def test_a_change_of_a_file_is_seen_at_once(file: Path) -> None:
    assert [open_catalogue(file).get("p").name.en for _ in range(2)] == ["One", "One"]
    file.write_text(PROGRAM % "Two", encoding="utf-8")  # as long as before, and a moment later
    assert open_catalogue(file).get("p").name.en == "Two"
    os.utime(file, ns=(0, 0))
    assert open_catalogue(file).get("p").name.en == "Two"


def test_a_damaged_kept_file_is_made_anew(file: Path, tmp_path: Path) -> None:
    open_catalogue(file)
    (kept,) = (tmp_path / "cache").glob("catalogue-[0-9]*")
    kept.write_bytes(kept.read_bytes()[:-5])
    assert open_catalogue(file).get("p").description.en == "About it."
    assert opened(kept.read_bytes()).get("p").name.en == "One"
    for note in (tmp_path / "cache").glob("catalogue-at-*"):
        note.write_text("no json", encoding="utf-8")
    assert open_catalogue(file).get("p").name.en == "One"


def test_a_catalogue_with_faults_is_refused_each_time(file: Path) -> None:
    file.write_text('{"id": "p"}\n', encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CatalogueFaults, match="name: is missing"):
            open_catalogue(file)


def test_without_a_place_to_keep_it_the_answer_is_the_same(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").write_text("", encoding="utf-8")
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "plain" / "below"))
    assert open_catalogue(file).get("p").name.en == "One"
