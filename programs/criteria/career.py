"""Career stage on the day asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.facts import career_stage, stage_of_post
from profiles.researcher import ResearcherProfile
from profiles.vocabulary.terms import values
from programs.criteria.base import Case, Criterion, in_force, truth, unknown, unknown_words, words
from programs.criteria.degree import awarded_span
from programs.criteria.position import post_stretch
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Text, later

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

STAGES = values("career_stage")


@dataclass(frozen=True, slots=True)
class CareerStage(Criterion):
    """Is at one of some career stages on the day asked (student, early, mid, senior)."""

    KIND: ClassVar[str] = "career_stage"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within",)
    within: tuple[str, ...]

    def faults(self) -> list[str]:
        return unknown_words("career_stage", self.within, "in")

    def requirement(self) -> Text:
        stage = words("career_stage", self.within)
        return Text(f"career stage: {stage.en}", f"キャリア段階：{stage.ja}")

    def judge(self, case: Case) -> Judgement:
        since, until = _stage_stretch(case.person, case.day)
        possible = possible_stages(case.person, case.day)
        inside = possible & set(self.within)
        if not inside or inside == possible:
            shown = later(words, "career_stage", [stage for stage in STAGES if stage in possible])
            return Judgement(truth(bool(inside)), shown, ("positions", "degrees"), since=since, until=until, change="never")
        missing = [name for name, stated in (("positions", case.person.positions), ("degrees", case.person.degrees)) if stated is None]
        return unknown(*(missing or ["positions", "degrees"]), since=since, until=until)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.careers import possible_stages as stages_of_people
        from programs.judged import Judged
        from programs.truths import FALSE, OPEN, TRUE, when

        codes, possible = stages_of_people(asking)
        inside = possible & sum(1 << STAGES.index(stage) for stage in set(self.within))
        return Judged(codes, when(inside == 0, FALSE, when(inside == possible, TRUE, OPEN)))


def possible_stages(person: ResearcherProfile, day: date) -> frozenset[str]:
    """The stages at which the person may be: the highest post held decides, and without one the degrees."""
    everything = frozenset(STAGES)
    if person.positions is None:
        return everything
    current = [(stage_of_post(post.kind), post.kind is None, in_force(post.since, post.until, day)) for post in person.positions]
    sure = [STAGES.index(stage) for stage, _, on in current if on is True and stage]
    lowest = max(sure, default=-1)
    possible = {stage for stage, _, on in current if on is not False and stage and STAGES.index(stage) >= lowest}
    if any(nameless and on is not False for _, nameless, on in current):
        possible |= set(STAGES[max(lowest, 0):])
    if lowest < 0:
        possible |= _stages_by_degrees(person, day)
    return frozenset(possible)


def _stages_by_degrees(person: ResearcherProfile, day: date) -> frozenset[str]:
    """What the degrees alone say: years since the doctorate, else enrolment; everything where they do not tell."""
    everything = frozenset(STAGES)
    if person.degrees is None or any(d.level is None or (awarded_span(d) is None and d.expected is None) for d in person.degrees):
        return everything
    spans = [span for d in person.degrees if d.level == "phd" and (span := awarded_span(d)) is not None]
    if any(span.earliest <= day < span.latest for span in spans):
        return everything
    found = career_stage(ResearcherProfile("degrees", degrees=person.degrees), day).value
    return everything if found is None else frozenset({found})


def _stage_stretch(person: ResearcherProfile, day: date) -> tuple[date, date]:
    """The days around ``day`` on which the career stage cannot change: between posts, awards and their 8th and 15th years."""
    since, until = post_stretch(person.positions, day)
    changes: list[date] = []
    for degree in person.degrees or ():
        awarded = awarded_span(degree)
        for edge in (awarded.earliest, awarded.latest) if awarded else ():
            changes += [clamp_add(edge, round(years * 365.25) + slack) for years in (0, 8, 15) for slack in (-1, 0, 1, 2)]
    first, last = stretch(day, changes)
    return max(since, first), min(until, last)
