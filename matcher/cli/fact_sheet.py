"""``programs show``: one programme for reading, or as JSON."""

from __future__ import annotations

import dataclasses
from typing import Any

from matcher.cli.tables import notes_on, wrapped
from matcher.telling import pick
from matcher.words import LABELS, ROLES, STATUSES, say
from programs.differences import plain
from programs.logic import Text
from programs.program import Amount, Call, Program
from programs.requirements import requirement_of

_WORDS = {
    "aliases": ("also known as", "別名"), "parent": ("part of", "上位の事業"), "direction": ("direction", "方向"), "activities": ("activities", "活動"),
    "stages": ("meant for", "対象とする段階"), "fields": ("fields", "分野"), "partners": ("partners", "相手国・地域"), "destinations": ("leads to", "渡航先"),
    "length": ("length", "期間"), "recalled": ("recalled", "一般的な知識による"), "preference": ("preferred", "優先"), "coverage": ("coverage", "要件の確認状況"),
    "inbound": ("to Japan", "日本への受入れ"), "outbound": ("from Japan", "日本からの派遣"), "bilateral": ("between two sides", "二国間"),
    "multilateral": ("between several sides", "多国間"), "other": ("other", "その他"),
}

_UNITS = {
    "year": ("year", "年"), "month": ("month", "月"), "day": ("day", "日"), "project": ("project", "課題"), "once": ("once", "1回限り"), "award": ("award", "採択"),
    "person-year": ("person and year", "1人・年"), "person-month": ("person and month", "1人・月"), "person": ("person", "1人"), "plan": ("plan", "計画"),
    "fellowship": ("fellowship", "採用期間全体"), "grant": ("grant", "助成"), "call": ("call", "公募"),
}


def summary(program: Program) -> dict[str, Any]:
    """A programme in short."""
    return {"id": program.id, "aliases": list(program.aliases), "name": program.name.to_dict(), "status": program.status, "direction": program.direction,
            "roles": list(program.role_names), "activities": list(program.activities), "open": program.can_be_applied_to,
            "rules": len(program.rules), "unknown_rules": list(program.unknown_rules)}


def to_dict(program: Program) -> dict[str, Any]:
    """The whole programme; each rule with what it asks."""
    content = {item.name: plain(getattr(program, item.name)) for item in dataclasses.fields(Program)}
    content["rules"] = [{"id": rule.id, "roles": list(rule.roles), "strength": rule.node.strength, "asks": requirement_of(rule.node).to_dict(),
                         "note": plain(rule.note), "sources": list(rule.sources), "confidence": rule.confidence} for rule in program.rules]
    content["roles"] = {role: text.to_dict() for role, text in program.roles}
    sums = [{"what": amount.what.to_dict(), "currency": amount.currency, "min": amount.min, "max": amount.max, "unit": amount.unit, "variant": amount.variant,
             "sources": list(amount.source), "confidence": amount.confidence} for amount in program.amounts]
    return {**summary(program), **content, "amounts": sums, "open": program.can_be_applied_to, "criteria": content["rules"]}


def to_text(program: Program, lang: str) -> list[str]:
    """The programme on one page."""
    lines = wrapped(pick(program.name, lang), "", "")
    lines += [f"{program.id} · {say(STATUSES, program.status, lang)} · {say(LABELS, 'as_of', lang)} {program.as_of}", "", *wrapped(pick(program.description, lang), ""), ""]
    for label, text in (("funder", program.funder), ("applicant", program.applicant), ("status", program.status_note)):
        lines += [] if text is None else wrapped(f"{say(LABELS, label, lang)}: {pick(text, lang)}", "  ", "")
    lines += _meant_for(program, lang)
    for role, text in program.roles:
        lines += wrapped(f"{say(ROLES, role, lang)}: {pick(text, lang)}", "  ", "")
    lines += _money(program, lang)
    for call in program.calls:
        lines += _call(call, lang)
    return [*lines, "", *_rules(program, lang), *notes_on(program, lang), "", *_sources(program, lang)]


