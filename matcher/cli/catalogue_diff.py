"""``programs diff``: two catalogues clause by clause, and the people whose verdict changes because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.cli.tables import wrapped
from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.telling import pick
from matcher.words import VERDICTS, say
from profiles import ResearcherProfile
from programs import Catalogue, Program
from programs.differences import Clause, Field, ProgramChange, RuleChange
from programs.logic import Text

_CHANGES = {"added": ("added", "追加"), "removed": ("removed", "削除"), "changed": ("changed", "変更")}
_ABSENT = ("not in the catalogue", "掲載なし")


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A person whose verdict on a programme in a role differs; None where a catalogue does not offer it.

    Attributes:
        because: The rules whose verdict differs, or that only one of the catalogues has.
    """

    profile: str
    program: str
    role: str
    old: str | None
    new: str | None
    because: tuple[str, ...]


def verdict_changes(old: Catalogue, new: Catalogue, changes: Sequence[ProgramChange], people: Sequence[ResearcherProfile], on: date) -> list[VerdictChange]:
    """The people whose verdict on a changed programme differs on a day."""
    before, after = ({program.id: program for program in catalogue} for catalogue in (old, new))
    found: list[VerdictChange] = []
    for person in people:
        asking = Asking.of(person, on)
        for change in changes:
            programs = (before.get(change.program), after.get(change.program))
            for role in dict.fromkeys(role for program in programs if program for role in program.role_names if fits_type(role, person)):
                verdicts = [_verdict(program, role, person, on, asking) for program in programs]
                if (verdicts[0] and verdicts[0].outcome) is not (verdicts[1] and verdicts[1].outcome):
                    found.append(_changed(person, change.program, role, *verdicts))
    return found


def _verdict(program: Program | None, role: str, person: ResearcherProfile, on: date, asking: Asking) -> Eligibility | None:
    return None if program is None or role not in program.role_names else judge(program, role, person, on, asking)


def _changed(person: ResearcherProfile, program: str, role: str, old: Eligibility | None, new: Eligibility | None) -> VerdictChange:
    mine, theirs = ({finding.criterion: finding.verdict for finding in item.findings} if item else {} for item in (old, new))
    because = tuple(rule for rule in dict.fromkeys((*mine, *theirs)) if mine.get(rule) is not theirs.get(rule)) if old and new else ()
    return VerdictChange(person.id, program, role, old.outcome.value if old else None, new.outcome.value if new else None, because)


def to_dict(changes: Sequence[ProgramChange], verdicts: Sequence[VerdictChange]) -> dict[str, Any]:
    """The JSON of ``programs diff``."""
    return {
        "programs": [{"program": change.program, "change": change.change, "fields": [_field(field) for field in change.fields],
                      "rules": [_rule(rule) for rule in change.rules]} for change in changes],
        "verdicts": [{"profile": item.profile, "program": item.program, "role": item.role, "old": item.old, "new": item.new, "because": list(item.because)}
                     for item in verdicts],
    }


def _field(field: Field) -> dict[str, Any]:
    return {"field": "in" if field.name == "within" else field.name, "old": field.old, "new": field.new}


def _rule(rule: RuleChange) -> dict[str, Any]:
    return {"rule": rule.rule, "change": rule.change, "roles": list(rule.roles), "fields": [_field(field) for field in rule.fields],
            "clauses": [_clause(clause) for clause in rule.clauses]}


def _clause(clause: Clause) -> dict[str, Any]:
    return {"path": clause.path, "change": clause.change, "old": clause.old.to_dict() if clause.old else None,
            "new": clause.new.to_dict() if clause.new else None, "fields": [_field(field) for field in clause.fields]}


def to_text(changes: Sequence[ProgramChange], verdicts: Sequence[VerdictChange], lang: str) -> str:
    """The same for reading."""
    lines: list[str] = []
    for change in changes:
        lines += wrapped(f"{change.program}: {say(_CHANGES, change.change, lang)}", "  ", "")
        for field in change.fields:
            lines += _values(field, "  ", lang)
        for rule in change.rules:
            lines += wrapped(f"{rule.rule} ({', '.join(rule.roles)}): {say(_CHANGES, rule.change, lang)}", "    ", "  ")
            for clause in rule.clauses:
                lines += _sides(clause.path, clause.old, clause.new, lang)
            for field in rule.fields:
                lines += _values(field, "    ", lang)
    for item in verdicts:
        sides = [_ABSENT[lang == "ja"] if side is None else say(VERDICTS, side, lang) for side in (item.old, item.new)]
        because = f" [{', '.join(item.because)}]" if item.because else ""
        lines += wrapped(f"{item.profile}: {item.program}@{item.role}: {sides[0]} → {sides[1]}{because}", "  ", "")
    last = {"en": f"{len(changes)} programmes differ", "ja": f"{len(changes)}事業に相違があります"}[lang]
    if verdicts:
        last += {"en": f"; {len(verdicts)} verdicts change", "ja": f"。判定が変わるもの：{len(verdicts)}件"}[lang]
    return "\n".join([*lines, last])


def _sides(path: str, old: Text | None, new: Text | None, lang: str) -> list[str]:
    lines = [f"    {path}"]
    for mark, side in (("-", old), ("+", new)):
        if side is not None:
            lines += wrapped(pick(side, lang), "        ", f"      {mark} ")
    return lines


def _values(field: Field, indent: str, lang: str) -> list[str]:
    lines = [f"{indent}{'in' if field.name == 'within' else field.name}"]
    for mark, side in (("-", field.old), ("+", field.new)):
        if side not in (None, [], ""):
            shown = side.get(lang, side) if isinstance(side, dict) else side
            lines += wrapped(str(shown), f"{indent}    ", f"{indent}  {mark} ")
    return lines
