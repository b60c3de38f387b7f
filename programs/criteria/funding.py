"""Money from other sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Funding
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    all_true,
    any_true,
    countries_text,
    country_faults,
    date_changes,
    in_each_language,
    in_force,
    inverse,
    truth,
    unknown,
)
from programs.criteria.spans import has_come
from programs.dates import clamp_add, stretch
from programs.logic import Judgement, Missing, Text

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

_HOW = {
    "never": Text("no funding so far", "助成を受けたことがないこと"),
    "once": Text("funding, running or earlier,", "助成を受けたことがあること"),
    "running": Text("running funding", "現在助成を受けていること"),
    "not_running": Text("no funding at the same time", "同時に助成を受けていないこと"),
}


@dataclass(frozen=True, slots=True)
class Funded(Criterion):
    """Has, or has not, money from other sources: of some funders (any where none is named), in some countries."""

    KIND: ClassVar[str] = "funding"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("funders", "within", "how")
    funders: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    how: str = "not_running"

    def faults(self) -> list[str]:
        wrong = [] if self.how in _HOW else [f"`how` is one of {', '.join(_HOW)}; it says {self.how!r}"]
        return wrong + country_faults(self.within)

    def requirement(self) -> Text:
        who = in_each_language(self.funders, Text("any other source", "他の資金源"))
        where, how = countries_text(self.within), _HOW[self.how]
        return Text(f"{how.en} from {who.en}{f' in {where.en}' if where.en else ''}", f"{f'{where.ja}の' if where.ja else ''}{who.ja}から{how.ja}")

    def judge(self, case: Case) -> Judgement:
        stated = case.person.funding
        if stated is None:
            return unknown("funding")
        within = case.places(self.within) if self.within else None
        found = any_true([self._counts(item, within, case.day) for item in stated])
        changes = [day for item in stated for day in (*date_changes(item.since), *(clamp_add(end, 1) for end in date_changes(item.until)))]
        since, until = stretch(case.day, changes)
        if within is not None:
            since, until = max(since, within.since), min(until, within.until)
        named = ", ".join(item.funder or "?" for item in stated)
        value = Text(named or "no other funding", named or "他の資金なし")
        gaps = tuple(Missing(path) for path in dict.fromkeys(((*within.missing,) if within else ()) or ("funding",))) if found is None else ()
        negative = self.how in ("never", "not_running")
        return Judgement(truth(inverse(found) if negative else found), value, ("funding",), gaps, since, until,
                         "wait" if self.how == "not_running" else "never")

    def _counts(self, item: Funding, within: Places | None, day: date) -> bool | None:
        tests: list[bool | None] = []
        if self.funders:
            listed = {name.casefold() for name in self.funders}
            tests.append(None if item.funder is None else item.funder.casefold() in listed)
        if within is not None:
            tests.append(within.has(item.country))
        if self.how in ("running", "not_running"):
            on = in_force(item.since, item.until, day)
            tests.append(None if on is True and item.until is None else on)
        elif item.since is not None:
            tests.append(has_come(item.since, day))
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.truths import all_true, has_come, in_force, when

        money = asking.lists("funding", ("funder", "country", "since", "until")).placed(self.within, ())
        since, until, tests = money.spans("since"), money.spans("until"), [money.truths("placed")]
        listed = {name.casefold() for name in self.funders}
        tests += [money.passing("funder", lambda name: name.casefold() in listed)] if listed else []
        if self.how in ("running", "not_running"):
            tests.append(when(until.known, in_force(since, until, asking.day), all_true([in_force(since, None, asking.day), money.constant(None)])))
        else:
            tests.append(when(since.known, has_come(since, asking.day), money.constant(True)))
        return money.judged(money.any_of(tests), self.how in ("once", "running"))
