"""Answers for a screen of 80 columns, in English or Japanese."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from matcher.checking import Checked
from matcher.matcher import Result, Suggestion
from matcher.repairs import Repair
from matcher.retrieval import sentences
from matcher.telling import finding_text, notes, parts_of, period_text, pick, repair_text
from matcher.words import LABELS, MARKS, ROLES, STATUSES, VERDICTS, doubt_text, gap_text, say, spoken_day
from programs.logic import Finding, Verdict
from programs.program import Program

_CONVINCING = 0.4  # below this similarity two sentences share hardly more than their kind
WIDTH = 80


def width(text: str) -> int:
    """Columns on a terminal: a wide East Asian character takes two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(mark: str) -> int:
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 0 if unicodedata.combining(mark) else 1


def wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    """Lines of at most 80 columns; Japanese breaks anywhere, English between words."""
    lines, line = [], first if first is not None else indent
    empty = True
    for word in _pieces(text):
        if not empty and width(line) + width(word.rstrip()) > WIDTH:
            lines.append(line.rstrip())
            line, word = indent, word.lstrip()
        line += word
        empty = False
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for mark in " ".join(text.split()):
        wide = width(mark) == 2
        if pieces and ((not wide and not pieces[-1].endswith(" ") and width(pieces[-1][-1]) == 1) or mark in "、。）」』・：；？！ー ") and len(pieces[-1]) < 60:
            pieces[-1] += mark
        else:
            pieces.append(mark)
    return pieces


def suggestions_table(result: Result, lang: str) -> str:
    """Rank, name, verdict, fit, deadline, the best reason, what is missing, and a last line on what is out."""
    lines = [say(LABELS, "for", lang, profile=result.profile, on=spoken_day(result.on, lang)), "=" * WIDTH]
    if result.doubt is not None:
        lines += ["", *wrapped(doubt_text(result.doubt, result.open_to_all, len(result.suggestions), lang), "")]
    for item in result.suggestions:
        lines += ["", *_suggestion(item, lang)]
    if not result.suggestions:
        lines += ["", say(LABELS, "nothing", lang)]
    if result.questions:
        lines += ["", f"{say(LABELS, 'ask', lang)}:"]
        for question in result.questions[:3]:
            lines += wrapped(f"{pick(question.text, lang)} [{question.fact}]", "     ", "  -  ")
    out = result.pairs - result.possible
    lines += ["", *wrapped(say(LABELS, "last", lang, out=out, pairs=result.pairs, profile="PROFILE"), "")]
    return "\n".join([*lines, *wrapped(say(LABELS, "note", lang), "")])


def _suggestion(item: Suggestion, lang: str) -> list[str]:
    found, program = item.eligibility, item.eligibility.program
    head = f"{item.rank:>2}. {pick(program.name, lang)}"
    lines = wrapped(head, "    ", "")
    verdict = f"[{MARKS[found.outcome.value]}] {say(VERDICTS, found.outcome.value, lang)}"
    score = f"{say(LABELS, 'fit', lang)} {round(100 * item.fit.score)}"
    lines += wrapped(f"{verdict} · {score} · {deadline_text(item, lang)} · {program.id}@{found.role}", "    ", "    ")
    lines += wrapped(f"{say(LABELS, 'why', lang)}: {best_reason(item, lang)}", "      ", "    ")
    if found.missing:
        lines += wrapped(f"{say(LABELS, 'missing', lang)}: " + ("；" if lang == "ja" else "; ").join(dict.fromkeys(gap_text(gap, lang) for gap in found.missing)), "      ", "    ")
    if item.window.until is not None:
        lines += wrapped(say(LABELS, "until", lang, day=spoken_day(item.window.until, lang)), "      ", "    ")
    return lines


def deadline_text(item: Suggestion, lang: str) -> str:
    """The next deadline with its clock time and zone."""
    call = item.eligibility.call
    if call is None or call.closes is None:
        return say(LABELS, "no_deadline", lang)
    zone = "JST" if call.tz == "Asia/Tokyo" else call.tz
    return f"{say(LABELS, 'deadline', lang)} {spoken_day(call.closes, lang)}" + (f" {call.time} {zone}" if call.time else f" ({zone})")


