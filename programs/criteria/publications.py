"""The person's own publications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from profiles.researcher import Publication
from programs.criteria.base import Case, Criterion, all_true, truth, unknown, unknown_words, words
from programs.dates import stretch
from programs.logic import Judgement, Missing, Text, at_least
from programs.phrases import plural

if TYPE_CHECKING:
    from programs.columns import PeopleAsking
    from programs.judged import Verdicts


@dataclass(frozen=True, slots=True)
class Published(Criterion):
    """Has published at least some writings, in some places among the authors, in the last years; one of a year to come is in press and counts."""

    KIND: ClassVar[str] = "publications"
    IN_COLUMNS: ClassVar[tuple[str, ...]] = ("min_count", "authors_positions", "last_years")
    min_count: int = 1
    authors_positions: tuple[str, ...] = ()
    last_years: int | None = None

    def faults(self) -> list[str]:
        return unknown_words("authors_position", self.authors_positions, "authors_positions")

    def requirement(self) -> Text:
        place = words("authors_position", self.authors_positions) if self.authors_positions else Text("author", "著者")
        late = Text(f" in the last {plural(self.last_years, 'year')}", f"過去{self.last_years:g}年間に") if self.last_years is not None else Text("", "")
        return Text(f"at least {plural(self.min_count, 'publication')} as {place.en}{late.en}", f"{late.ja}{place.ja}としての論文等が{self.min_count:g}件以上あること")

    def judge(self, case: Case) -> Judgement:
        stated = case.person.publications
        if stated is None:
            return unknown("publications")
        verdict = at_least(round(self.min_count), [truth(self._counts(item, case.day)) for item in stated])
        years = [item.year + round(self.last_years) + 1 for item in stated if item.year is not None] if self.last_years is not None else []
        changes = [date(year, 1, 1) for year in years if date.min.year <= year <= date.max.year]
        value = Text(f"{plural(len(stated), 'publication')} stated", f"論文等{len(stated)}件")
        gaps = (Missing("publications"),) if verdict.value == "unknown" else ()
        return Judgement(verdict, value, ("publications",), gaps, *stretch(case.day, changes), "never")

    def _counts(self, item: Publication, day: date) -> bool | None:
        tests: list[bool | None] = []
        if self.authors_positions:
            tests.append(None if item.authors_position is None else item.authors_position in self.authors_positions)
        if self.last_years is not None:
            tests.append(None if item.year is None else item.year >= day.year - round(self.last_years))
        return all_true(tests)

    def judge_people(self, asking: PeopleAsking) -> Verdicts:
        from programs.truths import all_true

        works = asking.lists("publications", ("year", "authors_position"))
        tests = [works.constant(True), *works.among("authors_position", self.authors_positions)]
        if self.last_years is not None:
            first = asking.day.year - round(self.last_years)
            tests.append(works.passing("year", lambda year: year >= first))
        return works.judged(works.at_least(round(self.min_count), all_true(tests)))
