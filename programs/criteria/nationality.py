"""Passport, permanent residence, and where the person lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.partial_date import PartialDate, shift_years
from profiles.vocabulary.countries import country_name
from programs.criteria.base import (
    Case,
    Criterion,
    at_text,
    countries_on,
    countries_text,
    country_faults,
    country_stretch,
    truth,
    unknown,
)
from programs.dates import reached
from programs.logic import Judgement, Text, Verdict


def names(codes: tuple[str, ...]) -> Text:
    """Country codes in words."""
    return Text(", ".join(country_name(code, "en") or code for code in codes) or "none",
                "、".join(country_name(code, "ja") or code for code in codes) or "なし")


@dataclass(frozen=True, slots=True)
class Nationality(Criterion):
    """Holds a nationality of a list, or none of a list; a dual national counts for every passport held."""

    KIND: ClassVar[str] = "nationality"
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    renounceable: bool = False

    def faults(self) -> list[str]:
        if not self.within and not self.not_in:
            return ["name the countries under `in` or `not_in`"]
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        inside, outside = countries_text(self.within), countries_text(self.not_in)
        if self.within and self.not_in:
            return Text(f"nationality of {inside.en}, and not of {outside.en}", f"{inside.ja}の国籍を有し、{outside.ja}の国籍を有しないこと")
        if self.within:
            return Text(f"nationality of {inside.en}", f"{inside.ja}の国籍を有すること")
        return Text(f"no nationality of {outside.en}", f"{outside.ja}の国籍を有しないこと")

    def judge(self, case: Case) -> Judgement:
        tokens = (*self.within, *self.not_in)
        since, until = country_stretch(tokens, case.day)
        allowed = countries_on(self.within, case.day)
        barred = countries_on(self.not_in, case.day)
        held = case.person.nationalities
        if held is None:
            return self._from_answer(case, allowed, barred)
        inside = not self.within or any(code in allowed for code in held)
        outside = not any(code in barred for code in held)
        note = None
        if inside and not outside and self.renounceable and any(code not in barred for code in held):
            note = Text("A dual national could meet this only by giving up that nationality.",
                        "二重国籍者は当該国籍を離脱した場合に限り該当し得ます。")
        return Judgement(truth(inside and outside), names(held), ("nationalities",), (), since, until, "never", note)

    def _from_answer(self, case: Case, allowed: frozenset[str], barred: frozenset[str]) -> Judgement:
        holds_japanese = case.answer("nationality.holds_japanese")
        if holds_japanese is True and ("JP" in barred or (not self.not_in and "JP" in allowed)):
            return Judgement(truth("JP" not in barred), names(("JP",)), ("answers.nationality.holds_japanese",))
        if holds_japanese is False and ((barred == {"JP"} and not self.within) or allowed == {"JP"}):
            return Judgement(truth(not self.within), Text("no Japanese nationality", "日本国籍なし"),
                             ("answers.nationality.holds_japanese",))
        return unknown("nationalities")


@dataclass(frozen=True, slots=True)
class PermanentResidence(Criterion):
    """Has the right of permanent residence in a country of a list, or in none of a list."""

    KIND: ClassVar[str] = "permanent_residence"
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        if bool(self.within) == bool(self.not_in):
            return ["name the countries under one of `in` and `not_in`"]
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        if self.within:
            return Text(f"permanent residence in {where.en}", f"{where.ja}の永住権を有すること")
        return Text(f"no permanent residence in {where.en}", f"{where.ja}の永住権を有しないこと")

    def judge(self, case: Case) -> Judgement:
        residence, listed = case.person.residence, case.person.permanent_residence
        asked = countries_on(self.within or self.not_in, case.day)
        since, until = country_stretch((*self.within, *self.not_in), case.day)
        held = set(listed or ())
        facts: tuple[str, ...] = ("residence", "permanent_residence") if listed is not None else ("residence",)
        if residence is not None and residence.permanent and residence.country:
            held.add(residence.country)
        if held & asked:
            return Judgement(truth(bool(self.within)), names(tuple(sorted(held))), facts, (), since, until)
        if residence is None and listed is None:
            return unknown("residence", "permanent_residence", since=since, until=until)
        if residence is not None and residence.permanent is None and (residence.country is None or residence.country in asked):
            return unknown("residence.permanent", since=since, until=until)
        return Judgement(truth(not self.within), names(tuple(sorted(held))), facts, (), since, until)


@dataclass(frozen=True, slots=True)
class Residence(Criterion):
    """Lives in (or outside) a country, for at least or less than some years at a reference date."""

    KIND: ClassVar[str] = "residence"
    within: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    min_years: float | None = None
    at: str = "application"

    def faults(self) -> list[str]:
        if bool(self.within) == bool(self.not_in):
            return ["name the countries under one of `in` and `not_in`"]
        return country_faults((*self.within, *self.not_in))

    def requirement(self) -> Text:
        where = countries_text(self.within or self.not_in)
        en = f"residence {'in' if self.within else 'outside'} {where.en}"
        ja = f"{where.ja}{'に' if self.within else '以外の国・地域に'}居住していること"
        if self.min_years is not None:
            at = at_text(self.at)
            en += f" for at least {self.min_years:g} years {at.en}"
            ja = f"{at.ja}で、{where.ja}{'に' if self.within else '以外の国・地域に'}{self.min_years:g}年以上居住していること"
        return Text(en, ja)

    def judge(self, case: Case) -> Judgement:
        home = case.person.residence
        if home is None or home.country is None:
            return unknown("residence.country")
        here = home.country in countries_on(self.within or self.not_in, case.day)
        since, until = country_stretch((*self.within, *self.not_in), case.day)
        value = names((home.country,))
        if here != bool(self.within):
            return Judgement(Verdict.UNMET, value, ("residence.country",), (), since, until, "arrange")
        if home.since is not None:
            since, until = max(since, home.since.latest) if home.since.latest <= case.day else since, until
        if self.min_years is None:
            return Judgement(Verdict.MET, value, ("residence.country",), (), since, until)
        return self._long_enough(case, value, home.since)

    def _long_enough(self, case: Case, value: Text, began: PartialDate | None) -> Judgement:
        if began is None:
            return unknown("residence.since", seen=("residence.country", "residence.since"))
        months = round((self.min_years or 0) * 12)
        limit = PartialDate(shift_years(began.earliest, months // 12), shift_years(began.latest, months // 12))
        found = reached(case.moment(self.at), case.day, limit)
        since, until = found.since, found.until
        if not self.within and found.truth is False:
            # residence in another foreign country before this one may count too: only the answer can say
            key = "residence.years_outside_japan"
            years = case.answer(key)
            if isinstance(years, int | float) and not isinstance(years, bool):
                return Judgement(truth(years >= (self.min_years or 0)), Text(f"{years:g} years", f"{years:g}年"), (f"answers.{key}",))
            return unknown(f"answers.{key}", since=since, until=until)
        shown = Text(f"{value.en} since {began}", f"{value.ja}（{began}から）")
        return Judgement(truth(found.truth), shown, ("residence.country", "residence.since"), (), since, until, "wait")
