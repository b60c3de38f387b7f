"""Invented people, the same for the same seed: a table of a million in seconds, for tests and measurements.

Nobody here exists. Shares and dependences (nationality and residence, stage and degrees and posts, dates known by day, month or year,
facts left out) are made up to be plausible, and say nothing about any real population.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from profiles.partial_date import PartialDate
from profiles.records import Codes, Column, Records, Spans, coded
from profiles.researcher import (
    Application,
    Award,
    CareerBreak,
    Degree,
    Funding,
    Host,
    HostPerson,
    Months,
    Organisation,
    Partner,
    Position,
    Publication,
    Residence,
    StartRange,
    Stay,
)
from profiles.table import ANSWER, FACTS, ProfileTable
from profiles.vocabulary.countries import countries

Flags = NDArray[np.bool_]
Days = NDArray[np.int64]
_EPOCH = date(1970, 1, 1).toordinal()
_YEAR = 365.25
_COMMON = ("JP", "IN", "CN", "US", "DE", "GB", "FR", "KR", "TH", "PH", "VN", "ID", "TW", "BD", "IT", "ES", "CA", "AU", "EG", "NG", "KE", "ZA", "BR", "IR", "PK",
           "MY", "SG", "LK", "NP", "SE", "CH", "NL", "PL", "MM", "KH", "LA", "TR", "UA", "GH", "ET")
_FIELDS = ("quantum", "ai", "information", "health", "biotechnology", "materials", "energy", "ford:1.3", "ford:2.2", "ford:3.2", "ford:5.2", "ford:6.1")
_PROGRAMS = ("jsps-standard", "jsps-short-pe", "jsps-summer", "jsps-inv-short", "jsps-bridge", "msca-pf-european", "lotus", "an-unlisted-award")
_FUNDERS = ("DFG", "NSF", "DST", "UKRI", "ANR", "JST")
_POSTS = (("doctoral_student", "master_student", "undergraduate"), ("postdoc", "assistant_professor", "researcher", "industry_researcher"),
          ("lecturer", "associate_professor", "senior_researcher"), ("professor", "research_leader"))
_KINDS = ("university", "national_research_institute", "company", "public_institute", "hospital", "government")
_LANGUAGES: tuple[dict[str, str], ...] = ({"en": "native"}, {"en": "C1"}, {"en": "C1", "ja": "N4"}, {"en": "B2"}, {"en": "B2", "ja": "N1"}, {"ja": "native", "en": "B1"}, {})


class _Draws:
    """Random columns around a day."""

    def __init__(self, seed: int, day: date) -> None:
        self.random, self.today = np.random.default_rng(seed), day.toordinal()
        self.countries = (*_COMMON, *(code for code in sorted(countries()) if code not in _COMMON))

    def chance(self, share: float, size: int) -> Flags:
        """True for about this share."""
        return self.random.random(size) < share

    def pick(self, choices: Sequence[Any], size: int, unknown: float = 0.0, skew: float = 0.0) -> Column:
        """One of the choices, the first ones more often where ``skew`` is above 0; ``None`` for a share."""
        weights = np.arange(1, len(choices) + 1, dtype=float) ** -skew
        codes = np.searchsorted(np.cumsum(weights / weights.sum())[:-1], self.random.random(size)) + 1
        return Column(np.where(self.chance(unknown, size), 0, codes).astype(np.int32), (None, *choices))

    def country(self, size: int, unknown: float = 0.0) -> Column:
        """A country: forty common ones, and now and then any other."""
        return self.pick(self.countries, size, unknown, skew=0.9)

    def spans(self, days: Days, unknown: float | Flags = 0.0) -> Spans:
        """Dates known by day (60 %), month (25 %) or year (15 %)."""
        exact = (days - _EPOCH).astype("M8[D]")
        month, year = exact.astype("M8[M]"), exact.astype("M8[Y]")
        how = np.searchsorted([0.6, 0.85], self.random.random(len(days)))
        first = np.choose(how, [_numbers(exact), _numbers(month), _numbers(year)])
        last = np.choose(how, [_numbers(exact), _numbers(month + 1) - 1, _numbers(year + 1) - 1])
        gone = self.chance(unknown, len(days)) if isinstance(unknown, float) else unknown
        return Spans(np.where(gone, 0, first).astype(np.int32), np.where(gone, 0, last).astype(np.int32))

    def years_ago(self, low: float, high: float, size: int) -> Days:
        """Days between so many years before today and so many."""
        return self.today - (self.random.uniform(low, high, size) * _YEAR).astype(np.int64)

    def periods(self, oldest: float, longest: float, size: int, going_on: float) -> dict[str, Column | Spans]:
        """``since`` and ``until`` of periods of up to so many days; a share goes on."""
        since = self.years_ago(0, oldest, size)
        until = since + self.random.integers(3, int(longest), size)
        return {"since": self.spans(since, 0.04), "until": self.spans(until, self.chance(going_on, size))}

    def owners(self, size: int, unknown: float, none: float, most: int) -> tuple[Flags, Codes]:
        """Whose lists are known, and the owner of each item: none for a share of the people, else one to ``most``."""
        known = ~self.chance(unknown, size)
        counts = np.where(known & ~self.chance(none, size), self.random.integers(1, most + 1, size), 0)
        return known, np.repeat(np.arange(size, dtype=np.int32), counts)


def invented_table(size: int, seed: int = 1, day: date = date(2026, 11, 24), questions: Sequence[str] = ()) -> ProfileTable:
    """``size`` invented people as they may be on ``day``.

    Args:
        questions: Keys of ``answers`` that a part of them has answered with yes or no.
    """
    draw = _Draws(seed, day)
    stage = np.searchsorted([0.3, 0.65, 0.85], draw.random.random(size))
    age = draw.random.uniform(np.array([20, 26, 33, 40])[stage], np.array([32, 42, 52, 72])[stage])
    born = draw.today - (age * _YEAR).astype(np.int64)
    home = draw.country(size)
    elsewhere = np.where(draw.chance(0.5, size), home.values.index("JP"), draw.country(size).codes)
    lives = Column(np.where(draw.chance(0.72, size), home.codes, elsewhere).astype(np.int32), home.values)
    institution = draw.chance(0.02, size)
    columns = {
        **_identity(draw, home, lives), "birth_date": coded(draw.spans(born, 0.25)), "degrees": _each(_degrees(draw, stage, born, home)),
        "positions": _each(_positions(draw, stage, lives)), **_history(draw, size), **_arrangements(draw, size), **_goals(draw, size),
        **{ANSWER + key: draw.pick((True, False), size, 0.6) for key in questions}, "answers.children.count": draw.pick((0, 1, 2, 3), size, 0.6, 0.8),
        "type": Column(institution.astype(np.int32), ("researcher", "institution")), "organisation": _organisations(draw, institution),
    }
    nothing = Column(np.zeros(size, np.int32), (None,))
    return ProfileTable(size, {name: columns.get(name, nothing) for name in (*FACTS, *columns)})


def _identity(draw: _Draws, home: Column, lives: Column) -> dict[str, Column]:
    size = len(home)
    second = np.where(draw.chance(0.05, size), draw.country(size).codes, 0)
    keys, codes = np.unique(np.where(draw.chance(0.03, size), 0, home.codes.astype(np.int64) * 1000 + second), return_inverse=True)
    held = [None if key == 0 else tuple(dict.fromkeys(home.values[code] for code in divmod(key, 1000) if code)) for key in keys.tolist()]
    known = ~draw.chance(0.05, size)
    owners = np.flatnonzero(known).astype(np.int32)
    residence = _records(Residence, known, owners, {
        "country": Column(lives.codes[owners], lives.values), "permanent": draw.pick((True, False), len(owners), 0.4),
        "since": draw.spans(draw.years_ago(0, 20, len(owners)), 0.4)}, single=True)
    right = draw.country(size)
    listed = np.where(draw.chance(0.1, size), right.codes + 1, draw.random.integers(0, 2, size)).astype(np.int32)
    fields = [*((code,) for code in _FIELDS), ("quantum", "materials"), ("ai", "health")]
    return {"nationalities": Column(codes.astype(np.int32), held), "residence": _each(residence),
            "permanent_residence": Column(listed, (None, (), *((code,) for code in right.values[1:]))),
            "languages": draw.pick(_LANGUAGES, size, 0.3), "fields": draw.pick(fields, size, 0.05)}


def _degrees(draw: _Draws, stage: NDArray[np.int64], born: Days, home: Column) -> Records:
    size = len(stage)
    known, student = ~draw.chance(0.08, size), stage == 0
    doctoral = student & draw.chance(0.65, size)
    held = (draw.chance(0.5, size), draw.chance(0.45, size) & (~student | doctoral), ~student & draw.chance(0.93, size), draw.chance(0.06, size),
            doctoral, student & ~doctoral)  # bachelor, master, phd, md; enrolled for a doctorate, for a master's degree
    chosen = [np.flatnonzero(flags & known) for flags in held]
    owners, role = np.concatenate(chosen).astype(np.int32), np.repeat(np.arange(len(held)), [len(rows) for rows in chosen])
    count, enrolled = len(owners), role >= 4
    awarded = born[owners] + (np.array([22, 24, 29, 26, 0, 0])[role] * _YEAR).astype(np.int64) + draw.random.integers(-300, 900, count)
    awarded = np.minimum(awarded, draw.today - draw.random.integers(0, 400, count))
    return _records(Degree, known, owners, {
        "level": Column(np.array([1, 2, 3, 4, 3, 2], np.int32)[role], (None, "bachelor", "master", "phd", "md")),
        "awarded": draw.spans(awarded, enrolled | draw.chance(0.06, count)), "defended": draw.spans(awarded - 60, enrolled | draw.chance(0.8, count)),
        "expected": draw.spans(draw.today + draw.random.integers(-60, 1300, count), ~enrolled | draw.chance(0.05, count)),
        "country": Column(np.where(draw.chance(0.7, count), home.codes[owners], draw.country(count, 0.08).codes).astype(np.int32), home.values)})


def _positions(draw: _Draws, stage: NDArray[np.int64], lives: Column) -> Records:
    size = len(stage)
    known = ~draw.chance(0.08, size)
    counts = np.where(known & ~draw.chance(0.06, size), np.searchsorted([0.35, 0.75], draw.random.random(size)) + 1, 0)
    owners = np.repeat(np.arange(size, dtype=np.int32), counts)
    count, place = len(owners), np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)  # 0 is the present post
    first = np.cumsum([0, *(len(group) for group in _POSTS)])
    level = np.maximum(stage[owners] - (place > 0) * draw.random.integers(0, 2, count), 0)
    kind = first[level] + (draw.random.random(count) * np.diff(first)[level]).astype(np.int64) + 1
    since = draw.today - ((draw.random.uniform(0, 5, count) + 4.0 * place) * _YEAR).astype(np.int64)
    country = np.where((place == 0) & draw.chance(0.9, count), lives.codes[owners], draw.country(count, 0.05).codes)
    return _records(Position, known, owners, {
        "kind": Column(np.where(draw.chance(0.04, count), 0, kind).astype(np.int32), (None, *(kind for group in _POSTS for kind in group))),
        "organisation_kind": draw.pick(_KINDS, count, 0.08, 1.6), "country": Column(country.astype(np.int32), lives.values),
        "since": draw.spans(since, 0.05), "until": draw.spans(since + draw.random.integers(300, 1600, count), (place == 0) & draw.chance(0.9, count)),
        "full_time": draw.pick((True, False), count, 0.3, 2.0), "tenure": draw.pick((False, True), count, 0.4, 1.0)})


def _history(draw: _Draws, size: int) -> dict[str, Column]:
    stays, breaks, awards, filed, funded, papers = (
        draw.owners(size, unknown, none, most) for unknown, none, most in
        ((0.4, 0.5, 2), (0.6, 0.75, 2), (0.5, 0.8, 2), (0.7, 0.8, 1), (0.7, 0.5, 2), (0.3, 0.2, 4)))
    made = (
        _records(Stay, *stays, {"country": draw.country(len(stays[1]), 0.02), "purpose": draw.pick(("research", "study", "conference", "visit"), len(stays[1]), 0.1, 0.5),
                                **draw.periods(10, 700, len(stays[1]), 0.05)}),
        _records(CareerBreak, *breaks, {"reason": draw.pick(("parental_leave", "childcare", "illness", "military_service"), len(breaks[1]), 0.05, 1.0),
                                        **draw.periods(10, 500, len(breaks[1]), 0.05)}),
        _records(Award, *awards, {"program": draw.pick(_PROGRAMS, len(awards[1]), 0.03), **draw.periods(8, 900, len(awards[1]), 0.1)}),
        _records(Application, *filed, {"program": draw.pick(_PROGRAMS, len(filed[1])), "on": draw.spans(draw.years_ago(0, 4, len(filed[1])), 0.1),
                                       "outcome": draw.pick(("rejected", "pending", "awarded"), len(filed[1]), 0.1), "score": draw.pick((65.0, 78.5, 86.0), len(filed[1]), 0.5)}),
        _records(Funding, *funded, {"funder": draw.pick(_FUNDERS, len(funded[1]), 0.05), "country": draw.country(len(funded[1]), 0.1),
                                    **draw.periods(6, 1800, len(funded[1]), 0.2)}),
        _records(Publication, *papers, {"year": draw.pick(tuple(range(2026, 2010, -1)), len(papers[1]), 0.05, 0.7),
                                        "authors_position": draw.pick(("first", "middle", "last", "corresponding", "sole"), len(papers[1]), 0.3, 0.5)}),
    )
    return dict(zip(("stays", "career_breaks", "awards", "applications", "funding", "publications"), map(_each, made), strict=True))


def _arrangements(draw: _Draws, size: int) -> dict[str, Column]:
    known = draw.chance(0.35, size)
    owners = np.flatnonzero(known).astype(np.int32)
    people = [HostPerson(kind, former) for kind in (None, "professor", "associate_professor", "assistant_professor") for former in (None, False, True)]
    japan = np.where(draw.chance(0.8, len(owners)), 1, draw.country(len(owners), 0.05).codes).astype(np.int32)
    host = _records(Host, known, owners, {
        "organisation": draw.pick(tuple(f"Institute {number:03}" for number in range(200)), len(owners), 0.1, 0.7), "organisation_kind": draw.pick(_KINDS, len(owners), 0.1, 1.5),
        "country": Column(japan, (None, *draw.countries)), "accepted": draw.pick((True, False), len(owners), 0.4, 0.5),
        "person": draw.pick(people, len(owners), 0.5)}, single=True)
    team, members = draw.owners(size, 0.75, 0.2, 3)
    partners = _records(Partner, team, members, {
        "country": draw.country(len(members), 0.03), "organisation_kind": draw.pick(_KINDS, len(members), 0.1, 1.5),
        "funded_by": draw.pick(_FUNDERS, len(members), 0.6), "role": draw.pick(("lead", "partner", "member"), len(members), 0.2)})
    return {"arrangements.host": _each(host), "arrangements.partners": _each(partners), "arrangements.nominated_by": draw.pick(("a national body",), size, 0.96)}


def _goals(draw: _Draws, size: int) -> dict[str, Column]:
    quarters = [date(2026 + number // 4, 1 + 3 * (number % 4), 1) for number in range(12)]
    starts = [StartRange(PartialDate.exactly(first), PartialDate.exactly(last) if last else None) for first in quarters for last in (None, *quarters) if last is None or last > first]
    return {"goals.start": draw.pick(starts, size, 0.6), "goals.countries": draw.pick((("JP",), ("JP", "DE"), ("DE",), ("US",), ()), size, 0.3, 1.0),
            "goals.duration_months": draw.pick([Months(low, high) for low in (None, 1, 6) for high in (3, 12, 24)], size, 0.4),
            "goals.activities": draw.pick((("fellowship",), ("joint_research",), ("fellowship", "exchange_visit")), size, 0.4)}


def _organisations(draw: _Draws, institution: Flags) -> Column:
    kinds = [Organisation(None, kind, country, designations) for kind in (None, *_KINDS) for country in ("JP", "DE", None) for designations in (None, (), ("kakenhi_eligible",))]
    drawn = draw.pick(kinds, len(institution))
    return Column(np.where(institution, drawn.codes, 0).astype(np.int32), drawn.values)


def _each(rows: Sequence[Any]) -> Column:
    """A value of its own for every person."""
    return Column(np.arange(len(rows), dtype=np.int32), rows)


def _records(make: type[Any], known: Flags, owners: Codes, parts: dict[str, Column | Spans], single: bool = False) -> Records:
    """Items in the order of their owners; parts that are not given are unknown."""
    order = np.argsort(owners, kind="stable")
    starts = np.zeros(len(known) + 1, np.int32)
    np.cumsum(np.bincount(owners, minlength=len(known)), out=starts[1:])
    nothing = Column(np.zeros(len(owners), np.int32), (None,))
    return Records(make, known, starts, {name: parts.get(name, nothing).take(order) for name in make.__dataclass_fields__}, single)


def _numbers(days: NDArray[Any]) -> Days:
    return days.astype("M8[D]").astype(np.int64) + _EPOCH
