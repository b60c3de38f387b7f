"""Earlier and running awards of other programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import shift_years
from profiles.researcher import Award
from programs.criteria.base import Case, Criterion, date_changes, in_force, truth, unknown
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text, Verdict, any_of

_HOW = {
    "never": Text("never having held", "採用歴・受給歴がないこと"),
    "once": Text("having held", "採用歴・受給歴があること"),
    "running": Text("holding now", "現在採用中・受給中であること"),
    "not_running": Text("not holding at the same time", "同時に採用・受給していないこと"),
}


@dataclass(frozen=True, slots=True)
class Awarded(Criterion):
    """``how``: never, once (required), running (required now), not_running; ``last_years`` limits how far back it looks."""

    KIND: ClassVar[str] = "award"
    programs: tuple[str, ...]
    how: str = "never"
    last_years: int | None = None
    last_fiscal_years: int | None = None
    same_fiscal_year: bool = False

    def faults(self) -> list[str]:
        return [] if self.how in _HOW else [f"`how` is one of {', '.join(_HOW)}; it says {self.how!r}"]

    def requirement(self) -> Text:
        which, how = ", ".join(self.programs), _HOW[self.how]
        years = Text("", "")
        if self.last_years:
            years = Text(f" in the last {self.last_years} years", f"過去{self.last_years}年間に")
        elif self.last_fiscal_years:
            years = Text(f" in the last {self.last_fiscal_years} fiscal years", f"直近{self.last_fiscal_years}年度において")
        elif self.same_fiscal_year:
            years = Text(" in the same fiscal year", "同一年度において")
        return Text(f"{how.en} an award of {which}{years.en}", f"{years.ja}{which}の{how.ja}")

    def judge(self, case: Case) -> Judgement:
        awards = case.person.awards
        if awards is None:
            return unknown("awards")
        of_these = [award for award in awards if award.program in self.programs or award.program is None]
        verdict = any_of([self._counts(case, award) for award in of_these])
        if self.how in ("never", "not_running"):
            verdict = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)
        changes = [day for award in of_these for day in date_changes(award.since)]
        changes += [clamp_add(day, 1) for award in of_these for day in date_changes(award.until)]
        if self.last_years:
            changes += [clamp_add(shift_years(day, self.last_years), 1) for a in of_these for day in date_changes(a.until or a.since)]
        since, until = stretch(case.day, changes)
        if self.last_fiscal_years:
            moment = case.moment("fiscal_year")
            since, until = max(since, moment.since), min(until, moment.until)
        if self.same_fiscal_year:
            start = _fiscal_year_start(case.day)
            since, until = max(since, start), min(until, clamp_add(shift_years(start, 1), -1))
        named = ", ".join(award.program or "?" for award in of_these)
        gaps = (Missing("awards"),) if verdict is Verdict.UNKNOWN else ()
        limited = self.last_years is not None or self.last_fiscal_years is not None or self.same_fiscal_year
        waits = self.how == "not_running" or (self.how == "never" and limited)
        return Judgement(verdict, Text(named or "no such award", named or "該当なし"), ("awards",), gaps, since, until,
                         "wait" if waits else "never")

    def _counts(self, case: Case, award: Award) -> Verdict:
        tests: list[bool | None] = [None if award.program is None else award.program in self.programs]
        if self.how in ("running", "not_running"):
            tests.append(in_force(award.since, award.until, case.day))
        elif self.last_fiscal_years is not None or self.same_fiscal_year:
            limit = shift_years(case.moment("fiscal_year").earliest, -(self.last_fiscal_years or 0))
            if self.same_fiscal_year:
                limit = _fiscal_year_start(case.day)
            end = award.until or award.since
            tests.append(None if end is None else True if end.earliest >= limit else False if end.latest < limit else None)
        elif self.last_years is not None:
            end = award.until or award.since
            limit = shift_years(case.day, -self.last_years)
            tests.append(None if end is None else True if end.earliest >= limit else False if end.latest < limit else None)
        return truth(False if False in tests else None if None in tests else True)


def _fiscal_year_start(day: date) -> date:
    """1 April of the Japanese fiscal year in which a day lies."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
