"""A word on answers that no rule reads, such as those to a mistyped key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from matcher.cli.options import complain
from profiles import Batch

if TYPE_CHECKING:
    from programs import Catalogue


def say_unasked(batch: Batch, source: str, catalogue: Callable[[], Catalogue]) -> None:
    """On stderr, a line for each answer to a key that the catalogue does not ask for; the catalogue is opened only where there are answers."""
    given = [(row, person.answers) for row, person in batch.profiles if person.answers]
    if given:
        from programs.asked_keys import asked_keys, unasked

        known, name = asked_keys(catalogue()), "stdin" if source == "-" else source
        complain([f"{name}: {notice}" if batch.single else f"{name}:{row}: {notice}" for row, answers in given for notice in unasked(answers, known)])
