"""Nomination by another body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from programs.criteria.base import Case, Criterion
from programs.logic import Judgement, Missing, Text, Verdict

PATH = "arrangements.nominated_by"


@dataclass(frozen=True, slots=True)
class Nomination(Criterion):
    """A nomination or recommendation by another body, which the person has to arrange; the bodies may form a closed list."""

    KIND: ClassVar[str] = "nomination"
    by: Text
    organisations: tuple[str, ...] = ()
    list_is_complete: bool = True

    def faults(self) -> list[str]:
        return [] if self.list_is_complete or self.organisations else ["`list_is_complete: false` needs the known part of the list under `organisations`"]

    def requirement(self) -> Text:
        return Text(f"nomination by {self.by.en}", f"{self.by.ja}の推薦を得ていること")

    def judge(self, case: Case) -> Judgement:
        nominator = case.person.arrangements.nominated_by if case.person.arrangements else None
        if not nominator:
            return Judgement(Verdict.UNKNOWN, None, (PATH,), (Missing(PATH, "step"),), change="arrange")
        value = Text(f"nomination by {nominator}", f"{nominator}の推薦")
        if not self.organisations or nominator.casefold() in {name.casefold() for name in self.organisations}:
            return Judgement(Verdict.MET, value, (PATH,), change="arrange")
        if self.list_is_complete:
            return Judgement(Verdict.UNMET, value, (PATH,), change="arrange")
        return Judgement(Verdict.UNKNOWN, value, (PATH,), (Missing(PATH, "fact"),), change="arrange")
