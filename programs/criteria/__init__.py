"""The closed set of criterion kinds: one class each, one file a family."""

from programs.criteria import age, answers, arrangements, awards, degree, mobility, nationality, position, research
from programs.criteria.base import KINDS, Case, Criterion

__all__ = ["KINDS", "Case", "Criterion"]
_FAMILIES = (age, answers, arrangements, awards, degree, mobility, nationality, position, research)
