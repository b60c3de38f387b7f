"""What every criterion kind shares: the case it judges, its registry, and small bilingual phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Answer, ResearcherProfile
from profiles.vocabulary.countries import country_name
from profiles.vocabulary.groups import change_days, group_label, is_group, members
from programs.dates import REFERENCES, Moment, moment_of, stretch
from programs.logic import Judgement, Missing, Text, Verdict
from programs.program import Call

if TYPE_CHECKING:
    from programs.columns import Judged, PeopleAsking

KINDS: dict[str, type[Criterion]] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """One person asking about one programme in one role on one day."""

    person: ResearcherProfile
    day: date
    calls: tuple[Call, ...] = ()
    role: str = "fellow"
    _moments: dict[str, Moment] = field(default_factory=dict, compare=False)

    def moment(self, reference: str) -> Moment:
        """The reference date ``reference`` for this case."""
        if reference not in self._moments:
            self._moments[reference] = moment_of(reference, self.person, self.calls, self.day)
        return self._moments[reference]

    def answer(self, key: str) -> Answer | None:
        """The answer the person gave to a question asked by key, or None."""
        return self.person.answers.get(key)


class Criterion:
    """A kind of criterion: its fields, its judgement of one person, and its requirement in words.

    Subclasses are frozen dataclasses; their fields are what the catalogue may write. ``KIND`` is the catalogue's word.
    """

    __slots__ = ()
    KIND: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.KIND:
            raise TypeError(f"{cls.__name__} must name its KIND")
        KINDS[cls.KIND] = cls  # dataclass(slots=True) makes the class anew: the second, final one stays

    def requirement(self) -> Text:
        """What is asked, as a noun phrase in English and Japanese."""
        raise NotImplementedError

    def judge(self, case: Case) -> Judgement:
        """The judgement of one person."""
        raise NotImplementedError

    def faults(self) -> list[str]:
        """What is wrong with the values in the catalogue, as sentences."""
        return []

    def judge_people(self, asking: PeopleAsking) -> Judged:
        """The verdicts of many people; by default each distinct combination of the facts that ``judge`` asks for is judged once."""
        return asking.judge_each(self)


def countries_on(tokens: Sequence[str], day: date) -> frozenset[str]:
    """The country codes that a list of codes and group names stands for on a day."""
    codes: set[str] = set()
    for token in tokens:
        codes |= members(token, day) if is_group(token) else {token}
    return frozenset(codes)


def country_stretch(tokens: Sequence[str], day: date) -> tuple[date, date]:
    """The days around ``day`` on which the groups among ``tokens`` keep their members."""
    return stretch(day, (change for token in tokens if is_group(token) for change in change_days(token)))


def country_faults(tokens: Iterable[str]) -> list[str]:
    """Tokens that are neither a country code nor a group."""
    return [f"{token!r} is neither a country code nor a known group of countries"
            for token in tokens if not is_group(token) and country_name(token, "en") in (None, token)]


def countries_text(tokens: Sequence[str], shown: int = 6) -> Text:
    """The countries in words; long lists are cut and counted."""
    def phrase(lang: str) -> str:
        names = [group_label(token, lang) if is_group(token) else (country_name(token, lang) or token) for token in tokens]
        rest = len(names) - shown
        glue = ", " if lang == "en" else "、"
        head = glue.join(names[:shown])
        if rest <= 0:
            return head
        return f"{head} and {rest} more" if lang == "en" else f"{head}ほか{rest}か国・地域"
    return Text(phrase("en"), phrase("ja"))


def at_text(reference: str) -> Text:
    """The reference date in words."""
    known = REFERENCES.get(reference)
    return known or Text(f"on {reference}", f"{reference}現在")


def words(kind: str, values: Sequence[str]) -> Text:
    """Values of a closed list in words."""
    from profiles.vocabulary.terms import label

    return Text(" or ".join(label(kind, value, "en") for value in values),
                "・".join(label(kind, value, "ja") for value in values))


def listed(texts: Sequence[Text]) -> Text:
    """Several phrases as one."""
    return Text(", ".join(text.en for text in texts if text.en), "、".join(text.ja for text in texts if text.ja))


def article(noun: str) -> str:
    """The noun with "a" or "an" before it."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def truth(value: bool | None) -> Verdict:
    """Met for True, unmet for False, unknown for None."""
    return Verdict.UNKNOWN if value is None else Verdict.MET if value else Verdict.UNMET


def unknown(*facts: str, kind: str = "fact", value: Text | None = None,
            since: date = date.min, until: date = date.max, seen: tuple[str, ...] = ()) -> Judgement:
    """A judgement that waits for facts (or steps)."""
    gaps = tuple(Missing(fact, kind) for fact in facts)  # type: ignore[arg-type]
    return Judgement(Verdict.UNKNOWN, value, seen or facts, gaps, since, until, "state")


def date_changes(*dates: PartialDate | None) -> list[date]:
    """The days on which what is known of these dates changes as the day asked moves past them."""
    days: list[date] = []
    for value in dates:
        if value is not None:
            days += [value.earliest, value.latest]
    return days


def in_force(since: PartialDate | None, until: PartialDate | None, day: date) -> bool | None:
    """Whether something that began and may have ended is going on on ``day``; an absent end means that it goes on."""
    began = None if since is None else True if since.latest <= day else False if since.earliest > day else None
    if since is None:
        began = True
    ended = False if until is None else True if until.latest < day else False if until.earliest >= day else None
    if began is False or ended is True:
        return False
    return True if began is True and ended is False else None
