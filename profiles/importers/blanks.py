"""Cells that say nothing, and cells that repeat the one above."""

from __future__ import annotations

import unicodedata

_BLANKS = frozenset((
    "", "なし", "無し", "無", "該当なし", "該当無し", "特になし", "特に無し", "記載なし", "未記入", "未定", "未詳", "不明", "不詳", "未確認", "未回答", "調整中",
    "-", "--", "---", "ー", "―", "－", "—", "–", "‐", "−", "・", "…", "...", "/", "／", "*", "?", "??", "？", "n/a", "n.a.", "na", "n / a", "none", "nil", "null", "nan",
    "#n/a", "#ref!", "#value!", "#name?", "#div/0!", "unknown", "not known", "not applicable", "tbd", "t.b.d.", "tba", "to be decided", "to be determined", "undecided", "blank",
    "not available", "not stated", "no answer", "(blank)",
))
_SAME = frozenset(("同上", "同", "同じ", "上に同じ", "〃", "〃〃", "〃〃〃", "々", "\"", "\"\"", "''", "″", "“", "”", "ditto", "do.", "same", "same as above", "as above", "↑", "idem"))


def folded(text: str) -> str:
    """The text in its compatibility form, one space between words, small letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, なし, ―, 未定, 不明 and the like. It is unknown then, never "no"."""
    return value is None or (isinstance(value, str) and folded(value).strip("()[]「」 ") in _BLANKS)


def is_same_as_above(value: object) -> bool:
    """Whether a cell repeats the one above: 同上, 〃, ditto."""
    return isinstance(value, str) and (folded(value).strip("()[] ") in _SAME or (folded(value) != "" and set(folded(value)) <= {"〃", " "}))
