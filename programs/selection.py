"""Programmes chosen by what they are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from profiles.vocabulary.fields import is_within
from programs.catalogue import Catalogue
from programs.criteria.places import countries_on
from programs.program import Program


@dataclass(frozen=True, slots=True)
class Selection:
    """What a programme must have; None asks nothing.

    Attributes:
        on: The day asked about: groups of countries are those of that day, and deadlines lie on it or later.
        field: A code; programmes open to every field have it.
        country: A code; programmes that lead to any country or work with any have it.
        deadline: The last day on which a call may close.
    """

    on: date
    status: str | None = None
    role: str | None = None
    direction: str | None = None
    stage: str | None = None
    field: str | None = None
    country: str | None = None
    deadline: date | None = None

    def of(self, catalogue: Catalogue) -> list[Program]:
        """The programmes of a catalogue that have it all."""
        return [program for program in catalogue if self._has(program)]

    def _has(self, program: Program) -> bool:
        return (
            self.status in (None, program.status) and (self.role is None or self.role in program.role_names)
            and self.direction in (None, program.direction) and (self.stage is None or not program.stages or self.stage in program.stages)
            and self._takes_field(program) and self._concerns_country(program) and self._closes_in_time(program)
        )

    def _takes_field(self, program: Program) -> bool:
        if self.field is None or not program.fields:
            return True
        return any(is_within(self.field, code) or is_within(code, self.field) for code in program.fields)

    def _concerns_country(self, program: Program) -> bool:
        if self.country is None:
            return True
        places = [countries_on(tokens, self.on) for tokens in (program.destinations, program.partners)]
        return any(self.country in known for known in places) or not all(places)

    def _closes_in_time(self, program: Program) -> bool:
        if self.deadline is None:
            return True
        return any(call.closes is not None and self.on <= call.closes <= self.deadline for call in program.calls)
