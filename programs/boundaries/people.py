"""Boundary cases of passports, residence and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from programs.boundaries.setting import HOME, Boundary, Setting, around, merged, met, months_later, text
from programs.criteria.age import Age
from programs.criteria.nationality import Nationality, PermanentResidence
from programs.criteria.residence import Residence
from programs.logic import Verdict

_BREAK = date(2019, 1, 7)
_BREAK_DAYS = 100
OTHER_REASONS = ("parental_leave", "childcare", "care", "illness", "military_service", "other")


def nationality(rule: Nationality, setting: Setting) -> Iterator[Boundary]:
    """Every passport alone; a second passport from inside and from outside."""
    places = setting.placings(rule.within, rule.not_in)
    for place in places:
        yield Boundary(f"national of {place.code}", merged(place.facts, {"nationalities": [place.code]}), met(place.fits))
    barred, allowed = setting.codes(rule.not_in), setting.codes(rule.within)
    inside = next((place for place in places if place.fits), None)
    if inside is None:
        return
    for code in sorted(barred)[:3]:
        yield Boundary(f"national of {inside.code} and of {code}", merged(inside.facts, {"nationalities": [inside.code, code]}), Verdict.UNMET)
    outside = next((place.code for place in places if not place.fits and place.code not in barred and place.facts == inside.facts), None)
    if outside and allowed:
        yield Boundary(f"national of {outside} and of {inside.code}", merged(inside.facts, {"nationalities": [outside, inside.code]}), Verdict.MET)


def permanent_residence(rule: PermanentResidence, setting: Setting) -> Iterator[Boundary]:
    """A right of permanent residence in every country, stated in either place; and none."""
    for place in setting.placings(rule.within, rule.not_in):
        for permanent in (True, False):
            fits = place.fits if permanent else not rule.within
            yield Boundary(f"lives in {place.code}, permanently: {permanent}", merged(place.facts, {"residence": {"country": place.code, "permanent": permanent}}), met(fits))
    code = sorted(setting.codes(rule.within or rule.not_in))[:1]
    if code:
        yield Boundary("permanent elsewhere", {"residence": {"country": HOME, "permanent": False}, "permanent_residence": code}, met(bool(rule.within)))
        yield Boundary("not said whether permanent", {"residence": {"country": code[0]}}, Verdict.UNKNOWN)


def residence(rule: Residence, setting: Setting) -> Iterator[Boundary]:
    """Every country; and, where years count, the days around the limits."""
    timed = rule.min_years is not None or rule.under_years is not None
    days = setting.references(rule.at)
    for place in setting.placings(rule.within, rule.not_in):
        if not timed:
            yield Boundary(f"lives in {place.code}", merged(place.facts, {"residence": {"country": place.code}}), met(place.fits))
        elif not place.fits:
            yield Boundary(f"lives in {place.code}", merged(place.facts, {"residence": {"country": place.code, "since": "1990-01-07"}}), Verdict.UNMET)
    place_in = setting.good_place(rule.within, rule.not_in)
    if not timed or place_in is None or days is None:
        return
    for years in (rule.min_years, rule.under_years):
        for since in around(months_later(min(days), -round(12 * years))) if years is not None else ():
            held = [months_later(since, round(12 * (rule.min_years or 0))) <= day for day in days] if rule.min_years is not None else [True]
            short = [months_later(since, round(12 * rule.under_years)) > day for day in days] if rule.under_years is not None else [True]
            fits = all(held) and all(short)
            late = rule.not_in and not all(months_later(since, round(12 * limit)) <= day for limit in (rule.min_years, rule.under_years) if limit is not None for day in days)
            yield Boundary(f"lives there since {since}", merged(place_in.facts, {"residence": {"country": place_in.code, "since": text(since)}}), Verdict.UNKNOWN if late else met(fits))
    yield Boundary("lives there, since when is not said", merged(place_in.facts, {"residence": {"country": place_in.code}}), Verdict.UNKNOWN)
    if rule.not_in == ("JP",) and rule.min_years is not None:
        for years_abroad in (rule.min_years - 1, rule.min_years):
            facts = {"residence": {"country": place_in.code, "since": text(setting.day)}, "answers": {"residence.years_outside_japan": years_abroad}}
            yield Boundary(f"{years_abroad:g} years outside Japan in all", facts, met(years_abroad >= rule.min_years))


def age(rule: Age, setting: Setting) -> Iterator[Boundary]:
    """Birthdays on the limits; with breaks and children, the limits that they move."""
    days = setting.references(rule.at)
    if days is None:
        if rule.max is not None or rule.under is not None:
            yield Boundary("long too old", merged(_settled(rule), {"birth_date": "1900-06-15"}), Verdict.UNMET)
        return
    limits = _age_limits(rule, days)
    for born in dict.fromkeys(day for limit in limits for day in around(limit) if (day.month, day.day) != (2, 29)):
        yield Boundary(f"born on {born}", merged(_settled(rule), {"birth_date": text(born)}), met(_old_enough(rule, born, days, 0, 0)))
    for extra, days_more, months_more, label in _extensions(rule):
        for limit in limits:
            for born in around(limit - timedelta(days=days_more) if days_more else months_later(limit, -months_more)):
                if (born.month, born.day) != (2, 29):
                    yield Boundary(f"born on {born}, {label}", merged(_settled(rule), extra, {"birth_date": text(born)}), met(_old_enough(rule, born, days, days_more, months_more)))
    yield from _age_unknown(rule, limits, days)


def _age_limits(rule: Age, days: list[date]) -> list[date]:
    limits = [months_later(max(days), -12 * years) for years in (None if rule.max is None else rule.max + 1, rule.under) if years is not None]
    limits += [months_later(min(days), -12 * rule.min)] if rule.min is not None else []
    return limits + ([date.fromisoformat(rule.born_on_or_after)] if rule.born_on_or_after is not None else [])


def _old_enough(rule: Age, born: date, days: list[date], days_more: int, months_more: int) -> bool:
    """By completed years; breaks and children put off the birthdays on which the upper limits fall."""
    def turned(years: int, day: date) -> bool:
        return months_later(born, 12 * years + _capped(rule, months_more)) + timedelta(days=days_more) <= day

    upper = [years for years in (None if rule.max is None else rule.max + 1, rule.under) if years is not None]
    if any(turned(years, day) for years in upper for day in days):
        return False
    if rule.min is not None and any(months_later(born, 12 * rule.min) > day for day in days):
        return False
    return rule.born_on_or_after is None or months_later(born, _capped(rule, months_more)) + timedelta(days=days_more) >= date.fromisoformat(rule.born_on_or_after)


def _capped(rule: Any, months: int) -> int:
    return months if rule.extension_max_months is None else min(months, rule.extension_max_months)


def _settled(rule: Any) -> dict[str, Any]:
    """No break and no child, where the rule counts them."""
    facts: dict[str, Any] = {"career_breaks": []} if rule.extended_by else {}
    return merged(facts, {"answers": {"children.count": 0}}) if rule.extension_per_child_months is not None else facts


def _extensions(rule: Any) -> Iterator[tuple[dict[str, Any], int, int, str]]:
    """Facts that move a limit, by how many days or months."""
    away = {"since": text(_BREAK), "until": text(_BREAK + timedelta(days=_BREAK_DAYS - 1))}
    for reason in OTHER_REASONS if rule.extended_by else ():
        yield {"career_breaks": [{"reason": reason, **away}]}, _BREAK_DAYS if reason in rule.extended_by else 0, 0, f"a break for {reason}"
    for children in (1, 2, 9) if rule.extension_per_child_months is not None else ():
        yield {"answers": {"children.count": children}}, 0, _capped(rule, children * rule.extension_per_child_months), f"{children} children"


def _age_unknown(rule: Age, limits: list[date], days: list[date]) -> Iterator[Boundary]:
    """Just too old, and what could put it off is not known."""
    upper = rule.max is not None or rule.under is not None
    if not limits:
        return
    born, longest = limits[0], rule.extension_max_months
    if upper and (longest is None or longest > 0) and not _old_enough(rule, born, days, 0, 0) and _old_enough(rule, born, days, 0, 1):
        for known, gap in ((rule.extended_by, "career_breaks"), (rule.extension_per_child_months is not None, "answers")):
            if known:
                facts = {key: value for key, value in _settled(rule).items() if key != gap}
                yield Boundary(f"just too old, {gap} not known", merged(facts, {"birth_date": text(born)}), Verdict.UNKNOWN)
