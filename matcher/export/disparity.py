"""The disparity counts as a table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.export.report import Value
from matcher.export.words import both

_COLUMNS = (("By", "区分"), ("Group", "グループ"), ("People", "人数"), ("No rule stands against", "要件に反しない"), ("Share (95 % interval)", "割合（95%区間）"), ("Needs information", "要確認"),
            ("Among the first {k}", "上位{k}名以内"), ("Share (95 % interval)", "割合（95%区間）"), ("Ratio to the highest share", "最大グループとの比"), ("of which by rules", "うち要件によるもの"),
            ("of which by ranking", "うち順位によるもの"), ("Rules that rule out (people)", "満たさない要件（人数）"))
_KINDS = {"nationality_region": ("region of nationality", "国籍の地域"), "degree_country": ("country of degree", "学位取得国"), "stage": ("career stage", "キャリア段階"), "language": ("language of the texts", "記述言語"),
          "group": ("the office's own column", "事務局の指定列")}
NOTE = ("Groups under 10 people are put together or left out, and counts of 1 to 9 are not shown. A ratio under 0.8 is a prompt to look, not a finding.",
        "10名未満のグループは統合または省略し、1〜9名の件数は表示しません。比が0.8を下回る場合は確認のきっかけであり、結論ではありません。")


def disparity_table(counts: Sequence[Mapping[str, Any]], first: int, lang: str) -> tuple[list[str], list[list[Value]]]:
    """Headings and rows."""
    headings = [both(pair, lang).replace("{k}", str(first)) for pair in _COLUMNS]
    rows = [_row(count, lang) for count in counts]
    return headings, [*rows, [NOTE[lang == "ja"]]]


def _row(count: Mapping[str, Any], lang: str) -> list[Value]:
    kind = _KINDS[count["kind"]][lang == "ja"]
    rules = ", ".join(f"{rule}: {number}" for rule, number in list(count["rules"].items())[:5])
    return [kind, count["group"], count["people"], count["possible"]["count"], _share(count["possible"]), count["undetermined"]["count"], count["first"]["count"], _share(count["first"]),
            *(count[key] if count[key] is None else round(count[key], 2) for key in ("ratio", "by_rules", "by_ranking")), rules]


def _share(share: Mapping[str, Any]) -> str:
    if share["share"] is None:
        return "–"
    low, high = share["interval"]
    return f"{100 * share['share']:.1f} % ({100 * low:.1f}–{100 * high:.1f})"
