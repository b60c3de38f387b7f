"""What boundary cases are made against: a day, a wished start, the calls of the programme; and small helpers to put people together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from profiles.vocabulary.countries import countries
from profiles.vocabulary.groups import is_group, members
from programs.criteria.places import OWN
from programs.logic import Verdict
from programs.program import Call

Facts = Mapping[str, Any]
ELSEWHERE, NEUTRAL, HOME = "AQ", "BV", "HM"  # codes that no rule names: for countries of a person's own that match, that do not, and to live in
_OWN_FACTS: Mapping[str, Any] = {
    "host": lambda code: {"goals": {"countries": [code]}}, "home": lambda code: {"nationalities": [code]}, "residence": lambda code: {"residence": {"country": code}},
    "phd_country": lambda code: {"degrees": [{"level": "phd", "awarded": "2015-06-15", "country": code}]},
    "degree_country": lambda code: {"degrees": [{"level": "bachelor", "awarded": "2009-06-15", "country": code}]},
}


@dataclass(frozen=True, slots=True)
class Boundary:
    """A person at a boundary, and the verdict that is right for them."""

    label: str
    facts: Facts
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Placing:
    """A country, the facts that settle the countries of the person's own, and whether the country lies where the rule wants it."""

    code: str
    facts: Facts
    fits: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """The day asked, the day on which the stay or project starts, and the calls."""

    day: date
    start: date
    calls: tuple[Call, ...] = ()

    @classmethod
    def of(cls, day: date, start: date, calls: Sequence[Call]) -> Setting:
        """With a call whose deadline is known and ahead, where the programme has none."""
        ahead = any(call.closes is not None and call.closes >= day for call in calls)
        return cls(day, start, tuple(calls) if ahead else (*calls, Call("case", closes=day + timedelta(days=100))))

    def reference(self, name: str) -> date | None:
        """The day of a reference; None where it is not settled."""
        if name == "application":
            return self.day
        if name == "deadline":
            return min((call.closes for call in self.calls if call.closes and call.closes >= self.day), default=None)
        if name == "start":
            return self.start
        if name == "fiscal_year":
            return date(self.start.year if self.start.month >= 4 else self.start.year - 1, 4, 1)
        if name == "calendar_year":
            return date(self.start.year, 1, 1)
        if len(name) == 5:
            month, day = int(name[:2]), int(name[3:])
            this = date(self.day.year, month, day)
            return this if this >= self.day else date(self.day.year + 1, month, day)
        return date.fromisoformat(name)

    def references(self, names: Sequence[str]) -> list[date] | None:
        """The days of several references; None where one of them is not settled."""
        days = [self.reference(name) for name in names]
        return None if None in days else [day for day in days if day is not None]

    def placings(self, within: Sequence[str], not_in: Sequence[str] = (), every: bool = True) -> list[Placing]:
        """Countries in and outside the lists: every country there is (or, without ``every``, one inside and one outside), and each own country."""
        own = dict.fromkeys(token for token in (*within, *not_in) if token in OWN)
        lists = [self.codes(tokens) for tokens in (within, not_in)]
        neutral = merged(*(_OWN_FACTS[token](NEUTRAL) for token in own))

        def placed(code: str, named: str | None) -> bool:
            inside = not within or code in lists[0] or named in within
            return inside and not (code in lists[1] or (named is not None and named in not_in))

        found = [Placing(code, neutral, placed(code, None)) for code in countries() if code not in (NEUTRAL, ELSEWHERE, HOME)]
        if not every:
            found = [place for fits in (True, False) for place in found if place.fits is fits][:1] + [place for place in found if not place.fits][:1]
        found += [Placing(ELSEWHERE, merged(neutral, _OWN_FACTS[token](ELSEWHERE)), placed(ELSEWHERE, token)) for token in own]
        return found

    def good_place(self, within: Sequence[str], not_in: Sequence[str] = ()) -> Placing | None:
        """One country where the rule wants it."""
        return next((place for place in self.placings(within, not_in) if place.fits), None)

    def codes(self, tokens: Sequence[str]) -> frozenset[str]:
        """The codes of a list on the day, without countries of the person's own."""
        return frozenset(code for token in tokens if token not in OWN for code in (members(token, self.day) if is_group(token) else (token,)))

    @property
    def base(self) -> Facts:
        """What every case states: the day of the start."""
        return {"goals": {"start": {"from": self.start.isoformat(), "until": self.start.isoformat()}}}


def merged(*parts: Facts, adding: bool = True) -> dict[str, Any]:
    """Facts put together: mappings merge, degrees and posts add up (unless told otherwise), later values win."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            old = whole.get(key)
            if isinstance(old, Mapping) and isinstance(value, Mapping):
                whole[key] = merged(old, value, adding=adding)
            elif adding and key in ("degrees", "positions") and old and value:
                whole[key] = [*old, *value]
            elif old is None or value:
                whole[key] = value
    return whole


def met(fits: bool) -> Verdict:
    """Met or unmet."""
    return Verdict.MET if fits else Verdict.UNMET


def around(day: date) -> Iterator[date]:
    """A day with the day before and the day after."""
    for step in (-1, 0, 1):
        yield day + timedelta(days=step)


def months_later(day: date, months: int) -> date:
    """The same day some months on (the last day of a shorter month)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def text(day: date) -> str:
    """As a profile writes it."""
    return day.isoformat()
