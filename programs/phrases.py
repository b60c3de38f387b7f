"""Small phrases of requirements in both languages: alternatives, spans of time, days, posts."""

from __future__ import annotations

from collections.abc import Sequence

from profiles.partial_date import PartialDate
from profiles.vocabulary.terms import label
from programs.logic import Text

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_RESEARCH = frozenset({"postdoc", "assistant_professor", "lecturer", "associate_professor", "professor", "researcher", "senior_researcher", "research_leader"})
_WORK = _RESEARCH | {"technician", "industry_researcher", "other"}
_SHORT = {"other": "その他"}  # the level where 学位 or 課程 follows


def either(names: Sequence[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def plural(number: float, noun: str) -> str:
    """``1 year``, ``3 years``."""
    return f"{number:g} {noun}{'' if number == 1 else 's'}"


def term(years: float) -> Text:
    """A length given in years, with months where it is no whole number of them."""
    if years == round(years):
        return Text(plural(round(years), "year"), f"{years:g}年")
    whole, rest = divmod(round(12 * years), 12)
    if whole < 2:
        return Text(plural(12 * whole + rest, "month"), f"{12 * whole + rest}か月")
    return Text(f"{plural(whole, 'year')} and {plural(rest, 'month')}", f"{whole}年{rest}か月")


def months(number: float) -> Text:
    """A length given in months, in days where it is less than one."""
    if number < 1:
        return Text(plural(round(number * 365.25 / 12), "day"), f"{round(number * 365.25 / 12)}日")
    return Text(plural(number, "month"), f"{number:g}か月")


def day_text(written: str) -> Text:
    """A day of the catalogue (``2026-04-30``) as each language writes it; a month or a year alone stays as it is."""
    value = PartialDate.parse(written)
    if not value.is_exact:
        return Text(written, written)
    day = value.earliest
    return Text(f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def posts_text(kinds: Sequence[str]) -> Text:
    """Kinds of post in words; all posts of research and teaching, and all posts but those of students, have one word."""
    wanted = set(kinds)
    if wanted == _WORK:
        return Text("member of staff (not a student)", "研究者・職員（学生を除く）")
    if not wanted >= _RESEARCH:
        return Text(either([label("position_kind", kind, "en") for kind in kinds]), "・".join(label("position_kind", kind, "ja") for kind in kinds))
    rest = [kind for kind in kinds if kind not in _RESEARCH]
    return Text(either(["researcher or faculty member" if not rest else "researcher, faculty member", *(label("position_kind", kind, "en") for kind in rest)]),
                "・".join(["研究者・教員", *(label("position_kind", kind, "ja") for kind in rest)]))


def all_but_students(kinds: Sequence[str]) -> bool:
    """Whether every kind of post but those of students counts."""
    return set(kinds) == _WORK


def levels_ja(levels: Sequence[str]) -> str:
    """Levels of degree before 学位 or 課程: 学士・修士・博士."""
    return "・".join(_SHORT.get(level, label("degree_level", level, "ja")) for level in levels)
