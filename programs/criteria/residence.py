"""Where the person lives, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate, shift_months
from profiles.researcher import Answer
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    at_each,
    at_text,
    countries_text,
    country_faults,
    inverse,
    reference_faults,
    truth,
    unknown,
)
from programs.criteria.nationality import names
from programs.logic import Judgement, Missing, Text, Verdict, later
from programs.phrases import term

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts
    from programs.lists import Lists


@dataclass(frozen=True, slots=True)
class Residence(Criterion):
    """Lives in (or outside) a country; at a reference date for at least, or for less than, some years."""

    KIND: ClassVar[str] = "residence"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "not_in", "min_years", "under_years", "at")
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    min_years: float | None = None
    under_years: float | None = None
    at: tuple[str, ...] = ("application",)

    def faults(self) -> list[str]:
        wrong = [] if bool(self.within) != bool(self.not_in) else ["name the countries under one of `in` and `not_in`"]
        return wrong + country_faults((*self.within, *self.not_in)) + reference_faults(self.at)

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        side = Text("in", "に") if self.within else Text("outside", "以外の国・地域に")
        if self.min_years is None and self.under_years is None:
            return Text(f"residence {side.en} {where.en}", f"{where.ja}{side.ja}居住していること")
        at, en, ja = at_text(self.at), [], []
        if self.min_years is not None:
            en.append(f"at least {term(self.min_years).en}")
            ja.append(f"{term(self.min_years).ja}以上")
        if self.under_years is not None:
            en.append(f"less than {term(self.under_years).en}")
            ja.append(f"{term(self.under_years).ja}未満")
        return Text(f"residence {side.en} {where.en} for {' and '.join(en)} {at.en}",
                    f"{at.ja}で、{where.ja}{side.ja}居住している期間が{'・'.join(ja)}であること")

    def judge(self, case: Case) -> Judgement:
        home = case.person.residence
        if home is None or home.country is None:
            return unknown("residence.country")
        asked = case.places(self.within or self.not_in)
        here = asked.has(home.country) if self.within else inverse(asked.has(home.country))
        value = later(names, (home.country,))
        if here is None:
            return unknown(*asked.missing, value=value, seen=("residence.country", *asked.missing), since=asked.since, until=asked.until)
        since, until = asked.since, asked.until
        if here is False:
            return Judgement(Verdict.UNMET, value, ("residence.country",), (), since, until, "arrange")
        if home.since is not None and home.since.latest <= case.day:
            since = max(since, home.since.latest)
        if self.min_years is None and self.under_years is None:
            return Judgement(Verdict.MET, value, ("residence.country",), (), since, until)
        return at_each(self.at, lambda reference: self._long_enough(case, reference, value, asked))

    def _long_enough(self, case: Case, reference: str, value: Text, asked: Places) -> Judgement:
        began = case.person.residence.since if case.person.residence else None
        if began is None:
            return unknown("residence.since", seen=("residence.country", "residence.since"))
        since, until, verdicts, change = asked.since, asked.until, [], "never"
        for years, wanted in ((self.min_years, True), (self.under_years, False)):
            if years is None:
                continue
            months = round(years * 12)
            found = case.reached(reference, PartialDate(shift_months(began.earliest, months), shift_months(began.latest, months)))
            since, until = max(since, found.since), min(until, found.until)
            if found.truth is False and not self.within:
                return self._in_all(case, value, since, until)
            verdicts.append(None if found.truth is None else found.truth is wanted)
            change = "wait" if wanted and found.truth is False else change
        verdict = truth(False if False in verdicts else None if None in verdicts else True)
        moment = case.moment(reference)
        gaps = (Missing("residence.since" if not began.is_exact or moment.missing is None else moment.missing),) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, later(_since, value, began), ("residence.country", "residence.since"), gaps, since, until, change)  # type: ignore[arg-type]

    def _in_all(self, case: Case, value: Text, since: date, until: date) -> Judgement:
        """Residence in another country outside the list before this one may count too: only the answer can say."""
        key, years = self._in_all_key, case.answer(self._in_all_key)
        fits = self._fits_in_all(years)
        if fits is None:
            return unknown(f"answers.{key}", since=since, until=until, seen=("residence.country", "residence.since", f"answers.{key}"))
        return Judgement(truth(fits), Text(f"{years:g} years", f"{years:g}年"), (f"answers.{key}",), (), since, until)

    @property
    def answer_keys(self) -> tuple[str, ...]:
        return (self._in_all_key,) if self._is_timed and not self.within else ()

    @property
    def _in_all_key(self) -> str:
        return "residence.years_outside_japan" if self.not_in == ("JP",) else f"residence.years_outside_{'_'.join(self.not_in)}"

    def _fits_in_all(self, years: Answer | None) -> bool | None:
        if isinstance(years, bool) or not isinstance(years, int | float):
            return None
        return (self.min_years is None or years >= self.min_years) and (self.under_years is None or years < self.under_years)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        homes = asking.lists("residence", ("country", "since") if self._is_timed else ("country",)).placed(self.within, self.not_in)
        if not self._is_timed:
            return homes.judged(homes.any_of([homes.truths("placed")]))
        return Folded("all", tuple(self._people_at(homes, reference) for reference in self.at))

    @property
    def _is_timed(self) -> bool:
        return self.min_years is not None or self.under_years is not None

    def _people_at(self, homes: Lists, reference: str) -> Verdicts:
        """As ``_long_enough``, for distinct residences."""
        from programs.truths import FALSE, TRUE, all_true, inverse, reached, shifted, told, when

        column = homes.asking.table.column(f"answers.{self._in_all_key}")
        homes, first, last = homes.told_apart("answer", column.codes, len(column.values)).timed(reference)
        began, limits = homes.spans("since"), []
        for years, wanted in ((self.min_years, True), (self.under_years, False)):
            if years is not None:
                found = reached(first, last, shifted(began, round(years * 12)))
                limits.append((found, found if wanted else inverse(found)))
        long_enough = all_true([test for _, test in limits])
        if not self.within:
            answered = told(column.values, self._fits_in_all)[homes.column("answer").codes]
            for found, _ in limits:
                long_enough = when(found == FALSE, answered, long_enough)
        timed = when(began.known, long_enough, homes.constant(None))
        return homes.judged(homes.any_of([when(homes.truths("placed") == TRUE, timed, homes.truths("placed"))]))


def _since(value: Text, began: PartialDate) -> Text:
    return Text(f"{value.en} since {began}", f"{value.ja}（{began}から）")
