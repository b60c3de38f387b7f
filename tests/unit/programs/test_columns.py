"""Columns and single people agree on every pair, over random rules and random people."""

from __future__ import annotations

import dataclasses
import os
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from matcher.pool import OUTCOMES, findings, judge_pool, pool_outcomes
from profiles.invented import invented_table
from profiles.partial_date import PartialDate, shift_years
from profiles.researcher import (
    Application,
    Arrangements,
    Award,
    CareerBreak,
    Degree,
    Funding,
    Goals,
    Host,
    HostPerson,
    Months,
    Organisation,
    Partner,
    Position,
    Publication,
    ResearcherProfile,
    Residence,
    StartRange,
    Stay,
)
from profiles.table import FACTS, ProfileTable
from profiles.vocabulary.terms import values
from programs import read_catalogue
from programs.criteria import KINDS
from programs.logic import Text
from programs.program import Call, Program
from programs.rule_reading import OPERATORS, read_rule
from programs.shapes import Faults

EXAMPLES = int(os.environ.get("MATCHER_EXAMPLES", "60"))  # people of each kind of criterion: 50 times as many
DAYS = [date(2026, 11, 24), date(2027, 4, 1), date(2024, 2, 29)]
COUNTRIES = ["JP", "IN", "DE", "US", "TL"]
TOKENS = [*COUNTRIES, "eu", "asean", "jsps_diplomatic", "host", "home", "residence", "phd_country", "degree_country"]
REFERENCES = ["application", "deadline", "start", "fiscal_year", "calendar_year", "2026-04-01", "10-01", ["start", "2026-04-01"]]
AWARDS = ["jsps-standard", "jsps-summer"]
YEARS = [0, 0, 0, 0, 1, -1, -2, -3, -5, -6, -6, -8, -10, -12, -15, -30, -39, -40, -41, -45, -46]
flags = st.booleans()


def term(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values(kind))


class People:
    """Random people whose dates lie around the days, whole years away, at which rules draw their lines."""

    def __init__(self, seed: int, day: date) -> None:
        self.random, self.edges = random.Random(seed), [day, day, date(day.year, 4, 1), date(day.year + 1, 4, 1), date(day.year, 1, 1), date(2026, 4, 1), date(day.year, 10, 1)]

    def maybe(self, value: Any, unknown: float = 0.2) -> Any:
        return None if self.random.random() < unknown else value

    def date(self) -> PartialDate:
        day = shift_years(self.random.choice(self.edges), self.random.choice(YEARS)) + timedelta(self.random.choice([0, 0, -1, 1, 2, -31, 100, 182, -364]))
        return PartialDate.parse(f"{day.isoformat()[:self.random.choice([10, 10, 10, 7, 4])]}")

    def some(self, make: Callable[[], Any], most: int = 3) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.random.randint(0, most)))

    def record(self, cls: type[Any]) -> Any:
        return cls(**{field.name: self.maybe(self.part(cls, field.name, str(field.type))) for field in dataclasses.fields(cls)})

    def part(self, cls: type[Any], name: str, hint: str) -> Any:
        if "PartialDate" in hint:
            return self.date()
        choices = {**WORDS, **OF_CLASS.get(cls, {})}[name]
        return choices(self) if callable(choices) else self.random.choice(list(choices))

    def person(self) -> ResearcherProfile:
        parts = {field.name: self.maybe(self.part(ResearcherProfile, field.name, str(field.type)), 0.15)
                 for field in dataclasses.fields(ResearcherProfile) if field.name in PERSONAL}
        answers = {key: value for key, value in ANSWERS if self.random.random() < 0.3}
        return ResearcherProfile("r", self.random.choice(["researcher"] * 9 + ["institution"]), answers=answers, **parts)  # type: ignore[arg-type]


ANSWERS: list[tuple[str, Any]] = [
    ("nationality.holds_japanese", True), ("nationality.holds_japanese", False), ("residence.years_outside_japan", 3), ("residence.years_outside_japan", 1.0),
    ("residence.years_outside_japan", "yes"), ("children.count", 0), ("children.count", 2), ("children.count", True), ("children.count", -1), ("some.key", True),
    ("some.key", 3), ("some.key", "yes"), ("some.key", 1)]
