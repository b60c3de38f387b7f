"""Degrees held, expected or not held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Degree, ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    at_text,
    countries_on,
    countries_text,
    country_faults,
    truth,
    unknown,
    words,
)
from programs.dates import reached
from programs.logic import Judgement, Missing, Text, Verdict, any_of


def fact(levels: tuple[str, ...], part: str) -> str:
    """The profile path of a part of a degree, as the contract spells it (``degrees[phd].awarded``)."""
    return f"degrees[{levels[0]}].{part}"


def awarded_span(degree: Degree, anchor: str = "awarded") -> PartialDate | None:
    """The date that starts a clock; the award stands for the defence and the reverse where one is absent."""
    first, second = (degree.defended, degree.awarded) if anchor == "defended" else (degree.awarded, degree.defended)
    return first or second


def of_level(person: ResearcherProfile, levels: tuple[str, ...]) -> list[Degree]:
    """The degrees of these levels that the profile lists."""
    return [degree for degree in person.degrees or () if degree.level in levels]


@dataclass(frozen=True, slots=True)
class DegreeHeld(Criterion):
    """Holds a degree of a level at a reference date; ``expected`` lets one count that is due by then."""

    KIND: ClassVar[str] = "degree"
    levels: tuple[str, ...]
    at: str = "application"
    expected: bool = False
    held: bool = True
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        level, at = words("degree_level", self.levels), at_text(self.at)
        if not self.held:
            return Text(f"no {level.en} {at.en}", f"{at.ja}で{level.ja}の学位を取得していないこと")
        where = countries_text(self.within or self.not_in)
        place_en = f" from {'' if self.within else 'outside '}{where.en}" if where.en else ""
        place_ja = f"（{where.ja}{'' if self.within else '以外'}の大学等）" if where.ja else ""
        due_en, due_ja = (" (or due by then)", "（取得見込みを含む）") if self.expected else ("", "")
        return Text(f"{level.en}{place_en} held {at.en}{due_en}", f"{at.ja}で{level.ja}の学位{place_ja}を取得していること{due_ja}")

    def judge(self, case: Case) -> Judgement:
        if case.person.degrees is None:
            return unknown(fact(self.levels, "awarded"), seen=("degrees",))
        single = [self._one(case, degree) for degree in of_level(case.person, self.levels)]
        single = [found for found in single if found is not None]
        verdict = any_of([found.verdict for found in single])
        since = max((found.since for found in single), default=date.min)
        until = min((found.until for found in single), default=date.max)
        value = listed_degrees(case.person, self.levels)
        gaps = tuple(gap for found in single for gap in found.missing)
        if not self.held:
            verdict = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)
        change = "never" if not self.held else "wait" if single else "never"
        return Judgement(verdict, value, ("degrees",), gaps if verdict is Verdict.UNKNOWN else (), since, until, change)  # type: ignore[arg-type]

    def _one(self, case: Case, degree: Degree) -> Judgement:
        place = self._place(case, degree)
        awarded = awarded_span(degree)
        if place is False:
            return Judgement(Verdict.UNMET)
        moment = case.moment(self.at)
        if awarded is None and degree.expected is not None:
            if not self.expected:
                return Judgement(Verdict.UNMET, change="wait")
            awarded = degree.expected
        if awarded is None:
            return unknown(fact(self.levels, "awarded"))
        found = reached(moment, case.day, awarded)
        verdict = truth(found.truth)
        gaps = (Missing(moment.missing or fact(self.levels, "awarded")),) if found.truth is None else ()
        if verdict is Verdict.MET and place is None:
            return Judgement(Verdict.UNKNOWN, missing=(Missing(fact(self.levels, "country")),), since=found.since, until=found.until)
        return Judgement(verdict, missing=gaps, since=found.since, until=found.until)

    def _place(self, case: Case, degree: Degree) -> bool | None:
        if not self.within and not self.not_in:
            return True
        if degree.country is None:
            return None
        if self.within:
            return degree.country in countries_on(self.within, case.day)
        return degree.country not in countries_on(self.not_in, case.day)


def listed_degrees(person: ResearcherProfile, levels: tuple[str, ...]) -> Text:
    """The person's own degrees of these levels, in words."""
    en, ja = [], []
    for degree in of_level(person, levels):
        level = words("degree_level", (degree.level or "",))
        awarded = awarded_span(degree)
        if awarded:
            en.append(f"{level.en} awarded {awarded}")
            ja.append(f"{level.ja}（{awarded}取得）")
        elif degree.expected:
            en.append(f"{level.en} expected {degree.expected}")
            ja.append(f"{level.ja}（{degree.expected}取得見込み）")
    if not en:
        level = words("degree_level", levels)
        return Text(f"no {level.en} with a date", f"{level.ja}の取得日の記載なし")
    return Text(", ".join(en), "、".join(ja))
