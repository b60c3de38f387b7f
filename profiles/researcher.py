"""Who asks: a researcher (or an institution) as the profile states it, and nothing inferred.

``None`` means *unknown*. A tuple that is given is complete, and an empty one says *none* (contract, section 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from profiles.partial_date import PartialDate

Answer = bool | int | float | str
ProfileType = Literal["researcher", "institution"]


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person lives; ``permanent`` tells a right of permanent residence there."""

    country: str | None = None
    since: PartialDate | None = None
    permanent: bool | None = None


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree held, or expected (``expected`` without ``awarded``: enrolled, not yet awarded)."""

    level: str | None = None
    defended: PartialDate | None = None
    awarded: PartialDate | None = None
    expected: PartialDate | None = None
    country: str | None = None
    institution: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A post, past or present; ``until`` absent means that it is held now."""

    kind: str | None = None
    title: str | None = None
    organisation: str | None = None
    organisation_kind: str | None = None
    country: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    full_time: bool | None = None
    tenure: bool | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Days spent in a country; ``until`` absent means that the stay goes on."""

    country: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class CareerBreak:
    """A time away from research that some rules add to their limits."""

    reason: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A piece of the person's own writing."""

    title: str | None = None
    abstract: str | None = None
    year: int | None = None
    doi: str | None = None
    authors_position: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """A programme from which the person was funded before, by its catalogue id."""

    program: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """An application filed before, with its outcome and score where known."""

    program: str | None = None
    on: PartialDate | None = None
    outcome: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in an ISO 4217 currency."""

    value: float | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Funding:
    """Money for research from another source."""

    funder: str | None = None
    country: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class HostPerson:
    """The researcher who would receive the fellow."""

    kind: str | None = None
    former_supervisor: bool | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """The place that would receive the fellow, and whether it has agreed."""

    organisation: str | None = None
    organisation_kind: str | None = None
    country: str | None = None
    accepted: bool | None = None
    person: HostPerson | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """One team on the other side of a joint project."""

    organisation: str | None = None
    organisation_kind: str | None = None
    country: str | None = None
    funded_by: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Arrangements:
    """What has been arranged already: host, partners, nomination."""

    host: Host | None = None
    partners: tuple[Partner, ...] | None = None
    nominated_by: str | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """A range of months, both ends inclusive."""

    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class StartRange:
    """The days between which a stay or project may start."""

    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Goals:
    """What the person looks for."""

    activities: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    duration_months: Months | None = None
    start: StartRange | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An institution that applies for its guests."""

    name: str | None = None
    kind: str | None = None
    country: str | None = None
    designations: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FactSource:
    """Who says a fact, when, and until when it may be relied on; ``value`` where that source says something of its own.

    Attributes:
        fact: A top-level key of the profile, or ``answers.KEY``.
        expires: Last day on which the source may be relied on.
        value: What the source says, in the form of the profile's own attribute; None where it says what the profile says.
    """

    fact: str
    source: str
    on: PartialDate | None = None
    expires: PartialDate | None = None
    value: Any = None


@dataclass(frozen=True, slots=True)
class ResearchInterests:
    """The part of a profile that ranking may see: research and plans, no personal fact.

    Attributes:
        host_countries, partner_countries: Where the host and the partners that are named are; they stand in for wished countries.
    """

    fields: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    statement: str | None = None
    publications: tuple[Publication, ...] = ()
    goals: Goals | None = None
    host_countries: tuple[str, ...] = ()
    partner_countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResearcherProfile:
    """A profile as stated, by a researcher or (``type: institution``) by an institution.

    Attributes:
        nationalities: ISO 3166-1 alpha-2 codes.
        permanent_residence: Countries with a right of permanent residence beside ``residence``.
        languages: Language code to CEFR level, JLPT level or ``native``.
        fields: Codes of the field vocabulary (``ford:1.3``, ``quantum``), mapped from free words on reading.
        field_mappings: Pairs (word as written, code it was mapped to or ``None``), shown to the person.
        answers: Rare facts by the key with which the questions ask for them.
        sources: Where facts come from; see ``profiles.sources`` for what follows where they disagree or have expired.
    """

    id: str
    type: ProfileType = "researcher"
    name: str | None = None
    nationalities: tuple[str, ...] | None = None
    residence: Residence | None = None
    permanent_residence: tuple[str, ...] | None = None
    birth_date: PartialDate | None = None
    languages: Mapping[str, str] | None = None
    degrees: tuple[Degree, ...] | None = None
    positions: tuple[Position, ...] | None = None
    stays: tuple[Stay, ...] | None = None
    career_breaks: tuple[CareerBreak, ...] | None = None
    fields: tuple[str, ...] | None = None
    field_mappings: tuple[tuple[str, str | None], ...] = ()
    keywords: tuple[str, ...] | None = None
    statement: str | None = None
    publications: tuple[Publication, ...] | None = None
    awards: tuple[Award, ...] | None = None
    applications: tuple[Application, ...] | None = None
    funding: tuple[Funding, ...] | None = None
    arrangements: Arrangements | None = None
    goals: Goals | None = None
    organisation: Organisation | None = None
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    sources: tuple[FactSource, ...] = ()

    @property
    def interests(self) -> ResearchInterests:
        """What ranking may see of this profile."""
        return ResearchInterests(
            self.fields or (), self.keywords or (), self.statement, self.publications or (), self.goals,
            _countries((self.arrangements.host,) if self.arrangements else ()), _countries(self.arrangements.partners or () if self.arrangements else ()),
        )


def _countries(sides: Iterable[Host | Partner | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.country for side in sides if side is not None and side.country))


def starts_by(since: PartialDate | None, day: date) -> bool | None:
    """Whether an event that began ``since`` has begun on ``day``; ``None`` where the dates leave it open."""
    if since is None or since.earliest <= day < since.latest:
        return None
    return since.latest <= day
