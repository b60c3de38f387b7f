"""``programs report`` for reading."""

from __future__ import annotations

from collections.abc import Mapping

from matcher.cli.tables import wrapped
from matcher.words import RULES, STATUSES, say
from programs.coverage import Coverage

_WORDS: Mapping[str, tuple[str, str]] = {
    "programs": ("programmes", "事業"), "roles": ("by role", "役割別"), "statuses": ("by status", "状況別"), "directions": ("by direction", "方向別"),
    "rules": ("rules", "要件"), "kinds": ("criteria by kind", "種類別の要件"), "operators": ("operators", "演算子"), "confidence": ("rules by foundation", "根拠別の要件"),
    "strengths": ("rules by strength", "拘束力別の要件"), "unknown": ("kinds looked for and not found, by number of programmes", "確認できなかった要件の種類（事業数）"),
    "unmodelled": ("rules that can only be read", "読んで確認する要件"), "conflicts": ("disagreements between sources", "資料間の相違"), "sources": ("sources", "出典"),
    "without_calls": ("programmes of which no deadline is known", "締切が確認できていない事業"), "without_rules": ("programmes without a rule", "要件のない事業"),
}

_KEYS: Mapping[str, tuple[str, str]] = {
    "fellow": ("fellow", "フェロー"), "host": ("host", "受入研究者"), "lead": ("lead", "代表者"), "partner": ("partner", "相手側代表者"), "member": ("member", "参加者"),
    "institution": ("institution", "機関"), "inbound": ("to Japan", "日本への受入れ"), "outbound": ("from Japan", "日本からの派遣"),
    "bilateral": ("between two sides", "二国間"), "multilateral": ("between several sides", "多国間"), "other": ("other", "その他"),
    "any": ("one of several", "いずれか"), "all": ("all of several", "すべて"), "not": ("not", "否定"), "at_least": ("at least so many", "一定数以上"),
    "readings": ("readings of disagreeing sources", "資料ごとの読み方"), "sourced": ("from a source", "資料による"), "recalled": ("recalled", "一般的な知識による"),
    "required": ("required", "必須"), "in_principle": ("in principle", "原則"), "preference": ("preferred", "優先"),
}


def to_text(found: Coverage, lang: str) -> str:
    """One line a count."""
    lines: list[str] = []
    for name, (en, ja) in _WORDS.items():
        value = getattr(found, name)
        if isinstance(value, Mapping):
            value = ("、" if lang == "ja" else ", ").join(f"{_word(name, key, lang)} {count}" for key, count in value.items())
        lines += wrapped(f"{ja if lang == 'ja' else en}: {value}", "  ", "")
    return "\n".join(lines)


def _word(name: str, key: str, lang: str) -> str:
    return say({"statuses": STATUSES, "kinds": RULES, "unknown": RULES}.get(name, _KEYS), key, lang)
