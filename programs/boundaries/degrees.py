"""Boundary cases of degrees held, years since a degree, and enrolment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from profiles.vocabulary.terms import values
from programs.boundaries.people import _capped, _extensions, _settled
from programs.boundaries.setting import Boundary, Setting, around, merged, met, months_later, text
from programs.criteria.degree import DegreeHeld
from programs.criteria.enrolment import Enrolled
from programs.criteria.years_since_degree import YearsSinceDegree
from programs.logic import Verdict

_LONG_AGO = date(2010, 6, 15)


def degree(rule: DegreeHeld, setting: Setting) -> Iterator[Boundary]:
    """Degrees of every level and country, awarded or expected around the reference days."""
    places = setting.placings(rule.within, rule.not_in) if rule.within or rule.not_in else []
    for place in places:
        yield Boundary(f"degree from {place.code}", merged(place.facts, _one({"level": rule.levels[0], "awarded": text(_LONG_AGO), "country": place.code})), met(place.fits is rule.held))
    place_in = setting.good_place(rule.within, rule.not_in)
    extra, country = ({}, {}) if not places or place_in is None else (place_in.facts, {"country": place_in.code})
    for level in values("degree_level"):
        facts = merged(extra, _one({"level": level, "awarded": text(_LONG_AGO), **country}))
        if not any(item.get("level") == level for item in extra.get("degrees", ())):
            yield Boundary(f"a {level} long ago", facts, met((level in rule.levels) is rule.held))
    if not any(token in ("phd_country", "degree_country") for token in (*rule.within, *rule.not_in)):
        yield Boundary("no degree", merged(extra, {"degrees": []}), met(not rule.held))
    days = setting.references(rule.at)
    for limit in dict.fromkeys(day for reference in days or () for day in around(reference)):
        for key in ("awarded", "expected"):
            counts = key == "awarded" or rule.expected
            held = [counts and limit <= day for day in days or ()]
            fits = all(held) if rule.held else not any(held)
            yield Boundary(f"{key} on {limit}", merged(extra, _one({"level": rule.levels[-1], key: text(limit), **country})), met(fits))
    yield Boundary("a degree without a date", merged(extra, _one({"level": rule.levels[0], **country})), Verdict.UNKNOWN)


def _one(content: dict[str, Any]) -> dict[str, Any]:
    return {"degrees": [content]}


def years_since_degree(rule: YearsSinceDegree, setting: Setting) -> Iterator[Boundary]:
    """Degrees on the limits; of every level; by either date; the first and the latest; with breaks and children."""
    days, key, other = setting.references(rule.at), rule.anchor, "defended" if rule.anchor == "awarded" else "awarded"
    good = _good_day(rule, setting, days)
    yield Boundary("no degree", merged(_settled(rule), {"degrees": []}), Verdict.UNMET)
    if days is None:
        return
    for start in _starts(rule, days):
        fits = _inside(rule, start, days, 0, 0)
        yield Boundary(f"{key} on {start}", merged(_settled(rule), _one({"level": rule.levels[0], key: text(start)})), met(fits))
        for shift in (-40, 40):
            away = start + timedelta(days=shift)
            yield Boundary(f"{key} on {start}, {other} on {away}", merged(_settled(rule), _one({"level": rule.levels[0], key: text(start), other: text(away)})), met(fits))
        yield Boundary(f"expected on {start}", merged(_settled(rule), _one({"level": rule.levels[0], "expected": text(start)})), met(fits and rule.expected))
    for extra, days_more, months_more, label in _extensions(rule):
        for start in _starts(rule, days):
            moved = start - timedelta(days=days_more) if days_more else months_later(start, -months_more)
            if moved < date(2019, 1, 1):
                for close in around(moved):
                    facts = merged(_settled(rule), extra, _one({"level": rule.levels[0], key: text(close)}))
                    yield Boundary(f"{key} on {close}, {label}", facts, met(_inside(rule, close, days, days_more, months_more)))
    if good is not None:
        for level in values("degree_level"):
            yield Boundary(f"a {level} inside", merged(_settled(rule), _one({"level": level, key: text(good)})), met(level in rule.levels))
        yield from _two(rule, good, days, key)
    yield Boundary("a degree without a date", _one({"level": rule.levels[0]}), Verdict.UNKNOWN)


def _starts(rule: YearsSinceDegree, days: list[date]) -> list[date]:
    limits = [months_later(max(days), -round(12 * rule.max))] if rule.max is not None else []
    limits += [months_later(min(days), -round(12 * rule.min))] if rule.min is not None else []
    return [day for limit in limits for day in around(limit) if (day.month, day.day) != (2, 29)]


def _inside(rule: YearsSinceDegree, start: date, days: list[date], days_more: int, months_more: int) -> bool:
    """At most (or less than) so many years, put off by breaks and children, and at least so many."""
    for day in days:
        if rule.max is not None:
            limit = months_later(start, round(12 * rule.max) + _capped(rule, months_more)) + timedelta(days=days_more)
            if limit < day or (rule.strict and limit == day):
                return False
        if rule.min is not None and months_later(start, round(12 * rule.min)) > day:
            return False
    return True


def _good_day(rule: YearsSinceDegree, setting: Setting, days: list[date] | None) -> date | None:
    tried = [months_later(setting.day, -months) for months in range(1, 240, 3)]
    return next((day for day in tried if days and _inside(rule, day, days, 0, 0)), None)


def _two(rule: YearsSinceDegree, good: date, days: list[date], key: str) -> Iterator[Boundary]:
    """Two degrees of which only one lies inside: the first or the latest counts."""
    for other in (months_later(good, -360), months_later(good, 18)):
        if other <= min(days):
            chosen = min(good, other) if rule.which == "first" else max(good, other)
            facts = {"degrees": [{"level": rule.levels[0], key: text(good)}, {"level": rule.levels[0], key: text(other)}]}
            yield Boundary(f"two degrees, {good} and {other}", merged(_settled(rule), facts), met(_inside(rule, chosen, days, 0, 0)))


def enrolled(rule: Enrolled, setting: Setting) -> Iterator[Boundary]:
    """Courses of every level and country; and the days around the last on which the course may end."""
    soon = months_later(setting.day, 5)
    none: dict[str, Any] = {"positions": []}
    for place in setting.placings(rule.within, rule.not_in) if rule.within or rule.not_in else []:
        facts = merged(place.facts, none, _one({"level": rule.levels[0], "expected": text(soon), "country": place.code}))
        yield Boundary(f"enrolled in {place.code}", facts, met(place.fits))
    place_in = setting.good_place(rule.within, rule.not_in)
    extra, country = ({}, {}) if place_in is None or not (rule.within or rule.not_in) else (place_in.facts, {"country": place_in.code})
    for level in values("degree_level"):
        yield Boundary(f"enrolled for {level}", merged(extra, none, _one({"level": level, "expected": text(soon), **country})), met(level in rule.levels))
    yield Boundary("graduated", merged(extra, none, _one({"level": rule.levels[0], "awarded": text(_LONG_AGO), **country})), Verdict.UNMET)
    if rule.finishing_within_years is not None:
        for due in around(months_later(setting.day, round(12 * rule.finishing_within_years))):
            fits = months_later(due, -round(12 * rule.finishing_within_years)) <= setting.day
            yield Boundary(f"due on {due}", merged(extra, none, _one({"level": rule.levels[0], "expected": text(due), **country})), met(fits))
