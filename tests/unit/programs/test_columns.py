"""Columns and single people agree on every pair, over random rules and random people."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from matcher.pool import OUTCOMES, findings, judge_pool, pool_outcomes
from profiles.invented import invented_table
from profiles.partial_date import PartialDate
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
from profiles.table import ProfileTable
from profiles.vocabulary.terms import values
from programs import read_catalogue
from programs.criteria import KINDS
from programs.logic import Text
from programs.program import Call, Program
from programs.rule_reading import OPERATORS, read_rule
from programs.shapes import Faults

DAYS = [date(2026, 11, 24), date(2027, 4, 1), date(2024, 2, 29)]
COUNTRIES = ["JP", "IN", "DE", "US", "TL"]
TOKENS = [*COUNTRIES, "eu", "asean", "jsps_diplomatic", "host", "home", "residence", "phd_country", "degree_country"]
REFERENCES = ["application", "deadline", "start", "fiscal_year", "calendar_year", "2026-04-01", "10-01", ["start", "2026-04-01"]]
AWARDS = ["jsps-standard", "jsps-summer"]
DATES = ["1986-11-24", "1986", "1981-04-02", "2016-04-01", "2018-11", "2020-04-01", "2020-04-02", "2021", "2023-11-25", "2024-02-29", "2026-03",
         "2026-11-24", "2026-12", "2027", "2027-03-31", "2027-04-01", "2029-09-30"]


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples(strategy: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=size).map(tuple)


dates = st.sampled_from(DATES).map(PartialDate.parse)
countries = st.sampled_from(COUNTRIES)
flags = st.booleans()


def term(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(values(kind))


def build(cls: Callable[..., Any], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(cls, **{name: some(part) for name, part in parts.items()})


levels = st.sampled_from(["phd", "master", "md"])
degrees = build(Degree, level=levels, defended=dates, awarded=dates, expected=dates, country=countries)
posts = build(Position, kind=term("position_kind"), organisation_kind=term("organisation_kind"), country=countries, since=dates, until=dates,
              full_time=flags, tenure=flags)
host = build(Host, organisation=st.sampled_from(["OIST", "X"]), organisation_kind=term("organisation_kind"), country=countries, accepted=flags,
             person=build(HostPerson, kind=term("position_kind"), former_supervisor=flags))
partner = build(Partner, organisation_kind=term("organisation_kind"), country=countries, funded_by=st.sampled_from(["DFG", "NSF"]),
                role=term("partner_role"))
arrangements = build(Arrangements, host=host, partners=tuples(partner), nominated_by=st.just("a body"))
goals = build(Goals, countries=tuples(countries, 2), duration_months=build(Months, min=st.sampled_from([1, 6]), max=st.sampled_from([3, 12, 24])),
              start=build(StartRange, since=dates, until=dates))
answers = st.dictionaries(
    st.sampled_from(["nationality.holds_japanese", "residence.years_outside_japan", "children.count", "some.key"]),
    st.booleans() | st.integers(0, 12) | st.sampled_from(["yes", 1.0]), max_size=3)
people = build(
    ResearcherProfile, nationalities=tuples(countries, 2), residence=build(Residence, country=countries, since=dates, permanent=flags),
    permanent_residence=tuples(countries, 2), birth_date=dates,
    languages=st.dictionaries(st.sampled_from(["en", "ja"]), st.sampled_from(["A1", "B2", "N2", "N4", "native"])),
    degrees=tuples(degrees), positions=tuples(posts), stays=tuples(build(Stay, country=countries, since=dates, until=dates, purpose=term("stay_purpose"))),
    career_breaks=tuples(build(CareerBreak, reason=term("break_reason"), since=dates, until=dates), 2),
    fields=tuples(st.sampled_from(["quantum", "ford:1.3", "ford:3", "health", "ford:6.2"]), 2),
    publications=tuples(build(Publication, year=st.integers(2018, 2026), authors_position=term("authors_position"))),
    awards=tuples(build(Award, program=st.sampled_from(AWARDS), since=dates, until=dates)),
    applications=tuples(build(Application, program=st.sampled_from(AWARDS), on=dates, outcome=term("outcome"), score=st.sampled_from([70.0, 85.0])), 2),
    funding=tuples(build(Funding, funder=st.sampled_from(["DFG", "JST"]), country=countries, since=dates, until=dates), 2),
    organisation=build(Organisation, kind=term("organisation_kind"), country=countries, designations=tuples(st.sampled_from(["a", "b"]), 2)),
).flatmap(lambda person: st.builds(
    dataclasses.replace, st.just(person), type=st.sampled_from(["researcher", "researcher", "institution"]), id=st.just("r"),
    arrangements=some(arrangements), goals=some(goals), answers=answers))

tokens = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3, unique=True)
TEXT = {"en": "x", "ja": "x"}
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "in": tokens, "not_in": tokens, "each_of": st.lists(countries, max_size=2, unique=True), "elsewhere_than": st.lists(st.sampled_from(["position", "phd"]), max_size=2, unique=True),
    "levels": st.lists(levels, min_size=1, max_size=2, unique=True), "at": st.sampled_from(REFERENCES), "before": st.sampled_from(REFERENCES),
    "organisation_kinds": st.lists(term("organisation_kind"), max_size=3, unique=True), "person_kinds": st.lists(term("position_kind"), max_size=3, unique=True),
    "not_person_kinds": st.lists(term("position_kind"), max_size=3, unique=True), "person_text": st.just(TEXT), "roles": st.lists(term("partner_role"), max_size=2),
    "funded_by": st.lists(st.sampled_from(["DFG", "nsf"]), max_size=2), "funders": st.lists(st.sampled_from(["DFG", "JST"]), max_size=2),
    "programs": st.lists(st.sampled_from(AWARDS), min_size=1, max_size=2), "organisations": st.lists(st.sampled_from(["OIST", "Y"]), max_size=2),
    "designations": st.lists(st.sampled_from(["a", "b"]), max_size=1), "not_designations": st.lists(st.sampled_from(["a", "b"]), max_size=1),
    "extended_by": st.lists(term("break_reason"), max_size=3, unique=True), "reasons": st.lists(term("break_reason"), max_size=3, unique=True),
    "not_counting": st.lists(term("stay_purpose"), max_size=3, unique=True), "outcomes": st.lists(term("outcome"), max_size=2, unique=True),
    "authors_positions": st.lists(term("authors_position"), max_size=2, unique=True), "max_days": st.sampled_from([0, 30, 365]), "min_days": st.sampled_from([30, 365]),
    "max_months": st.sampled_from([3, 12]), "min_months": st.sampled_from([3, 6]), "last_months": st.sampled_from([36, 60]),
    "anchor": st.sampled_from(["awarded", "defended"]), "which": st.sampled_from(["first", "latest"]), "born_on_or_after": st.sampled_from(["1986-04-02", "1990-01-01"]),
    "how": st.sampled_from(["never", "once", "running", "not_running"]), "key": st.just("some.key"), "asks": st.just(TEXT), "question": st.just(TEXT), "by": st.just(TEXT),
    "equals": st.sampled_from([True, 3, "yes"]), "presumed": st.sampled_from([True, 3, "no"]), "code": st.sampled_from(["en", "ja"]), "level": st.sampled_from(["B2", "N2", "C1"]),
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


calls = tuples(st.builds(Call, id=st.just("c"), closes=st.sampled_from([None, date(2026, 12, 1), date(2027, 4, 30), date(2020, 1, 1)])), 2)


@given(st.lists(nodes, min_size=1, max_size=3), st.lists(people, min_size=1, max_size=6), calls, st.sampled_from(DAYS))
@settings(max_examples=500, deadline=None)
def test_columns_agree_with_single_people(contents: list[dict[str, Any]], asking: list[ResearcherProfile], rounds: tuple[Call, ...], day: date) -> None:
    offered = program(contents, rounds)
    if offered is None:
        return
    found = pool_outcomes([(offered, "fellow")], ProfileTable.of(asking), day)
    assert [OUTCOMES[code] for code in found[0]] == [judge(offered, "fellow", person, day).outcome for person in asking]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_agrees_with_single_people(kind: str) -> None:
    @given(st.lists(criterion((kind,)), min_size=1, max_size=4), st.lists(people, min_size=1, max_size=8), calls, st.sampled_from(DAYS))
    @settings(max_examples=60, deadline=None)
    def check(contents: list[dict[str, Any]], asking: list[ResearcherProfile], rounds: tuple[Call, ...], day: date) -> None:
        offers = [offered for content in contents if (offered := program([content], rounds)) is not None]
        found = pool_outcomes([(offered, "fellow") for offered in offers], ProfileTable.of(asking), day)
        assert found.shape == (len(offers), len(asking))
        for offered, row in zip(offers, found, strict=True):
            assert [OUTCOMES[code] for code in row] == [judge(offered, "fellow", person, day).outcome for person in asking]
    check()


@given(st.lists(nodes, min_size=1, max_size=3), st.lists(people, min_size=2, max_size=5), st.sampled_from(DAYS))
@settings(max_examples=60, deadline=None)
def test_one_person_against_programmes_is_the_transpose_and_blocks_do_not_matter(contents: list[dict[str, Any]], few: list[ResearcherProfile], day: date) -> None:
    offers = [(offered, "fellow") for content in contents if (offered := program([content])) is not None]
    asking = (few * 70)[:150]
    whole = pool_outcomes(offers, ProfileTable.of(asking), day)
    blocks = [block.outcomes() for block in judge_pool(offers, ProfileTable.of(asking), day, rows=64)]
    assert np.array_equal(np.concatenate(blocks, axis=1), whole)
    for row, person in enumerate(few):
        assert np.array_equal(pool_outcomes(offers, ProfileTable.of([person]), day)[:, 0], whole[:, row])


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


def test_a_pool_of_nobody_and_a_catalogue_of_nothing() -> None:
    offered = program([{"nationality": {"in": ["IN"]}}])
    assert offered is not None
    assert pool_outcomes([(offered, "fellow")], ProfileTable.of([]), DAYS[0]).shape == (1, 0)
    assert pool_outcomes([], ProfileTable.of([ResearcherProfile("a")]), DAYS[0]).shape == (0, 1)
