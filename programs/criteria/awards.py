"""Earlier and running awards of other programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from profiles.partial_date import shift_years
from profiles.researcher import Award
from programs.criteria.base import Case, Criterion, all_true, any_true, date_changes, in_force, inverse, truth, unknown
from programs.criteria.names import programs_text
from programs.criteria.spans import ends_within
from programs.dates import clamp_add, stretch
from programs.lasting import run_around
from programs.logic import Judgement, Missing, Text
from programs.phrases import plural

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

_HOW = {
    "never": Text("no earlier award of {}", "{}の採用歴・受給歴がないこと"),
    "once": Text("an earlier award of {}", "{}の採用歴・受給歴があること"),
    "running": Text("a running award of {}", "現在、{}に採用されている、またはその助成を受けていること"),
    "not_running": Text("no award of {} at the same time", "{}の採用・受給期間と重複しないこと"),
}


@dataclass(frozen=True, slots=True)
class Awarded(Criterion):
    """``how``: never, once (required), running (required now), not_running; ``last_years`` limits how far back it looks."""

    KIND: ClassVar[str] = "award"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("programs", "how", "last_years", "last_fiscal_years", "same_fiscal_year", "names_en", "names_ja")
    programs: tuple[str, ...]
    how: str = "never"
    last_years: int | None = None
    last_fiscal_years: int | None = None
    same_fiscal_year: bool = False
    names_en: tuple[str, ...] = ()
    names_ja: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        return [] if self.how in _HOW else [f"`how` is one of {', '.join(_HOW)}; it says {self.how!r}"]

    def requirement(self) -> Text:
        which, how = programs_text(self), _HOW[self.how]
        years = Text("", "")
        if self.last_years:
            years = Text(f" in the last {plural(self.last_years, 'year')}", f"過去{self.last_years}年間に")
        elif self.last_fiscal_years:
            years = Text(f" in the last {plural(self.last_fiscal_years, 'fiscal year')}", f"直近{self.last_fiscal_years}年度において")
        elif self.same_fiscal_year:
            years = Text(" in the same fiscal year", "同一年度において")
        return Text(f"{how.en.format(which.en)}{years.en}", f"{years.ja}{how.ja.format(which.ja)}")

    def judge(self, case: Case) -> Judgement:
        awards = case.person.awards
        if awards is None:
            return unknown("awards")
        of_these = [award for award in awards if award.program in self.programs or award.program is None]
        found = any_true([self._counts(case, award) for award in of_these])
        changes = [day for award in of_these for day in date_changes(award.since)]
        changes += [clamp_add(day, 1) for award in of_these for day in date_changes(award.until)]
        if self.last_years:
            changes += [clamp_add(shift_years(day, round(self.last_years)), 1) for a in of_these for day in date_changes(a.until, a.since)]
        since, until = self._holds(case, of_these, *stretch(case.day, changes))
        named = programs_text(self, tuple(award.program or "?" for award in of_these))
        gaps = (Missing("awards"),) if found is None else ()
        limited = self.last_years is not None or self.last_fiscal_years is not None or self.same_fiscal_year
        waits = self.how == "not_running" or (self.how == "never" and limited)
        return Judgement(truth(inverse(found) if self.how in ("never", "not_running") else found), named if of_these else Text("no such award", "該当なし"),
                         ("awards",), gaps, since, until, "wait" if waits else "never")

    def _holds(self, case: Case, of_these: Sequence[Award], since: date, until: date) -> tuple[date, date]:
        """What is left of a stretch of days where fiscal years are counted: these only move on, and leave awards behind."""
        if case.between is not None and (self.last_fiscal_years or self.same_fiscal_year):
            return run_around(lambda day: any_true([self._counts(case.on(day), award) for award in of_these]), case.day,
                              max(since, case.between[0]), min(until, case.between[1]))
        if self.last_fiscal_years:
            moment = case.moment("fiscal_year")
            since, until = max(since, moment.since), min(until, moment.until)
        if self.same_fiscal_year:
            start = _fiscal_year_start(case.day)
            since, until = max(since, start), min(until, clamp_add(shift_years(start, 1), -1))
        return since, until

    def _counts(self, case: Case, award: Award) -> bool | None:
        tests: list[bool | None] = [None if award.program is None else True]
        if self.how in ("running", "not_running"):
            on = in_force(award.since, award.until, case.day)
            tests.append(None if on is True and award.until is None else on)
        elif self.same_fiscal_year:
            tests.append(_ends_on_or_after(award, _fiscal_year_start(case.day)))
        elif self.last_fiscal_years is not None:
            tests.append(_ends_on_or_after(award, shift_years(case.moment("fiscal_year").earliest, -round(self.last_fiscal_years))))
        elif self.last_years is not None:
            recent = None if award.until is None else ends_within(award.until, round(self.last_years), case.day)
            if award.until is None and award.since is not None:
                recent = True if ends_within(award.since, round(self.last_years), case.day) else None
            tests.append(recent)
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.truths import all_true, begins_only, ends_within, in_force, not_before, when

        awards = asking.lists("awards", ("program", "since", "until"))
        first: Any = _fiscal_year_start(asking.day).toordinal()
        if self.how not in ("running", "not_running") and not self.same_fiscal_year and self.last_fiscal_years is not None:
            awards, first, _ = awards.timed("fiscal_year", -12 * round(self.last_fiscal_years))
        since, until, tests = awards.spans("since"), awards.spans("until"), [awards.passing("program", self.programs.__contains__)]
        if self.how in ("running", "not_running"):
            tests.append(when(until.known, in_force(since, until, asking.day), all_true([in_force(since, None, asking.day), awards.constant(None)])))
        elif self.same_fiscal_year or self.last_fiscal_years is not None:
            tests.append(when(until.known, not_before(until, first), begins_only(since, not_before(since, first))))
        elif self.last_years is not None:
            years = round(self.last_years)
            tests.append(when(until.known, ends_within(until, years, asking.day), begins_only(since, ends_within(since, years, asking.day))))
        return awards.judged(awards.any_of(tests), self.how in ("once", "running"))


def _ends_on_or_after(award: Award, limit: date) -> bool | None:
    """Whether an award ends on or after a day; one without an end does so at the latest if it begins there."""
    if award.until is not None:
        return True if award.until.earliest >= limit else False if award.until.latest < limit else None
    return True if award.since is not None and award.since.earliest >= limit else None


def _fiscal_year_start(day: date) -> date:
    """1 April of the Japanese fiscal year in which a day lies."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
