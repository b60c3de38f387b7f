"""What every criterion kind shares: the case it judges, its registry, and small bilingual phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from profiles.partial_date import PartialDate
from profiles.researcher import Answer, ResearcherProfile
from profiles.vocabulary.terms import label
from profiles.vocabulary.terms import values as listed_values
from programs.criteria.places import Places, countries_on, countries_text, country_faults, country_stretch, places_of
from programs.dates import REFERENCES, Comparison, Moment, day_of_year, moment_of, reached, reference_fault
from programs.lasting import run_around
from programs.logic import Judgement, Missing, Text, Verdict, all_of
from programs.phrases import MONTHS, day_text, either
from programs.program import Call

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

__all__ = ["Case", "Criterion", "Places", "countries_on", "countries_text", "country_faults", "country_stretch"]
KINDS: dict[str, type[Criterion]] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was worked out for one person on one day, so that many programmes can be judged without doing it again."""

    moments: dict[str, Moment] = field(default_factory=dict)
    places: dict[tuple[str, ...], Places] = field(default_factory=dict)
    judged: dict[int, tuple[Criterion, Judgement]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One person asking about one programme in one role on one day; ``kept`` may be shared between programmes, never between days.

    Attributes:
        between: The days between which a judgement says exactly for how long its verdict stays; without them it may name fewer days than it could,
            which is quicker.
    """

    person: ResearcherProfile
    day: date
    calls: tuple[Call, ...] = ()
    role: str = "fellow"
    kept: Kept = field(default_factory=Kept, compare=False, repr=False)
    between: tuple[date, date] | None = None

    def moment(self, reference: str) -> Moment:
        """The reference date ``reference`` for this case."""
        if reference == "deadline":
            return moment_of(reference, self.person, self.calls, self.day)
        found = self.kept.moments.get(reference)
        if found is None:
            found = self.kept.moments[reference] = moment_of(reference, self.person, (), self.day)
        return found

    def reached(self, reference: str, limit: PartialDate) -> Comparison:
        """Whether the reference date lies on or after the limit. Reference dates never move back, so neither does the answer."""
        moment = self.moment(reference)
        found = reached(moment, self.day, limit)
        if self.between is None or (moment.since <= self.between[0] and moment.until >= self.between[1]):
            return found
        return Comparison(found.truth, *run_around(lambda day: reached(moment_of(reference, self.person, self.calls, day), day, limit).truth, self.day, *self.between))

    def on(self, day: date) -> Case:
        """The same on another day."""
        return Case(self.person, day, self.calls, self.role)

    def places(self, tokens: tuple[str, ...]) -> Places:
        """What a list of countries stands for in this case."""
        found = self.kept.places.get(tokens)
        if found is None:
            found = self.kept.places[tokens] = places_of(tokens, self.person, self.day, self.between)
        return found

    def judged(self, criterion: Criterion) -> Judgement:
        """The judgement by a criterion; one that does not look at the calls of a programme is judged once for all programmes."""
        found = self.kept.judged.get(id(criterion))
        if found is not None and found[0] is criterion:
            return found[1]
        judgement = criterion.judge(self)
        if not criterion.looks_at_calls:
            self.kept.judged[id(criterion)] = (criterion, judgement)
        return judgement

    def answer(self, key: str) -> Answer | None:
        """The answer the person gave to a question asked by key, or None."""
        return self.person.answers.get(key)


class Criterion:
    """A kind of criterion: its fields, its judgement of one person, and its requirement in words.

    Subclasses are frozen dataclasses; their fields are what the catalogue may write. ``KIND`` is the catalogue's word.
    """

    __slots__ = ()
    KIND: ClassVar[str] = ""
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ()  # the fields that ``judge_people`` minds, where it is written out

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.KIND:
            raise TypeError(f"{cls.__name__} must name its KIND")
        KINDS[cls.KIND] = cls  # dataclass(slots=True) makes the class anew: the second, final one stays

    @property
    def looks_at_calls(self) -> bool:
        """Whether the judgement hangs on the calls of the programme beside the person and the day."""
        return "deadline" in (*getattr(self, "at", ()), *getattr(self, "before", ()))

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """The keys of ``answers`` that this criterion alone asks for."""
        return ()

    def requirement(self) -> Text:
        """What is asked, as a noun phrase in English and Japanese."""
        raise NotImplementedError

    def judge(self, case: Case) -> Judgement:
        """The judgement of one person."""
        raise NotImplementedError

    def faults(self) -> list[str]:
        """What is wrong with the values in the catalogue, as sentences."""
        return []

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        """The verdicts of many people; by default each distinct combination of the facts that ``judge`` asks for is judged once.

        A kind with many distinct facts (dates, lists) says here how it judges columns and names the fields that it minds in ``IN_COLUMNS``;
        where another field is given, each combination is judged as by default.
        """
        return asking.judge_each(self)


def at_text(references: Sequence[str]) -> Text:
    """The reference dates in words."""
    named = [_reference_text(reference) for reference in references]
    return Text(" and ".join(text.en for text in named), "かつ".join(text.ja for text in named))


def _reference_text(reference: str) -> Text:
    known = REFERENCES.get(reference)
    if known is not None:
        return known
    yearly = day_of_year(reference)
    if yearly is not None:
        month, day = yearly
        return Text(f"on the next {day} {MONTHS[month - 1]}", f"次の{month}月{day}日現在")
    fixed = day_text(reference)
    return Text(f"on {fixed.en}", f"{fixed.ja}現在")


def reference_faults(references: Sequence[str]) -> list[str]:
    """References that name no day."""
    return [fault for fault in map(reference_fault, references) if fault is not None]


def at_each(references: Sequence[str], judged: Callable[[str], Judgement]) -> Judgement:
    """The rule must hold at each reference date: strong Kleene over them."""
    found = [judged(reference) for reference in references]
    if len(found) == 1:
        return found[0]
    verdict = all_of([item.verdict for item in found])
    telling = [item for item in found if item.verdict is verdict]
    gaps = tuple(dict.fromkeys(gap for item in found for gap in item.missing)) if verdict is Verdict.UNKNOWN else ()
    return Judgement(
        verdict, telling[0].value, tuple(dict.fromkeys(fact for item in found for fact in item.facts)), gaps,
        max(item.since for item in found), min(item.until for item in found), telling[0].change, telling[0].note,
    )


def words(kind: str, values: Sequence[str]) -> Text:
    """Values of a closed list in words."""
    return Text(either([label(kind, value, "en") for value in values]),
                "・".join(label(kind, value, "ja") for value in values))


def unknown_words(kind: str, given: tuple[str, ...], name: str) -> list[str]:
    """Words that a closed list does not hold."""
    return [f"`{name}` names {', '.join(listed_values(kind))}; it says {word!r}" for word in given if word not in listed_values(kind)]


def in_each_language(names: Sequence[str], none: Text | None = None) -> Text:
    """Names of one thing or of several, as each language writes them: those in Japanese script stand in the Japanese sentence."""
    japanese = [name for name in names if any("\u3041" <= mark <= "\u9fff" for mark in name)]
    latin = [name for name in names if name not in japanese]
    return Text(", ".join(latin or names), "・".join(japanese or names)) if names or none is None else none


def listed(texts: Sequence[Text]) -> Text:
    """Several phrases as one."""
    return Text(", ".join(text.en for text in texts if text.en), "、".join(text.ja for text in texts if text.ja))


def article(noun: str) -> str:
    """The noun with "a" or "an" before it."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def truth(value: bool | None) -> Verdict:
    """Met for True, unmet for False, unknown for None."""
    return Verdict.UNKNOWN if value is None else Verdict.MET if value else Verdict.UNMET


def all_true(tests: Sequence[bool | None]) -> bool | None:
    """Strong Kleene *and*."""
    return False if False in tests else None if None in tests else True


def any_true(tests: Sequence[bool | None]) -> bool | None:
    """Strong Kleene *or*."""
    return True if True in tests else None if None in tests else False


def inverse(test: bool | None) -> bool | None:
    """Strong Kleene *not*."""
    return None if test is None else not test


def placed(code: str | None, within: Places | None, not_in: Places | None) -> bool | None:
    """Whether a country lies in one list and not in another; a list that is not given asks nothing."""
    return all_true([*([within.has(code)] if within else []), *([inverse(not_in.has(code))] if not_in else [])])


def held_stretch(*places: Places | None) -> tuple[date, date]:
    """The days on which the groups of all these lists keep their members."""
    given = [item for item in places if item is not None]
    return max((item.since for item in given), default=date.min), min((item.until for item in given), default=date.max)


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
