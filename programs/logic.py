"""Four-valued verdicts and how they combine (strong Kleene logic, contract section 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, Literal

MissingKind = Literal["fact", "step"]
Change = Literal["arrange", "wait", "state", "never"]


class Verdict(StrEnum):
    """What is known of one criterion. Never cast one to a bool: compare it."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    DISCRETIONARY = "discretionary"

    def __bool__(self) -> bool:
        raise TypeError("a verdict has four values; compare it with Verdict.MET instead of casting it to a bool")


class Outcome(StrEnum):
    """The verdict on a programme in a role."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
    DISCRETIONARY = "discretionary"


_OUTCOMES = {
    Verdict.MET: Outcome.ELIGIBLE,
    Verdict.UNMET: Outcome.INELIGIBLE,
    Verdict.UNKNOWN: Outcome.UNDETERMINED,
    Verdict.DISCRETIONARY: Outcome.DISCRETIONARY,
}


def outcome_of(verdict: Verdict) -> Outcome:
    """The programme's verdict where its rules together are judged ``verdict``."""
    return _OUTCOMES[verdict]


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Unmet if any is, else unknown if any is, else discretionary if any is, else met."""
    for candidate in (Verdict.UNMET, Verdict.UNKNOWN, Verdict.DISCRETIONARY):
        if candidate in verdicts:
            return candidate
    return Verdict.MET


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Met if any is, else unknown if any is, else discretionary if any is, else unmet."""
    for candidate in (Verdict.MET, Verdict.UNKNOWN, Verdict.DISCRETIONARY):
        if candidate in verdicts:
            return candidate
    return Verdict.UNMET


def negation(verdict: Verdict) -> Verdict:
    """Met and unmet change places; unknown and discretionary stay."""
    return {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)


def at_least(count: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Whether ``count`` of the verdicts are met; ``at_least(1, v)`` is ``any_of(v)``."""
    met = sum(verdict is Verdict.MET for verdict in verdicts)
    unknown = sum(verdict is Verdict.UNKNOWN for verdict in verdicts)
    discretionary = sum(verdict is Verdict.DISCRETIONARY for verdict in verdicts)
    if met >= count:
        return Verdict.MET
    if met + unknown + discretionary < count:
        return Verdict.UNMET
    return Verdict.UNKNOWN if met + unknown >= count or met + discretionary < count else Verdict.DISCRETIONARY


def agreed(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that all readings of a rule give; unknown where they differ."""
    return verdicts[0] if verdicts and all(verdict is verdicts[0] for verdict in verdicts) else Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in English and in Japanese."""

    en: str
    ja: str

    def to_dict(self) -> dict[str, str]:
        """The two languages under their codes."""
        return {"en": self.en, "ja": self.ja}


class Later(Text):
    """A text that is put into words when one of its languages is first read; equal to the text that it then is."""

    __slots__ = ("_made", "_make")
    _make: Callable[[], Text]
    _made: Text | None

    def __init__(self, make: Callable[[], Text]) -> None:
        object.__setattr__(self, "_make", make)
        object.__setattr__(self, "_made", None)

    @property
    def en(self) -> str:
        """The English sentence."""
        return self._text().en

    @property
    def ja(self) -> str:
        """The Japanese sentence."""
        return self._text().ja

    def _text(self) -> Text:
        made = self._made
        if made is None:
            made = self._make()
            object.__setattr__(self, "_made", made)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.en, self.ja) == (other.en, other.ja)

    def __hash__(self) -> int:
        return hash((self.en, self.ja))

    def __reduce__(self) -> tuple[type[Text], tuple[str, str]]:
        return Text, (self.en, self.ja)

    def __repr__(self) -> str:
        return f"Text(en={self.en!r}, ja={self.ja!r})"


def later(make: Callable[..., Text], *values: Any) -> Text:
    """The text that ``make`` puts the values into, when it is first read."""
    return Later(partial(make, *values))


@dataclass(frozen=True, slots=True)
class Missing:
    """What would have to be known: a fact to state, or a step still to arrange."""

    fact: str
    kind: MissingKind = "fact"
    question: Text | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one criterion finds for one person on one day.

    Attributes:
        value: The person's own value, in words.
        since: First day of the stretch around the day asked on which the judgement stays the same.
        until: Last day of that stretch.
        change: How an unmet criterion could come to be met.
    """

    verdict: Verdict
    value: Text | None = None
    facts: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    since: date = date.min
    until: date = date.max
    change: Change = "never"
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A judged node of a rule, with what it was judged from and what it says to the person.

    Attributes:
        judgement: What the criterion found; None for a node with parts.
    """

    criterion: str
    kind: str
    verdict: Verdict
    strength: str
    reason: Text
    facts: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    since: date = date.min
    until: date = date.max
    change: Change = "never"
    children: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = "sourced"
    requirement: Text | None = None
    judgement: Judgement | None = field(default=None, compare=False, repr=False)
