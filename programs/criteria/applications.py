"""Applications filed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Application
from programs.criteria.base import Case, Criterion, all_true, any_true, inverse, truth, unknown, unknown_words, words
from programs.criteria.names import programs_text
from programs.criteria.spans import has_come, within_years, years_changes
from programs.dates import stretch
from programs.logic import Judgement, Missing, Text
from programs.phrases import plural

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts


@dataclass(frozen=True, slots=True)
class Applied(Criterion):
    """Has (or has never) filed an application to some programmes, with an outcome or a score under a bound, of late."""

    KIND: ClassVar[str] = "application"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("programs", "how", "outcomes", "score_under", "last_years", "same_calendar_year", "names_en", "names_ja")
    programs: tuple[str, ...]
    how: str = "never"
    outcomes: tuple[str, ...] = ()
    score_under: float | None = None
    last_years: int | None = None
    same_calendar_year: bool = False
    names_en: tuple[str, ...] = ()
    names_ja: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        wrong = [] if self.how in ("never", "once") else [f"`how` is never or once; it says {self.how!r}"]
        return wrong + unknown_words("outcome", self.outcomes, "outcomes")

    def requirement(self) -> Text:
        which = programs_text(self)
        en, ja = f"application to {which.en}", f"{which.ja}への応募"
        if self.outcomes:
            named = words("outcome", self.outcomes)
            en, ja = f"{en} that was {named.en}", f"{ja}（結果：{named.ja}）"
        if self.score_under is not None:
            en, ja = f"{en}{' with' if self.outcomes else ' that had'} a score under {self.score_under:g}", f"{ja}（評点{self.score_under:g}未満）".replace("）（", "、")
        if self.last_years is not None:
            en, ja = f"{en} in the last {plural(self.last_years, 'year') if self.last_years != 1 else 'year'}", f"過去{self.last_years:g}年間に{ja}"
        if self.same_calendar_year:
            en, ja = f"{en} in the same calendar year", f"同じ年に{ja}"
        return Text(f"no earlier {en}" if self.how == "never" else f"an earlier {en}", f"{ja}が{'ないこと' if self.how == 'never' else 'あること'}")

    def judge(self, case: Case) -> Judgement:
        filed = case.person.applications
        if filed is None:
            return unknown("applications")
        these = [item for item in filed if item.program is None or item.program in self.programs]
        found = any_true([self._counts(item, case.day) for item in these])
        changes = [day for item in these for day in years_changes(item.on, round(self.last_years or 0))]
        if self.same_calendar_year:
            changes += [date(year, 1, 1) for year in (case.day.year, case.day.year + 1)]
        value = Text(f"{plural(len(these), 'such application')} stated", f"該当する応募{len(these)}件") if these else Text("no such application", "該当する応募なし")
        gaps = (Missing("applications"),) if found is None else ()
        limited = self.how == "never" and (self.last_years is not None or self.same_calendar_year)
        return Judgement(truth(inverse(found) if self.how == "never" else found), value, ("applications",), gaps, *stretch(case.day, changes),
                         "wait" if limited else "never")

    def _counts(self, item: Application, day: date) -> bool | None:
        tests: list[bool | None] = [None if item.program is None else True]
        if self.outcomes:
            tests.append(None if item.outcome is None else item.outcome in self.outcomes)
        if self.score_under is not None:
            tests.append(None if item.score is None else item.score < self.score_under)
        if self.last_years is not None:
            tests.append(within_years(item.on, round(self.last_years), day))
        elif item.on is not None:
            tests.append(has_come(item.on, day))
        if self.same_calendar_year:
            first = PartialDate(date(day.year, 1, 1), date(day.year, 12, 31))
            tests.append(None if item.on is None else False if item.on.latest < first.earliest or item.on.earliest > first.latest
                         else True if item.on.earliest >= first.earliest and item.on.latest <= first.latest else None)
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.truths import has_come, when, within, within_years

        filed = asking.lists("applications", ("program", "on", "outcome", "score"))
        on, tests = filed.spans("on"), [filed.passing("program", self.programs.__contains__), *filed.among("outcome", self.outcomes)]
        if self.score_under is not None:
            limit = self.score_under
            tests.append(filed.passing("score", lambda score: score < limit))
        if self.last_years is not None:
            tests.append(within_years(on, round(self.last_years), asking.day))
        else:
            tests.append(when(on.known, has_come(on, asking.day), filed.constant(True)))
        if self.same_calendar_year:
            tests.append(within(on, date(asking.day.year, 1, 1), date(asking.day.year, 12, 31)))
        return filed.judged(filed.any_of(tests), self.how == "once")
