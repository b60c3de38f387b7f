"""Options that several commands share, and reading and writing at the edges."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from matcher.errors import MatcherError, UsageFault

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, YYYY-MM-DD."""

    name = "date"

    @staticmethod
    def today() -> date:
        """The day of the clock, which is read here and nowhere else."""
        return date.today()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD", param, ctx)


def on_option(function: F) -> F:
    """``--on DATE``."""
    return click.option("--on", type=Day(), default=Day.today, show_default="today", help="The day asked about.")(function)


def programs_option(function: F) -> F:
    """``--programs PATH``."""
    return click.option("--programs", "programs_path", type=click.Path(path_type=Path), help="Another catalogue: a folder of YAML or a JSONL file.")(function)


def encoder_option(function: F) -> F:
    """``--encoder NAME|FOLDER``."""
    return click.option("--encoder", default="builtin", show_default=True, help="builtin, a name of `matcher models list` that was fetched, or a sentence-transformers folder.")(function)


def rerank_option(function: F) -> F:
    """``--rerank NAME|FOLDER``."""
    return click.option("--rerank", help="A re-ranker (a name or a folder) that puts the 50 programmes nearest in topic in order once more.")(function)


def weights_option(function: F) -> F:
    """``--weights FILE``."""
    return click.option("--weights", "weights_path", type=click.Path(path_type=Path), help="Weights of the ranking, as `matcher evaluate --fit --out` writes them.")(function)


def lang_option(function: F) -> F:
    """``--lang en|ja``."""
    return click.option("--lang", type=click.Choice(["en", "ja"]), default="en", show_default=True, help="Language of the answer.")(function)


def out_option(function: F) -> F:
    """``--out PATH``."""
    return click.option("--out", type=click.Path(path_type=Path), help="Write to a file instead of the screen.")(function)


def bundle_option(function: F) -> F:
    """``--bundle FILE``."""
    return click.option("--bundle", type=click.Path(path_type=Path), help="Also write what `matcher replay` needs to reproduce the answer.")(function)


def format_option(*kinds: str) -> Callable[[F], F]:
    """``--format``."""
    return click.option("--format", "form", type=click.Choice(kinds), default=kinds[0], show_default=True, help="Form of the answer.")


def read_source(path: str) -> tuple[bytes, str]:
    """The bytes and the name of a file, or of standard input for ``-``."""
    if path == "-":
        return sys.stdin.buffer.read(), "stdin"
    try:
        return Path(path).read_bytes(), path
    except IsADirectoryError as error:
        raise MatcherError(f"{path}: is a folder; name a file") from error
    except OSError as error:
        raise MatcherError(f"{path}: cannot be read ({error.strerror}); check the name") from error


def write_result(text: str, out: Path | None) -> None:
    """To the file (atomically), or to the screen."""
    if out is None:
        stream = sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
        stream.write(text if text.endswith("\n") else text + "\n")
        return
    from matcher.storage import write_atomically

    try:
        write_atomically(out, text if text.endswith("\n") else text + "\n")
    except OSError as error:
        raise UsageFault(f"{out}: cannot be written ({error.strerror}); name a place that can") from error


def language() -> str:
    """The language that the running command was asked to answer in."""
    context = click.get_current_context(silent=True)
    return str(context.params.get("lang", "en")) if context is not None else "en"


def complain(lines: list[str]) -> None:
    """Each line on stderr, in the language of the answer."""
    if language() == "ja":
        from matcher.messages import in_japanese

        lines = [in_japanese(line) for line in lines]
    for line in lines:
        click.echo(line, err=True)
