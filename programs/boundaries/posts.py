"""Boundary cases of posts, affiliation, experience and career stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from profiles.facts import stage_of_post
from profiles.vocabulary.terms import values
from programs.boundaries.setting import Boundary, Setting, around, merged, met, months_later, text
from programs.criteria.affiliation import Affiliation
from programs.criteria.career import CareerStage
from programs.criteria.experience import Experience
from programs.criteria.position import Position
from programs.logic import Verdict

_SINCE = "2015-01-07"


def position(rule: Position, setting: Setting) -> Iterator[Boundary]:
    """One part of a fitting post changed at a time: kind, country, organisation, hours, term; held before, now or later."""
    place = setting.good_place(rule.within, rule.not_in)
    if place is None:
        return
    extra = place.facts if rule.within or rule.not_in else {}
    good = {"kind": rule.kinds[0] if rule.kinds else "postdoc", "country": place.code, "organisation_kind": (rule.organisation_kinds or ("university",))[0],
            "organisation": (rule.organisations or ("Example University",))[0].replace("*", "One"), "full_time": rule.full_time is not False, "tenure": rule.tenure is True, "since": _SINCE}

    def case(label: str, fits: bool | None, **change: Any) -> Boundary:
        verdict = Verdict.UNKNOWN if fits is None else met(fits is rule.held)
        return Boundary(label, merged(extra, {"positions": [{key: value for key, value in {**good, **change}.items() if value is not None}]}), verdict)

    yield case("a fitting post", True)
    yield Boundary("no post", merged(extra, {"positions": []}), met(not rule.held))
    for kind in values("position_kind"):
        yield case(f"as {kind}", not rule.kinds or kind in rule.kinds, kind=kind)
        if not rule.organisation_kinds:
            yield case(f"as {kind} at a company", not rule.kinds or kind in rule.kinds, kind=kind, organisation_kind="company")
    for kind in values("organisation_kind"):
        yield case(f"at a {kind}", not rule.organisation_kinds or kind in rule.organisation_kinds, organisation_kind=kind)
    for other in setting.placings(rule.within, rule.not_in) if rule.within or rule.not_in else []:
        changed = case(f"in {other.code}", other.fits, country=other.code)
        yield Boundary(changed.label, merged(other.facts, {"positions": changed.facts["positions"][-1:]}), changed.verdict)
    for value in (True, False):
        yield case(f"full time: {value}", rule.full_time in (None, value), full_time=value)
        yield case(f"tenured: {value}", rule.tenure in (None, value), tenure=value)
    for name in rule.organisations:
        yield case(f"at {name}", True, organisation=name.replace("*", "Two"))
    yield case("at another organisation", not rule.organisations, organisation="Somewhere Else")
    yield case("ended yesterday", rule.ever, until=text(setting.day - timedelta(days=1)))
    yield case("ends today", True, until=text(setting.day))
    yield case("begins tomorrow", False, since=text(setting.day + timedelta(days=1)))
    if rule.kinds:
        yield case("of an unknown kind", None, kind=None)


def affiliation(rule: Affiliation, setting: Setting) -> Iterator[Boundary]:
    """A post, or a course, in every country; at every kind of organisation."""
    none: dict[str, Any] = {"degrees": []}
    kind = (rule.organisation_kinds or ("university",))[0]
    for place in setting.placings(rule.within, rule.not_in):
        post = {"kind": "postdoc", "country": place.code, "organisation_kind": kind, "since": _SINCE}
        yield Boundary(f"a post in {place.code}", merged(none, place.facts, {"positions": [post]}), met(place.fits))
    place_in = setting.good_place(rule.within, rule.not_in)
    if place_in is None:
        return
    extra = merged(none, place_in.facts)
    for other in values("organisation_kind"):
        post = {"kind": "postdoc", "country": place_in.code, "organisation_kind": other, "since": _SINCE}
        yield Boundary(f"a post at a {other}", merged(extra, {"positions": [post]}), met(not rule.organisation_kinds or other in rule.organisation_kinds))
    course = {"level": "master", "expected": text(months_later(setting.day, 5)), "country": place_in.code}
    yield Boundary("a course there", merged(place_in.facts, {"positions": [], "degrees": [course]}), met(not rule.organisation_kinds or "university" in rule.organisation_kinds))
    yield Boundary("neither", merged(extra, {"positions": []}), Verdict.UNMET)


def experience(rule: Experience, setting: Setting) -> Iterator[Boundary]:
    """Posts begun around the day that makes the years full; of every kind, country, term."""
    years = rule.min_years if rule.min_years is not None else rule.under_years or 0
    least = rule.min_years is not None
    place = setting.good_place(rule.within)
    if place is None:
        return
    extra = place.facts if rule.within else {}
    good = {"kind": rule.kinds[0] if rule.kinds else "postdoc", "country": place.code, "full_time": rule.full_time is not False, "tenure": rule.tenure is True}

    def case(label: str, enough: bool, **change: Any) -> Boundary:
        return Boundary(label, merged(extra, {"positions": [{**good, **change}]}), met(enough is least))

    days = setting.references(rule.at)
    if days is None:
        return
    full = months_later(min(days), -round(12 * years))
    for since in around(full):
        if since.day <= 28:
            yield case(f"since {since}", all(months_later(since, round(12 * years)) <= day for day in days) if least
                       else any(months_later(since, round(12 * years)) <= day for day in days), since=text(since))
    long_ago = text(months_later(full, -24))
    for kind in values("position_kind"):
        yield case(f"as {kind}", not rule.kinds or kind in rule.kinds, kind=kind, since=long_ago)
    for value in (True, False):
        yield case(f"full time: {value}", rule.full_time in (None, value), full_time=value, since=long_ago)
        yield case(f"tenured: {value}", rule.tenure in (None, value), tenure=value, since=long_ago)
    for other in setting.placings(rule.within) if rule.within else []:
        found = case(f"in {other.code}", other.fits, country=other.code, since=long_ago)
        yield Boundary(found.label, merged(other.facts, {"positions": found.facts["positions"][-1:]}), found.verdict)
    yield case("ended long ago", not rule.continuous, since=text(months_later(full, -36)), until=text(months_later(setting.day, -12)))
    yield Boundary("no post", merged(extra, {"positions": []}), met(not least))


def career_stage(rule: CareerStage, setting: Setting) -> Iterator[Boundary]:
    """Posts of every kind that stands for a stage."""
    for kind in values("position_kind"):
        stage = stage_of_post(kind)
        if stage is not None:
            yield Boundary(f"as {kind}", {"positions": [{"kind": kind, "since": _SINCE}]}, met(stage in rule.within))
