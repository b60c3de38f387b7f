"""Nationalities of many people: the twin of ``criteria.nationality``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from profiles.records import Codes
from programs.columns import PeopleAsking
from programs.judged import Judged
from programs.meanings import Meaning, meaning, own_of
from programs.truths import FALSE, OPEN, TRUE, Truths, inverse


def nationals_judged(asking: PeopleAsking, within: tuple[str, ...], not_in: tuple[str, ...]) -> Judged:
    """As ``Nationality.judge``: for distinct nationalities (or, where none is stated, answers) and countries of the person's own."""
    held = own_of(asking, "home")
    sides = [(meaning(asking, tokens), wanted) for tokens, wanted in ((within, True), (not_in, False)) if tokens]
    owns = {id(own): own for listed, _ in sides for own in listed.own}
    cells = asking.cells((held.codes, len(held.open)), *((own.codes, len(own.open)) for own in owns.values()))
    places = dict(zip(owns, cells.of[1:], strict=True))
    truths = np.full(len(cells.of[0]), TRUE)
    for listed, wanted in sides:
        chosen = [places[id(own)] for own in listed.own]
        found = _any_held(listed, cells.of[0], chosen, asking)
        truths = np.maximum(truths, found if wanted else inverse(found))
    return Judged(cells.codes, truths)


def _any_held(listed: Meaning, sets: Codes, places: Sequence[Codes], asking: PeopleAsking) -> Truths:
    """Whether one of the nationalities lies in a list; without them, what follows from being Japanese or not."""
    held = own_of(asking, "home")
    counts = np.bincount(held.owners, minlength=len(held.open))
    starts, sizes = np.cumsum(counts) - counts, counts[sets]
    read, found = listed.reader(held.countries.values), np.full(len(sets), FALSE)
    for number in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > number)
        country = held.countries.codes[starts[sets[longer]] + number]
        found[longer] = np.minimum(found[longer], read([place[longer] for place in places], country))
    japanese = np.where(sizes > 0, np.where(found == TRUE, TRUE, OPEN), OPEN)
    none_but_japan = np.where(held.outside[sets] & listed.only("JP", places, len(sets)), FALSE, japanese)
    return np.where(held.open[sets], none_but_japan, found)