def _meant_for(program: Program, lang: str) -> list[str]:
    from profiles.vocabulary.fields import field_name
    from profiles.vocabulary.terms import label
    from programs.criteria.places import countries_text

    parts = [
        ("aliases", ", ".join(program.aliases)), ("parent", program.parent or ""), ("direction", say(_WORDS, program.direction or "other", lang)),
        ("activities", ", ".join(label("activity", one, lang) for one in program.activities)),
        ("stages", ", ".join(label("career_stage", one, lang) for one in program.stages)),
        ("fields", ", ".join(field_name(code, lang) for code in program.fields)), ("partners", pick(countries_text(program.partners), lang)),
        ("destinations", pick(countries_text(program.destinations), lang)), ("length", _months(program.duration_min, program.duration_max, lang)),
    ]
    return [line for word, text in parts if text for line in wrapped(f"{say(_WORDS, word, lang)}: {text}", "  ", "")]


def _money(program: Program, lang: str) -> list[str]:
    names = {variant.id: variant.name for variant in program.variants}
    lines: list[str] = []
    for amount in (one for one in program.amounts if one.variant is None):
        lines += wrapped(f"{say(LABELS, 'amounts', lang)}: {_amount(amount, lang)}", "  ", "")
    for variant in program.variants:
        length = _months(variant.duration_min, variant.duration_max, lang)
        shown = f" ({length})" if lang == "en" else f"（{length}）"
        lines += wrapped(f"{say(LABELS, 'variants', lang)}: {pick(names[variant.id], lang)} [{variant.id}]{shown if length else ''}", "  ", "")
        for amount in (one for one in program.amounts if one.variant == variant.id):
            lines += wrapped(_amount(amount, lang), "      ", "    ")
    return lines


def _amount(amount: Amount, lang: str) -> str:
    value = "–".join(f"{part:,.0f}" for part in dict.fromkeys((amount.min, amount.max)) if part is not None)
    if amount.min is None and amount.max is not None:
        value = f"上限{value}" if lang == "ja" else f"up to {value}"
    unit = f" / {say(_UNITS, amount.unit, lang)}" if amount.unit else ""
    recalled = f" ({say(_WORDS, 'recalled', lang)})" if amount.confidence == "recalled" else ""
    return f"{pick(amount.what, lang)} {value} {amount.currency or ''}{unit}{recalled} [{', '.join(amount.source)}]".replace("  ", " ")


def _months(low: float | None, high: float | None, lang: str) -> str:
    if low is None and high is None:
        return ""
    span = f"{low:g}" if low == high and low is not None else "–".join(f"{part:g}" if part is not None else "" for part in (low, high))
    return f"{span}か月" if lang == "ja" else f"{span} months"


def _call(call: Call, lang: str) -> list[str]:
    note = f" {pick(call.note, lang)}" if call.note else ""
    clock = f" {call.time}" if call.time else ""
    return wrapped(f"{say(LABELS, 'calls', lang)}: {call.id} {call.opens or '?'} – {call.closes or '?'}{clock} {call.tz}{note}", "  ", "")


def _rules(program: Program, lang: str) -> list[str]:
    lines = [f"{say(LABELS, 'rules', lang)}:"]
    for rule in program.rules:
        marks = [say(_WORDS, "preference", lang)] if rule.node.strength == "preference" else []
        marks += [say(_WORDS, "recalled", lang)] if rule.confidence == "recalled" else []
        note = _noted(rule.note, lang)
        lines += wrapped(f"{rule.id} ({', '.join([*rule.roles, *marks])}): {pick(requirement_of(rule.node), lang)}{note} [{', '.join(rule.sources)}]", "    ", "  - ")
    return lines


def _noted(note: Text | None, lang: str) -> str:
    return "" if note is None else f"（{note.ja}）" if lang == "ja" else f" ({note.en})"


def _sources(program: Program, lang: str) -> list[str]:
    lines = [f"{say(LABELS, 'sources', lang)}:"]
    for source in program.sources:
        lines += wrapped(f"{source.id}: {source}", "      ", "  ")
    return lines
