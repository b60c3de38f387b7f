"""Every sentence template, in English and Japanese, for each verdict: of every criterion of the catalogue, of every field, and of every operator."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import product

import pytest

from profiles import parse_profile
from programs.boundaries import Setting, boundaries_of
from programs.boundaries.setting import merged
from programs.criteria import KINDS, Case, Criterion
from programs.criteria.answers import Answered
from programs.logic import Finding, Text, Verdict
from programs.program import Call
from programs.reasons import Operator
from programs.rules import Cited, Group, Leaf
from tests.unit.programs.people import CRITERIA
from tests.unit.programs.test_boundaries import SETTINGS, criteria
from tests.unit.programs.test_criteria import TABLE
from tests.unit.programs.test_stretches import criterion_of

DECIDED = {Verdict.MET: ("Met: ", "充足："), Verdict.UNMET: ("Not met: ", "不充足："), Verdict.UNKNOWN: ("Not known yet: ", "未確認：")}
JAPANESE = re.compile("[぀-ヿ一-鿿]")
SPOILT = re.compile(r"\{\w*\}|\bNone\b|\.\.(?!\.)|  | [.,;:)]|\( |（）|\(\)|。。|、、|。、|、。|：。| $|^ |Text\(|<")


def findings_of(criterion: Criterion, calls: tuple[Call, ...]) -> list[Finding]:
    """The findings of people inside, at and outside each limit, and of whom nothing is known."""
    setting = Setting.of(*SETTINGS[0], calls)
    facts = [merged(setting.base, boundary.facts) for boundary in boundaries_of(criterion, setting)]
    leaf = Leaf(criterion, "r")
    return [leaf.judge(Case(parse_profile({"id": "case", **content}), setting.day, setting.calls)) for content in (*facts, {})]


@cache
def tried() -> dict[str, list[tuple[Criterion, Finding]]]:
    """All findings by kind: of the catalogue's criteria, of rows with every field, and of the table of people."""
    found: dict[str, list[tuple[Criterion, Finding]]] = {kind: [] for kind in KINDS}
    known = {**criteria(), **{criterion_of(*row): (Call("c", closes=date(2027, 1, 15)),) for row in CRITERIA}}
    for criterion, calls in known.items():
        found[criterion.KIND] += [(criterion, finding) for finding in findings_of(criterion, calls)]
    for kind, fields, *profiles in TABLE:
        criterion = criterion_of(kind, fields)
        found[kind] += [(criterion, Leaf(criterion, "r").judge(Case(parse_profile({"id": "r", **profile}), SETTINGS[0][0]))) for profile in profiles]
    return found


@pytest.mark.parametrize(("kind", "verdict"), sorted(product(KINDS, DECIDED)))
def test_every_kind_has_a_sentence_for_each_verdict(kind: str, verdict: Verdict) -> None:
    these = [(criterion, finding) for criterion, finding in tried()[kind] if finding.verdict is verdict]
    assert these
    for criterion, finding in these:
        (en, ja), asked, reason = DECIDED[verdict], criterion.requirement(), finding.reason
        assert reason.en.startswith(en + asked.en), reason.en
        assert reason.ja.startswith(ja + asked.ja), reason.ja
        assert reason.en.endswith((".", "?")) and reason.ja.endswith(("。", "？", "か")), (reason.en, reason.ja)
        open_facts = ("To be stated: " in reason.en or "To be arranged: " in reason.en, "記入が必要な項目：" in reason.ja or "手配が必要な事項：" in reason.ja)
        assert open_facts == (verdict is Verdict.UNKNOWN,) * 2, (reason.en, reason.ja)
        assert ("(your profile: " in reason.en) is ("（プロフィール：" in reason.ja), (reason.en, reason.ja)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_sentence_is_spoilt(kind: str) -> None:
    for _, finding in tried()[kind]:
        for text in (finding.reason.en, finding.reason.ja, finding.requirement.en if finding.requirement else "", finding.requirement.ja if finding.requirement else ""):
            assert not SPOILT.search(text), text
        assert JAPANESE.search(finding.reason.ja)


