"""Facts with their sources: where two disagree nobody knows the fact, and what has expired is not known any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from profiles.researcher import FactSource, ResearcherProfile

_OWN = "profile"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that counts as unknown on a day.

    Attributes:
        fact: The profile path.
        readings: (source, value) of everybody who says something, where they disagree; empty where the fact has expired.
        expired: The last day on which it could be relied on, where that is past.
    """

    fact: str
    readings: tuple[tuple[str, Any], ...] = ()
    expired: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What may be relied on, on a day.

    Attributes:
        profile: The profile without what is in doubt.
        since, until: The days around the day asked on which the same is known.
    """

    profile: ResearcherProfile
    doubts: tuple[Doubt, ...] = ()
    since: date = date.min
    until: date = date.max


def known_on(profile: ResearcherProfile, day: date) -> Known:
    """The facts that may be relied on, on a day.

    A source says what the profile says where it has no value of its own. Values count until their source expires (what the profile states
    itself, until the last of its sources does); if those that count differ, or none is left, the fact is unknown.
    """
    if not profile.sources:
        return Known(profile)
    since, until = date.min, date.max
    for entry in profile.sources:
        last = entry.expires.earliest if entry.expires else date.max
        since, until = (since, min(until, last)) if day <= last else (max(since, last + timedelta(days=1)), until)
    doubts = [doubt for fact in dict.fromkeys(entry.fact for entry in profile.sources) if (doubt := _doubt(profile, fact, day)) is not None]
    return Known(_settled(profile, day, doubts), tuple(doubts), since, until)


def _readings(profile: ResearcherProfile, fact: str, day: date) -> tuple[tuple[str, Any], ...]:
    """(source, value) of each source of a fact that has not expired."""
    entries = [entry for entry in profile.sources if entry.fact == fact]
    own = _own(profile, fact)
    silent = [entry for entry in entries if entry.value is None]
    alive = [entry for entry in entries if not _expired(entry, day)]
    said = [(entry.source, own if entry.value is None else entry.value) for entry in alive]
    if own is not None and not silent:
        said.insert(0, (_OWN, own))  # the profile says so itself, without a source that could expire
    return tuple((source, value) for source, value in said if value is not None)


def _doubt(profile: ResearcherProfile, fact: str, day: date) -> Doubt | None:
    said = _readings(profile, fact, day)
    if not said:
        past = [entry.expires.earliest for entry in profile.sources if entry.fact == fact and entry.expires and _expired(entry, day)]
        return Doubt(fact, expired=max(past)) if past else None
    return Doubt(fact, said) if any(value != said[0][1] for _, value in said) else None


def _settled(profile: ResearcherProfile, day: date, doubts: list[Doubt]) -> ResearcherProfile:
    changes: dict[str, Any] = {}
    answers = dict(profile.answers)
    doubted = {doubt.fact for doubt in doubts}
    for fact in dict.fromkeys(entry.fact for entry in profile.sources):
        said = _readings(profile, fact, day)
        value = None if fact in doubted or not said else said[0][1]
        key = fact.removeprefix("answers.")
        if key == fact:
            changes[fact] = value
        elif value is None:
            answers.pop(key, None)
        else:
            answers[key] = value
    return replace(profile, **changes, answers=MappingProxyType(answers))


def _own(profile: ResearcherProfile, fact: str) -> Any:
    key = fact.removeprefix("answers.")
    return getattr(profile, fact) if key == fact else profile.answers.get(key)


def _expired(entry: FactSource, day: date) -> bool:
    """Where only a month or year is known, the first day on which it may have expired counts: doubt is not certainty."""
    return entry.expires is not None and day > entry.expires.earliest
