"""Age at a reference date, or a limit on the day of birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate
from programs.criteria.base import Case, Criterion, all_true, at_each, at_text, reference_faults, truth, unknown
from programs.criteria.extensions import NONE, Extension, extension_of, extension_text, limit_reached
from programs.logic import Change, Judgement, Missing, Text, Verdict, later
from programs.phrases import day_text

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts


@dataclass(frozen=True, slots=True)
class Age(Criterion):
    """``max`` and ``min`` are completed years, both allowed; ``under`` is *younger than*. Or ``born_on_or_after`` a day.

    Career breaks of some kinds and children raise the upper limits.
    """

    KIND: ClassVar[str] = "age"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("max", "min", "under", "at", "born_on_or_after", "extended_by", "extension_max_months", "extension_per_child_months")
    max: int | None = None
    min: int | None = None
    under: int | None = None
    at: tuple[str, ...] = ("application",)
    born_on_or_after: str | None = None
    extended_by: tuple[str, ...] = ()
    extension_max_months: int | None = None
    extension_per_child_months: int | None = None

    def faults(self) -> list[str]:
        wrong = reference_faults(self.at)
        if self.max is None and self.min is None and self.under is None and self.born_on_or_after is None:
            wrong.append("state `max`, `min`, `under` or `born_on_or_after`")
        if self.born_on_or_after is not None:
            try:
                PartialDate.parse(self.born_on_or_after)
            except ValueError as error:
                wrong.append(f"born_on_or_after: {error}")
        return wrong

    def requirement(self) -> Text:
        at = at_text(self.at)
        bounds = [(self.min, "{} or older", "{}歳以上"), (self.max, "{} or younger", "{}歳以下"), (self.under, "younger than {}", "{}歳未満")]
        given = [(en.format(f"{years:g}"), ja.format(f"{years:g}")) for years, en, ja in bounds if years is not None]
        en = [f"{' and '.join(text for text, _ in given)} {at.en}"] if given else []
        ja = [f"{at.ja}で{''.join(text for _, text in given)}"] if given else []
        if self.born_on_or_after is not None:
            born = day_text(self.born_on_or_after)
            en.append(f"born on or after {born.en}")
            ja.append(f"{born.ja}以降の生まれ")
        tail = extension_text(self.extended_by, self.extension_per_child_months, self.extension_max_months)
        return Text(f"age: {' and '.join(en)}{tail.en}", f"年齢：{'、'.join(ja)}であること{tail.ja}")

    def judge(self, case: Case) -> Judgement:
        born = case.person.birth_date
        if born is None:
            return unknown("birth_date")
        return at_each(self.at, lambda reference: self._measure(case, reference, born))

    def _measure(self, case: Case, reference: str, born: PartialDate) -> Judgement:
        longer = extension_of(case.person, self.extended_by, self.extension_per_child_months, self.extension_max_months)
        moment = case.moment(reference)
        dated = Missing("birth_date" if not born.is_exact or moment.missing is None else moment.missing)
        since, until, truths, gaps = date.min, date.max, [], []
        change: Change = "never"
        for years, wanted, extension in ((self.max + 1 if self.max is not None else None, False, longer), (self.under, False, longer),
                                         (self.min, True, NONE)):
            if years is None:
                continue
            limit = limit_reached(case, reference, born, round(years * 12), 0, extension)
            truths.append(None if limit.found.truth is None else limit.found.truth is wanted)
            since, until = max(since, limit.found.since), min(until, limit.found.until)
            gaps += [*([dated] if limit.dates_open else []), *limit.missing]
            change = "wait" if wanted and limit.found.truth is False else change
        if self.born_on_or_after is not None:
            after, open_facts = _born_after(born, PartialDate.parse(self.born_on_or_after).earliest, longer)
            truths.append(after)
            gaps += [*([Missing("birth_date")] if not born.is_exact else []), *open_facts]
        verdict = truth(all_true(truths))
        missing = tuple(dict.fromkeys(gaps)) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, later(_born, born), ("birth_date",), missing, since, until,
                         change if truths.count(False) == 1 else "never")

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        return Folded("all", tuple(self._people_at(asking, reference) for reference in self.at))

    def _people_at(self, asking: PeopleAsking, reference: str) -> Verdicts:
        """As ``_measure``, for the distinct combinations of a birth date, a reference date and what extends the limits."""
        from programs.clocks import Extending
        from programs.judged import Judged
        from programs.truths import OPEN, all_true, inverse, not_before, reached, shifted, when

        dates = asking.table.spans("birth_date")
        moments, first, last = asking.moments(reference)
        extension = Extending.of(asking, self.extended_by, self.extension_per_child_months)
        cells = asking.cells((asking.table.column("birth_date").codes, len(dates)), (moments, len(first)), *extension.codes)
        born, at = dates.take(cells.of[0]), (first[cells.of[1]], last[cells.of[1]])
        tests = [inverse(reached(*at, extension.limit(cells.of[2:], born, round(years * 12), 0, self.extension_max_months)))
                 for years in (None if self.max is None else self.max + 1, self.under) if years is not None]
        if self.min is not None:
            tests.append(reached(*at, shifted(born, round(self.min * 12))))
        if self.born_on_or_after is not None:
            moved = extension.limit(cells.of[2:], born, 0, 0, self.extension_max_months)
            tests.append(not_before(moved, PartialDate.parse(self.born_on_or_after).earliest.toordinal()))
        return Judged(cells.codes, when(born.known, all_true(tests), OPEN))


def _born_after(born: PartialDate, limit: date, longer: Extension) -> tuple[bool | None, tuple[Missing, ...]]:
    """Whether the birth date, moved on by any extension, is the limit or later; and the facts that leave it open."""
    least, most = longer.moved(born.earliest, 0, 0, False), longer.moved(born.latest, 0, 0, True)
    if least >= limit:
        return True, ()
    return (False, ()) if most < limit else (None, longer.missing)


def _born(born: PartialDate) -> Text:
    return Text(f"birth date {born}", f"生年月日{born}")
