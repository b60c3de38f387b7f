"""``--lang ja``: every help text and the usual mistakes of usage in Japanese."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from matcher.cli.help_ja import japanese_help, paragraphs, texts
from matcher.cli.main import COMMANDS, cli, main
from matcher.cli.tables import width


def commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*words, name))


EVERY = dict(commands(cli))


def test_every_english_text_has_its_japanese_and_no_japanese_is_left_over() -> None:
    said = {text for _, _, text in COMMANDS.values()} | {"Show this message and exit."}
    for command in EVERY.values():
        said |= set(paragraphs(command.help)) | {option.help for option in command.params if isinstance(option, click.Option) and option.help and not option.hidden}
    assert said == set(texts())
    assert all(japanese and not japanese.isascii() for japanese in texts().values())


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_a_page_names_every_option_and_keeps_to_the_screen(words: tuple[str, ...]) -> None:
    page = japanese_help(cli, [*words, "--help", "--lang", "ja"])
    lines = page.splitlines()
    assert lines[0].startswith(" ".join(["使い方: matcher", *words]))
    for option in EVERY[words].params:
        assert not isinstance(option, click.Option) or any(line.strip().startswith(option.opts[0]) for line in lines), option
    described = lines[1:lines.index("例:")] if "例:" in lines else lines[1:]
    assert all(width(line) <= 80 or line.strip().startswith("--") for line in described)


def test_help_is_japanese_only_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    pages = []
    for words in (["suggest", "--help", "--lang", "ja"], ["suggest", "--lang=ja", "-h"], ["suggest", "--help"]):
        with pytest.raises(SystemExit) as leave:
            main(words)
        assert leave.value.code == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1] and pages[0].startswith("使い方: matcher suggest [オプション] PROFILE") and pages[2].startswith("Usage: matcher suggest")


@pytest.mark.parametrize(("words", "told"), [
    (["suggest"], "引数 PROFILE がありません。"),
    (["suggest", "x", "--on", "2026-02-30"], "--on の値 '2026-02-30' は日付ではありません。"),
    (["suggest", "x", "--top", "0"], "--top の値 0 は範囲（x>=1）の外です。"),
    (["suggest", "x", "--top", "many"], "--top の値 'many' は数値ではありません。"),
    (["suggest", "x", "--format", "pdf"], "--format の値 'pdf' は選択肢（'table', 'json', 'jsonl', 'html'）にありません。"),
    (["suggest", "x", "y"], "余分な引数があります（y）。"),
    (["suggest", "--fromat", "json"], "オプション --fromat はありません（候補："),
    (["sugest"], "コマンド sugest はありません。suggest の誤りではありませんか。"),
    (["programs", "foo"], "コマンド foo はありません。"),
])
def test_wrong_usage_is_told_in_japanese(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leave:
        main([*words, "--lang", "ja"])
    answer = capsys.readouterr()
    assert leave.value.code == 2 and answer.out == "" and answer.err.startswith(f"誤り: {told}"), answer.err
    assert "--help --lang ja` で確認できます。" in answer.err


def test_an_index_is_told_of_in_japanese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, said = str(tmp_path / "index"), []
    for words in (["build", "--out", folder], ["verify", folder], ["info", folder]):
        with pytest.raises(SystemExit) as leave:
            main(["index", *words, "--lang", "ja"])
        assert leave.value.code == 0
        said.append(capsys.readouterr().out)
    assert re.fullmatch(rf"{re.escape(folder)}: \d+事業、\d+行\n", said[0]) and said[1] == f"{folder}: 破損はありません\n" and json.loads(said[2])["owners"] > 150
    (tmp_path / "index" / "rows.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit) as leave:
        main(["index", "verify", folder, "--lang", "ja"])
    assert leave.value.code == 3 and "チェックサムと一致しません" in capsys.readouterr().err
