"""What follows from one criterion for another of the same kind: whoever meets it meets the other, or cannot meet the other.

Both are one-sided: where the fields do not tell, the answer is no.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from programs.criteria import Criterion
from programs.criteria.age import Age
from programs.criteria.answers import Answered
from programs.criteria.career import CareerStage
from programs.criteria.degree import DegreeHeld
from programs.criteria.experience import Experience
from programs.criteria.host import Host
from programs.criteria.nationality import Nationality
from programs.criteria.places import OWN, countries_on
from programs.criteria.plan import Plan
from programs.criteria.residence import Residence
from programs.criteria.years_since_degree import YearsSinceDegree

_COUNTRIES = frozenset({"within", "not_in", "each_of"})
_MORE_IS_LOOSER = frozenset({"within", "kinds", "levels", "organisation_kinds", "organisations", "outcomes", "authors_positions", "reasons", "roles", "person_kinds",
                             "designations", "extended_by", "funded_by"})
_MORE_IS_TIGHTER = frozenset({"not_in", "not_person_kinds", "not_designations", "each_of", "elsewhere_than", "at"})
_HIGH_IS_LOOSER = frozenset({"max", "under", "max_days", "max_months", "under_years", "finishing_within_years", "extension_max_months"})
_HIGH_IS_TIGHTER = frozenset({"min", "min_years", "min_days", "min_months", "min_count", "count", "countries"})
_TRUE_IS_LOOSER = frozenset({"expected", "ever"})
_TRUE_IS_TIGHTER = frozenset({"strict", "accepted", "funded", "continuous"})
_ONLY_WORDS = frozenset({"renounceable", "by", "asks", "question", "kind", "change"})
_EMPTY_IS_TIGHTEST = frozenset({"levels", "extended_by"})  # lists that let in nobody where they are empty; other empty lists ask nothing


def implies(one: Criterion, other: Criterion, day: date) -> bool:
    """Whether whoever meets ``one`` meets ``other``."""
    if type(one) is not type(other):
        return False
    if one == other:
        return True
    if _is_negative(one) or _is_negative(other):
        return False
    names = [item.name for item in dataclasses.fields(cast(Any, one))]
    return all(_no_looser(name, getattr(one, name), getattr(other, name), day) for name in names)


def _is_negative(criterion: Criterion) -> bool:
    return getattr(criterion, "held", True) is False or getattr(criterion, "how", "once") in ("never", "not_running") or getattr(criterion, "list_is_complete", True) is False


def _no_looser(name: str, mine: Any, theirs: Any, day: date) -> bool:
    """Whether a field asks in ``mine`` at least what it asks in ``theirs``."""
    if mine == theirs or name in _ONLY_WORDS:
        return True
    if name in _COUNTRIES:
        mine, theirs = _codes(mine, day), _codes(theirs, day)
    if name in _MORE_IS_LOOSER:
        if name in _EMPTY_IS_TIGHTEST:
            return set(mine) <= set(theirs)
        return not theirs or (bool(mine) and set(mine) <= set(theirs))
    if name in _MORE_IS_TIGHTER:
        return set(mine) >= set(theirs)
    if name in _HIGH_IS_LOOSER:
        return theirs is None or (mine is not None and mine <= theirs)
    if name in _HIGH_IS_TIGHTER:
        return theirs is None or (mine is not None and mine >= theirs)
    if name in _TRUE_IS_LOOSER:
        return bool(theirs)
    if name in _TRUE_IS_TIGHTER:
        return bool(mine)
    return name in ("full_time", "tenure") and theirs is None


def _codes(tokens: tuple[str, ...], day: date) -> frozenset[str]:
    """Countries on a day; those of the person's own stand for themselves."""
    return countries_on(tokens, day) | {token for token in tokens if token in OWN}


def contradicts(one: Criterion, other: Criterion, day: date) -> bool:
    """Whether nobody can meet both (a criterion with itself: whether nobody can meet it)."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Answered) and isinstance(other, Answered):
        return one.key == other.key and ((None not in (one.equals, other.equals) and one.equals != other.equals) or _crossed(one, other, "min", "max"))
    if isinstance(one, CareerStage) and isinstance(other, CareerStage):
        return not set(one.within) & set(other.within)
    if isinstance(one, DegreeHeld) and isinstance(other, DegreeHeld):
        return _held_and_not(one, other) or _held_and_not(other, one)
    if isinstance(one, Nationality | Residence | Host) and isinstance(other, Nationality | Residence | Host):
        return _apart(one, other, day) or (isinstance(one, Residence) and _crossed(one, other, "min_years", "under_years", touching=True))
    return _limits_cross(one, other)


def _limits_cross(one: Criterion, other: Criterion) -> bool:
    if isinstance(one, Age) and isinstance(other, Age):
        return one.at == other.at and (_crossed(one, other, "min", "max") or _crossed(one, other, "min", "under", touching=True))
    if isinstance(one, YearsSinceDegree) and isinstance(other, YearsSinceDegree):
        same = (one.at, one.levels, one.anchor, one.which) == (other.at, other.levels, other.anchor, other.which)
        longer = bool(one.extended_by or other.extended_by or one.extension_per_child_months or other.extension_per_child_months)
        return same and not longer and _crossed(one, other, "min", "max", touching=one.strict or other.strict)
    if isinstance(one, Plan):
        return _crossed(one, other, "min_months", "max_months") and one is other
    if isinstance(one, Experience) and isinstance(other, Experience):
        return (one.kinds, one.within, one.tenure, one.full_time) == (other.kinds, other.within, other.tenure, other.full_time) and _crossed(
            one, other, "min_years", "under_years", touching=True)
    return False


def _crossed(one: Criterion, other: Criterion, low: str, high: str, touching: bool = False) -> bool:
    """Whether the highest lower limit lies above the lowest upper limit (or, ``touching``, on it)."""
    lows = [value for item in (one, other) if (value := getattr(item, low)) is not None]
    highs = [value for item in (one, other) if (value := getattr(item, high)) is not None]
    return bool(lows and highs) and (max(lows) > min(highs) or (touching and max(lows) >= min(highs)))


def _apart(one: Criterion, other: Criterion, day: date) -> bool:
    """Whether no country lies in both lists and outside both exceptions."""
    lists: Mapping[str, list[frozenset[str]]] = {name: [_codes(getattr(item, name), day) for item in (one, other)] for name in ("within", "not_in")}
    inside = [codes for codes in lists["within"] if codes]
    if not inside or any(codes & set(OWN) for codes in (*inside, *lists["not_in"])):
        return False
    left = frozenset.intersection(*inside) - frozenset().union(*lists["not_in"])
    kinds = [set(getattr(item, "organisation_kinds", ())) for item in (one, other)]
    return not left or (all(kinds) and not set.intersection(*kinds))


def _held_and_not(one: DegreeHeld, other: DegreeHeld) -> bool:
    return one.held and not other.held and one.at == other.at and not one.expected and set(one.levels) <= set(other.levels) and not other.within and not other.not_in
