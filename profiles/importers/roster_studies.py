"""Degrees and the wished stay, from the cells of a roster."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from profiles.importers.dates import DateReading, read_date, read_period
from profiles.importers.titles import degree_level, position_kind

if TYPE_CHECKING:
    from profiles.importers.roster import Roster

_INSIDE = re.compile(r"(?:(?:19|20)\d\d|(?:明治|大正|昭和|平成|令和|[MTSHR])\s*(?:\d{1,2}|元))(?:\s*[年/.-]\s*\d{1,2}(?:\s*[月/.-]\s*\d{1,2}\s*日?|\s*月)?|\s*年)?(?![\d])")
_LENGTH = re.compile(r"(?:約|about\s+)?(\d{1,3}(?:\.\d+)?)(?:\s*(?:[-~〜～]|to)\s*(\d{1,3}(?:\.\d+)?))?\s*(か月|ヶ月|ヵ月|カ月|ケ月|箇月|月|months?|mos?|m|年間?|years?|yrs?|週間?|weeks?)?間?", re.I)
_EXPECTED = re.compile(r"見込|予定|expected|anticipated|\bexp\b", re.I)


def degrees(roster: Roster) -> None:
    """The highest degree of a roster's row. The list is given only where it is sure: a word that tells no level leaves it unknown."""
    text = roster.text("degree")
    level = degree_level(text) if text else None
    if text and level is None and not roster.text("phd_date"):
        roster.doubt("degrees", "degree", (f"{text!r} does not tell a degree that was awarded", f"「{text}」からは授与された学位を判断できません"))
        return
    awarded, expected = _awarded(roster, text), roster.date("degrees[0].expected", "degree_expected", may_be_expected=True)
    if roster.text("phd_date"):
        if level in ("master", "bachelor") and awarded.expected and awarded.value is not None:
            _add(roster, "phd", awarded, expected, {"level": level})
            return
        if level not in (None, "phd"):
            roster.doubt("degrees", "phd_date", (f"gives a date for a doctorate, but the degree is {text!r}", f"博士の取得日がありますが、学位欄は「{text}」です"))
            return
        level = "phd"
    if level is None and expected.value is None:
        if awarded.value is not None:
            roster.doubt("degrees", "degree_date", ("gives a date, but no degree is named", "取得日がありますが、学位の記載がありません"))
        return
    level = level or _studied(roster)
    if level is None:
        roster.doubt("degrees", "degree_expected", ("does not tell which degree is expected", "どの学位の取得見込みかが分かりません"))
        return
    _add(roster, level, awarded, expected)


def _awarded(roster: Roster, text: str | None) -> DateReading:
    role = "phd_date" if roster.text("phd_date") else "degree_date"
    reading = roster.date("degrees[0].awarded", role, may_be_expected=True)
    asked = reading.question is not None or (role in roster.cells and roster.text(role) is not None)
    if text and not asked:
        inside = _INSIDE.findall(unicodedata.normalize("NFKC", text))
        if len(inside) == 1:
            reading = read_date(inside[0])
    if text and _EXPECTED.search(unicodedata.normalize("NFKC", text)):
        reading = DateReading(reading.value, True, reading.question)
    return reading


def _studied(roster: Roster) -> str | None:
    """The level a student is studying for, by the title (D2, 修士課程)."""
    kinds = {"doctoral_student": "phd", "master_student": "master", "undergraduate": "bachelor"}
    return kinds.get(position_kind(roster.text("title") or "") or "")


def _add(roster: Roster, level: str, awarded: DateReading, expected: DateReading, held_already: dict[str, Any] | None = None) -> None:
    due = expected.value or (awarded.value if awarded.expected else None)
    held = awarded.value if not awarded.expected else None
    if awarded.expected and due is None:
        roster.doubt("degrees[0].expected", "degree" if "degree" in roster.cells else "degree_date", ("is expected, but no date is given", "見込みとありますが、時期の記載がありません"))
        return
    studied = _studied(roster)
    entries: list[dict[str, Any]] = [held_already] if held_already else []
    if due is not None and held is None and not awarded.expected and studied not in (None, level):
        entries.append({"level": level})
        level = studied or level
    country = roster.one_place("degrees[0].country", "degree_country")
    entry = {"level": level, "awarded": str(held) if held else None, "expected": str(due) if due and not held else None, "country": country,
             "institution": roster.text("degree_institution"), "field": roster.text("degree_field")}
    place = next((roster.cells[role].place for role in ("degree", "phd_date", "degree_date", "degree_expected") if role in roster.cells), None)
    raw = {key: roster.cells[role].text for key, role in (("level", "degree"), ("awarded", "phd_date" if roster.text("phd_date") else "degree_date"),
                                                         ("expected", "degree_expected"), ("country", "degree_country")) if role in roster.cells}
    for item in (entry, *entries):
        roster.draft.add("degrees", item, raw, place)


def goals(roster: Roster) -> None:
    """When the stay may start and how long it lasts."""
    start, end = roster.date("goals.start.from", "start"), roster.date("goals.duration_months", "end")
    months = _months(roster, "months")
    if months is None and roster.text("period") and _LENGTH.fullmatch(unicodedata.normalize("NFKC", roster.text("period") or "").strip()):
        months = _months(roster, "period")
    elif roster.text("period") and start.value is None:
        start, end = read_period(roster.cells["period"].raw, roster.from_1904)
        for reading in (start, end):
            if reading.question:
                roster.doubt("goals.start", "period", reading.question)
    role = "start" if roster.text("start") else "period"
    if start.value is not None:
        roster.put("goals.start.from", str(start.value), role)
        roster.put("goals.start.until", str(start.value), role)
    if months is None and start.value is not None and end.value is not None and end.value.latest >= start.value.earliest:
        days = (end.value.latest - start.value.earliest).days + 1
        length = round(days / 30.4375, 1)
        months = (length, length)
        role = "end" if roster.text("end") else role
    elif months is not None:
        role = "months" if roster.text("months") else "period"
    if months is not None:
        roster.put("goals.duration_months.min", months[0], role)
        roster.put("goals.duration_months.max", months[1], role)


def _months(roster: Roster, role: str) -> tuple[float, float] | None:
    text = roster.text(role)
    if text is None:
        return None
    match = _LENGTH.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        roster.doubt("goals.duration_months", role, ("is no number of months", "月数として読めません"))
        return None
    unit = (match[3] or "months").lower()
    factor = 12.0 if unit.startswith(("年", "y")) else 12 / 52 if unit.startswith(("週", "w")) else 1.0
    low, high = float(match[1]) * factor, float(match[2] or match[1]) * factor
    return (round(low, 2), round(high, 2)) if low <= high <= 1200 else None
