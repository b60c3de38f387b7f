"""Degrees held, expected or not held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Degree, ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    at_each,
    at_text,
    countries_text,
    country_faults,
    held_stretch,
    placed,
    reference_faults,
    truth,
    unknown,
    words,
)
from programs.logic import Change, Judgement, Missing, Text, Verdict, any_of, later, negation
from programs.phrases import levels_ja

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from profiles.records import Records
    from profiles.sets import Parts
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists


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
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("levels", "at", "expected", "held", "within", "not_in")
    levels: tuple[str, ...]
    at: tuple[str, ...] = ("application",)
    expected: bool = False
    held: bool = True
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        return country_faults((*self.within, *self.not_in)) + reference_faults(self.at)

    def requirement(self) -> Text:
        level, at = Text(words("degree_level", self.levels).en, levels_ja(self.levels)), at_text(self.at)
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
        return at_each(self.at, lambda reference: self._at(case, reference))

    def _at(self, case: Case, reference: str) -> Judgement:
        single = [self._one(case, degree, reference) for degree in case.person.degrees or () if degree.level is None or degree.level in self.levels]
        verdict = any_of([found.verdict for found in single])
        since = max((found.since for found in single), default=date.min)
        until = min((found.until for found in single), default=date.max)
        gaps = tuple(dict.fromkeys(gap for found in single for gap in found.missing))
        if not self.held:
            verdict = negation(verdict)
        change: Change = "wait" if self.held and single else "never"
        return Judgement(verdict, later(listed_degrees, case.person, self.levels), ("degrees",), gaps if verdict is Verdict.UNKNOWN else (), since, until, change)

    def _one(self, case: Case, degree: Degree, reference: str) -> Judgement:
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        place = placed(degree.country, within, not_in)
        since, until = held_stretch(within, not_in)
        awarded = awarded_span(degree)
        if place is False:
            return Judgement(Verdict.UNMET, since=since, until=until)
        moment = case.moment(reference)
        if awarded is None and degree.expected is not None:
            if not self.expected:
                return Judgement(Verdict.UNMET, change="wait", since=since, until=until)
            awarded = degree.expected
        if awarded is None:
            return unknown(fact(self.levels, "awarded"), since=since, until=until)
        found = case.reached(reference, awarded)
        verdict, since, until = truth(found.truth), max(since, found.since), min(until, found.until)
        gaps = (Missing(moment.missing if moment.missing and awarded.is_exact else fact(self.levels, "awarded")),) if found.truth is None else ()
        if verdict is Verdict.MET and (place is None or degree.level is None):
            open_facts = ["degrees[].level"] if degree.level is None else []
            open_facts += [fact(self.levels, "country")] if place is None and degree.country is None else []
            open_facts += [path for places in (within, not_in) if places and place is None for path in places.missing]
            return unknown(*open_facts, since=since, until=until)
        return Judgement(verdict, missing=gaps, since=since, until=until)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        return Folded("all", tuple(self._people_at(asking, reference) for reference in self.at))

    def _people_at(self, asking: PeopleAsking, reference: str) -> Verdicts:
        from programs.truths import reached, when

        placed = bool(self.within or self.not_in)
        degrees = degrees_of(asking, self.levels, ("country",) if placed else ())
        degrees = degrees.dated(reference)  # before the places, for many rules ask at the same date
        degrees = degrees.placed(self.within, self.not_in) if placed else degrees
        first, last = degrees.column("first day").codes, degrees.column("last day").codes
        awarded, expected = degrees.spans("award"), degrees.spans("expected")
        due = reached(first, last, expected) if self.expected else degrees.constant(False)
        held = when(awarded.known, reached(first, last, awarded), when(expected.known, due, degrees.constant(None)))
        return degrees.judged(degrees.any_of([held, degrees.truths("levelled"), *([degrees.truths("placed")] if placed else [])]), self.held)


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


def degrees_of(asking: PeopleAsking, levels: tuple[str, ...] | None, parts: tuple[str, ...] = (), anchor: str = "awarded") -> Lists:
    """Degrees that are or may be of these levels (or of any): ``award`` as ``awarded_span``, ``expected``, and the truth ``levelled``."""
    def dated(records: Records) -> tuple[Parts, NDArray[bool_]]:
        from programs.truths import open_unless, truth_column

        first, second = (records.spans(name) for name in (("defended", "awarded") if anchor == "defended" else ("awarded", "defended")))
        level = records.column("level")
        return {"award": first.filled(second), "levelled": truth_column(open_unless(~level.among((None,))))}, level.among(level.values if levels is None else (None, *levels))

    return asking.reduced("degrees", (*(("level",) if levels is None else ()), "expected", *parts), ("dated", levels, anchor), dated)


def courses_of(asking: PeopleAsking, levels: tuple[str, ...] | None = None) -> Lists:
    """Degrees not awarded, that are or may be of these levels (or of any): the truths ``dated`` (an end is expected) and ``levelled``."""
    def running(records: Records) -> tuple[Parts, NDArray[bool_]]:
        from programs.truths import open_unless, truth_column

        level = records.column("level")
        pending = ~(records.spans("awarded").known | records.spans("defended").known)
        return ({"dated": truth_column(open_unless(records.spans("expected").known)), "levelled": truth_column(open_unless(~level.among((None,))))},
                pending if levels is None else pending & level.among((None, *levels)))

    return asking.reduced("degrees", ("country", "expected"), ("running", levels), running)
