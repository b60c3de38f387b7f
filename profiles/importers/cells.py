"""Single cells of a roster: what they say, and ticks in their many forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from profiles.importers.blanks import folded

YES = frozenset(("はい", "有", "有り", "あり", "ある", "済", "済み", "可", "了承", "了承済", "承諾", "承諾済", "承諾済み", "内諾済",
    "内諾済み", "内諾", "提出済", "常勤", "○", "〇", "◯", "◎", "☑", "✓", "✔", "yes", "y", "true", "t", "1", "ok", "o",
    "done", "accepted", "agreed", "submitted"))
NO = frozenset(("いいえ", "無", "無し", "なし", "ない", "不可", "未承諾", "未", "未取得", "未了", "辞退", "断り", "非常勤", "×", "✕", "✗", "☒", "no",
    "n", "false", "f", "0", "ng", "rejected", "declined", "refused"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place; ``text`` is what it says, ``raw`` what the workbook holds."""

    raw: object
    text: str
    place: str


def cell_text(raw: object) -> str:
    """A cell as text: whole numbers without a decimal point, dates as written in ISO form."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float):
        return str(int(raw)) if raw == int(raw) and abs(raw) < 1e15 else f"{raw:.15g}"
    if isinstance(raw, date):
        return raw.isoformat()
    return "" if raw is None else str(raw)


def yes_or_no(text: str) -> bool | None:
    """A tick in its many forms, or None."""
    word = folded(text).strip(" .。()[]")
    return True if word in YES else False if word in NO else None
