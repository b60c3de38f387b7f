"""``screen diff OLD NEW``: who changed and why."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from matcher.cli.options import read_source, write_result
from matcher.cli.tables import wrapped
from matcher.screening.difference import PersonChange, changed_questions, differences, read_result

_KINDS = {"verdict": ("verdict changed", "判定の変更"), "reasons": ("same verdict, other reasons", "判定は同じ・理由の変更"), "rank": ("fit or rank only", "適合度・順位のみ"), "new": ("new", "追加"), "gone": ("gone", "削除")}
_WHAT = {"inputs": ("the input", "入力"), "catalogue": ("the rules (catalogue)", "要件データ"), "on": ("the day asked about", "基準日"), "encoder": ("the text encoder", "文章エンコーダ"), "version": ("the version", "バージョン"),
         "program": ("the programme", "事業"), "options": ("the options", "オプション")}


def show_differences(old: str, new: str, lang: str, form: str | None, out: Path | None) -> None:
    """Compare two results and print what changed, as text or as JSON."""
    (first, first_name), (second, second_name) = read_source(old), read_source(new)
    changes = differences(read_result(first, first_name), read_result(second, second_name))
    asked = changed_questions(_manifest(old), _manifest(new))
    if form in ("json", "jsonl"):
        lines = [change.to_dict() for change in changes]
        content: Any = {"differs": [{"what": key, "before": before, "after": after} for key, before, after in asked], "people": lines}
        write_result(json.dumps(content, ensure_ascii=False, indent=1) if form == "json" else "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), out)
        return
    write_result("\n".join(_text(changes, asked, lang)), out)


def _manifest(path: str) -> bytes | None:
    file = Path(f"{path}.manifest.json")
    return file.read_bytes() if file.is_file() else None


def _text(changes: list[PersonChange], asked: list[tuple[str, Any, Any]], lang: str) -> list[str]:
    ja = lang == "ja"
    counts = Counter(change.kind for change in changes)
    lines = ["、".join(f"{_KINDS[kind][1]} {counts[kind]}名" for kind in _KINDS) if ja else ", ".join(f"{_KINDS[kind][0]}: {counts[kind]}" for kind in _KINDS)]
    if asked:
        lines.append(("実行条件の相違：" if ja else "The runs differ in: ") + ("、" if ja else ", ").join(_WHAT.get(key, (key, key))[ja] for key, _, _ in asked))
    for change in changes:
        lines.append("")
        lines += wrapped(f"{change.profile}: {_KINDS[change.kind][ja]}{_moved(change)}", "    ", "")
        for rule in change.rules:
            lines += wrapped(f"{rule.criterion}: {rule.before or '–'} → {rule.after or '–'}: {rule.reason.get(lang, '')}", "      ", "    ")
    return lines


def _moved(change: PersonChange) -> str:
    if change.before is None or change.after is None:
        return ""
    places = f", {change.before['rank'] or '–'} → {change.after['rank'] or '–'}" if change.before["rank"] != change.after["rank"] else ""
    verdicts = f" ({change.before['verdict']} → {change.after['verdict']})" if change.kind == "verdict" else ""
    return f"{verdicts} [{round(100 * change.before['score'])} → {round(100 * change.after['score'])}{places}]"
