"""Single verdicts, explained: no encoder, no index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.course import Course
from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.repairs import Repair, repairs_of
from matcher.timeline import Period, Window, timeline_of, window_of
from profiles import ResearcherProfile
from programs import Catalogue, Program
from programs.errors import UnknownProgram


@dataclass(frozen=True, slots=True)
class Checked:
    """One pair, judged."""

    eligibility: Eligibility
    window: Window
    timeline: tuple[Period, ...]
    changes: tuple[Repair, ...]
    on: date

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``check``."""
        from matcher.wire import check_to_dict

        return check_to_dict(self.eligibility, self.window, self.timeline, self.changes, self.on)


def check_pairs(catalogue: Catalogue, name: str, person: ResearcherProfile, on: date) -> list[Checked]:
    """The verdicts on ``id``, ``id@role`` or ``all``.

    Raises:
        UnknownProgram: There is no such programme or role.
    """
    asking = Asking.of(person, on)
    found, course = [judge(program, role, person, on, asking) for program, role in named_pairs(catalogue, name, person)], Course(person, on, asking)
    return [Checked(item, window_of(item, person, on, course), timeline_of(item, person, on, course), repairs_of(item, person, on, course), on)
            for item in found]


def named_pairs(catalogue: Catalogue, name: str, person: ResearcherProfile) -> list[tuple[Program, str]]:
    """The pairs a name stands for; without a role, the first role of the programme that fits the type of the profile."""
    if name == "all":
        return catalogue.pairs()
    identity, _, role = name.partition("@")
    program = catalogue.get(identity)
    if role:
        if role not in program.role_names:
            raise UnknownProgram(name, f"{identity}@{program.role_names[0]}")
        return [(program, role)]
    fitting = [one for one in program.role_names if fits_type(one, person)]
    return [(program, (fitting or list(program.role_names))[0])]
