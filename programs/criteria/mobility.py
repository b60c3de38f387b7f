"""Where the person has been: days in countries before a reference date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from profiles.facts import days_in_country
from profiles.partial_date import shift_months
from profiles.researcher import ResearcherProfile
from programs.criteria.base import (
    Case,
    Criterion,
    Places,
    at_each,
    at_text,
    countries_text,
    country_faults,
    reference_faults,
    truth,
    unknown,
    words,
)
from programs.dates import Moment, clamp_add
from programs.lasting import run_around
from programs.logic import Judgement, Missing, Text
from programs.phrases import plural

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts

_LIFE = date(1900, 1, 1)
_MANY = 10**6
_FAR = timedelta(days=60)  # so long a stretch is long enough, and its end need not be looked for
_UNEVEN = 4  # by which the days of as many calendar months differ, and the day of moving in that counts where nothing else of the period does


@dataclass(frozen=True, slots=True)
class Stay(Criterion):
    """At most, or at least, some days in countries during the months before a reference date (or ever).

    ``max_days: 0`` says *no stay at all*. Stays for a purpose in ``not_counting`` are left out. ``in_a_row`` counts the longest single stay only.
    """

    KIND: ClassVar[str] = "stay"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("within", "max_days", "min_days", "last_months", "before", "not_counting", "in_a_row")
    within: tuple[str, ...]
    max_days: int | None = None
    min_days: int | None = None
    last_months: int | None = None
    before: tuple[str, ...] = ("application",)
    not_counting: tuple[str, ...] = ()
    in_a_row: bool = False

    def faults(self) -> list[str]:
        wrong = [] if (self.max_days is None) != (self.min_days is None) else ["state one of `max_days` and `min_days`"]
        return wrong + country_faults(self.within) + reference_faults(self.before)

    def requirement(self) -> Text:
        where, at = countries_text(self.within), at_text(self.before)
        period = Text(f"in the {self.last_months} months before the reference date ({at.en})", f"基準日（{at.ja}）の直前{self.last_months}か月間に") \
            if self.last_months else Text("so far", "これまでに")
        spared = words("stay_purpose", self.not_counting) if self.not_counting else Text("", "")
        tail = Text(f" (not counting: {spared.en})", f"（{spared.ja}を除く）") if spared.en else spared
        if self.in_a_row:
            tail = Text(f" in a row{tail.en}", f"（連続した1回の滞在）{tail.ja}")
        if self.max_days == 0:
            return Text(f"no stay in {where.en} {period.en}{tail.en}", f"{period.ja}{where.ja}に滞在していないこと{tail.ja}")
        if self.max_days is not None:
            return Text(f"no more than {plural(self.max_days, 'day')} in {where.en} {period.en}{tail.en}",
                        f"{period.ja}{where.ja}での滞在が{self.max_days}日以内であること{tail.ja}")
        return Text(f"at least {plural(self.min_days or 0, 'day')} in {where.en} {period.en}{tail.en}",
                    f"{period.ja}{where.ja}に{self.min_days}日以上滞在していること{tail.ja}")

    def judge(self, case: Case) -> Judgement:
        asked = case.places(self.within)
        lives = self._lives_there(case, asked)
        if case.person.stays == () and lives is False:
            none = Text("no stay there", "滞在歴なし")
            return Judgement(truth(self.max_days is not None), none, ("stays",), (), asked.since, asked.until)
        if case.person.stays is None and case.person.residence is not None and lives is False:
            return unknown("stays", seen=("stays", "residence"), since=asked.since, until=asked.until)
        return at_each(self.before, lambda reference: self._counted(case, reference, asked))

    def _counted(self, case: Case, reference: str, asked: Places) -> Judgement:
        moment, (low, high) = case.moment(reference), self._span(case, case, reference, asked)
        enough = self._within_limit(low, high)
        value = Text(f"{plural(low, 'day')} there" if low == high else f"at least {plural(low, 'day')} there", f"滞在{low}日" if low == high else f"滞在{low}日以上")
        gaps: tuple[Missing, ...] = ()
        if enough is None:
            own = [*(["stays"] if case.person.stays is None else []), *(["residence.since"] if self._move_is_open(case, moment, asked) else [])]
            gaps = tuple(Missing(fact) for fact in (*asked.missing, *own) or (moment.missing or "stays",))
        since, until = self._holds(case, reference, low, high, asked) if case.between is None else self._holds_exactly(case, reference, (low, high), asked, *case.between)
        return Judgement(truth(enough), value, ("stays", "residence"), gaps, max(since, asked.since), min(until, asked.until),
                         "wait" if self.last_months else "never")

    def _holds(self, case: Case, reference: str, low: int, high: int | None, asked: Places) -> tuple[date, date]:
        """Some days around the day asked with the same answer: a period gains or loses no more days than it moves by, and a few more where months
        of different length begin it.
        """
        moment = case.moment(reference)
        limit = self.max_days + 1 if self.max_days is not None else self.min_days or 0  # so many days decide it
        gained = _MANY if low >= limit else limit - (low if high is None or high >= limit else high)
        lost = _MANY if high is not None and high < limit else (low if low >= limit else _MANY if high is None else high) - limit + 1
        if case.person.stays is None:  # nothing bounds the days but that the period is still, or already, empty
            longest = max((min(clamp_add(day, -1), case.day) - self._first(day)).days + 1 for day in (moment.earliest, moment.latest))
            gained, lost = (min(gained, 1 - longest), lost) if longest <= 0 else (gained, min(lost, longest))
        steps = max(0, min(gained, lost) - 1 - _UNEVEN)
        return max(moment.since, clamp_add(case.day, -steps)), min(moment.until, clamp_add(case.day, steps))

    def _holds_exactly(self, case: Case, reference: str, counted: tuple[int, int | None], asked: Places, first: date, last: date) -> tuple[date, date]:
        """Days around the day asked with the same answer: as long as both what all their periods have in common and what they cover together give it."""
        moment, enough = case.moment(reference), self._within_limit(*counted)
        first, last = max(first, moment.since, asked.since), min(last, moment.until, asked.until)

        def same(day: date) -> bool:
            early, late = (case, case.on(day)) if day >= case.day else (case.on(day), case)
            whole, common = self._span(early, late, reference, asked), self._span(late, early, reference, asked)
            return self._within_limit(common[0], whole[1]) is enough and self._within_limit(whole[0], common[1]) is enough
        if not (moment.moves and self.last_months):
            return run_around(same, case.day, first, last)
        near = self._holds(case, reference, *counted, asked)
        ends = [end if same(end) else edge if abs(edge - case.day) > _FAR else run_around(same, case.day, min(case.day, end), max(case.day, end))[place]
                for place, (edge, end) in enumerate(zip(near, (first, last), strict=True))]
        return ends[0], ends[1]

    def _lives_there(self, case: Case, asked: Places) -> bool | None:
        home = case.person.residence
        return None if home is None else asked.has(home.country)

    def _move_is_open(self, case: Case, moment: Moment, asked: Places) -> bool:
        """Whether the days hang on when the person came to live there."""
        home = case.person.residence
        if home is None or asked.has(home.country) is False:
            return False
        since = home.since
        return since is None or (not since.is_exact and since.latest > self._first(moment.earliest) and since.earliest < moment.latest)

    def _span(self, begins: Case, ends: Case, reference: str, asked: Places) -> tuple[int, int | None]:
        """Fewest and most days from where the period of one day begins to where that of another ends, over the days on which the reference date may lie."""
        opening, closing = begins.moment(reference), ends.moment(reference)
        spans = []
        for start, end in {(opening.earliest, closing.earliest), (opening.latest, closing.latest)}:
            last = min(clamp_add(end, -1), ends.day)
            # whoever lives there may have come on the day asked: a day there is sure where that day counts
            spans.append(self._days(begins.person, (self._first(start), last), asked, last if start > begins.day else clamp_add(last, 1)))
        return min(span[0] for span in spans), None if any(span[1] is None for span in spans) else max(span[1] or 0 for span in spans)

    def _first(self, day: date) -> date:
        return shift_months(day, -self.last_months) if self.last_months else _LIFE

    def _days(self, person: ResearcherProfile, window: tuple[date, date], asked: Places, moved_in_by: date) -> tuple[int, int | None]:
        """Fewest and most days; in a row, those of the longest stay (the present residence is one)."""
        if not self.in_a_row or not person.stays:
            return self._days_of(person, window, asked, moved_in_by)
        alone = [ResearcherProfile(id="", stays=(stay,)) for stay in person.stays]
        spans = [self._days_of(one, window, asked, moved_in_by) for one in (*alone, ResearcherProfile(id="", stays=(), residence=person.residence))]
        return max(span[0] for span in spans), None if any(span[1] is None for span in spans) else max(span[1] or 0 for span in spans)

    def _days_of(self, person: ResearcherProfile, window: tuple[date, date], asked: Places, moved_in_by: date) -> tuple[int, int | None]:
        spared = frozenset(self.not_counting)
        sure = days_in_country(person, asked.sure, *window, spared, moved_in_by)
        if sure.value is None:
            return 0, None
        low, high = sure.value
        if asked.missing:
            # the countries that may still join the list: those where the person has been, or the few that it can be
            been = {stay.country for stay in person.stays or ()} | {person.residence.country if person.residence else None}
            joined = asked.possible if asked.possible is not None else asked.sure | (been - {None} - asked.never)
            most = days_in_country(person, frozenset(code for code in joined if code), *window, spared, moved_in_by)
            high = most.value[1] if most.value is not None else high
        return low, None if sure.missing else high

    def _within_limit(self, low: int, high: int | None) -> bool | None:
        if self.max_days is not None:
            return False if low > self.max_days else True if high is not None and high <= self.max_days else None
        least = self.min_days or 0
        return True if low >= least else False if high is not None and high < least else None

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.judged import Folded
        from programs.whereabouts import Limit, stays_judged

        if self.min_days == 0:  # asks nothing, but of those without a stay
            return asking.judge_each(self)
        limit = Limit(self.within, self.max_days, self.min_days or 0, self.last_months, self.not_counting, self.in_a_row)
        return Folded("all", tuple(stays_judged(asking, limit, reference) for reference in self.before))
