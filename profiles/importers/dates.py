"""Dates as offices write them: Japanese eras, month-only, serial numbers, "expected", and a question where two readings are possible."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from profiles.importers.blanks import is_blank
from profiles.partial_date import PartialDate

_ERAS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 29)), "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)), "平成": (date(1989, 1, 8), date(2019, 4, 30)), "令和": (date(2019, 5, 1), date(2100, 12, 31)),
}
_LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和", "明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}
_MONTHS = {name: number for number, names in enumerate((
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
    "oct october", "nov november", "dec december"), start=1) for name in names.split()}
_WEEKDAYS = "月火水木金土日"
_EXPECTED = re.compile(r"取得見込み?|修了見込み?|卒業見込み?|授与見込み?|見込み?|取得予定|修了予定|卒業予定|予定|在学中|"
                       r"\b(?:to be )?(?:expected|anticipated|planned|exp|due)\b\.?|\bto be awarded\b|\(e\)", re.I)
_AWARDED = re.compile(r"(?:博士|修士|学士|学位)?(?:取得|修了|卒業|授与)(?:済み?)?$")
_VAGUE = re.compile(r"頃|ころ|ごろ|約|以前|以降|以後|まで|から|現在|\b(?:about|around|circa|ca|before|after|until|since|or|approx)\b\.?|[?～~〜]")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SEP = r"\s*[-/.年]\s*"
_EARLIEST, _LATEST = 1900, 2100
SERIALS = range(15_000, 80_000)  # 1941 to 2119 as Excel counts days


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says of a date.

    Attributes:
        value: The span of days, or None where the cell is blank or a question.
        expected: The cell says that the event is still to come (見込み).
        question: Why the cell cannot be read for sure (English, Japanese), or None.
    """

    value: PartialDate | None = None
    expected: bool = False
    question: tuple[str, str] | None = None


def ask(en: str, ja: str) -> DateReading:
    """A cell that a person has to settle."""
    return DateReading(question=(en, ja))


def read_date(raw: object, from_1904: bool = False) -> DateReading:
    """A date from a cell: text, a number as a workbook holds it, or a date; ``from_1904`` names the workbook's day zero."""
    if isinstance(raw, datetime):
        return _plausible(PartialDate.exactly(raw.date()))
    if isinstance(raw, date):
        return _plausible(PartialDate.exactly(raw))
    if isinstance(raw, bool) or raw is None:
        return DateReading() if raw is None else ask("true or false is no date", "真偽値は日付として読めません")
    if isinstance(raw, int | float):
        return _number(raw, from_1904)
    return _text(str(raw))


def _number(raw: float, from_1904: bool) -> DateReading:
    if raw != raw or abs(raw) > 10**9:
        return ask("the number is no date", "この数値は日付として読めません")
    if raw != int(raw):
        if int(raw) in SERIALS:
            return _serial(int(raw), from_1904)
        return _decimal(f"{raw:.10g}")
    return _digits(str(int(raw)), from_1904)


def _serial(days: int, from_1904: bool) -> DateReading:
    zero = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return _plausible(PartialDate.exactly(zero + timedelta(days=days)))


def _decimal(text: str) -> DateReading:
    """``2020.1`` may be January, or October whose zero was lost: a person knows."""
    year, _, month = text.partition(".")
    if re.fullmatch(r"(19|20)\d\d", year) and month == "1":
        return ask(f"{text} may be {year}-01 or {year}-10 (a number loses the zero of 2020.10)", f"{text}は{year}年1月とも{year}年10月とも読めます（数値では2020.10の末尾の0が失われます）")
    return ask(f"{text} is a decimal number; if a month is meant, write it as text such as 2020-03", f"「{text}」は小数です。年月であれば「2020-03」のように文字列で入力してください")


def _digits(text: str, from_1904: bool) -> DateReading:
    if re.fullmatch(r"(19|20)\d\d", text):
        return DateReading(PartialDate.parse(text))
    if re.fullmatch(r"(19|20)\d{6}", text):
        return _ymd(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])", text):
        return _ymd(int(text[:4]), int(text[4:]), None)
    if text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return _serial(int(text), from_1904)
    return ask(f"{text} cannot be told for sure as a date; write YYYY-MM-DD", f"{text}は日付として確定できません。YYYY-MM-DDの形で入力してください")


