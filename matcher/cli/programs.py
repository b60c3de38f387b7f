"""``programs``: list, show, validate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from matcher.cli.options import format_option, lang_option, out_option, programs_option, write_result
from matcher.cli.tables import pick, wrapped
from matcher.words import LABELS, STATUSES, say
from programs.program import ROLES, Program
from programs.program import STATUSES as STATUS_NAMES


@click.group()
def programs() -> None:
    """The catalogue of programmes."""


@programs.command("list")
@programs_option
@click.option("--status", type=click.Choice(STATUS_NAMES), help="Only this status.")
@click.option("--role", type=click.Choice(ROLES), help="Only programmes with this role.")
@click.option("--direction", help="Only this direction (inbound, outbound, bilateral, multilateral).")
@format_option("table", "json", "jsonl")
@lang_option
@out_option
def list_programs(programs_path: Path | None, status: str | None, role: str | None, direction: str | None, form: str, lang: str, out: Path | None) -> None:
    """Every programme of the catalogue, one line each."""
    from matcher.storage import open_catalogue

    chosen = [program for program in open_catalogue(programs_path)
              if status in (None, program.status) and (role is None or role in program.role_names) and direction in (None, program.direction)]
    if form == "json":
        write_result(json.dumps([summary(program) for program in chosen], ensure_ascii=False, indent=2), out)
    elif form == "jsonl":
        write_result("\n".join(json.dumps(summary(program), ensure_ascii=False) for program in chosen), out)
    else:
        lines = []
        for program in chosen:
            lines += wrapped(f"{program.id:<22} {pick(program.name, lang)} — {say(STATUSES, program.status, lang)} ({', '.join(program.role_names)})", " " * 23, "")
        write_result("\n".join([*lines, f"{len(chosen)}"]), out)


def summary(program: Program) -> dict[str, Any]:
    """A programme in short."""
    return {"id": program.id, "aliases": list(program.aliases), "name": program.name.to_dict(), "status": program.status, "direction": program.direction,
            "roles": list(program.role_names), "activities": list(program.activities), "open": program.can_be_applied_to,
            "rules": len(program.rules), "unknown_rules": list(program.unknown_rules)}


@programs.command()
@click.argument("program")
@programs_option
@format_option("table", "json")
@lang_option
@out_option
def show(program: str, programs_path: Path | None, form: str, lang: str, out: Path | None) -> None:
    """A readable fact sheet of PROGRAM."""
    from matcher.storage import open_catalogue

    found = open_catalogue(programs_path).get(program)
    if form == "json":
        content = {**summary(found), "description": found.description.to_dict(), "as_of": found.as_of.isoformat() if found.as_of else None,
                   "variants": [{"id": variant.id, "name": variant.name.to_dict(), "duration_months": {"min": variant.duration_min, "max": variant.duration_max},
                                 "fields": list(variant.fields)} for variant in found.variants],
                   "amounts": [{"what": amount.what.to_dict(), "currency": amount.currency, "min": amount.min, "max": amount.max, "unit": amount.unit,
                                "variant": amount.variant, "sources": list(amount.source), "confidence": amount.confidence} for amount in found.amounts],
                   "calls": [{"id": call.id, "opens": str(call.opens or "") or None, "closes": str(call.closes or "") or None, "time": call.time, "tz": call.tz}
                             for call in found.calls],
                   "criteria": [{"id": rule.id, "roles": list(rule.roles), "sources": list(rule.sources), "confidence": rule.confidence} for rule in found.rules],
                   "sources": [{"id": s.id, "address": s.address, "title": s.title, "date": s.date} for s in found.sources]}
        write_result(json.dumps(content, ensure_ascii=False, indent=2), out)
        return
    write_result("\n".join(fact_sheet(found, lang)), out)


def fact_sheet(program: Program, lang: str) -> list[str]:
    """The programme for reading."""
    lines = wrapped(pick(program.name, lang), "", "")
    lines += [f"{program.id} · {say(STATUSES, program.status, lang)} · {say(LABELS, 'as_of', lang)} {program.as_of}", ""]
    lines += [*wrapped(pick(program.description, lang), ""), ""]
    for label, text in (("funder", program.funder), ("applicant", program.applicant), ("status", program.status_note)):
        if text is not None:
            lines += wrapped(f"{say(LABELS, label, lang)}: {pick(text, lang)}", "  ", "")
    for role, text in program.roles:
        lines += wrapped(f"{say(LABELS, 'roles', lang)}: {role} — {pick(text, lang)}", "  ", "")
    if program.duration_min is not None or program.duration_max is not None:
        lines.append(f"{say(LABELS, 'duration', lang)}: {program.duration_min or ''}–{program.duration_max or ''}")
    for variant in program.variants:
        lines += wrapped(f"{say(LABELS, 'variants', lang)}: {variant.id} — {pick(variant.name, lang)}{_months(variant.duration_min, variant.duration_max, lang)}", "  ", "")
    for amount in program.amounts:
        value = "–".join(f"{part:,.0f}" for part in dict.fromkeys((amount.min, amount.max)) if part is not None)
        lines += wrapped(f"{say(LABELS, 'amounts', lang)}: {pick(amount.what, lang)} {value} {amount.currency or ''} / {amount.unit or ''}{f' [{amount.variant}]' if amount.variant else ''}", "  ", "")
    for call in program.calls:
        note = f" {pick(call.note, lang)}" if call.note else ""
        lines += wrapped(f"{say(LABELS, 'calls', lang)}: {call.id} {call.opens or '?'} – {call.closes or '?'} {call.time or ''} {call.tz}{note}", "  ", "")
    lines += ["", f"{say(LABELS, 'rules', lang)}:"]
    for rule in program.rules:
        lines += wrapped(f"{rule.id} ({', '.join(rule.roles)}): {requirement_text(rule.node, lang)} [{', '.join(rule.sources)}]", "    ", "  - ")
    lines += [*notes(program, lang), "", f"{say(LABELS, 'sources', lang)}:"]
    for source in program.sources:
        lines += wrapped(f"{source.id}: {source}", "      ", "  ")
    return lines


def _months(low: float | None, high: float | None, lang: str) -> str:
    if low is None and high is None:
        return ""
    span = "–".join(f"{part:g}" if part is not None else "" for part in (low, high))
    return f"（{span}か月）" if lang == "ja" else f" ({span} months)"


def notes(program: Program, lang: str) -> list[str]:
    """Coverage, prose rules, conflicts."""
    from matcher.cli.tables import notes_on

    return notes_on(program, lang)


def requirement_text(node: Any, lang: str) -> str:
    """A rule's requirement, with its operators in words."""
    from programs.rules import Leaf

    if isinstance(node, Leaf):
        return pick(node.criterion.requirement(), lang)
    glue = {"any": (" or ", " または "), "readings": (" or, by another source, ", "、または別の資料では"), "not": (" and ", " かつ ")}.get(node.operator, (" and ", " かつ "))[lang == "ja"]
    inner = glue.join(requirement_text(child, lang) for child in node.nodes)
    return {"en": f"not ({inner})", "ja": f"（{inner}）に該当しない"}[lang] if node.operator == "not" else f"({inner})" if len(node.nodes) > 1 else inner


@programs.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@lang_option
def validate(path: Path | None, lang: str) -> None:
    """Check a catalogue (the built-in one without PATH): every fault of every file."""
    from programs.linting import lint
    from programs.reading import read_catalogue

    catalogue = read_catalogue(path)
    problems = lint(catalogue)
    if problems:
        from matcher.errors import MatcherError

        raise MatcherError("\n".join(problems))
    rules = sum(len(program.rules) for program in catalogue)
    write_result(f"{len(catalogue)} programmes, {rules} rules: no fault" if lang == "en" else f"{len(catalogue)}事業・{rules}件の要件：問題はありません", None)
