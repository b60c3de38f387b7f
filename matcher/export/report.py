"""A screening as rows of words: what the workbook, the CSV file and the page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.export.words import ASKED, COLUMNS, EMPTY, FLAGS, LABELS, OUTCOMES, PARTS, PRINCIPLES, RECALLED, STEPS, both, third_person, word
from matcher.screening.manifest import Manifest
from matcher.screening.work import Entry
from matcher.words import ROLES, STATUSES, rules_named, say
from profiles.fact_names import fact_name
from programs.program import Program

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the rows.

    Attributes:
        program: The programme screened, or None where each person has their own.
        columns: What each column of the input was used for, in words.
    """

    manifest: Manifest
    program: Program | None
    role: str
    counts: Mapping[str, int]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraTable:
    """A further table of a report (a proposal, a disparity count)."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def column_keys(with_host: bool, every: bool) -> tuple[str, ...]:
    """The columns of the people's sheet in order."""
    keys = ["rank", "profile", "name", "row", *(["program"] if every else []), "verdict", "failed", "unknown", "settle", "fit", "parts", "own_text", "program_text"]
    return (*keys, *(["host", "host_text"] if with_host else []), *(["others"] if every else []), "questions", "notes", *EMPTY)


def headings(keys: Sequence[str], lang: str) -> list[str]:
    """The headings in both languages."""
    return [both(COLUMNS[key], lang) for key in keys]


def person_row(entry: Entry, keys: Sequence[str], lang: str) -> list[Value]:
    """One person as cells; the columns for the decision stay empty."""
    content, told = entry.read(), entry.told()
    cells: dict[str, Value] = {
        "rank": content["rank"], "profile": content["profile"], "name": told.get("name"), "row": entry.row, "program": _program(content), "verdict": word(OUTCOMES, content["verdict"], lang),
        "failed": rules_in_words(content, "unmet", lang), "unknown": "\n".join(filter(None, (rules_in_words(content, "unknown", lang), rules_in_words(content, "discretionary", lang)))),
        "settle": _settle(content, lang), "fit": round(100 * content["score"], 1), "parts": _parts(told, lang), "questions": _questions(told, lang), "notes": _notes(content, lang),
        "others": "\n".join(f"{one['program']}@{one['role']}: {word(OUTCOMES, one['verdict'], lang)} ({round(100 * one['score'])})" for one in content.get("alternatives", ())),
    }
    for piece in told.get("evidence", ())[:1]:
        cells |= {"own_text": piece["profile_text"], "program_text": piece["program_text"]}
    host = told.get("host")
    if host:
        cells |= {"host": f"{host['name'] or host['id']} ({round(100 * host['similarity'])})", "host_text": f"{host['profile_text']} ↔ {host['host_text']}" if host.get("host_text") else ""}
    return [cells.get(key) for key in keys]


def _program(content: Mapping[str, Any]) -> str | None:
    return f"{content['program']}@{content['role']}" if content.get("program") else None


def rules_in_words(content: Mapping[str, Any], verdict: str, lang: str) -> str:
    """The rules that decide and were judged so, each with its reason and its source."""
    lines = []
    for finding in content["findings"]:
        if finding["verdict"] == verdict and finding["strength"] != "preference":
            source = finding["reference"] or "-"
            remark = f" [{RECALLED[lang == 'ja']}]" if finding["confidence"] == "recalled" else ""
            lines.append(f"{finding['criterion']}: {third_person(finding['reason'][lang], lang)}{remark} ({source})")
    return "\n".join(lines)


def _settle(content: Mapping[str, Any], lang: str) -> str:
    lines = []
    for change in content["changes"][:5]:
        lines.append(" + ".join(_step(step, lang) for step in change["steps"]))
    return "\n".join(lines)


def _step(step: Mapping[str, Any], lang: str) -> str:
    """What to do about which fact; the rule where no fact is named."""
    kind = word(STEPS, step["kind"], lang, on=step["on"] or "?")
    named = third_person(fact_name(step["fact"], lang), lang) if step["fact"] else step["criterion"]
    return f"{kind}: {named}"


