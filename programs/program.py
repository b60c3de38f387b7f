"""What is offered, to whom: a programme of the catalogue as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from programs.logic import Text

if TYPE_CHECKING:
    from programs.rules import Rule

ROLES = ("fellow", "host", "lead", "partner", "member", "institution")
STATUSES = ("open", "recurring", "closed", "uncertain", "ended", "suspended", "umbrella", "institutional", "by_invitation")
NOT_OPEN_TO_ANYONE = frozenset({"ended", "suspended", "umbrella", "institutional", "by_invitation"})
DIRECTIONS = ("inbound", "outbound", "bilateral", "multilateral", "other")
ACTIVITIES = ("fellowship", "exchange_visit", "joint_research", "invitation", "scholarship", "training", "networking")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    id: str
    address: str
    title: str = ""
    date: str | None = None

    def __str__(self) -> str:
        parts = [self.title, self.address, self.date or ""]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Call:
    """One round: its dates (in ``tz``), and what belongs to that round alone."""

    id: str
    opens: date | None = None
    closes: date | None = None
    time: str | None = None
    tz: str = "Asia/Tokyo"
    starts_from: date | None = None
    starts_until: date | None = None
    fields: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    note: Text | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum a programme pays, under its condition."""

    what: Text
    currency: str | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    source: tuple[str, ...] = ()
    confidence: str = "sourced"
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A course, type or level of a programme; a branch of a rule with its id speaks of it alone."""

    id: str
    name: Text
    duration_min: float | None = None
    duration_max: float | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A programme: its texts, calls and rules.

    Attributes:
        fields: Field codes it is meant for; empty means every field.
        partners: Countries on the other side (of the fellow, or of the joint project); empty means any.
        destinations: Countries to which it leads.
        unknown_rules: Kinds of rule that were looked for and not found: silence there is no yes.
        unmodelled: Rules that the language cannot say yet, as prose to read.
    """

    id: str
    name: Text
    description: Text
    aliases: tuple[str, ...] = ()
    short_name: str | None = None
    funder: Text | None = None
    parent: str | None = None
    status: str = "recurring"
    status_note: Text | None = None
    direction: str | None = None
    activities: tuple[str, ...] = ()
    roles: tuple[tuple[str, Text], ...] = (("fellow", Text("fellow", "フェロー")),)
    applicant: Text | None = None
    themes: tuple[Text, ...] = ()
    fields: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    duration_min: float | None = None
    duration_max: float | None = None
    amounts: tuple[Amount, ...] = ()
    variants: tuple[Variant, ...] = ()
    calls: tuple[Call, ...] = ()
    rules: tuple[Rule, ...] = ()
    unknown_rules: tuple[str, ...] = ()
    unmodelled: tuple[Text, ...] = ()
    conflicts: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    as_of: date | None = None

    @property
    def can_be_applied_to(self) -> bool:
        """False for umbrellas, ended, suspended, institutional and invited programmes: these are never suggested."""
        return self.status not in NOT_OPEN_TO_ANYONE

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles that it offers."""
        return tuple(name for name, _ in self.roles)

    def rules_for(self, role: str) -> tuple[Rule, ...]:
        """The rules that speak of a person in this role."""
        return tuple(rule for rule in self.rules if role in rule.roles)
