"""What is embedded: passages of a person's research and of a programme, never a personal fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from profiles.researcher import ResearchInterests
from profiles.vocabulary.fields import field_name
from programs.program import Program

VERSION = 3
_LONGEST = 4000
_PUBLICATIONS = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text and where it stands (``publications[0]``)."""

    path: str
    text: str


def profile_passages(interests: ResearchInterests) -> tuple[Passage, ...]:
    """The person's statement, keywords and each publication; the fields only where there is nothing else."""
    passages: list[Passage] = []
    if interests.statement and interests.statement.strip():
        passages.append(Passage("statement", interests.statement.strip()[:_LONGEST]))
    if interests.keywords:
        passages.append(Passage("keywords", ", ".join(interests.keywords)[:_LONGEST]))
    for index, publication in enumerate(interests.publications[:_PUBLICATIONS]):
        text = ". ".join(part for part in (publication.title, publication.abstract) if part)
        if text.strip():
            passages.append(Passage(f"publications[{index}]", text[:_LONGEST]))
    if interests.fields and not passages:
        named = ", ".join(f"{field_name(code, 'en')} {field_name(code, 'ja')}" for code in interests.fields)
        passages.append(Passage("fields", named))
    return tuple(passages)


def program_passages(program: Program) -> tuple[Passage, ...]:
    """The programme's name with its description in each language, and each theme."""
    say = _without_acronyms(program)
    passages = [Passage("description.en", say(f"{program.name.en}. {program.description.en}")[:_LONGEST])]
    if program.description.ja != program.description.en or program.name.ja != program.name.en:
        passages.append(Passage("description.ja", say(f"{program.name.ja}。{program.description.ja}")[:_LONGEST]))
    for index, theme in enumerate(program.themes):
        passages.append(Passage(f"themes[{index}]", f"{theme.en} {theme.ja}"))
    return tuple(passages)


def program_wholes(program: Program) -> tuple[str, ...]:
    """Everything the programme says of itself, one text a language."""
    say = _without_acronyms(program)
    english = " ".join((program.name.en, program.description.en, *(theme.en for theme in program.themes)))
    japanese = " ".join((program.name.ja, program.description.ja, *(theme.ja for theme in program.themes)))
    return (say(english),) if english == japanese else (say(english), say(japanese))


def program_names(program: Program) -> tuple[str, ...]:
    """Its name in each language."""
    say = _without_acronyms(program)
    return tuple(dict.fromkeys((say(program.name.en), say(program.name.ja))))


def _without_acronyms(program: Program) -> Callable[[str], str]:
    """A programme called FOREST or HOPE does not speak of forests or of hope: its own capitals are left out."""
    own = [re.escape(name) for name in (program.short_name or "", *program.aliases) if name.isascii() and name.isalpha() and name.isupper()]
    if not own:
        return str
    pattern = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(own)})(?![A-Za-z])")
    return lambda text: pattern.sub("", text)
