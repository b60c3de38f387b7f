"""Facts that no field of a profile holds, asked for by key; and the applying institution itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from profiles.researcher import Answer
from programs.criteria.base import Case, Criterion, countries_text, country_faults, truth, unknown, words
from programs.logic import Change, Judgement, Missing, Text, Verdict


@dataclass(frozen=True, slots=True)
class Answered(Criterion):
    """The answer to a question equals a value, or lies between bounds; unanswered it is unknown."""

    KIND: ClassVar[str] = "answer"
    key: str
    asks: Text
    question: Text
    equals: Answer | None = None
    min: float | None = None
    max: float | None = None
    kind: Literal["fact", "step"] = "fact"
    change: Change = "never"

    def faults(self) -> list[str]:
        if self.equals is None and self.min is None and self.max is None:
            return ["state `equals`, `min` or `max`"]
        return []

    @property
    def answer_keys(self) -> tuple[str, ...]:
        return (self.key,)

    def requirement(self) -> Text:
        return self.asks

    def judge(self, case: Case) -> Judgement:
        path = f"answers.{self.key}"
        answer = case.answer(self.key)
        gap = (Missing(path, self.kind, self.question),)
        if answer is None:
            return Judgement(Verdict.UNKNOWN, None, (path,), gap, change="arrange" if self.kind == "step" else "state")
        fits = self._fits(answer)
        return Judgement(truth(fits), Text(_spoken(answer, "en"), _spoken(answer, "ja")), (path,), gap if fits is None else (),
                         change="arrange" if self.kind == "step" else self.change)

    def _fits(self, answer: Answer) -> bool | None:
        if self.equals is not None:
            if type(answer) is not type(self.equals):
                return None
            return answer == self.equals
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return None
        return not ((self.min is not None and answer < self.min) or (self.max is not None and answer > self.max))


def _spoken(answer: Answer, lang: str) -> str:
    if isinstance(answer, bool):
        return {"en": ("no", "yes"), "ja": ("いいえ", "はい")}[lang][answer]
    return str(answer)


@dataclass(frozen=True, slots=True)
class Institution(Criterion):
    """The applying institution is of a kind, in a country, with a designation."""

    KIND: ClassVar[str] = "organisation"
    kinds: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    not_designations: tuple[str, ...] = ()

    def faults(self) -> list[str]:
        return country_faults(self.within)

    def requirement(self) -> Text:
        kind = words("organisation_kind", self.kinds) if self.kinds else Text("institution", "機関")
        where = countries_text(self.within)
        en = kind.en + (f" in {where.en}" if where.en else "")
        ja = (f"{where.ja}の" if where.ja else "") + kind.ja
        if self.designations:
            named = words("designation", self.designations)
            en, ja = f"{en}, designated: {named.en}", f"{ja}（{named.ja}であること）"
        if self.not_designations:
            named = words("designation", self.not_designations)
            en, ja = f"{en}, not designated: {named.en}", f"{ja}（{named.ja}でないこと）"
        return Text(f"applicant: {en}", f"申請機関：{ja}")

    def judge(self, case: Case) -> Judgement:
        own, places = case.person.organisation, case.places(self.within)
        if own is None:
            return unknown("organisation")
        tests: list[tuple[str, bool | None]] = []
        if self.kinds:
            tests.append(("kind", None if own.kind is None else own.kind in self.kinds))
        if self.within:
            tests.append(("country", places.has(own.country)))
        if self.designations:
            tests.append(("designations", None if own.designations is None else any(d in own.designations for d in self.designations)))
        if self.not_designations:
            tests.append(("designations", None if own.designations is None else not any(d in own.designations for d in self.not_designations)))
        results = [test for _, test in tests]
        gaps = tuple(Missing(f"organisation.{part}") for part, test in tests if test is None)
        verdict = truth(False if False in results else None if None in results else True)
        value = Text(own.name or "-", own.name or "-")
        return Judgement(verdict, value, ("organisation",), gaps if verdict is Verdict.UNKNOWN else (), places.since, places.until, "never")
