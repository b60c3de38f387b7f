"""``suggest --ask``: one question at a time at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from matcher.cli.options import write_result
from matcher.interview import UNKNOWN, answered, example_of
from matcher.matcher import Matcher
from matcher.questions import Question, part_of
from profiles import ProfileFaults, ResearcherProfile, parse_profile, profile_to_dict

_WORDS = {
    "intro": ("Empty or `?` means: I don't know. `stop` ends the questions.", "分からない場合は空欄または ? を、終了する場合は stop を入力してください。"),
    "decides": ("decides up to {n} programme roles", "最大{n}件の判定が決まります"), "example": ("for example", "例"),
    "again": ("that could not be read", "読み取れませんでした"), "stop": ("stop", "stop"),
}


def interview(matcher: Matcher, person: ResearcherProfile, on: date, lang: str, ask: Callable[[str], str]) -> ResearcherProfile:
    """Ask until nothing is open, the person stops, or the input ends.

    Args:
        ask: Shows a prompt and returns what was typed; raises ``EOFError`` at the end of the input.
    """
    click.echo(_say("intro", lang), err=True)
    asked: set[str] = set()
    while True:
        open_questions = [question for question in matcher.suggest(person, on).questions if part_of(question.fact) not in asked]
        if not open_questions:
            return person
        asked.add(part_of(open_questions[0].fact))
        told = _told(open_questions[0], person, lang, ask)
        if told is None:
            return person
        person = told


def _told(question: Question, person: ResearcherProfile, lang: str, ask: Callable[[str], str]) -> ResearcherProfile | None:
    """The profile with the answer; itself where the person does not know; None where they stop."""
    text = question.text.ja if lang == "ja" else question.text.en
    example = example_of(question.fact)
    prompt = f"{text} [{_say('decides', lang, n=question.decides)}]" + (f"\n  ({_say('example', lang)}: {example})" if example else "")
    while True:
        try:
            typed = ask(prompt).strip()
        except EOFError:
            return None
        if typed.casefold() == "stop":
            return None
        if typed.casefold() in UNKNOWN:
            return person
        try:
            return parse_profile(answered(profile_to_dict(person), question.fact, typed), "answer")
        except ProfileFaults as refused:
            click.echo("\n".join(f"  {fault.path}: {fault.problem}" for fault in refused.faults), err=True)
        except (ValueError, IndexError) as error:
            click.echo(f"  {_say('again', lang)}: {error}", err=True)


def typed_line(prompt: str) -> str:
    """A line from the terminal; the prompt goes to stderr, so that stdout holds the answer alone."""
    click.echo(f"{prompt}\n> ", nl=False, err=True)
    return input()


def save(person: ResearcherProfile, out: Path) -> None:
    """The profile with its answers, as YAML."""
    import yaml

    write_result(yaml.safe_dump(profile_to_dict(person), allow_unicode=True, sort_keys=False), out)


def _say(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang == "ja"].format(**values)