def best_reason(item: Suggestion, lang: str) -> str:
    """The evidence where it is near enough to convince, else the deciding finding, else what the programme is for."""
    if item.fit.evidence and item.fit.evidence[0].similarity >= _CONVINCING:
        piece = item.fit.evidence[0]
        mine, theirs = _short(piece.profile_text), _short(piece.program_text)
        return f"{mine} ({piece.profile}) ↔ {theirs}"
    deciding = next((finding for finding in item.eligibility.findings if finding.verdict is Verdict.MET), None)
    if deciding is not None:
        return pick(met_part(deciding).reason, lang)
    return _short(sentences(pick(item.eligibility.program.description, lang))[0])


def met_part(finding: Finding) -> Finding:
    """The first part that is met, down to a single criterion: of several ways the one that the person takes."""
    met = next((child for child in finding.children if child.verdict is Verdict.MET), None)
    return finding if met is None else met_part(met)


def _short(text: str, columns: int = 100) -> str:
    kept = ""
    for mark in " ".join(text.split()):
        if width(kept) + width(mark) > columns:
            return kept.rstrip() + "…"
        kept += mark
    return kept


def checks_text(profile: str, pairs: Sequence[Checked], on: date, lang: str) -> str:
    """Each pair as a tree of findings."""
    lines: list[str] = []
    for item in pairs:
        lines += [*_check(item, lang), ""]
    return "\n".join([*lines, *wrapped(say(LABELS, "note", lang), "")])


def _check(item: Checked, lang: str) -> list[str]:
    found, program = item.eligibility, item.eligibility.program
    lines = wrapped(f"{pick(program.name, lang)} ({program.id}@{found.role}, {say(ROLES, found.role, lang)})", "  ", "")
    lines += [f"[{MARKS[found.outcome.value]}] {say(VERDICTS, found.outcome.value, lang)} · {spoken_day(item.on, lang)}"]
    if not program.can_be_applied_to:
        lines += wrapped(f"{say(LABELS, 'closed', lang)} ({say(STATUSES, program.status, lang)}).", "  ", "  ")
    for finding in found.findings:
        lines += finding_tree(finding, program, lang, "  ")
    for finding in found.preferences:
        lines += finding_tree(finding, program, lang, "  ", say(LABELS, "preference", lang) + ": ")
    for period in item.timeline if len(item.timeline) > 1 else ():
        lines += wrapped(period_text(period, item.on, lang), "    ", "  ")
    lines += repairs_text(item.changes, lang)
    return lines + notes_on(program, lang) + sources_text([*found.findings, *found.preferences], program, lang)


def repairs_text(repairs: Sequence[Repair], lang: str, shown: int = 3) -> list[str]:
    """The smallest sets of changes, in words."""
    return [line for repair in repairs[:shown] for line in wrapped(": ".join(repair_text(repair, lang)), "      ", "  ")]


def finding_tree(finding: Finding, program: Program, lang: str, indent: str, lead: str = "") -> list[str]:
    """A finding with the ids of its sources, and its parts below it, of several ways the nearest first."""
    text = finding_text(finding, lang)
    marks = f" [{', '.join(finding.sources)}]" if finding.sources else ""
    recalled = f" ({say(LABELS, 'recalled', lang)})" if finding.confidence == "recalled" else ""
    lines = wrapped(f"{lead}{text}{marks}{recalled}", indent + "    ", f"{indent}[{MARKS[finding.verdict.value]}] ")
    for child in parts_of(finding):
        lines += finding_tree(child, program, lang, indent + "    ")
    return lines


def sources_text(findings: Sequence[Finding], program: Program, lang: str) -> list[str]:
    """The sources that the findings cite, each once."""
    cited = {name for finding in findings for name in finding.sources}
    listed = [source for source in program.sources if source.id in cited]
    head = [f"  {say(LABELS, 'sources', lang)}:"] if listed else []
    return head + [line for source in listed for line in wrapped(f"{source.id}: {source}", "      ", "    ")]


def notes_on(program: Program, lang: str) -> list[str]:
    """Coverage, prose rules and conflicts of a programme."""
    return [line for label, text in notes(program, lang) for line in wrapped(f"{label}: {text}", "    ", "  ")]
