"""Names of organisations against a list of the catalogue, and names of programmes in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from programs.logic import Text

_SPELLINGS = 3  # more names than these are names of different organisations


class NamesPrograms(Protocol):
    """A criterion that speaks of programmes by id; ``names_en`` and ``names_ja`` run beside ``programs`` (empty: the ids stand for them)."""

    @property
    def programs(self) -> tuple[str, ...]:
        """Ids and aliases."""

    @property
    def names_en(self) -> tuple[str, ...]:
        """English names."""

    @property
    def names_ja(self) -> tuple[str, ...]:
        """Japanese names."""


def programs_text(criterion: NamesPrograms, ids: Sequence[str] | None = None) -> Text:
    """These programmes (all of the criterion by default) by name; one that has no name is shown by its id."""
    shown = criterion.programs if ids is None else ids
    en, ja = (dict(zip(criterion.programs, names, strict=False)) for names in (criterion.names_en, criterion.names_ja))
    return Text(" or ".join(dict.fromkeys(en.get(one, one) for one in shown)), "、".join(dict.fromkeys(ja.get(one, one) for one in shown)))


def is_listed(name: str, listed: Sequence[str]) -> bool:
    """Whether a name is on a list, without regard to case and spacing; ``*`` in the list stands for anything (``RIKEN *``)."""
    own = _folded(name)
    return any(_fits(own, _folded(pattern)) for pattern in listed)


def _fits(name: str, pattern: str) -> bool:
    """``*`` stands for any text; by hand, since a regular expression for each entry of a list takes longer to make than all comparisons."""
    first, *rest = pattern.split("*")
    if not rest:
        return name == pattern
    *middle, last = rest
    if not name.startswith(first) or len(name) < len(first) + len(last):
        return False
    start, end = len(first), len(name) - len(last)
    for piece in middle:
        start = name.find(piece, start, end) + len(piece)
        if start < len(piece):
            return False
    return start <= end and name.endswith(last)


def organisation_text(listed: Sequence[str]) -> Text:
    """The one organisation that the spellings of a list mean, or, where they are many, that it is one of a list."""
    if is_many(listed):
        return Text("an institution on the list of the programme", "募集要項の一覧に掲載された機関")
    latin, japanese = _names(listed)
    return Text((latin or japanese)[0], (japanese or latin)[0])


def is_many(listed: Sequence[str]) -> bool:
    """Whether a list names many organisations, and not one in a few spellings."""
    return max(len(names) for names in _names(listed)) > _SPELLINGS


def _names(listed: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names in Latin letters, and those in Japanese script."""
    names = list(dict.fromkeys(name.strip("*, ()") for name in listed))
    return [name for name in names if name.isascii()], [name for name in names if not name.isascii()]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
