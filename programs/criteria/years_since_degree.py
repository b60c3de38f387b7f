"""Years since a degree, with career breaks and children that extend the limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.partial_date import PartialDate, shift_months
from programs.criteria.base import Case, Criterion, all_true, at_each, at_text, reference_faults, truth, unknown, words
from programs.criteria.degree import awarded_span, fact, listed_degrees
from programs.criteria.extensions import extension_of, extension_text, limit_reached
from programs.logic import Change, Judgement, Missing, Text, Verdict, later
from programs.phrases import levels_ja, term

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts


@dataclass(frozen=True, slots=True)
class YearsSinceDegree(Criterion):
    """At most, or at least, some years since a degree at a reference date; breaks of some kinds and children extend the limit.

    A negative ``min`` lets people apply before the degree: -0.5 is *from six months before*.
    ``strict`` means *less than* ``max`` years: a degree of 2 April counts as inside "less than six years on 1 April".
    """

    KIND: ClassVar[str] = "years_since_degree"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = (
        "levels", "max", "min", "strict", "at", "anchor", "which", "expected", "extended_by", "extension_max_months", "extension_per_child_months")
    levels: tuple[str, ...] = ("phd",)
    max: float | None = None
    min: float | None = None
    strict: bool = False
    at: tuple[str, ...] = ("application",)
    anchor: str = "awarded"
    which: str = "first"
    expected: bool = False
    extended_by: tuple[str, ...] = ()
    extension_max_months: int | None = None
    extension_per_child_months: int | None = None

    def faults(self) -> list[str]:
        wrong = ["state `max` or `min` years"] if self.max is None and self.min is None else []
        for name, value, allowed in (("anchor", self.anchor, ("awarded", "defended")), ("which", self.which, ("first", "latest"))):
            wrong += [] if value in allowed else [f"`{name}` is one of {', '.join(allowed)}; it says {value!r}"]
        return wrong + reference_faults(self.at)

    def requirement(self) -> Text:
        level, at = Text(words("degree_level", self.levels).en, levels_ja(self.levels)), at_text(self.at)
        if self.max is not None and self.max < 0:
            months = round(-12 * self.max)
            return Text(f"at least {months} months left {at.en} until the {level.en} is due", f"{at.ja}で{level.ja}の学位取得（見込み）まで{months}か月以上あること")
        due = Text(" (degrees still to be awarded count)", "（取得見込みを含む）") if self.expected else Text("", "")
        if self.min == 0 and self.max is None:
            due = Text(" (or due by then)", "（同日までの取得見込みを含む）") if self.expected else due
            return Text(f"{level.en} obtained {at.en}{due.en}", f"{at.ja}で{level.ja}の学位を取得していること{due.ja}")
        en, ja = [], []
        early = self.min is not None and self.min < 0
        if self.min:
            least = term(abs(self.min))
            en.append(f"from {least.en} before to" if early else f"at least {least.en}")
            ja.append(f"{least.ja}前から" if early else f"{least.ja}以上")
        if self.max is not None:
            most = term(self.max)
            en.append(f"{'less than' if self.strict else 'no more than'} {most.en}")
            ja.append(f"{most.ja}{'未満' if self.strict else '以内'}")
        tail = extension_text(self.extended_by, self.extension_per_child_months, self.extension_max_months)
        joint = (" ", "") if early else (" and ", "かつ")
        return Text(f"{joint[0].join(en)} {'after' if early else 'since'} the {level.en} {at.en}{due.en}{tail.en}",
                    f"{at.ja}で{level.ja}の学位取得{'の' if early else '後'}{joint[1].join(ja)}であること{due.ja}{tail.ja}")

    def judge(self, case: Case) -> Judgement:
        if case.person.degrees is None:
            return unknown(fact(self.levels, "awarded"), seen=("degrees",))
        spans: list[PartialDate] = []
        for degree in case.person.degrees:
            if degree.level is not None and degree.level not in self.levels:
                continue
            span = awarded_span(degree, self.anchor) or (degree.expected if self.expected else None)
            if span is not None and degree.level is not None:
                spans.append(span)
            elif span is not None or degree.expected is None:
                return unknown(fact(self.levels, "awarded") if span is None else "degrees[].level")
        if not spans:
            return Judgement(Verdict.UNMET, later(listed_degrees, case.person, self.levels), ("degrees",), change="wait")
        pick: Callable[..., date] = min if self.which == "first" else max
        start = PartialDate(pick(span.earliest for span in spans), pick(span.latest for span in spans))
        return at_each(self.at, lambda reference: self._measure(case, reference, start))

    def _measure(self, case: Case, reference: str, start: PartialDate) -> Judgement:
        moment, own = case.moment(reference), fact(self.levels, self.anchor)
        since, until, truths, gaps = date.min, date.max, [], []
        dated = Missing(own if not start.is_exact else moment.missing or own)
        change: Change = "never"
        if self.max is not None:
            extension = extension_of(case.person, self.extended_by, self.extension_per_child_months, self.extension_max_months, start)
            limit = limit_reached(case, reference, start, round(self.max * 12), 0 if self.strict else 1, extension)
            truths.append(None if limit.found.truth is None else not limit.found.truth)
            since, until = limit.found.since, limit.found.until
            gaps += [*([dated] if limit.dates_open else []), *limit.missing]
        if self.min is not None:
            months = round(self.min * 12)
            found = case.reached(reference, PartialDate(shift_months(start.earliest, months), shift_months(start.latest, months)))
            truths.append(found.truth)
            since, until = max(since, found.since), min(until, found.until)
            gaps += [dated] if found.truth is None else []
            change = "wait" if found.truth is False else "never"
        verdict = truth(all_true(truths))
        missing = tuple(dict.fromkeys(gaps)) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, later(_dated, self.levels, start), (own,), missing, since, until, change)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded

        return Folded("all", tuple(self._people_at(asking, reference) for reference in self.at))

    def _people_at(self, asking: PeopleAsking, reference: str) -> Verdicts:
        """As ``_measure``, for the distinct combinations of a start of the clock, a reference date and what extends the limit."""
        from programs.clocks import Extending, degree_starts
        from programs.judged import Judged
        from programs.truths import all_true, inverse, reached, shifted

        starts = degree_starts(asking, self.levels, self.anchor, self.which, self.expected)
        moments, first, last = asking.moments(reference)
        extension = Extending.of(asking, self.extended_by, self.extension_per_child_months)
        cells = asking.cells((starts.codes, len(starts.open)), (moments, len(first)), *extension.codes)
        start, at = starts.spans.take(cells.of[0]), (first[cells.of[1]], last[cells.of[1]])
        tests = []
        if self.max is not None:
            limit = extension.limit(cells.of[2:], start, round(self.max * 12), 0 if self.strict else 1, self.extension_max_months, after=True)
            tests.append(inverse(reached(*at, limit)))
        if self.min is not None:
            tests.append(reached(*at, shifted(start, round(self.min * 12))))
        return Judged(cells.codes, starts.settled(cells.of[0], all_true(tests)))


def _dated(levels: tuple[str, ...], start: PartialDate) -> Text:
    level = words("degree_level", levels)
    return Text(f"{level.en} of {start}", f"{level.ja}（{start}）")