WORDS: dict[str, Any] = {
    "country": COUNTRIES, "level": ["phd", "phd", "master", "md"], "kind": values("position_kind"), "organisation_kind": ["university", "company", "hospital"],
    "full_time": [True, False], "tenure": [True, False], "permanent": [True, True, False], "accepted": [True, True, False], "former_supervisor": [True, False],
    "purpose": values("stay_purpose"), "reason": values("break_reason"), "role": values("partner_role"), "authors_position": values("authors_position"),
    "outcome": values("outcome"), "program": AWARDS, "funder": ["DFG", "JST"], "funded_by": ["DFG", "NSF"], "score": [70.0, 80.0, 85.0], "year": range(2019, 2028),
    "organisation": ["OIST", "X", "x"], "institution": ["OIST", "X"], "designations": [(), ("a",), ("a", "b")], "name": ["X"], "title": ["t"], "field": ["f"],
    "abstract": ["t"], "doi": ["t"], "amount": [None], "min": [1, 3, 6], "max": [3, 6, 12], "activities": [()], "nominated_by": ["a body", ""],
    "languages": [{}, {"en": "B2"}, {"ja": "N2", "en": "native"}, {"ja": "N4"}], "fields": [(), ("quantum",), ("ford:3", "ford:1.3"), ("health",), ("ford:6.2",)],
    "countries": lambda people: people.some(lambda: people.random.choice(COUNTRIES), 2), "nationalities": lambda people: people.some(lambda: people.random.choice(COUNTRIES), 2),
    "permanent_residence": lambda people: people.some(lambda: people.random.choice(COUNTRIES), 2), "residence": lambda people: people.record(Residence),
    "degrees": lambda people: people.some(lambda: people.record(Degree)), "positions": lambda people: people.some(lambda: people.record(Position)),
    "stays": lambda people: people.some(lambda: people.record(Stay)), "career_breaks": lambda people: people.some(lambda: people.record(CareerBreak)),
    "publications": lambda people: people.some(lambda: people.record(Publication)), "awards": lambda people: people.some(lambda: people.record(Award)),
    "applications": lambda people: people.some(lambda: people.record(Application)), "funding": lambda people: people.some(lambda: people.record(Funding)),
    "arrangements": lambda people: people.record(Arrangements), "goals": lambda people: people.record(Goals), "host": lambda people: people.record(Host),
    "person": lambda people: people.record(HostPerson), "partners": lambda people: people.some(lambda: people.record(Partner)),
    "duration_months": lambda people: people.record(Months), "start": lambda people: people.record(StartRange),
}
OF_CLASS: dict[type[Any], dict[str, Any]] = {Organisation: {"kind": ["university", "company", "hospital"]},
                                             ResearcherProfile: {"organisation": lambda people: people.record(Organisation)}}
PERSONAL = {name.partition(".")[0] for name in FACTS} - {"type"}


tokens = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3, unique=True)
TEXT = {"en": "x", "ja": "x"}
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "in": tokens, "not_in": tokens, "each_of": st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True), "elsewhere_than": st.lists(st.sampled_from(["position", "phd"]), max_size=2, unique=True),
    "levels": st.lists(st.sampled_from(["phd", "master", "md"]), min_size=1, max_size=2, unique=True), "at": st.sampled_from(REFERENCES), "before": st.sampled_from(REFERENCES),
    "organisation_kinds": st.lists(term("organisation_kind"), max_size=3, unique=True), "person_kinds": st.lists(term("position_kind"), max_size=3, unique=True),
    "not_person_kinds": st.lists(term("position_kind"), max_size=3, unique=True), "person_text": st.just(TEXT), "roles": st.lists(term("partner_role"), max_size=2),
    "funded_by": st.lists(st.sampled_from(["DFG", "nsf"]), max_size=2), "funders": st.lists(st.sampled_from(["DFG", "JST"]), max_size=2),
    "programs": st.lists(st.sampled_from(AWARDS), min_size=1, max_size=2), "names_en": st.just([]), "names_ja": st.just([]), "organisations": st.lists(st.sampled_from(["OIST", "Y"]), max_size=2),
    "designations": st.lists(st.sampled_from(["a", "b"]), max_size=1), "not_designations": st.lists(st.sampled_from(["a", "b"]), max_size=1),
    "extended_by": st.lists(term("break_reason"), max_size=3, unique=True), "reasons": st.lists(term("break_reason"), max_size=3, unique=True),
    "not_counting": st.lists(term("stay_purpose"), max_size=3, unique=True), "outcomes": st.lists(term("outcome"), max_size=2, unique=True),
    "authors_positions": st.lists(term("authors_position"), max_size=2, unique=True), "max_days": st.sampled_from([0, 30, 365]), "min_days": st.sampled_from([30, 365]),
    "max_months": st.sampled_from([3, 12]), "min_months": st.sampled_from([3, 6]), "last_months": st.sampled_from([1, 12, 36, 60]),
    "anchor": st.sampled_from(["awarded", "defended"]), "which": st.sampled_from(["first", "latest"]), "born_on_or_after": st.sampled_from(["1986-04-02", "1990-01-01"]),
    "how": st.sampled_from(["never", "once", "running", "not_running"]), "key": st.just("some.key"), "asks": st.just(TEXT), "question": st.just(TEXT), "by": st.just(TEXT),
    "equals": st.sampled_from([True, 3, "yes"]), "code": st.sampled_from(["en", "ja"]), "level": st.sampled_from(["B2", "N2", "C1"]),
    "kind": st.sampled_from(["fact", "step"]), "change": st.just("never"), "starts_from": st.just("2027-01-01"), "starts_until": st.just("2027-12-31"),
}
OF_KIND: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("career_stage", "in"): st.lists(term("career_stage"), min_size=1, max_size=2), ("field", "in"): st.lists(st.sampled_from(["quantum", "ford:3", "ford:1"]), min_size=1, max_size=2),
    ("organisation", "kinds"): st.lists(term("organisation_kind"), max_size=2),
    ("age", "max"): st.sampled_from([39, 40, 45]), ("age", "min"): st.sampled_from([18, 30]), ("age", "under"): st.sampled_from([40, 45]),
}
KINDS_OF_POST = st.lists(term("position_kind"), max_size=3, unique=True)


