"""Which answers a catalogue asks for by key, and those that a person gave and nothing asks for."""

from __future__ import annotations

from collections.abc import Mapping

from profiles.faults import did_you_mean, visible
from profiles.researcher import Answer
from programs.catalogue import Catalogue
from programs.folding import criteria_of

_SHARED = frozenset({"nationality.holds_japanese", "children.count"})  # what any list of countries and any limit of years may ask for


def asked_keys(catalogue: Catalogue) -> frozenset[str]:
    """Every key of ``answers`` that a rule of the catalogue reads."""
    return _SHARED.union(key for program in catalogue for rule in program.rules for criterion in criteria_of(rule.node) for key in criterion.answer_keys)


def unasked(answers: Mapping[str, Answer], known: frozenset[str]) -> list[str]:
    """A notice for each answer to a key that is not asked for, ``answers.KEY: what about it; did you mean …``; no fault, since another catalogue may ask for it."""
    return [f"answers.{visible(key)}: no rule of this catalogue asks for it, so it is not used{did_you_mean(key, sorted(known))}" for key in answers if key not in known]
