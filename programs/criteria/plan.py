"""What is planned: how long, where to, from when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Months, StartRange
from programs.criteria.base import Case, Criterion, Places, any_true, countries_text, country_faults, held_stretch, placed, truth
from programs.logic import Judgement, Missing, Text, Verdict
from programs.phrases import day_text, months


@dataclass(frozen=True, slots=True)
class Plan(Criterion):
    """The stay or project can be of some months, in some countries, and start between some days, as the person plans it."""

    KIND: ClassVar[str] = "plan"
    min_months: float | None = None
    max_months: float | None = None
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    starts_from: str | None = None
    starts_until: str | None = None

    def faults(self) -> list[str]:
        wrong = country_faults((*self.within, *self.not_in))
        for name, value in (("starts_from", self.starts_from), ("starts_until", self.starts_until)):
            try:
                PartialDate.parse(value or "2027")
            except ValueError as error:
                wrong.append(f"{name}: {error}")
        return wrong

    def requirement(self) -> Text:
        en, ja = [], []
        if self.min_months is not None or self.max_months is not None:
            low, high = self.min_months, self.max_months
            if low is not None and high is not None:
                en.append(f"planned length of {f'{low:g}' if low >= 1 else months(low).en} to {months(high).en}")
            else:
                en.append(f"planned length of at least {months(low).en}" if low is not None else f"planned length of no more than {months(high or 0).en}")
            ja.append(f"予定期間が{f'{months(low).ja}以上' if low is not None else ''}{f'{months(high).ja}以内' if high is not None else ''}")
        where = countries_text(self.within or self.not_in)
        if where.en:
            en.append(f"destination {'in' if self.within else 'outside'} {where.en}")
            ja.append(f"渡航先が{where.ja}{'' if self.within else '以外'}")
        if self.starts_from is not None or self.starts_until is not None:
            first, last = (day_text(day) if day else None for day in (self.starts_from, self.starts_until))
            en.append("start " + " and ".join(([f"on {first.en} or later"] if first else []) + ([f"on {last.en} or earlier"] if last else [])))
            ja.append("開始日が" + (f"{first.ja}以降" if first else "") + (f"{last.ja}まで" if last else ""))
        return Text(" and ".join(en), "、".join(ja) + "であること")

    def judge(self, case: Case) -> Judgement:
        goals = case.person.goals
        within, not_in = (case.places(tokens) if tokens else None for tokens in (self.within, self.not_in))
        tests: list[tuple[str, bool | None]] = []
        if self.min_months is not None or self.max_months is not None:
            tests.append(("goals.duration_months", self._length(goals.duration_months if goals else None)))
        if within or not_in:
            tests += self._destination(goals.countries if goals else None, within, not_in)
        if self.starts_from is not None or self.starts_until is not None:
            tests.append(("goals.start", self._start(goals.start if goals else None)))
        results = [test for _, test in tests]
        gaps = tuple(Missing(path) for path, test in tests if test is None)
        verdict = truth(False if False in results else None if None in results else True)
        return Judgement(verdict, None, tuple(dict.fromkeys(path for path, _ in tests)), gaps if verdict is Verdict.UNKNOWN else (),
                         *held_stretch(within, not_in), "arrange")

    def _length(self, months: Months | None) -> bool | None:
        if months is None:
            return None
        return _overlaps(months.min, months.max, self.min_months or 0, float("inf") if self.max_months is None else self.max_months)

    def _destination(self, wished: tuple[str, ...] | None, within: Places | None, not_in: Places | None) -> list[tuple[str, bool | None]]:
        if wished is None:
            return [("goals.countries", None)]
        found = any_true([placed(code, within, not_in) for code in wished])
        open_facts = [path for places in (within, not_in) if places for path in places.missing] if found is None else []
        return [(path, found) for path in open_facts or ["goals.countries"]]

    def _start(self, wished: StartRange | None) -> bool | None:
        """Whether a start inside the wished days can lie between the rule's days."""
        if wished is None:
            return None
        first = PartialDate.parse(self.starts_from).earliest.toordinal() if self.starts_from else 0
        last = PartialDate.parse(self.starts_until).latest.toordinal() if self.starts_until else 10**7
        sure = _overlaps(wished.since.latest.toordinal() if wished.since else None, wished.until.earliest.toordinal() if wished.until else None, first, last)
        possible = _overlaps(wished.since.earliest.toordinal() if wished.since else None, wished.until.latest.toordinal() if wished.until else None, first, last)
        return True if sure is True and possible is True else False if possible is False else None


def _overlaps(low: float | None, high: float | None, least: float, most: float) -> bool | None:
    """Whether the range from ``low`` to ``high``, of which an end may be unknown, has a value from ``least`` to ``most``."""
    if (low is not None and low > most) or (high is not None and high < least):
        return False
    if low is not None and high is not None:
        return True
    return True if any(end is not None and least <= end <= most for end in (low, high)) else None
