"""The closed set of criterion kinds: one class each, one file a family."""

from programs.criteria import (
    affiliation,
    age,
    answers,
    applications,
    awards,
    breaks,
    career,
    degree,
    enrolment,
    experience,
    funding,
    host,
    mobility,
    nationality,
    nomination,
    partner,
    plan,
    position,
    publications,
    research,
    residence,
    years_since_degree,
)
from programs.criteria.base import KINDS, Case, Criterion

__all__ = ["KINDS", "Case", "Criterion"]
_FAMILIES = (
    affiliation, age, answers, applications, awards, breaks, career, degree, enrolment, experience, funding, host, mobility, nationality, nomination, partner,
    plan, position, publications, research, residence, years_since_degree,
)
