"""The parts of a score: each between 0 and 1, named, and blind to personal facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from profiles.researcher import Goals, ResearchInterests
from profiles.vocabulary.fields import is_within_any
from profiles.vocabulary.groups import is_group, members
from programs.dates import next_call
from programs.logic import Finding, Verdict
from programs.program import Call, Program

NEUTRAL = 0.5
_EVERY_FIELD = 0.6  # a little above neutral: it surely takes the person's field, though it is not meant for it
_PERSONAL = ("name", "nationalities", "residence", "permanent_residence", "birth_date", "answers.nationality.", "answers.residence.", "answers.person.")
WEIGHTS: Mapping[str, float] = {
    "topic": 0.38, "field": 0.12, "stage": 0.10, "activity": 0.12, "role": 0.10, "goals": 0.10, "duration": 0.04, "timing": 0.03,
    "preference": 0.01,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage of the profile and the passage of the programme that are nearest.

    Attributes:
        terms: What both name, each in its own language: (``量子誤り訂正``, ``quantum error correction``).
    """

    profile: str
    profile_text: str
    program_text: str
    similarity: float
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a programme suits a person, as a sum of named parts."""

    score: float
    contributions: Mapping[str, float]
    evidence: tuple[Evidence, ...]


def is_open_to_every_field(program: Program) -> bool:
    """Whether topic says nothing for or against it: no fields and no themes are named."""
    return not program.fields and not program.themes and bool(program.rules or program.calls)


def field_part(interests: ResearchInterests, program: Program) -> float:
    """1 inside a field the programme is meant for, 0 outside all, a half where either side leaves it open, a little more where it is open to every field."""
    if is_open_to_every_field(program):
        return _EVERY_FIELD
    if not interests.fields or not program.fields:
        return NEUTRAL
    found = [is_within_any(code, program.fields) for code in interests.fields]
    return 1.0 if True in found else NEUTRAL if None in found else 0.0


def stage_part(stage: str | None, program: Program, role: str) -> float:
    """Whether the programme is meant for this career stage; a student seldom leads a project or hosts a guest."""
    if stage is None:
        return NEUTRAL
    if role in ("lead", "partner", "host"):
        return {"student": 0.0, "early": NEUTRAL}.get(stage, 1.0)
    return NEUTRAL if not program.stages else float(stage in program.stages)


def activity_part(goals: Goals | None, program: Program) -> float:
    """Share of the wished activities that it offers."""
    wished = goals.activities if goals else None
    if not wished or not program.activities:
        return NEUTRAL
    return sum(activity in program.activities for activity in wished) / len(wished)


_TRAVELS = frozenset(("fellowship", "exchange_visit", "scholarship", "training"))
# What each role is worth to who wishes an activity; set by hand, and neutral where nothing is said.
_ROLES: Mapping[str, Mapping[str, float]] = {
    **{activity: {"fellow": 1.0, "member": 0.75, "lead": 0.25, "partner": 0.25, "host": 0.0} for activity in _TRAVELS},
    "joint_research": {"lead": 1.0, "partner": 1.0, "member": 0.75, "fellow": 0.5, "host": 0.25},
    "invitation": {"fellow": 1.0, "host": 1.0},
}


def role_part(goals: Goals | None, role: str) -> float:
    """Whether the role does what is wished: who wants to go abroad does not look for guests, who plans joint research leads it."""
    wished = [_ROLES[activity] for activity in (goals.activities or () if goals else ()) if activity in _ROLES]
    return max(worth.get(role, NEUTRAL) for worth in wished) if wished else NEUTRAL


def goals_part(interests: ResearchInterests, program: Program, role: str, day: date) -> float:
    """Whether it leads to (or has partners in) a wished country; where none is wished, whether it is for the partners, or leads to the host, that are named."""
    wished = interests.goals.countries if interests.goals else None
    if wished:
        return _meets(wished, (*program.destinations, *program.partners), day)
    if role in ("lead", "partner", "member"):
        return _meets(interests.partner_countries, program.partners, day)
    return _meets(interests.host_countries, program.destinations, day)


def _meets(countries: Collection[str], tokens: Sequence[str], day: date) -> float:
    places = {code for token in tokens for code in (members(token, day) if is_group(token) else (token,))}
    return float(any(code in places for code in countries)) if countries and places else NEUTRAL


def duration_part(goals: Goals | None, program: Program) -> float:
    """1 where the wished and the offered lengths overlap, falling with the gap between them."""
    wished = goals.duration_months if goals else None
    if wished is None or (program.duration_min is None and program.duration_max is None):
        return NEUTRAL
    low, high = wished.min or 0.0, wished.max if wished.max is not None else 600.0
    least, most = program.duration_min or 0.0, program.duration_max if program.duration_max is not None else 600.0
    gap = max(0.0, least - high, low - most)
    return 1.0 / (1.0 + gap / 3.0)


def timing_part(goals: Goals | None, program: Program, day: date) -> float:
    """1 for a round with a deadline ahead whose starts fit the wished ones, less where the starts miss, the deadline or the round is not known."""
    call = next_call(program.calls, day)
    if call is not None and not _starts_fit(goals, call):
        return NEUTRAL
    if call is not None or program.status == "open":
        return 1.0
    return {"recurring": NEUTRAL, "uncertain": 0.25}.get(program.status, 0.0)


def _starts_fit(goals: Goals | None, call: Call) -> bool:
    """False only where the round's known starts lie wholly before or after the wished ones."""
    wished = goals.start if goals else None
    if wished is None:
        return True
    too_late = wished.until is not None and call.starts_from is not None and call.starts_from > wished.until.latest
    too_early = wished.since is not None and call.starts_until is not None and call.starts_until < wished.since.earliest
    return not (too_late or too_early)


def preference_part(preferences: tuple[Finding, ...]) -> float:
    """Share of the programme's preferences that are met, unknown ones counting a half; those that hang on a personal fact do not count."""
    counted = [finding for finding in preferences if not any(fact.startswith(_PERSONAL) for fact in finding.facts)]
    if not counted:
        return NEUTRAL
    worth = {Verdict.MET: 1.0, Verdict.UNMET: 0.0}
    return sum(worth.get(finding.verdict, NEUTRAL) for finding in counted) / len(counted)
