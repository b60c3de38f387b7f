"""Facts derived from a profile on a day, each naming what it was derived from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Literal, TypeVar

from profiles.partial_date import PartialDate, shift_years
from profiles.researcher import Degree, ResearcherProfile, Stay

T = TypeVar("T")
_STUDENT = frozenset({"undergraduate", "master_student", "doctoral_student"})
_EARLY = frozenset({"postdoc", "assistant_professor", "researcher"})
_MID = frozenset({"lecturer", "associate_professor", "senior_researcher"})
_SENIOR = frozenset({"professor", "research_leader"})
_BY_POST = (("senior", _SENIOR), ("mid", _MID), ("early", _EARLY), ("student", _STUDENT))


@dataclass(frozen=True, slots=True)
class Derived(Generic[T]):
    """A derived value (None where it cannot be told), the paths it comes from, and the paths that would settle it."""

    value: T | None
    derived_from: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def age_on(profile: ResearcherProfile, day: date) -> Derived[tuple[int, int]]:
    """Lowest and highest possible age in completed years."""
    born = profile.birth_date
    if born is None:
        return Derived(None, missing=("birth_date",))
    return Derived((_years(born.latest, day), _years(born.earliest, day)), ("birth_date",))


def _years(start: date, day: date) -> int:
    years = day.year - start.year
    return years - (shift_years(start, years) > day)


def years_since_degree(
    profile: ResearcherProfile, day: date, levels: tuple[str, ...] = ("phd",), breaks: frozenset[str] = frozenset(),
    anchor: Literal["awarded", "defended"] = "awarded",
) -> Derived[tuple[float, float]]:
    """Least and most years (of 365.25 days) since the first degree of these levels, breaks of some kinds left out.

    Days of overlapping breaks count once. ``anchor`` names the event that starts the clock; the other event stands for it where
    it is absent. Breaks without an end go on.
    """
    path = f"degrees[{levels[0]}].{anchor}"
    spans = [_anchored(degree, anchor) for degree in profile.degrees or () if degree.level in levels]
    known = [span for span in spans if span is not None and span.earliest <= day]
    if not known:
        return Derived(None, missing=(path,))
    first, last = min(span.earliest for span in known), min(min(span.latest for span in known), day)
    away = [Stay(None, item.since, item.until) for item in profile.career_breaks or () if item.reason in breaks]
    low = (day - last).days - _union(_possible(item, last + timedelta(days=1), day) for item in away)
    high = (day - first).days - _union(_certain(item, first + timedelta(days=1), day) for item in away)
    return Derived((max(0, low) / 365.25, max(0, high) / 365.25), (path, "career_breaks") if away else (path,))


def _anchored(degree: Degree, anchor: str) -> PartialDate | None:
    return (degree.defended or degree.awarded) if anchor == "defended" else (degree.awarded or degree.defended)


def stage_of_post(kind: str | None) -> str | None:
    """The career stage that a post of this kind stands for, or None where it tells none."""
    return next((stage for stage, kinds in _BY_POST if kind in kinds), None)


def career_stage(profile: ResearcherProfile, day: date) -> Derived[str]:
    """student, early, mid or senior: by the posts held on the day, else by enrolment, else by years since the doctorate.

    Up to 8 years after the doctorate count as early, up to 15 as mid; the highest post held decides.
    """
    held = {stage_of_post(post.kind) for post in profile.positions or ()
            if (post.since is None or post.since.earliest <= day) and (post.until is None or post.until.latest >= day)}
    for stage, _ in _BY_POST:
        if stage in held:
            return Derived(stage, ("positions",))
    since = years_since_degree(profile, day)
    if since.value is not None:
        low, high = since.value
        stages = {"early" if years <= 8 else "mid" if years <= 15 else "senior" for years in (low, high)}
        return Derived(stages.pop() if len(stages) == 1 else None, since.derived_from, since.derived_from if stages else ())
    if any(degree.expected and not (degree.awarded or degree.defended) for degree in profile.degrees or ()):
        return Derived("student", ("degrees",))
    return Derived(None, missing=("positions", "degrees"))


def days_in_country(
    profile: ResearcherProfile, countries: frozenset[str], first: date, last: date, excluded_purposes: frozenset[str] = frozenset(), moved_in_by: date | None = None
) -> Derived[tuple[int, int]]:
    """Fewest and most days in the countries from ``first`` to ``last``: the union of stays and of the present residence.

    ``missing`` names what could add days: with absent ``stays`` only the least is known.

    Args:
        moved_in_by: The last day on which a residence without ``since`` can have begun; without it, it may begin after ``last``.
    """
    if last < first:
        return Derived((0, 0), ("stays",))
    sure: list[tuple[int, int]] = []
    touched = 0
    maybe: list[tuple[int, int]] = []
    missing = () if profile.stays is not None else ("stays",)
    for stay in profile.stays or ():
        if stay.purpose in excluded_purposes:
            continue
        possible = _possible(stay, first, last)
        if stay.country is None or stay.country in countries:
            maybe.append(possible)
        if stay.country in countries and not (excluded_purposes and stay.purpose is None):
            sure.append(_certain(stay, first, last))
            touched |= _touches(stay, first, last)
    home = profile.residence
    if home is not None and home.country in countries:
        living = Stay(home.country, home.since or PartialDate(date.min, moved_in_by or date.max))
        maybe.append(_possible(living, first, last))
        sure.append(_certain(living, first, last))
    return Derived((max(_union(sure), touched), _union(maybe)), ("stays", "residence"), missing)


def _touches(stay: Stay, first: date, last: date) -> bool:
    """Whether one day at least falls inside, whichever days a stay "from March to March" has."""
    if stay.since is None or stay.until is None:
        return False
    over_before = max(stay.until.earliest, stay.since.earliest) < first
    starts_after = min(stay.since.latest, stay.until.latest) > last
    return not (over_before or starts_after)


def _possible(stay: Stay, first: date, last: date) -> tuple[int, int]:
    start = stay.since.earliest if stay.since else first
    end = stay.until.latest if stay.until else last
    return max(start, first).toordinal(), min(end, last).toordinal()


def _certain(stay: Stay, first: date, last: date) -> tuple[int, int]:
    start = stay.since.latest if stay.since else date.max
    end = stay.until.earliest if stay.until else last
    return max(start, first).toordinal(), min(end, last).toordinal()


def _union(spans: Iterable[tuple[int, int]]) -> int:
    total, reached = 0, -1
    for start, end in sorted(span for span in spans if span[1] >= span[0]):
        total += max(0, end - max(start - 1, reached))
        reached = max(reached, end)
    return total
