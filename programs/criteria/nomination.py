"""Nomination by another body."""

from __future__ import annotations

from dataclasses import dataclass
from glob import escape
from typing import ClassVar

from programs.criteria.base import Case, Criterion
from programs.criteria.names import is_listed
from programs.logic import Judgement, Missing, Text, Verdict

PATH = "arrangements.nominated_by"


@dataclass(frozen=True, slots=True)
class Nomination(Criterion):
    """A nomination or recommendation by another body, which the person has to arrange; the bodies may form a closed list."""

    KIND: ClassVar[str] = "nomination"
    by: Text
    organisations: tuple[str, ...] = ()
    list_is_complete: bool = True
    by_host: bool = False

    def faults(self) -> list[str]:
        return [] if self.list_is_complete or self.organisations else ["`list_is_complete: false` needs the known part of the list under `organisations`"]

    def requirement(self) -> Text:
        return Text(f"nomination by {self.by.en}", f"{self.by.ja}の推薦を得ていること")

    def judge(self, case: Case) -> Judgement:
        nominator = case.person.arrangements.nominated_by if case.person.arrangements else None
        if not nominator:
            return Judgement(Verdict.UNKNOWN, None, (PATH,), (Missing(PATH, "step"),), change="arrange")
        value = Text(f"nomination by {nominator}", f"{nominator}の推薦")
        if is_listed(nominator, self._bodies(case)) or not (self.organisations or self.by_host):
            return Judgement(Verdict.MET, value, (PATH,), change="arrange")
        if self.list_is_complete and not self.by_host:
            return Judgement(Verdict.UNMET, value, (PATH,), change="arrange")
        return Judgement(Verdict.UNKNOWN, value, (PATH,), (Missing(PATH, "fact"),), change="arrange")

    def _bodies(self, case: Case) -> tuple[str, ...]:
        """The bodies whose nomination is known to count; with ``by_host`` the person's own host is one."""
        host = case.person.arrangements.host if case.person.arrangements else None
        return (*self.organisations, escape(host.organisation)) if self.by_host and host and host.organisation else self.organisations
