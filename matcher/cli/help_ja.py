"""``--lang ja`` at the edge: the help of every command, and what is said of wrong usage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click

from matcher.cli.tables import width, wrapped

_TEXTS = Path(__file__).with_suffix(".tsv")
_GAP = 2
_WIDEST = 26  # columns of an option before its text goes below it
_WRONG: Sequence[tuple[str, str]] = (  # the first form that fits a message of wrong usage
    (r"Missing argument '(.+?)'\.", "引数 {0} がありません。"),
    (r"Missing option '(.+?)'\.", "オプション {0} がありません。"),
    (r"No such option:? '?(.+?)'?\.? \(?(?:Did you mean|Possible options:)(?: one of:)? (.+?)\??\)?", "オプション {0} はありません（候補：{1}）。"),
    (r"No such option:? '?(.+?)'?\.?", "オプション {0} はありません。"),
    (r"Option '(.+?)' requires an argument\.", "オプション {0} には値が必要です。"),
    (r"Option '(.+?)' does not take a value\.", "オプション {0} は値を取りません。"),
    (r"Got unexpected extra arguments? \((.+)\)", "余分な引数があります（{0}）。"),
    (r"There is no command `(.+?)`\. Did you mean `(.+?)`\?", "コマンド {0} はありません。{1} の誤りではありませんか。"),
    (r"(?:There is no command `|No such command ')(.+?)[`']\.", "コマンド {0} はありません。"),
    (r"Invalid value for '(.+?)': (.+) is not one of (.+)\.", "{0} の値 {1} は選択肢（{2}）にありません。"),
    (r"Invalid value for '(.+?)': (.+) is not in the range (.+)\.", "{0} の値 {1} は範囲（{2}）の外です。"),
    (r"Invalid value for '(.+?)': (.+) is not a valid (?:integer|float)(?: range)?\.", "{0} の値 {1} は数値ではありません。"),
    (r"Invalid value for '(.+?)': (.+) is not a day; write YYYY-MM-DD", "{0} の値 {1} は日付ではありません。YYYY-MM-DD の形式で記入してください。"),
)


@cache
def texts() -> Mapping[str, str]:
    """English help texts to Japanese."""
    lines = [line for line in _TEXTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {english: japanese for english, _, japanese in (line.partition("\t") for line in lines)}


def japanese_help(root: click.Group, words: Sequence[str]) -> str:
    """The page for the command that the words name, as deep as they name one."""
    command: click.Command = root
    context = click.Context(root, info_name="matcher", **root.context_settings)
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        if found is not None:
            context = click.Context(found, info_name=word, parent=context)
            command = found
    return "\n".join(_page(command, context)) + "\n"


def japanese_fault(wrong: click.ClickException) -> str:
    """What was wrong in the usage of a command, and where help is; a message without a Japanese form stays in English."""
    from matcher.messages import in_japanese

    message = wrong.format_message()
    fits = ((re.fullmatch(form, message), japanese) for form, japanese in _WRONG)
    told = next((japanese.format(*found.groups()) for found, japanese in fits if found), in_japanese(message))
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    return f"誤り: {told}\n" + (f"使い方は `{context.command_path} --help --lang ja` で確認できます。\n" if context else "")


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(part.split()) for part in (text or "").split("\n\n") if part.strip()]


def _page(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"使い方: {context.command_path} {_usage(command, context)}".rstrip()
    for paragraph in paragraphs(command.help):
        yield ""
        yield from wrapped(texts()[paragraph], "  ")
    yield from ("", "オプション:")
    yield from _table([_option(option, context) for option in command.get_params(context) if isinstance(option, click.Option) and not option.hidden])
    if isinstance(command, click.Group):
        yield from ("", "コマンド:")
        yield from _table([(name, texts()[_summary(command, context, name)]) for name in command.list_commands(context)])
    if command.epilog:
        yield from ("", "例:")
        yield from (f"  {line}" for line in paragraphs(command.epilog)[1:])


def _usage(command: click.Command, context: click.Context) -> str:
    arguments = [parameter.make_metavar(context) for parameter in command.get_params(context) if isinstance(parameter, click.Argument)]
    return " ".join(["[オプション]", *arguments, *(["コマンド …"] if isinstance(command, click.Group) else [])])


def _summary(group: click.Group, context: click.Context, name: str) -> str:
    from matcher.cli.main import COMMANDS

    if group is context.find_root().command:
        return COMMANDS[name][2]
    found = group.get_command(context, name)
    return paragraphs(found.help if found else None)[0]


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join([*option.opts, *option.secondary_opts])
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    default = option.get_default(context, call=False)
    shown = "今日" if option.show_default == "today" else default if option.show_default and default is not None and not option.is_flag else None
    return names + value, texts()[option.help or ""] + (f" [既定: {shown}]" if shown is not None else "")


def _table(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    left = min(max((width(name) for name, _ in rows), default=0), _WIDEST)
    indent = " " * (2 + left + _GAP)
    for name, text in rows:
        if width(name) > left:
            yield f"  {name}"
            yield from wrapped(text, indent)
        else:
            yield from wrapped(text, indent, f"  {name}{' ' * (left - width(name) + _GAP)}")
