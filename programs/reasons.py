"""Findings in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from profiles.fact_names import fact_name
from programs.logic import Finding, Judgement, Missing, Text, Verdict

Operator = Literal["all", "any", "not", "at_least", "readings"]

_HEADS = {
    "all": Text("all of these", "次のすべて"),
    "any": Text("one of these", "次のいずれか"),
    "not": Text("not this", "次に該当しないこと"),
    "at_least": Text("at least {n} of these", "次のうち{n}つ以上"),
    "readings": Text("the sources disagree on this rule, and by every reading of it", "要件が資料により異なるが、いずれの読み方によっても次のとおり"),
}
_DISAGREE = Text("not settled, since the sources disagree on this rule; its readings are", "要件が資料により異なるため未確定（各資料の読み方は次のとおり）")


def sentence(requirement: Text, judgement: Judgement, note: Text | None) -> Text:
    """The reason of a criterion, with any note of the rule."""
    return _noted(_sentence(requirement, judgement), note)


def group_sentence(operator: Operator, count: int, verdict: Verdict, children: Sequence[Finding], note: Text | None) -> Text:
    """The reason of an operator from those of its parts, with any note of the rule."""
    if operator == "any" and len(children) == 2 and children[0].kind == "not" and len(children[0].children) == 1:
        return _noted(_conditional(children[0].children[0].reason, children[1].reason), note)
    head = _DISAGREE if operator == "readings" and verdict is Verdict.UNKNOWN else _HEADS[operator]
    parts = [child.reason for child in children]
    en = f"{head.en.format(n=count)}: " + "; ".join(part.en.rstrip(".") for part in parts)
    return _noted(Text(en if en.endswith("?") else f"{en}.", f"{head.ja.format(n=count)}：" + "／".join(part.ja.rstrip("。") for part in parts) + "。"), note)


def _conditional(condition: Text, asked: Text) -> Text:
    """A rule that binds only those whom a condition fits (``if`` and ``then`` in the catalogue)."""
    en = f"asked only if this holds: {condition.en.rstrip('.')}; what is asked then: {asked.en}"
    return Text(en, f"次に該当する場合のみ求められる：{condition.ja.rstrip('。')}／その場合の要件：{asked.ja}")


def _noted(text: Text, note: Text | None) -> Text:
    return text if note is None else Text(f"{text.en} ({note.en})", f"{text.ja}（{note.ja}）")


def _sentence(requirement: Text, judgement: Judgement) -> Text:
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
