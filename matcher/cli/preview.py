"""``--preview``: how a list would be read, before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence

from matcher.cli.tables import width, wrapped
from profiles.importers.imported import Imported
from profiles.importers.sources import People
from profiles.importers.table import ReadSheet

_FIRST = 10
_WORDS = {
    "file": ("file", "ファイル"), "form": ("form", "形式"), "encoding": ("encoding", "文字コード"), "sheet": ("sheet", "シート"), "headings": ("headings in row", "見出し行"),
    "unknown": ("heading not known: not used", "見出しを判別できず：使用しない"), "drop": ("not kept (no rule needs it)", "保持しない（応募資格の判定に不要）"),
    "ignore": ("not used", "使用しない"), "again": ("second column of the same kind: compared", "同種の列：照合のみ"), "people": ("people", "人数"), "refused": ("refused", "不備"),
    "skipped": ("not a person", "対象外の行"), "ask": ("rows that need a look", "確認が必要な行"), "more": ("{n} more", "ほか{n}件"), "none": ("none", "なし"),
}


def _say(key: str, lang: str, **values: object) -> str:
    return _WORDS[key][lang == "ja"].format(**values)


def preview_text(opened: People, people: Sequence[Imported], lang: str) -> str:
    """Encoding, headings, the use of each column, and the first rows with faults or questions."""
    lines = [f"{_say('file', lang)}: {opened.name}", f"{_say('form', lang)}: {opened.kind}"]
    if opened.table is not None:
        lines.append(f"{_say('encoding', lang)}: {opened.table.encoding}")
        lines += [f"- {note[lang == 'ja']}" for note in opened.table.notes]
        for one in opened.table.sheets:
            lines += _sheet(one, lang)
        lines += ["", f"{_say('skipped', lang)}: {len(opened.table.skipped) or _say('none', lang)}"]
        lines += [f"  {place}: {reason}" for place, reason in opened.table.skipped[:_FIRST]]
    refused = sum(item.profile is None for item in people)
    lines += ["", f"{_say('people', lang)}: {len(people)}  {_say('refused', lang)}: {refused}", "", f"{_say('ask', lang)}:"]
    asked = [item for item in people if item.faults or item.doubts]
    for item in asked[:_FIRST]:
        for fault in item.faults:
            lines += wrapped(f"{fault.path}: {fault.problem}" if fault.path else fault.problem, "      ", f"  {item.place}: ")
        for doubt in item.doubts:
            lines += wrapped(f"{doubt.path}: {doubt.raw!r}: {doubt.ja if lang == 'ja' else doubt.en}", "      ", f"  {doubt.source}: ")
    if len(asked) > _FIRST:
        lines.append(f"  … {_say('more', lang, n=len(asked) - _FIRST)}")
    return "\n".join(lines if asked else [*lines, f"  {_say('none', lang)}"])


def _sheet(one: ReadSheet, lang: str) -> list[str]:
    rows = f"{one.layout.row}" + (f"–{one.layout.row + 1}" if one.layout.depth == 2 else "")
    lines = ["", (f"{_say('sheet', lang)}: {one.sheet.name}  " if one.sheet.name else "") + f"{_say('headings', lang)}: {rows}"]
    longest = max((width(column.heading) for column in one.layout.columns), default=0)
    for column in one.layout.columns:
        if column.heading or column.role:
            lines.append(f"  {column.letter:>2}  {column.heading}{' ' * (min(longest, 40) - width(column.heading))}  →  {_use(column.role, lang)}")
    return lines


def _use(role: str | None, lang: str) -> str:
    if role is None:
        return _say("unknown", lang)
    kind, _, rest = role.partition(":")
    return _say(kind, lang) if kind in ("drop", "ignore", "again") else rest or role
