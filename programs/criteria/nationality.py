"""Passport and permanent residence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Answer
from profiles.vocabulary.countries import country_name
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    all_true,
    any_true,
    countries_text,
    country_faults,
    inverse,
    truth,
    unknown,
)
from programs.logic import Judgement, Missing, Text, Verdict, later

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

_HOLDS_JAPANESE = "nationality.holds_japanese"


def names(codes: tuple[str, ...]) -> Text:
    """Country codes in words."""
    return Text(", ".join(country_name(code, "en") or code for code in codes) or "none",
                "、".join(country_name(code, "ja") or code for code in codes) or "なし")


@dataclass(frozen=True, slots=True)
class Nationality(Criterion):
    """Holds a nationality of a list, or none of a list; a dual national counts for every passport held."""

    KIND: ClassVar[str] = "nationality"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "not_in", "renounceable")
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
        allowed, barred = case.places(self.within), case.places(self.not_in)
        since, until = max(allowed.since, barred.since), min(allowed.until, barred.until)
        held = case.person.nationalities
        if held is None:
            return self._from_answer(case, allowed, barred, since, until)
        inside, outside = self._sides(held, allowed, barred)
        fits = all_true([inside, outside])
        note = None
        if inside is True and outside is False and self.renounceable and any(barred.has(code) is False for code in held):
            note = Text("A dual national could meet this only by giving up that nationality.",
                        "二重国籍者は当該国籍を離脱した場合に限り該当し得ます。")
        gaps = tuple(Missing(fact) for fact in dict.fromkeys((*allowed.missing, *barred.missing))) if fits is None else ()
        return Judgement(truth(fits), later(names, held), ("nationalities", *(gap.fact for gap in gaps)), gaps, since, until, "never", note)

    def _from_answer(self, case: Case, allowed: Places, barred: Places, since: date, until: date) -> Judgement:
        """What is known where only *holds Japanese nationality, or not* was answered."""
        japanese, facts = case.answer(_HOLDS_JAPANESE), (f"answers.{_HOLDS_JAPANESE}",)
        fits = all_true(self._sides_answered(japanese, allowed, barred))
        if fits is None:
            return unknown(*dict.fromkeys(("nationalities", *allowed.missing, *barred.missing)), since=since, until=until)
        value = later(names, ("JP",)) if japanese is True else Text("no Japanese nationality", "日本国籍なし")
        return Judgement(truth(fits), value, facts, (), since, until)

    def _sides(self, held: tuple[str, ...], allowed: Places, barred: Places) -> tuple[bool | None, bool | None]:
        """Whether a nationality is in the one list, and none in the other."""
        return (any_true([allowed.has(code) for code in held]) if self.within else True,
                inverse(any_true([barred.has(code) for code in held])) if self.not_in else True)

    def _sides_answered(self, japanese: Answer | None, allowed: Places, barred: Places) -> tuple[bool | None, bool | None]:
        """The same where only the answer on Japanese nationality is known."""
        inside: bool | None = None if self.within else True
        outside: bool | None = None if self.not_in else True
        only = frozenset({"JP"})
        if japanese is True:
            return True if allowed.has("JP") is True else inside, False if barred.has("JP") is True else outside
        if japanese is False:
            return False if allowed.possible == only else inside, True if barred.possible == only else outside
        return inside, outside

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        """Who states no nationality is judged by the answer on Japanese nationality."""
        from programs.nationals import nationals_judged

        return nationals_judged(asking, self.within, self.not_in)


@dataclass(frozen=True, slots=True)
class PermanentResidence(Criterion):
    """Has the right of permanent residence in a country of a list, or in none of a list."""

    KIND: ClassVar[str] = "permanent_residence"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "not_in")
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
        """A person is a permanent resident of the country of residence where that says so, and of what the list names; of no other."""
        residence, listed = case.person.residence, case.person.permanent_residence
        asked = case.places(self.within or self.not_in)
        held = set(listed or ())
        tests: list[bool | None] = [asked.has(code) for code in held]
        missing = list(asked.missing)
        if residence is None:
            tests.append(None)
            missing = ["residence", *(["permanent_residence"] if listed is None else []), *missing]
        elif residence.permanent is not False:
            here = asked.has(residence.country)
            if residence.permanent and residence.country:
                held.add(residence.country)
            tests.append(here if residence.permanent else None if here is not False else False)
            missing = [*(["residence.country"] if residence.country is None else []),
                       *(["residence.permanent"] if residence.permanent is None else []), *missing]
        there = any_true(tests)
        verdict = truth(there if self.within else inverse(there))
        facts = ("residence", "permanent_residence") if listed is not None else ("residence",)
        gaps = tuple(Missing(fact) for fact in missing) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, later(names, tuple(sorted(held))) if verdict is not Verdict.UNKNOWN else None, facts, gaps, asked.since, asked.until)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded, Judged

        tokens = self.within or self.not_in
        homes = asking.lists("residence", ("country", "permanent")).placed(tokens, ())
        here = homes.judged(homes.any_of([homes.truths("placed"), *homes.being("permanent", True)]))
        rights = asking.words("permanent_residence", "country").placed(tokens, ())
        listed = Judged(rights.sets.codes, rights.any_of([rights.truths("placed")]))
        found = Folded("any", (here, listed))
        return found if self.within else Folded("not", (found,))