def drawn(kind: str, field: dataclasses.Field[Any]) -> st.SearchStrategy[Any]:
    key = {"within": "in"}.get(field.name, field.name)
    hint = str(field.type)
    if (kind, key) in OF_KIND:
        return OF_KIND[kind, key]
    if key == "kinds":
        return KINDS_OF_POST
    if key in FIELDS:
        return FIELDS[key]
    if hint.startswith("bool"):
        return flags
    if hint.startswith(("int", "float")):
        return st.sampled_from([1, 2, 3, 6])
    raise AssertionError(f"say how to draw {key!r} of {kind!r} ({hint})")


@st.composite
def criterion(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(sorted(KINDS))) -> dict[str, Any]:
    """A criterion as the catalogue writes it; fields without a default are always there."""
    kind = draw(st.sampled_from(kinds))
    content: dict[str, Any] = {}
    for field in dataclasses.fields(KINDS[kind]):  # type: ignore[arg-type]
        if field.default is dataclasses.MISSING or draw(st.integers(0, 2)) == 0:
            content[{"within": "in"}.get(field.name, field.name)] = draw(drawn(kind, field))
    return {kind: content}


def tree(leaf: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(leaf, min_size=1, max_size=3)
    groups = [lists.map(lambda nodes, name=name: {name: nodes}) for name in OPERATORS if name in ("all", "any", "readings")]
    return st.one_of(
        *groups, leaf.map(lambda node: {"not": node}), st.tuples(leaf, leaf).map(lambda two: {"if": two[0], "then": two[1]}),
        st.tuples(lists, st.integers(1, 3)).map(lambda two: {"at_least": {"count": two[1], "of": two[0]}}))


nodes = st.recursive(criterion(), tree, max_leaves=5).flatmap(
    lambda node: st.sampled_from(["required", "required", "in_principle"]).map(lambda strength: {**node, "strength": strength}))


def program(contents: list[dict[str, Any]], calls: tuple[Call, ...] = ()) -> Program | None:
    """A programme with these rules, without those that the reader refuses."""
    read = []
    for number, content in enumerate(contents):
        faults = Faults()
        rule = read_rule({**content, "id": f"r{number}", "for": ["fellow"], "confidence": "recalled"}, "rule", faults)
        if rule is not None and not faults.found:
            read.append(rule)
    return Program("p", Text("p", "p"), Text("p", "p"), rules=tuple(read), calls=calls) if read else None


calls = st.lists(st.builds(Call, id=st.just("c"), closes=st.sampled_from([None, date(2026, 12, 1), date(2027, 4, 30), date(2020, 1, 1)])), max_size=2).map(tuple)
seeds = st.integers(0, 2**32)


def disagreements(offers: list[Program], people: list[ResearcherProfile], day: date) -> list[tuple[Program, ResearcherProfile, str]]:
    """The pairs on which columns and single people differ, with what the columns say."""
    found = pool_outcomes([(offered, "fellow") for offered in offers], ProfileTable.of(people), day)
    assert found.shape == (len(offers), len(people))
    return [(offered, person, OUTCOMES[code].value) for offered, row in zip(offers, found, strict=True) for code, person in zip(row, people, strict=True)
            if OUTCOMES[code] is not judge(offered, "fellow", person, day).outcome]


@given(st.lists(nodes, min_size=1, max_size=3), seeds, calls, st.sampled_from(DAYS))
@settings(max_examples=500, deadline=None)
def test_columns_agree_with_single_people(contents: list[dict[str, Any]], seed: int, rounds: tuple[Call, ...], day: date) -> None:
    offered, people = program(contents, rounds), People(seed, day)
    if offered is not None:
        assert disagreements([offered], [people.person() for _ in range(10)], day) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_agrees_with_single_people(kind: str) -> None:
    @given(st.lists(criterion((kind,)), min_size=1, max_size=3), seeds, calls, st.sampled_from(DAYS))
    @settings(max_examples=EXAMPLES, deadline=None)
    def check(contents: list[dict[str, Any]], seed: int, rounds: tuple[Call, ...], day: date) -> None:
        people = People(seed, day)
        offers = [offered for content in contents if (offered := program([content], rounds)) is not None]
        assert disagreements(offers, [people.person() for _ in range(50)], day) == []
    check()


@given(st.lists(nodes, min_size=1, max_size=3), seeds, st.sampled_from(DAYS))
@settings(max_examples=500, deadline=None)
def test_one_person_against_programmes_is_the_transpose_and_blocks_do_not_matter(contents: list[dict[str, Any]], seed: int, day: date) -> None:
    offers = [(offered, "fellow") for content in contents if (offered := program([content])) is not None]
    people = People(seed, day)
    asking = [people.person() for _ in range(150)]
    whole = pool_outcomes(offers, ProfileTable.of(asking), day)
    blocks = [block.outcomes() for block in judge_pool(offers, ProfileTable.of(asking), day, rows=64)]
    assert np.array_equal(np.concatenate(blocks, axis=1), whole)
    for row in range(5):
        assert np.array_equal(pool_outcomes(offers, ProfileTable.of([asking[row]]), day)[:, 0], whole[:, row])


def test_the_catalogue_agrees_on_invented_people_held_as_columns_or_as_profiles() -> None:
    table, pairs = invented_table(1000, seed=7), read_catalogue().pairs()
    people = [table.person(row) for row in range(table.size)]
    found = pool_outcomes(pairs, table, DAYS[0])
    assert np.array_equal(found, pool_outcomes(pairs, ProfileTable.of(people), DAYS[0]))
    for (offered, role), outcomes in zip(pairs, found, strict=True):
        for row in range(0, table.size, 40):
            assert OUTCOMES[outcomes[row]] is judge(offered, role, people[row], DAYS[0]).outcome


def test_findings_of_a_row_are_those_of_the_person() -> None:
    offered = program([{"nationality": {"in": ["IN"]}}])
    assert offered is not None
    asking = [ResearcherProfile("a", nationalities=("IN",)), ResearcherProfile("b", nationalities=("JP",))]
    found = findings(offered, "fellow", ProfileTable.of(asking), 1, DAYS[0])
    assert found.outcome.value == "ineligible"
    assert found.findings[0].facts == ("nationalities",)


def test_people_without_any_post_are_judged_at_every_reference_date() -> None:
    """Lists of nothing are told apart as well: some differ by the start that is wished for."""
    starts = [None, StartRange(PartialDate.parse("2027-10-01"), None), StartRange(PartialDate.parse("2026-12-01"), None)]
    asking = [ResearcherProfile(f"r{number}", positions=stated, stays=stated, goals=Goals(start=start))
              for number, (stated, start) in enumerate((stated, start) for stated in (None, ()) for start in starts)]
    offers = [program([{kind: {**fields, key: reference}}]) for kind, fields, key in (("experience", {"min_years": 1}, "at"), ("stay", {"max_days": 30, "in": ["JP"]}, "before"))
              for reference in ("application", "start", "fiscal_year")]
    assert disagreements([offered for offered in offers if offered is not None], asking, DAYS[0]) == []


def test_who_came_to_live_there_on_an_unknown_day_is_counted_alike() -> None:
    begun = [None, *(PartialDate.parse(text) for text in ("2026-11-24", "2026-11-23", "2026-11", "2026", "2027"))]
    asking = [ResearcherProfile(f"r{number}", stays=(), residence=Residence("JP", since), goals=goals)
              for number, (since, goals) in enumerate((since, goals) for since in begun for goals in (None, Goals(start=StartRange(PartialDate.parse("2027-10-01"), None))))]
    offers = [program([{"stay": {"in": ["JP"], "before": before, **fields}}]) for before in ("application", "start", "deadline", "2026-11-24", "2026-11-25", "2027-04-01")
              for fields in ({"max_days": 0}, {"min_days": 1}, {"max_days": 1, "last_months": 1}, {"max_days": 0, "in_a_row": True})]
    assert disagreements([offered for offered in offers if offered is not None], asking, DAYS[0]) == []


def test_a_pool_of_nobody_and_a_catalogue_of_nothing() -> None:
    offered = program([{"nationality": {"in": ["IN"]}}])
    assert offered is not None
    assert pool_outcomes([(offered, "fellow")], ProfileTable.of([]), DAYS[0]).shape == (1, 0)
    assert pool_outcomes([], ProfileTable.of([ResearcherProfile("a")]), DAYS[0]).shape == (0, 1)
