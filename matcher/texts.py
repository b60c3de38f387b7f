"""What is embedded: passages of a person's research and of a programme, never a personal fact."""

from __future__ import annotations

from dataclasses import dataclass

from profiles.researcher import ResearchInterests
from profiles.vocabulary.fields import field_name
from programs.program import Program

VERSION = 2
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
    passages = [Passage("description.en", f"{program.name.en}. {program.description.en}"[:_LONGEST])]
    if program.description.ja != program.description.en or program.name.ja != program.name.en:
        passages.append(Passage("description.ja", f"{program.name.ja}。{program.description.ja}"[:_LONGEST]))
    for index, theme in enumerate(program.themes):
        passages.append(Passage(f"themes[{index}]", f"{theme.en} {theme.ja}"))
    return tuple(passages)
