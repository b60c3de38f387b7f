"""Boundary cases: for each criterion people just inside it, on its limit, just outside, and of whom the fact is not known.

What each case must give is worked out from the criterion's fields by plain definitions (completed years, a day in a list), not by judging
it, so that a mistake in a judgement, or in a limit of the catalogue that somebody changes by accident, shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from programs.boundaries import arrangements, degrees, people, plans, posts, records, stays
from programs.boundaries.setting import Boundary, Setting
from programs.criteria import Criterion
from programs.logic import Verdict

__all__ = ["Boundary", "Setting", "boundaries_of"]

_Generator = Callable[[Any, Setting], Iterator[Boundary]]
_BY_KIND: dict[str, _Generator] = {
    "nationality": people.nationality, "permanent_residence": people.permanent_residence, "residence": people.residence, "age": people.age,
    "degree": degrees.degree, "years_since_degree": degrees.years_since_degree, "enrolled": degrees.enrolled,
    "position": posts.position, "affiliation": posts.affiliation, "experience": posts.experience, "career_stage": posts.career_stage,
    "host": arrangements.host, "partner": arrangements.partner, "nomination": arrangements.nomination, "organisation": arrangements.organisation,
    "award": records.award, "application": records.application, "funding": records.funding, "publications": records.publications,
    "career_break": records.career_break, "stay": stays.stay, "plan": plans.plan, "field": plans.field, "language": plans.language, "answer": plans.answer,
}


def boundaries_of(criterion: Criterion, setting: Setting) -> list[Boundary]:
    """The boundary cases of a criterion; one of which nothing is known among them, where that leaves it open."""
    cases = list(_BY_KIND[criterion.KIND](criterion, setting))
    return cases if settled_without_facts(criterion) else [*cases, Boundary("nothing known", {}, Verdict.UNKNOWN)]


def settled_without_facts(criterion: Criterion) -> bool:
    """Whether a verdict needs nothing but the day of the start, which every case states."""
    return bool(getattr(criterion, "starts_from", None) or getattr(criterion, "starts_until", None))