def _parts(told: Mapping[str, Any], lang: str) -> str:
    return ", ".join(f"{word(PARTS, name, lang)} {100 * value:.0f}" for name, value in told.get("contributions", {}).items() if value)


def _questions(told: Mapping[str, Any], lang: str) -> str:
    return "\n".join(f"{_question_of(one['path'], lang)}: {one['raw']}: {one[lang]} ({one['source']})" for one in told.get("questions", ()))


def _question_of(path: str, lang: str) -> str:
    """The fact that a question on the input is about, in words."""
    plain = re.sub(r"\[\d+\]", "", path)
    return word(ASKED, plain, lang) if plain in ASKED else third_person(fact_name(plain, lang), lang)


def _notes(content: Mapping[str, Any], lang: str) -> str:
    return "\n".join(_flag(flag, lang) for flag in content["flags"] if not flag.startswith("question:"))


def _flag(flag: str, lang: str) -> str:
    name, _, rest = flag.partition(":")
    if name == "status":
        rest = say(STATUSES, rest, lang)
    elif name == "rules-not-found":
        rest = rules_named(rest.split(","), lang)
    return word(FLAGS, name, lang, rest=rest) if name in FLAGS else flag


def refused_rows(entries: Iterator[Entry]) -> Iterator[list[Value]]:
    """Row, place and reasons of each row that was not read."""
    for entry in entries:
        if entry.refused:
            yield [entry.row, entry.told().get("place", ""), "\n".join(entry.read()["faults"])]


def summary_lines(heading: Heading, lang: str) -> list[tuple[str, Value]]:
    """Label and value of each line of the summary; an empty label is a line of text."""
    manifest, program = heading.manifest, heading.program
    lines: list[tuple[str, Value]] = [(both(LABELS["title"], lang), None)]
    lines += [(word(LABELS, "program", lang), f"{getattr(program.name, lang)} ({program.id})" if program else word(LABELS, "all", lang))]
    if program:
        lines += [(word(LABELS, "role", lang), f"{say(ROLES, heading.role, lang)} ({heading.role})"), (word(LABELS, "status", lang), say(STATUSES, program.status, lang))]
    lines += [(word(LABELS, "on", lang), manifest.on), ("", None), (word(LABELS, "rows", lang), heading.counts["rows"]), (word(LABELS, "people", lang), heading.counts["rows"] - heading.counts["refused"]),
              (word(LABELS, "refused", lang), heading.counts["refused"]), ("", None), (word(LABELS, "counts", lang), None)]
    lines += [(f"  {word(OUTCOMES, outcome, lang)}", heading.counts[outcome]) for outcome in ("eligible", "discretionary", "undetermined", "ineligible")]
    lines += [("", None), (word(LABELS, "how", lang), None), *(("", pair[lang == "ja"]) for pair in PRINCIPLES), ("", None), (word(LABELS, "data", lang), None)]
    lines += [(f"  {word(LABELS, 'file', lang)}", f"{one.name} ({one.size:,} bytes, sha256 {one.sha256})") for one in manifest.inputs]
    lines += [(f"  {word(LABELS, 'columns', lang)}", line) for line in heading.columns]
    lines += [(f"  {word(LABELS, 'catalogue', lang)}", manifest.catalogue), (f"  {word(LABELS, 'encoder', lang)}", manifest.encoder), (f"  {word(LABELS, 'version', lang)}", manifest.version)]
    return lines + (_on_program(program, lang) if program else [])


def _on_program(program: Program, lang: str) -> list[tuple[str, Value]]:
    lines: list[tuple[str, Value]] = []
    if program.as_of:
        lines.append((f"  {word(LABELS, 'as_of', lang)}", program.as_of.isoformat()))
    if program.unknown_rules:
        lines.append((word(LABELS, "unknown_rules", lang), rules_named(program.unknown_rules, lang)))
    lines += [(word(LABELS, "conflicts", lang), getattr(text, lang)) for text in program.conflicts]
    lines += [(word(LABELS, "also", lang), getattr(text, lang)) for text in program.unmodelled]
    return lines + [(word(LABELS, "sources", lang), f"{source.id}: {source}") for source in program.sources]