def _text(raw: str) -> DateReading:
    text = " ".join(unicodedata.normalize("NFKC", raw).split())
    if is_blank(text):
        return DateReading()
    if len(text) > 60:
        return ask("the text is too long to be a date", "日付としては長すぎます")
    expected = _EXPECTED.search(text) is not None
    text = _EXPECTED.sub(" ", text)
    text, weekday = _without_weekday(_AWARDED.sub("", text.strip()))
    text = text.strip(" ()[]「」、,;:")
    if not text:
        return DateReading(expected=expected, question=("no date is given", "日付の記載がありません") if expected else None)
    found = _forms(text)
    if weekday is not None and found.value is not None and found.value.is_exact and _WEEKDAYS[found.value.earliest.weekday()] != weekday:
        return ask(f"{raw.strip()}: the day of the week does not fit the date", f"「{raw.strip()}」：曜日が日付と合いません")
    return DateReading(found.value, expected, found.question)


def _without_weekday(text: str) -> tuple[str, str | None]:
    match = re.search(r"\s*\(([月火水木金土日])(?:曜日?)?\)|\s*[月火水木金土日]曜日?", text)
    if match is None:
        return re.sub(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", "", text, flags=re.I), None
    return (text[:match.start()] + text[match.end():]).strip(), match.group(1)


def _forms(text: str) -> DateReading:
    text = re.sub(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", "", text)
    text = _kanji_numbers(text)
    if _VAGUE.search(text):
        return ask(f"{text} names no single date; write one, or leave the cell empty", f"「{text}」は一つの日付に定まりません。日付を入力するか、空欄にしてください")
    if text.isdigit():
        return _digits(text, from_1904=False)
    for form in (_fiscal_year, _era, _year_first, _named_month, _day_first):
        found = form(text)
        if found is not None:
            return found
    return ask(f"{text} cannot be read as a date; write YYYY-MM-DD, YYYY-MM or YYYY", f"「{text}」は日付として読めません。YYYY-MM-DD、YYYY-MM、YYYYのいずれかで入力してください")


def _kanji_numbers(text: str) -> str:
    """二〇二〇年三月, and 十二月 and 二十三日, in digits."""
    text = re.sub(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[年月日])", lambda m: str(int((m[1] or "一").translate(_NUMERALS)) * 10 + int((m[2] or "〇").translate(_NUMERALS))), text)
    return re.sub(r"[〇零一二三四五六七八九]+(?=[年月日])", lambda m: m[0].translate(_NUMERALS), text)


def _fiscal_year(text: str) -> DateReading | None:
    match = re.fullmatch(r"(?:FY\s*)?((?:19|20)\d\d)\s*年度|(?:FY|fiscal year)\s*((?:19|20)\d\d)|(\D{1,2})\s*(\d{1,2}|元)\s*年度", text, re.I)
    if match is None:
        return None
    year = int(match[1] or match[2]) if match[1] or match[2] else None
    if year is None:
        era = _era_name(match[3])
        if era is None:
            return None
        year = _ERAS[era][0].year + (1 if match[4] == "元" else int(match[4])) - 1
    return _plausible(PartialDate(date(year, 4, 1), date(year + 1, 3, 31)))


def _era_name(text: str) -> str | None:
    folded = text.strip().casefold()
    return folded if folded in _ERAS else _LETTERS.get(folded)


def _era(text: str) -> DateReading | None:
    match = re.fullmatch(r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])\.?\s*(\d{1,2}|元)" + rf"(?:{_SEP}(?:(\d{{1,2}})\s*(?:[-/.月]\s*(?:(\d{{1,2}})\s*日?)?)?)?)?(?:\s*(?:上旬|中旬|下旬|末|初旬))?", text)
    if match is None:
        return None
    era = _era_name(match[1])
    assert era is not None
    first, last = _ERAS[era]
    year = first.year + (1 if match[2] == "元" else int(match[2])) - 1
    found = _ymd(year, int(match[3]) if match[3] else None, int(match[4]) if match[4] else None)
    if found.value is not None and (found.value.latest < first or found.value.earliest > last or int(match[2].replace("元", "1")) == 0):
        return ask(f"{text} lies outside that era ({first} to {last}); check the year", f"「{text}」は{era}の期間（{first}〜{last}）に含まれません。年をご確認ください")
    return found


def _year_first(text: str) -> DateReading | None:
    match = re.fullmatch(rf"(?:西暦)?(\d{{4}})(?:{_SEP}|\s+)(\d{{1,2}})(?:\s*[-/.月]\s*|\s+)?(?:(\d{{1,2}})\s*日?)?(?:上旬|中旬|下旬|末日?|初旬)?|(?:西暦)?(\d{{4}})\s*年", text)
    if match is None:
        return None
    if match[4]:
        return _ymd(int(match[4]), None, None)
    if re.fullmatch(r"\d{4}\.\d", text):
        return _decimal(text)
    return _ymd(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)


def _named_month(text: str) -> DateReading | None:
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", " ", text.casefold())
    parts = re.findall(r"[a-z]+|\d+", words)
    if re.search(r"[^a-z0-9\s,./'-]", words) or len([part for part in parts if part in _MONTHS]) != 1 or not 2 <= len(parts) <= 3:
        return None
    month = next(_MONTHS[part] for part in parts if part in _MONTHS)
    numbers = [part for part in parts if part.isdigit()]
    years = [part for part in numbers if len(part) == 4]
    if len(numbers) != len(parts) - 1 or len(years) != 1:
        return ask(f"{text} does not tell year and day apart; write YYYY-MM-DD", f"「{text}」は年と日を区別できません。YYYY-MM-DDの形で入力してください")
    days = [part for part in numbers if len(part) <= 2]
    return _ymd(int(years[0]), month, int(days[0]) if days else None) if len(days) == len(numbers) - 1 else None


def _day_first(text: str) -> DateReading | None:
    match = re.fullmatch(r"(\d{1,2})\s*[-/.]\s*(\d{4})", text)
    if match is not None:
        return _ymd(int(match[2]), int(match[1]), None)
    match = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})", text)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    if first == second or first > 12 >= second:
        return _ymd(year, second, first)
    if second > 12 >= first:
        return _ymd(year, first, second)
    return ask(f"{text} may be {year}-{second:02d}-{first:02d} or {year}-{first:02d}-{second:02d}; write YYYY-MM-DD", f"「{text}」は{year}年{second}月{first}日とも{year}年{first}月{second}日とも読めます。YYYY-MM-DDの形で入力してください")


