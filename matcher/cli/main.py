"""The command tree; each command's own module is imported only when it is asked for."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

COMMANDS = {
    "suggest": ("matcher.cli.ask", "suggest", "Ranked programmes for one researcher, with verdicts and reasons."),
    "check": ("matcher.cli.ask", "check", "One programme (or all) explained criterion by criterion."),
    "replay": ("matcher.cli.replay", "replay", "Reproduce an answer, or say what has changed since."),
    "evaluate": ("matcher.cli.evaluate", "evaluate", "Offline evaluation against labelled matches."),
    "screen": ("matcher.cli.screen", "screen", "Many people against one programme: verdicts, reasons, fit, a report."),
    "programs": ("matcher.cli.programs", "programs", "The catalogue: list, show, validate."),
    "profiles": ("matcher.cli.profiles", "profiles", "Profiles: validate, convert."),
    "models": ("matcher.cli.models", "models", "Encoders and re-rankers: list, show, fetch, train."),
    "index": ("matcher.cli.index", "index", "The vector index: build, verify, info."),
}


class LazyGroup(click.Group):
    """Commands by name, imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog="""Examples:

  matcher suggest profile.yaml

  matcher check profile.yaml lotus@fellow --lang ja""")
@click.version_option(package_name="matcher-programmes", prog_name="matcher")
def cli() -> None:
    """Match researchers to international research programmes, and explain every verdict."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; every refusal is a sentence on stderr and an exit code of the contract."""
    gc.set_threshold(100_000, 20, 20)  # loading builds many small objects that stay: collecting among them only costs time
    words = list(sys.argv[1:] if args is None else args)
    try:
        if {"-h", "--help"} & set(words) and "--" not in words and asks_for_japanese(words):
            from matcher.cli.help_ja import japanese_help

            click.echo(japanese_help(cli, words), nl=False)
            sys.exit(0)
        code = cli.main(args=list(args) if args is not None else None, prog_name="matcher", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        if asks_for_japanese(words):
            from matcher.cli.help_ja import japanese_fault

            click.echo(japanese_fault(wrong), nl=False, err=True)
        else:
            wrong.show()
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        code_of = refusal(error)
        if code_of is None:
            raise
        click.echo(_told(str(error), words), err=True)
        sys.exit(code_of)


def asks_for_japanese(words: Sequence[str]) -> bool:
    """Whether the words of a command line say ``--lang ja``."""
    return "--lang=ja" in words or ("--lang", "ja") in set(pairwise(words))


def _told(message: str, words: list[str]) -> str:
    """The refusal in the language that was asked for."""
    if not asks_for_japanese(words):
        return message
    from matcher.messages import in_japanese

    return in_japanese(message)


def refusal(error: Exception) -> int | None:
    """The exit code of an error that was foreseen, else None."""
    from matcher.errors import MatcherError
    from models import ModelsError
    from profiles import ProfileFaults
    from programs import ProgramsError

    if isinstance(error, MatcherError):
        return error.exit_code
    if isinstance(error, ModelsError):
        return 3
    if isinstance(error, ProfileFaults | ProgramsError):
        return 1
    if isinstance(error, OSError):
        return 1
    return None
