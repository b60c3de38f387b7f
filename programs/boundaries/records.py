"""Boundary cases of awards, applications, other funding, publications and career breaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from profiles.vocabulary.terms import values
from programs.boundaries.setting import Boundary, Setting, around, merged, met, months_later, text
from programs.criteria.applications import Applied
from programs.criteria.awards import Awarded
from programs.criteria.breaks import CareerBroken
from programs.criteria.funding import Funded
from programs.criteria.publications import Published
from programs.logic import Verdict

_ELSE = "a-programme-nobody-names"


def award(rule: Awarded, setting: Setting) -> Iterator[Boundary]:
    """Every programme of the list and one that is not on it; ended around the limits of the time looked back on."""
    negative, running = rule.how in ("never", "not_running"), rule.how in ("running", "not_running")

    def case(label: str, counts: bool, **content: Any) -> Boundary:
        return Boundary(label, {"awards": [content]}, met(counts is not negative))

    now = {"since": text(setting.day - timedelta(days=60)), "until": text(setting.day + timedelta(days=60))}
    for name in (*rule.programs, _ELSE):
        yield case(f"holds {name}", name in rule.programs, program=name, **now)
    yield Boundary("no award", {"awards": []}, met(negative))
    first = {"program": rule.programs[-1], "since": "2001-01-07"}
    for end in dict.fromkeys(day for limit in _award_limits(rule, setting) for day in around(limit)):
        counts = end >= setting.day if running else True
        if not running and rule.same_fiscal_year:
            counts = end >= date(setting.day.year if setting.day.month >= 4 else setting.day.year - 1, 4, 1)
        elif not running and rule.last_fiscal_years is not None:
            year = setting.reference("fiscal_year")
            counts = year is not None and end >= date(year.year - round(rule.last_fiscal_years), 4, 1)
        elif not running and rule.last_years is not None:
            counts = months_later(end, 12 * round(rule.last_years)) >= setting.day
        yield case(f"ended on {end}", counts, until=text(end), **first)


def _award_limits(rule: Awarded, setting: Setting) -> list[date]:
    if rule.how in ("running", "not_running"):
        return [setting.day]
    year = setting.reference("fiscal_year") or setting.day
    limits = [date(2005, 6, 15)]
    limits += [date(setting.day.year if setting.day.month >= 4 else setting.day.year - 1, 4, 1)] if rule.same_fiscal_year else []
    limits += [date(year.year - round(rule.last_fiscal_years), 4, 1)] if rule.last_fiscal_years is not None else []
    return limits + ([months_later(setting.day, -12 * round(rule.last_years))] if rule.last_years is not None else [])


def application(rule: Applied, setting: Setting) -> Iterator[Boundary]:
    """Every programme, outcome and score around the limit; filed around the limits of the time looked back on."""
    negative = rule.how == "never"
    score = None if rule.score_under is None else rule.score_under - 1
    good: dict[str, Any] = {"program": rule.programs[0], "on": text(setting.day - timedelta(days=5)), "outcome": (rule.outcomes or ("rejected",))[0]}
    good |= {} if score is None else {"score": score}

    def case(label: str, counts: bool, **change: Any) -> Boundary:
        return Boundary(label, {"applications": [{**good, **change}]}, met(counts is not negative))

    for name in (*rule.programs, _ELSE):
        yield case(f"applied to {name}", name in rule.programs, program=name)
    yield Boundary("no application", {"applications": []}, met(negative))
    for outcome in values("outcome"):
        yield case(f"it was {outcome}", not rule.outcomes or outcome in rule.outcomes, outcome=outcome)
    for value in (rule.score_under - 0.5, rule.score_under) if rule.score_under is not None else ():
        yield case(f"scored {value:g}", value < (rule.score_under or 0), score=value)
    for filed in dict.fromkeys(day for limit in _applied_limits(rule, setting) for day in around(limit)):
        counts = filed <= setting.day and (rule.last_years is None or months_later(filed, 12 * round(rule.last_years)) >= setting.day)
        counts = counts and (not rule.same_calendar_year or filed.year == setting.day.year)
        yield case(f"filed on {filed}", counts, on=text(filed))


def _applied_limits(rule: Applied, setting: Setting) -> list[date]:
    limits = [setting.day, date(2005, 6, 15), date(setting.day.year, 1, 1)]
    return limits + ([months_later(setting.day, -12 * round(rule.last_years))] if rule.last_years is not None else [])


def funding(rule: Funded, setting: Setting) -> Iterator[Boundary]:
    """Every funder of the list and another; running around today; from every country."""
    negative, running = rule.how in ("never", "not_running"), rule.how in ("running", "not_running")
    place = setting.good_place(rule.within)
    if place is None:
        return
    good = {"funder": (rule.funders or ("A Funder",))[0], "country": place.code, "since": "2019-01-07", "until": text(setting.day + timedelta(days=60))}

    def case(label: str, counts: bool, **change: Any) -> Boundary:
        return Boundary(label, merged(place.facts if rule.within else {}, {"funding": [{**good, **change}]}), met(counts is not negative))

    for name in (*rule.funders, "Another Funder"):
        yield case(f"from {name}", not rule.funders or name in rule.funders, funder=name)
    yield Boundary("no funding", {"funding": []}, met(negative))
    for end in around(setting.day):
        yield case(f"until {end}", not running or end >= setting.day, until=text(end))
    for other in setting.placings(rule.within) if rule.within else []:
        found = case(f"from {other.code}", other.fits, country=other.code)
        yield Boundary(found.label, merged(found.facts, other.facts), found.verdict)


def publications(rule: Published, setting: Setting) -> Iterator[Boundary]:
    """One less than enough and enough; in every place among the authors; around the years looked back on."""
    place, count = (rule.authors_positions or ("first",))[0], round(rule.min_count)

    def case(label: str, fits: bool, number: int, **change: Any) -> Boundary:
        return Boundary(label, {"publications": [{"year": setting.day.year - 1, "authors_position": place, **change}] * number}, met(fits))

    for number in (count - 1, count):
        yield case(f"{number} publications", number >= count, number)
    for other in values("authors_position"):
        yield case(f"as {other} author", not rule.authors_positions or other in rule.authors_positions, count, authors_position=other)
    for year in (setting.day.year - round(rule.last_years), setting.day.year - round(rule.last_years) - 1) if rule.last_years is not None else ():
        yield case(f"of {year}", year >= setting.day.year - round(rule.last_years or 0), count, year=year)


def career_break(rule: CareerBroken, setting: Setting) -> Iterator[Boundary]:
    """Breaks of every reason; of the least length and a day less; ended around the limits."""
    reason, months = (rule.reasons or ("parental_leave",))[0], max(round(rule.min_months or 1), (rule.min_days or 0) // 28)
    end = setting.day - timedelta(days=10)

    def case(label: str, fits: bool, since: date, until: date, why: str = reason) -> Boundary:
        return Boundary(label, {"career_breaks": [{"reason": why, "since": text(since), "until": text(until)}]}, met(fits))

    start = months_later(end, -months) - timedelta(days=20)
    for why in values("break_reason"):
        yield case(f"for {why}", not rule.reasons or why in rule.reasons, start, end, why)
    yield Boundary("no break", {"career_breaks": []}, Verdict.UNMET)
    if rule.min_days is not None and rule.min_months is None:
        for days in (rule.min_days - 1, rule.min_days):
            last = end if rule.last_years is None else setting.day - timedelta(days=5)
            middle = last - timedelta(days=days // 2)
            parts = [(middle, last), (middle - timedelta(days=days - days // 2 + 3), middle - timedelta(days=5))]
            yield Boundary(f"{days} days in two parts", {"career_breaks": [{"reason": reason, "since": text(first), "until": text(until)} for first, until in parts]},
                           met(days >= rule.min_days))
    if rule.min_months is not None and rule.min_days is None:
        first = date(setting.day.year - 1, 3, 10)
        for last in (months_later(first, months) - timedelta(days=2), months_later(first, months) - timedelta(days=1)):
            if rule.last_years is not None or last < setting.day:
                yield case(f"from {first} to {last}", last + timedelta(days=1) >= months_later(first, months) and not (rule.ended and last >= setting.day), first, last)
    if rule.last_years is not None:
        for last in around(months_later(setting.day, -12 * round(rule.last_years))):
            yield case(f"ended on {last}", months_later(last, 12 * round(rule.last_years)) >= setting.day, months_later(last, -months) - timedelta(days=20), last)
    for last in (setting.day - timedelta(days=1), setting.day):
        yield case(f"until {last}", not rule.ended or last < setting.day, start, last)
