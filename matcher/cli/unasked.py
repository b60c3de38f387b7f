"""A word on answers that no rule reads, such as those to a mistyped key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from matcher.cli.options import complain
from profiles import Batch

if TYPE_CHECKING:
    from profiles.importers.imported import Imported
    from programs import Catalogue


def say_unasked(batch: Batch, source: str, catalogue: Callable[[], Catalogue]) -> None:
    """On stderr, a line for each answer to a key that the catalogue does not ask for; the catalogue is opened only where there are answers."""
    given = [(row, person.answers) for row, person in batch.profiles if person.answers]
    if given:
        from programs.asked_keys import asked_keys, unasked

        known, name = asked_keys(catalogue()), "stdin" if source == "-" else source
        complain([f"{name}: {notice}" if batch.single else f"{name}:{row}: {notice}" for row, answers in given for notice in unasked(answers, known)])


def noting_unasked(people: Iterable[Imported], catalogue: Catalogue, first: dict[str, int]) -> Iterator[Imported]:
    """The same people as they are read; ``first`` collects each notice with the row that gave rise to it first, since a list often has one slip in every row."""
    from programs.asked_keys import asked_keys, unasked

    keys = cache(lambda: asked_keys(catalogue))  # reading every rule of the catalogue takes a while, which nobody without answers waits for
    for item in people:
        if item.profile is not None and item.profile.answers:
            for notice in unasked(item.profile.answers, keys()):
                first.setdefault(notice, item.row)
        yield item
