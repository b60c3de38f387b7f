"""What stands in the way for good, named shortly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.eligibility import judge
from matcher.obstacles import obstacle_of, obstacle_text
from matcher.repairs import repairs_of
from matcher.telling import repair_text
from matcher.wire import repair_to_dict
from profiles import ResearcherProfile, parse_profile
from programs import Catalogue, read_catalogue
from programs.criteria.answers import Answered
from programs.criteria.base import Case
from programs.logic import Finding, Text, Verdict
from programs.rules import Group, Leaf, Node

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


def asks(key: str, strength: str = "required") -> Leaf:
    return Leaf(Answered(key, Text(f"is {key}", f"{key}であること"), Text("?", "？"), equals=True), key, strength)  # type: ignore[arg-type]


def judged(node: Node, **answers: bool) -> Finding:
    return node.judge(Case(parse_profile({"id": "x", "answers": answers}), DAY))


def group(operator: str, *nodes: Node, count: int = 1, strength: str = "required") -> Group:
    return Group(operator, nodes, operator, count, strength)  # type: ignore[arg-type]


nodes = st.recursive(st.builds(asks, st.sampled_from("abcd"), st.sampled_from(["required", "in_principle"])), lambda inner: st.builds(
    lambda operator, parts, count, soft: group(operator, *parts, count=min(count, len(parts)), strength="in_principle" if soft else "required"),
    st.sampled_from(["all", "any", "not", "at_least", "readings"]), st.lists(inner, min_size=1, max_size=3), st.integers(1, 3), st.booleans()), max_leaves=8)


@settings(max_examples=300)
@given(node=nodes, answers=st.dictionaries(st.sampled_from("abcd"), st.booleans()))
def test_what_decides_is_a_criterion_that_fails_or_one_that_is_met_and_must_not_be(node: Node, answers: dict[str, bool]) -> None:
    finding = judged(node, **answers)
    if finding.verdict is Verdict.UNMET:
        found = obstacle_of(finding)
        assert found.leaf.children == () and answers[found.leaf.facts[0].removeprefix("answers.")] is found.barred
        assert f"is {found.leaf.criterion}" in obstacle_text(finding).en and f"{found.leaf.criterion}であること" in obstacle_text(finding).ja


@pytest.mark.parametrize(("node", "answers", "english", "japanese"), [
    (asks("a"), {"a": False}, "is a (your profile: no)", "aであること（プロフィール：いいえ）"),
    (group("all", asks("a"), asks("b")), {"a": True, "b": False}, "is b (your profile: no)", "bであること（プロフィール：いいえ）"),
    (group("not", group("any", asks("a"), asks("b"))), {"b": True}, "not this: is b (your profile: yes)", "次に該当しないこと：bであること（プロフィール：はい）"),
    (group("any", group("all", asks("a"), asks("b")), asks("c")), {"a": False, "b": False, "c": False},
     "neither way is open; the nearest: is c (your profile: no)", "2通りの要件をいずれも満たさない（最も近いもの：cであること（プロフィール：いいえ））"),
    (group("any", asks("a"), asks("b"), asks("c")), {"a": False, "b": False, "c": False},
     "none of the 3 ways is open; the nearest: is a (your profile: no)", "3通りの要件をいずれも満たさない（最も近いもの：aであること（プロフィール：いいえ））"),
    (group("any", group("not", asks("a")), asks("b")), {"a": True, "b": False}, "is b (your profile: no)", "bであること（プロフィール：いいえ）"),
    (group("readings", group("not", asks("a")), asks("b")), {"a": True, "b": False}, "not this: is a (your profile: yes)", "次に該当しないこと：aであること（プロフィール：はい）"),
    (group("at_least", asks("a"), asks("b"), asks("c"), count=3), {"a": True, "c": False}, "is c (your profile: no)", "cであること（プロフィール：いいえ）"),
], ids=["one", "all", "not", "two ways", "three ways", "conditional", "readings", "at least"])
def test_the_obstacle_in_words(node: Node, answers: dict[str, bool], english: str, japanese: str) -> None:
    told = obstacle_text(judged(node, **answers))
    assert (told.en, told.ja) == (english, japanese)


def dual_national() -> ResearcherProfile:
    return parse_profile({"id": "x", "nationalities": ["JP", "US"], "degrees": [{"level": "phd", "awarded": "2024-03-25", "country": "US"}]})


def test_an_exception_for_those_who_give_something_up_is_named_on_screen_page_and_json(catalogue: Catalogue) -> None:
    person = dual_national()
    repair = repairs_of(judge(catalogue.get("jsps-standard"), "fellow", person, DAY), person, DAY)[0]
    assert repair.kind == "never" and [step.fact for step in repair.steps] == ["nationalities"]
    for lang, said in (("en", "A dual national could meet this only by giving up that nationality"), ("ja", "二重国籍者は当該国籍を離脱した場合に限り該当し得ます")):
        text = repair_to_dict(repair)["steps"][0]["what"][lang]
        assert text.rstrip("。.").endswith(said) and ("Japan, United States" in text or "日本、アメリカ合衆国" in text) and len(text) < 260
        assert repair_text(repair, lang)[1] == text


def test_only_what_stands_in_the_way_for_good_is_named(catalogue: Catalogue) -> None:
    content = {"id": "x", "nationalities": ["JP"], "arrangements": {"host": {"organisation": "Example University", "organisation_kind": "university", "country": "JP", "accepted": False}}}
    person = parse_profile(content)
    found = judge(catalogue.get("jsps-standard"), "fellow", person, DAY)
    assert {finding.kind for finding in found.findings if finding.verdict is Verdict.UNMET} >= {"nationality", "host"}
    assert [[step.fact for step in repair.steps] for repair in repairs_of(found, person, DAY)] == [["nationalities"]]


def test_obstacles_of_every_example_are_short(catalogue: Catalogue) -> None:
    from profiles import read_profiles

    lengths = []
    for file in sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml")):
        person = read_profiles(file.read_bytes(), file.name).profiles[0][1]
        for program, role in catalogue.pairs():
            found = judge(program, role, person, DAY)
            lengths += [len(step.what.en) for repair in repairs_of(found, person, DAY) if repair.kind == "never" for step in repair.steps]
    lengths.sort()
    assert len(lengths) > 500 and lengths[len(lengths) * 95 // 100] < 300 and lengths[-1] < 900