WORD = Text("x", "い")
LEAVES = {verdict: Leaf(Answered(verdict.value, Text(f"part {verdict.value}", f"部分{verdict.value}"), Text("Is it?", "そうですか。"), equals=True), "leaf") for verdict in DECIDED}
PERSON = parse_profile({"id": "r", "answers": {"met": True, "unmet": False}})
SPOKEN = {
    Verdict.MET: ("Met: part met (your profile: yes)", "充足：部分met（プロフィール：はい）"),
    Verdict.UNMET: ("Not met: part unmet (your profile: no)", "不充足：部分unmet（プロフィール：いいえ）"),
    Verdict.UNKNOWN: ("Not known yet: part unknown. To be stated: Is it?", "未確認：部分unknown。記入が必要な項目：そうですか"),
}
HEADS: dict[Operator, tuple[str, str]] = {
    "all": ("all of these", "次のすべて"), "any": ("one of these", "次のいずれか"), "not": ("not this", "次に該当しないこと"), "at_least": ("at least 1 of these", "次のうち1つ以上"),
    "readings": ("the sources disagree on this rule, and by every reading of it", "要件が資料により異なるが、いずれの読み方によっても次のとおり"),
}
OPEN_READINGS = ("not settled, since the sources disagree on this rule; its readings are", "要件が資料により異なるため未確定（各資料の読み方は次のとおり）")


@pytest.mark.parametrize(("operator", "verdict", "strength"), [
    (operator, verdict, strength) for operator in HEADS for verdict in DECIDED for strength in ("required", "in_principle")])
def test_every_operator_has_a_sentence_for_each_verdict(operator: Operator, verdict: Verdict, strength: str) -> None:
    inner = {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict) if operator == "not" else verdict
    group = Group(operator, (LEAVES[inner],) * (1 if operator == "not" else 2), "g", 1, strength)  # type: ignore[arg-type]
    found = group.judge(Case(PERSON, date(2026, 11, 24)), Cited(note=WORD))
    assert found.verdict is (Verdict.DISCRETIONARY if strength == "in_principle" and verdict is Verdict.UNMET else verdict)
    head = OPEN_READINGS if operator == "readings" and verdict is Verdict.UNKNOWN else HEADS[operator]
    spoken = [SPOKEN[inner]] * len(group.nodes)
    end = "" if spoken[-1][0].endswith("?") else "."
    assert found.reason.en == f"{head[0]}: {'; '.join(en for en, _ in spoken)}{end} (x)"
    assert found.reason.ja == f"{head[1]}：{'／'.join(ja for _, ja in spoken)}。（い）"


@pytest.mark.parametrize("verdict", DECIDED)
def test_a_criterion_in_principle_says_what_it_found_and_is_discretionary_outside(verdict: Verdict) -> None:
    found = Leaf(LEAVES[verdict].criterion, "leaf", "in_principle").judge(Case(PERSON, date(2026, 11, 24)))
    assert found.verdict is (Verdict.DISCRETIONARY if verdict is Verdict.UNMET else verdict)
    assert found.reason.en.startswith(SPOKEN[verdict][0]) and found.reason.ja.startswith(SPOKEN[verdict][1])


def test_a_rule_that_binds_only_some_says_whom() -> None:
    group = Group("any", (Group("not", (LEAVES[Verdict.UNMET],), "g.not"), LEAVES[Verdict.MET]), "g")
    found = group.judge(Case(PERSON, date(2026, 11, 24)), Cited(note=WORD))
    assert found.reason.en == f"asked only if this holds: {SPOKEN[Verdict.UNMET][0]}; what is asked then: {SPOKEN[Verdict.MET][0]}. (x)"
    assert found.reason.ja == f"次に該当する場合のみ求められる：{SPOKEN[Verdict.UNMET][1]}／その場合の要件：{SPOKEN[Verdict.MET][1]}。（い）"
