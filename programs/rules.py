"""Rules as trees: operators over criteria, each node with its own finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from profiles.fact_names import fact_name
from programs.criteria.base import Case, Criterion
from programs.logic import Change, Finding, Judgement, Missing, Text, Verdict, agreed, all_of, any_of, at_least, negation

Strength = Literal["required", "in_principle", "preference"]
Operator = Literal["all", "any", "not", "at_least", "readings"]

_HEADS = {
    "all": Text("all of these", "次のすべて"),
    "any": Text("one of these", "次のいずれか"),
    "not": Text("not this", "次に該当しないこと"),
    "at_least": Text("at least {n} of these", "次のうち{n}つ以上"),
    "readings": Text("the sources disagree on this rule, and by every reading of it", "要件が資料により異なるが、いずれの読み方によっても次のとおり"),
}
_DISAGREE = Text("not settled, since the sources disagree on this rule; its readings are", "要件が資料により異なるため未確定（各資料の読み方は次のとおり）")
_CHANGES: tuple[Change, ...] = ("arrange", "wait", "state", "never")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion in a rule."""

    criterion: Criterion
    id: str
    strength: Strength = "required"

    def judge(self, case: Case) -> Finding:
        """The finding for one person; outside a rule that holds in principle is discretionary."""
        judgement = self.criterion.judge(case)
        requirement = _requirement(self.criterion)
        return _softened(Finding(
            self.id, self.criterion.KIND, judgement.verdict, self.strength, _reason(requirement, judgement),
            judgement.facts, judgement.missing, judgement.since, judgement.until, judgement.change,
            requirement=requirement,
        ))


@dataclass(frozen=True, slots=True)
class Group:
    """An operator over nodes."""

    operator: Operator
    nodes: tuple[Node, ...]
    id: str
    count: int = 1
    strength: Strength = "required"

    def judge(self, case: Case) -> Finding:
        """Every child is judged, none is skipped; facts and gaps of all children are kept."""
        children = tuple(node.judge(case) for node in self.nodes)
        verdicts = [child.verdict for child in children]
        verdict = self.folded(verdicts)
        head = _DISAGREE if self.operator == "readings" and verdict is Verdict.UNKNOWN else _HEADS[self.operator]
        head = Text(head.en.format(n=self.count), head.ja.format(n=self.count))
        parts = [child.reason for child in children]
        reason = Text(f"{head.en}: " + "; ".join(part.en.rstrip(".") for part in parts) + ".",
                      f"{head.ja}：" + "／".join(part.ja.rstrip("。") for part in parts) + "。")
        return _softened(Finding(
            self.id, self.operator, verdict, self.strength, reason,
            tuple(dict.fromkeys(fact for child in children for fact in child.facts)),
            _missing(verdict, children),
            max(child.since for child in children), min(child.until for child in children),
            _change(self.operator, children), children,
        ))

    def folded(self, verdicts: Sequence[Verdict]) -> Verdict:
        """The operator over the verdicts of its nodes."""
        if self.operator == "any":
            return any_of(verdicts)
        if self.operator == "not":
            return negation(all_of(verdicts))
        if self.operator == "at_least":
            return at_least(self.count, verdicts)
        if self.operator == "readings":
            return agreed(verdicts)
        return all_of(verdicts)


Node = Leaf | Group


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a programme: a node, the roles it speaks of, and where it was read."""

    node: Node
    roles: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str = "sourced"
    note: Text | None = None

    @property
    def id(self) -> str:
        """The rule's name inside its programme."""
        return self.node.id

    def judge(self, case: Case) -> Finding:
        """The finding, with its reference and any note of the rule."""
        found = self.node.judge(case)
        reason = found.reason
        if self.note is not None:
            reason = Text(f"{reason.en} ({self.note.en})", f"{reason.ja}（{self.note.ja}）")
        return Finding(found.criterion, found.kind, found.verdict, found.strength, reason, found.facts, found.missing, found.since, found.until, found.change,
                       found.children, self.sources, self.confidence, found.requirement)


_REQUIREMENTS: dict[int, tuple[Criterion, Text]] = {}


def _requirement(criterion: Criterion) -> Text:
    """What a criterion asks, in words: the same for every person, so worked out once."""
    kept = _REQUIREMENTS.get(id(criterion))
    if kept is None or kept[0] is not criterion:
        if len(_REQUIREMENTS) > 50_000:
            _REQUIREMENTS.clear()
        kept = _REQUIREMENTS[id(criterion)] = (criterion, criterion.requirement())
    return kept[1]


def _softened(finding: Finding) -> Finding:
    if finding.strength == "in_principle" and finding.verdict is Verdict.UNMET:
        return replace(finding, verdict=Verdict.DISCRETIONARY)
    return finding


def _missing(verdict: Verdict, children: Sequence[Finding]) -> tuple[Missing, ...]:
    if verdict is Verdict.MET:
        return ()
    return tuple(dict.fromkeys(gap for child in children if child.verdict is not Verdict.MET for gap in child.missing))


def _change(operator: str, children: Sequence[Finding]) -> Change:
    failed = [child.change for child in children if child.verdict is not Verdict.MET]
    if operator in ("not", "readings") or not failed:
        return "never"
    worst_first = max if operator == "all" else min
    return worst_first(failed, key=_CHANGES.index)


def _reason(requirement: Text, judgement: Judgement) -> Text:
    """What is asked, what the profile says, and what is still open, in each language."""
    heads = {Verdict.MET: ("Met", "充足"), Verdict.UNMET: ("Not met", "不充足")}.get(judgement.verdict, ("Not known yet", "未確認"))
    own = judgement.value
    en = f"{heads[0]}: {requirement.en}" + (f" (your profile: {own.en})" if own else "") + "."
    ja = f"{heads[1]}：{requirement.ja}" + (f"（プロフィール：{own.ja}）" if own else "") + "。"
    if judgement.verdict is Verdict.UNKNOWN:
        en, ja = f"{en} {_open_facts(judgement, 'en')}", f"{ja}{_open_facts(judgement, 'ja')}"
    if judgement.note:
        en, ja = f"{en} {judgement.note.en}", f"{ja}{judgement.note.ja}"
    return Text(en, ja)


_OPEN = {"fact": ("To be stated", "記入が必要な項目"), "step": ("To be arranged", "手配が必要な事項")}


def _open_facts(judgement: Judgement, lang: str) -> str:
    """What a person can state and what they can arrange, told apart; a rare fact is asked with its own question."""
    japanese = lang == "ja"
    gaps = judgement.missing or tuple(Missing(fact) for fact in judgement.facts)
    told = []
    for kind, heads in _OPEN.items():
        names = [(gap.question.ja if japanese else gap.question.en) if gap.question else fact_name(gap.fact, lang) for gap in gaps if gap.kind == kind]
        if names:
            text = ("、" if japanese else ", ").join(names).rstrip("。." if japanese else ".")
            told.append(f"{heads[japanese]}{'：' if japanese else ': '}{text}{'。' if japanese else '' if text.endswith('?') else '.'}")
    return ("" if japanese else " ").join(told)