def _ymd(year: int, month: int | None, day: int | None) -> DateReading:
    text = f"{year:04d}" + (f"-{month:02d}" if month is not None else "") + (f"-{day:02d}" if day is not None else "")
    try:
        return _plausible(PartialDate.parse(text))
    except ValueError:
        return ask(f"{text} is not a day of the calendar; check it", f"{text}は暦にない日付です。ご確認ください")


def _plausible(span: PartialDate) -> DateReading:
    if _EARLIEST <= span.earliest.year and span.latest.year <= _LATEST:
        return DateReading(span)
    return ask(f"the year of {span} lies outside {_EARLIEST} to {_LATEST}; check it", f"{span}の年が{_EARLIEST}〜{_LATEST}年の範囲外です。ご確認ください")


def read_period(raw: object, from_1904: bool = False) -> tuple[DateReading, DateReading]:
    """Start and end from one cell such as ``2026/10/1～2027/3/31``; a single date is a start."""
    if not isinstance(raw, str):
        return read_date(raw, from_1904), DateReading()
    text = unicodedata.normalize("NFKC", raw)
    parts = re.split(r"\s*(?:[~〜―–—]|->|→|から|\bto\b|\buntil\b)\s*|\s+-\s+", text, maxsplit=1)
    if len(parts) == 1:
        parts = re.split(r"(?<=[\d日月])\s*-\s*(?=\d{4}\s*[-/.年])", text, maxsplit=1)
    if len(parts) == 1:
        return read_date(text), DateReading()
    first, last = parts[0], re.sub(r"まで$", "", parts[1].strip())
    year = re.match(r"\s*(\d{4})\s*[-/.年]", first)
    if year is not None and re.fullmatch(r"\s*\d{1,2}\s*[-/月.]\s*\d{1,2}\s*日?\s*", last):
        last = f"{year[1]}/{last.strip()}"
    return read_date(first), read_date(last)
