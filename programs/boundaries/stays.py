"""Boundary cases of days spent in countries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from profiles.vocabulary.terms import values
from programs.boundaries.setting import HOME, Boundary, Facts, Setting, merged, met, months_later, text
from programs.criteria.mobility import Stay

_LONGEST = 3000  # days; a limit above it is not reached by a stay that a case would state


def stay(rule: Stay, setting: Setting) -> Iterator[Boundary]:
    """As many days as the limit and one more or less; in every country; before the time looked back on; for every purpose; in two pieces."""
    days = setting.references(rule.before)
    place = setting.good_place(rule.within)
    limit = rule.max_days if rule.max_days is not None else rule.min_days or 0
    if days is None or len(days) != 1 or place is None or limit > _LONGEST:
        return
    most = rule.max_days is not None
    last = min(days[0] - timedelta(days=1), setting.day)
    counting = next((purpose for purpose in values("stay_purpose") if purpose not in rule.not_counting), "research")
    home = merged(place.facts, {"residence": {"country": HOME}} if "residence" not in place.facts else {})
    over, under = (limit + 1, limit) if most else (limit, limit - 1)
    window = (last - months_later(days[0], -rule.last_months)).days + 1 if rule.last_months is not None else _LONGEST
    if over > window:
        return
    for count, fits in ((under, True), (over, False)) if most else ((under, False), (over, True)):
        yield Boundary(f"{count} days", merged(home, _stays(place.code, [(last, count)], counting)), met(fits))
    yield Boundary("no stay", merged(home, {"stays": []}), met(most))
    for other in setting.placings(rule.within):
        facts = merged(other.facts, {"residence": {"country": HOME}} if "residence" not in other.facts else {})
        yield Boundary(f"{over} days in {other.code}", merged(facts, _stays(other.code, [(last, over)], counting)), met(other.fits is not most))
    for purpose in values("stay_purpose"):
        counted = purpose not in rule.not_counting
        yield Boundary(f"{over} days for {purpose}", merged(home, _stays(place.code, [(last, over)], purpose)), met(counted is not most))
    if rule.last_months is not None:
        before = months_later(days[0], -rule.last_months) - timedelta(days=1)
        yield Boundary("all of it before the time that counts", merged(home, _stays(place.code, [(before, over)], counting)), met(most))
        if not rule.in_a_row:
            yield Boundary("one day of it too early", merged(home, _stays(place.code, [(before + timedelta(days=over - 1), over)], counting)), met(most)) if before + timedelta(days=over - 1) <= last else (
                Boundary("no stay", merged(home, {"stays": []}), met(most)))
    half = over // 2
    if half and half < over and 2 * over + 10 < window:
        pieces = [(last, over - half), (last - timedelta(days=over + 5), half)]
        yield Boundary("in two pieces", merged(home, _stays(place.code, pieces, counting)), met((not rule.in_a_row) is not most))


def _stays(code: str, pieces: list[tuple[date, int]], purpose: str) -> Facts:
    """Stays that end on a day and last some days; none for no day."""
    return {"stays": [{"country": code, "since": text(last - timedelta(days=count - 1)), "until": text(last), "purpose": purpose} for last, count in pieces if count > 0]}
