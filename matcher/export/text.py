"""A screening on a terminal of 80 columns: the first people by rank, what is in the way, and the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from matcher.export.report import ExtraTable, Heading, rules_in_words
from matcher.export.words import LABELS, OUTCOMES, PRINCIPLES, both, word
from matcher.screening.work import Entry
from matcher.words import MARKS

_ASKED = 3


def screening_text(heading: Heading, people: Iterable[Entry], refused: Iterator[Entry], top: int, lang: str) -> list[tuple[str, str]]:
    """Lines as pairs of an indentation and a text, for a caller that wraps them."""
    program = heading.program
    name = f"{getattr(program.name, lang)} ({program.id}@{heading.role})" if program else word(LABELS, "all", lang)
    lines = [("", f"{both(LABELS['title'], lang)}: {name}, {heading.manifest.on}"), ("", "")]
    for entry in islice(people, top):
        lines += [*_person(entry, lang), ("", "")]
    lines += [("", f"{word(LABELS, 'counts', lang)}:")]
    lines += [("  ", f"{heading.counts[outcome]:,}  {word(OUTCOMES, outcome, lang)}") for outcome in ("eligible", "discretionary", "undetermined", "ineligible")]
    lines.append(("  ", f"{heading.counts['refused']:,}  {word(LABELS, 'refused', lang)}"))
    lines += [("    ", f"{entry.row}: {'; '.join(entry.read()['faults'])}") for entry in islice((one for one in refused if one.refused), top)]
    return [*lines, ("", ""), ("", PRINCIPLES[0][lang == "ja"])]


def _person(entry: Entry, lang: str) -> list[tuple[str, str]]:
    content, told = entry.read(), entry.told()
    rank = f"{content['rank']}." if content["rank"] else "-"
    shown = content["profile"] if not told.get("name") else f"{content['profile']} {told['name']}"
    program = f" · {content['program']}@{content['role']}" if content.get("program") else ""
    lines = [("", f"{rank} {shown} [{MARKS[content['verdict']]}] {word(OUTCOMES, content['verdict'], lang)} · {round(100 * content['score'])}{program}")]
    for verdict in ("unmet", "unknown", "discretionary"):
        text = rules_in_words(content, verdict, lang)
        lines += [("       ", line) for line in text.split("\n")[:_ASKED] if line]
    return lines


def extra_text(tables: Sequence[ExtraTable]) -> list[tuple[str, str]]:
    """Further tables, a line for each row."""
    lines: list[tuple[str, str]] = []
    for table in tables:
        lines += [("", ""), ("", f"{table.name}: {' | '.join(table.headings)}")]
        lines += [("  ", " | ".join("–" if value is None else str(value) for value in row)) for row in table.rows]
    return lines
