"""Age at a reference date, or a limit on the day of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from profiles.partial_date import PartialDate, shift_years
from programs.criteria.base import Case, Criterion, at_text, truth, unknown
from programs.dates import reached
from programs.logic import Judgement, Missing, Text


@dataclass(frozen=True, slots=True)
class Age(Criterion):
    """``max`` and ``min`` are completed years, both allowed; ``under`` is *younger than*. Or ``born_on_or_after`` a day."""

    KIND: ClassVar[str] = "age"
    max: int | None = None
    min: int | None = None
    under: int | None = None
    at: str = "application"
    born_on_or_after: str | None = None

    def faults(self) -> list[str]:
        if self.max is None and self.min is None and self.under is None and self.born_on_or_after is None:
            return ["state `max`, `min`, `under` or `born_on_or_after`"]
        return []

    def requirement(self) -> Text:
        at = at_text(self.at)
        en, ja = [], []
        if self.min is not None:
            en.append(f"{self.min} or older {at.en}")
            ja.append(f"{at.ja}で{self.min}歳以上")
        if self.max is not None:
            en.append(f"{self.max} or younger {at.en}")
            ja.append(f"{at.ja}で{self.max}歳以下")
        if self.under is not None:
            en.append(f"younger than {self.under} {at.en}")
            ja.append(f"{at.ja}で{self.under}歳未満")
        if self.born_on_or_after is not None:
            en.append(f"born on or after {self.born_on_or_after}")
            ja.append(f"{self.born_on_or_after}以降の生まれ")
        return Text("age: " + " and ".join(en), "年齢：" + "、".join(ja) + "であること")

    def judge(self, case: Case) -> Judgement:
        born = case.person.birth_date
        if born is None:
            return unknown("birth_date")
        moment = case.moment(self.at)
        truths: list[bool | None] = []
        since, until = date.min, date.max
        for years, wanted in ((self.max + 1 if self.max is not None else None, False), (self.under, False), (self.min, True)):
            if years is None:
                continue
            limit = PartialDate(shift_years(born.earliest, years), shift_years(born.latest, years))
            found = reached(moment, case.day, limit)
            truths.append(None if found.truth is None else found.truth is wanted)
            since, until = max(since, found.since), min(until, found.until)
        if self.born_on_or_after is not None:
            limit = PartialDate.parse(self.born_on_or_after)
            truths.append(True if born.earliest >= limit.earliest else False if born.latest < limit.earliest else None)
        verdict = False if False in truths else None if None in truths else True
        gaps: tuple[Missing, ...] = ()
        if verdict is None:
            gaps = (Missing("birth_date" if not born.is_exact or moment.missing is None else moment.missing),)
        change = "wait" if self.min is not None and truths[-1] is False and self.born_on_or_after is None else "never"
        value = Text(f"birth date {born}", f"生年月日{born}")
        return Judgement(truth(verdict), value, ("birth_date",), gaps, since, until, change)  # type: ignore[arg-type]
