"""What people may answer to a question: a few answers to each, with shares, so that what an answer decides can be tried before it is given.

The answers and their shares are made up to be plausible and say nothing about any real population; only the order of questions hangs on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from profiles import ResearcherProfile, parse_profile
from profiles.researcher import Goals

Shares = tuple[tuple[float, Any], ...]
_OPEN_ENDS = ("until", "defended", "expected")  # absent in an item that is otherwise known, they say something


@dataclass(frozen=True, slots=True)
class Supposed:
    """A person with one more answer, and the share of people who would give it."""

    share: float
    person: ResearcherProfile


def supposed(person: ResearcherProfile, part: str, day: date) -> tuple[Supposed, ...]:
    """The person with each answer to the question for a part of the profile; what the profile says stays. Empty where nothing can be supposed."""
    if part.startswith("answers."):
        key = part.removeprefix("answers.")
        return tuple(Supposed(share, replace(person, answers=MappingProxyType({**person.answers, key: value}))) for share, value in _ANSWERS.get(key, ()))
    return tuple(Supposed(share, _with(person, part, donor)) for share, donor in _donors(part, day))


def answered_parts(day: date) -> tuple[str, ...]:
    """The parts of a profile of which answers can be supposed."""
    return tuple(_given(day))


@lru_cache(maxsize=256)
def _donors(part: str, day: date) -> tuple[tuple[float, ResearcherProfile], ...]:
    """Profiles that give nothing but an answer to the question for this part."""
    head, _, rest = part.partition(".")
    given = _given(day).get(part, ())
    return tuple((share / sum(one for one, _ in given), parse_profile({"id": "supposed", head: {rest: value} if rest else value})) for share, value in given)


def _with(person: ResearcherProfile, part: str, donor: ResearcherProfile) -> ResearcherProfile:
    head, _, rest = part.partition(".")
    if rest:
        return replace(person, goals=replace(person.goals or Goals(), **{rest: getattr(donor.goals, rest)}))
    own, other = getattr(person, head), getattr(donor, head)
    if isinstance(own, tuple) and isinstance(other, tuple) and other and not isinstance(other[0], str):
        value: Any = tuple(_filled(item, other[0]) for item in own)
    elif isinstance(own, Mapping):
        value = MappingProxyType({**other, **own})
    else:
        value = other if own is None else own if head != "residence" else _filled(own, other)
    return replace(person, **{head: value})


def _filled(item: Any, donor: Any) -> Any:
    """An item of a list (or a residence) with what it leaves out taken from another."""
    dated = any(getattr(item, name, None) is not None for name in ("awarded", *_OPEN_ENDS))
    gaps = [entry.name for entry in fields(item) if getattr(item, entry.name) is None and entry.name not in _OPEN_ENDS and not (entry.name == "awarded" and dated)]
    return replace(item, **{name: getattr(donor, name) for name in gaps})


def _ago(day: date, years: float) -> str:
    return str(date.fromordinal(day.toordinal() - round(years * 365.25)))


@lru_cache(maxsize=8)
def _given(day: date) -> Mapping[str, Shares]:
    """(share, value as a profile writes it) of the answers to each question."""
    def phd(years: float, country: str = "DE") -> dict[str, Any]:
        return {"level": "phd", "awarded": _ago(day, years), "country": country}

    def post(kind: str, years: float, country: str, **more: Any) -> dict[str, Any]:
        return {"kind": kind, "organisation_kind": "university", "country": country, "since": _ago(day, years), "full_time": True, "tenure": False, **more}
    master = {"level": "master", "awarded": _ago(day, 2), "country": "IN"}
    past = {"since": _ago(day, 3), "until": _ago(day, 2)}
    return {
        "nationalities": tuple((share, [code]) for share, code in (
            (4, "JP"), (2, "IN"), (2, "US"), (2, "DE"), (1, "GB"), (2, "TH"), (2, "BR"))),
        "residence": tuple((share, {"country": code, "since": _ago(day, years), "permanent": False}) for share, code, years in (
            (3, "JP", 20), (1.5, "JP", 2), (2, "IN", 25), (2, "US", 4), (4, "DE", 20), (3, "TH", 25))),
        "permanent_residence": ((8, []), (1, ["JP"]), (1, ["US"])),
        "birth_date": tuple((share, _ago(day, years)) for share, years in ((2, 25), (3, 31), (3, 36), (2, 42), (3, 52))),
        "languages": ((4, {"en": "C1", "ja": "N4"}), (2, {"en": "B2"}), (3, {"ja": "native", "en": "C1"})),
        "degrees": ((3, [master]), (3, [master, {"level": "phd", "expected": _ago(day, -1), "country": "IN"}]),
                    (4, [phd(2)]), (3, [phd(4, "JP")]), (2, [phd(7, "US")]), (2, [phd(11, "JP")]), (3, [phd(20, "JP")])),
        "positions": ((4, [post("doctoral_student", 1.5, "IN")]), (4, [post("postdoc", 1.5, "DE")]), (3, [post("assistant_professor", 4, "JP")]),
                      (3, [post("associate_professor", 6, "US", tenure=True)]), (4, [post("professor", 8, "JP", tenure=True)]),
                      (1, [post("researcher", 5, "JP", organisation_kind="company", tenure=True)])),
        "stays": ((5, []), (1, [{"country": "JP", **past, "purpose": "research"}]), (1, [{"country": "JP", "since": _ago(day, 5), "until": _ago(day, 4.8), "purpose": "visit"}]),
                  (1, [{"country": "US", **past, "purpose": "research"}])),
        "career_breaks": ((8, []), (1, [{"reason": "parental_leave", **past}])),
        "awards": ((9, []), (1, [{"program": "jsps-standard", **past}])),
        "applications": ((9, []), (1, [{"program": "msca-pf-european", "on": _ago(day, 1), "outcome": "rejected"}])),
        "funding": ((5, []), (2, [{"funder": "JSPS", "country": "JP", "since": _ago(day, 1), "until": _ago(day, -2)}]), (2, [{"funder": "DFG", "country": "DE", "since": _ago(day, 1), "until": _ago(day, -2)}])),
        "publications": ((1, []), (6, [{"year": day.year - 1, "authors_position": place} for place in ("first", "middle", "first", "last")])),
        "fields": ((1, ["ford:1.3"]), (1, ["ford:3.2"]), (1, ["ford:2.2"]), (1, ["ford:5.2"]), (1, ["ford:6.1"])),
        "goals.countries": ((4, ["JP"]), (1, ["US"]), (1, ["DE"])),
        "goals.duration_months": tuple((1, {"min": months, "max": months}) for months in (0.5, 2, 6, 12, 24)),
        "goals.start": tuple((1, {"from": _ago(day, -years), "until": _ago(day, -years - 0.2)}) for years in (0.3, 0.8, 1.3)),
    }


_ANSWERS: Mapping[str, Shares] = {
    "nationality.holds_japanese": ((0.3, True), (0.7, False)), "children.count": ((0.7, 0), (0.2, 1), (0.1, 2)),
}
