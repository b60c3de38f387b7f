"""What lengthens a limit of years: career breaks and children."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from profiles.partial_date import PartialDate, shift_months
from profiles.researcher import CareerBreak, ResearcherProfile
from programs.criteria.base import Case, words
from programs.dates import Comparison, clamp_add, reached
from programs.logic import Missing, Text

CHILDREN = Missing("answers.children.count", "fact", Text("How many children do you have?", "お子さんは何人いますか。"))


@dataclass(frozen=True, slots=True)
class Extension:
    """Fewest and most months and days by which a limit moves; None where there is no upper bound but the cap.

    Attributes:
        cap: Most months in all, or None.
        missing: The facts that would narrow it.
    """

    low: tuple[int, int] = (0, 0)
    high: tuple[int, int] | None = (0, 0)
    cap: int | None = None
    missing: tuple[Missing, ...] = ()

    def moved(self, day: date, months: int, grace: int, most: bool) -> date:
        """``day`` plus the limit's months, the extension and ``grace`` days."""
        highest = date.max if self.cap is None else clamp_add(shift_months(day, months + self.cap), grace)
        extension = self.high if most else self.low
        if extension is None:
            return highest
        return min(highest, clamp_add(shift_months(day, months + extension[0]), extension[1] + grace))


NONE = Extension()


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether a limit is reached, and which facts leave that open."""

    found: Comparison
    dates_open: bool
    missing: tuple[Missing, ...]


def extension_of(person: ResearcherProfile, reasons: tuple[str, ...], months_per_child: int | None, cap: int | None,
                 start: PartialDate | None = None) -> Extension:
    """The extension for breaks of these kinds (their days after ``start``) and for children."""
    if not reasons and months_per_child is None:
        return NONE
    months, most_months, missing = 0, 0, []
    bounded = True
    if months_per_child is not None:
        count = person.answers.get("children.count")
        if isinstance(count, int | float) and not isinstance(count, bool) and count >= 0:
            months = most_months = months_per_child * int(count)
        else:
            missing.append(CHILDREN)
            bounded = False
    low, high = _break_days(person, reasons, start)
    if high is None or low != high:
        missing.append(Missing("career_breaks"))
    most = (most_months, high) if bounded and high is not None else None
    return Extension((months, low), most, cap, tuple(missing))


def limit_reached(case: Case, reference: str, start: PartialDate, months: int, grace: int, extension: Extension) -> Reached:
    """Whether the reference date lies on or after ``start`` plus ``months``, the extension and ``grace`` days."""
    if extension is NONE:
        limit = PartialDate(clamp_add(shift_months(start.earliest, months), grace), clamp_add(shift_months(start.latest, months), grace))
        found = case.reached(reference, limit)
        return Reached(found, found.truth is None, ())
    bounds = [PartialDate(extension.moved(start.earliest, months, grace, most), extension.moved(start.latest, months, grace, most))
              for most in (False, True)]
    truths = [reached(case.moment(reference), case.day, bound).truth for bound in bounds]
    found = case.reached(reference, PartialDate(bounds[0].earliest, bounds[1].latest))
    return Reached(found, None in truths, extension.missing if truths[0] is not truths[1] else ())


def extension_text(reasons: tuple[str, ...], months_per_child: int | None, cap: int | None) -> Text:
    """The extension in words, as a tail of a requirement."""
    en, ja = [], []
    if reasons:
        named = words("break_reason", reasons)
        en.append(f"extended for {named.en}")
        ja.append(f"{named.ja}の期間は延長可")
    if months_per_child is not None:
        en.append(f"extended by {months_per_child} months per child")
        ja.append(f"子1人につき{months_per_child}か月延長")
    if not en:
        return Text("", "")
    if cap is not None:
        en.append(f"by no more than {cap} months in all")
        ja.append(f"延長は合計{cap}か月まで")
    return Text(", " + ", ".join(en), f"（{'、'.join(ja)}）")


def _break_days(person: ResearcherProfile, reasons: tuple[str, ...], start: PartialDate | None) -> tuple[int, int | None]:
    """Fewest and most days of breaks of these kinds after ``start``; overlapping days count once."""
    if not reasons:
        return 0, 0
    if person.career_breaks is None:
        return 0, None
    counted = [item for item in person.career_breaks if item.reason is None or item.reason in reasons]
    sure = [span for item in counted if item.reason is not None and (span := _certain(item, start)) is not None]
    if any(_ends_open(item, start) for item in counted):
        return days_of(sure), None
    return days_of(sure), days_of([span for item in counted if (span := _possible(item, start)) is not None])


def _ends_open(item: CareerBreak, start: PartialDate | None) -> bool:
    if item.until is None:
        return True
    return item.since is None and (start is None or item.until.latest >= start.earliest)


def _certain(item: CareerBreak, start: PartialDate | None) -> tuple[int, int] | None:
    if item.since is None or item.until is None:
        return None
    first = max(item.since.latest, clamp_add(start.latest, 1)) if start else item.since.latest
    return first.toordinal(), item.until.earliest.toordinal()


def _possible(item: CareerBreak, start: PartialDate | None) -> tuple[int, int] | None:
    if item.since is None or item.until is None:
        return None
    first = max(item.since.earliest, clamp_add(start.earliest, 1)) if start else item.since.earliest
    return first.toordinal(), item.until.latest.toordinal()


def days_of(spans: list[tuple[int, int]]) -> int:
    """Days in the union of spans of day numbers, both ends inclusive."""
    total, reached_day = 0, 0
    for first, last in sorted(spans):
        total += max(0, last - max(first - 1, reached_day))
        reached_day = max(reached_day, last)
    return total
