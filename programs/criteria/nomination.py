"""Nomination by another body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from programs.criteria.base import Case, Criterion
from programs.logic import Judgement, Missing, Text, Verdict


@dataclass(frozen=True, slots=True)
class Nomination(Criterion):
    """A nomination or recommendation by another body, which the person has to arrange."""

    KIND: ClassVar[str] = "nomination"
    by: Text

    def requirement(self) -> Text:
        return Text(f"nomination by {self.by.en}", f"{self.by.ja}の推薦を得ていること")

    def judge(self, case: Case) -> Judgement:
        path = "arrangements.nominated_by"
        nominated = case.person.arrangements.nominated_by if case.person.arrangements else None
        if nominated:
            return Judgement(Verdict.MET, Text(f"nomination by {nominated}", f"{nominated}の推薦"), (path,), change="arrange")
        return Judgement(Verdict.UNKNOWN, None, (path,), (Missing(path, "step"),), change="arrange")
