"""What stands in the way for good, in few words: of a rule with many parts the one fact that decides, with what is asked and the person's own value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from programs.logic import Finding, Text, Verdict, later

_NOT = Text("not this: ", "次に該当しないこと：")
_WAYS = Text("{none} is open; the nearest: {way}", "{n}通りの要件をいずれも満たさない（最も近いもの：{way}）")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The part of a failed rule that decides.

    Attributes:
        leaf: The finding of a single criterion.
        barred: It is met, and must not be.
        ways: How many ways there would be, of which it belongs to the nearest.
    """

    leaf: Finding
    barred: bool = False
    ways: int = 1


def obstacle_of(finding: Finding) -> Obstacle:
    """What decides that a finding is not met: of parts that must all hold the first that never changes, of several ways the nearest."""
    if not finding.children:
        return Obstacle(finding)
    if finding.kind == "not":
        return _bar(_first(finding, Verdict.MET))
    if is_conditional(finding):
        return obstacle_of(finding.children[1])
    shut = [child for child in finding.children if child.verdict is finding.verdict] or [child for child in finding.children if child.verdict is not Verdict.MET]
    if finding.kind in ("any", "at_least"):
        nearest = obstacle_of(min(shut, key=distance))
        return Obstacle(nearest.leaf, nearest.barred, max(len(finding.children), nearest.ways)) if finding.kind == "any" else nearest
    return obstacle_of(next((child for child in shut if child.change == "never"), shut[0]))


def _bar(finding: Finding) -> Obstacle:
    """What decides that a finding is met, though it must not be."""
    if not finding.children:
        return Obstacle(finding, barred=True)
    return obstacle_of(_first(finding, Verdict.UNMET)) if finding.kind == "not" else _bar(_first(finding, Verdict.MET))


def _first(finding: Finding, verdict: Verdict) -> Finding:
    return next((child for child in finding.children if child.verdict is verdict), finding.children[0])


def obstacle_text(finding: Finding) -> Text:
    """The obstacle in a line, with any exception that would be open to those who give something up."""
    return later(_told, finding)


def _told(finding: Finding) -> Text:
    found = obstacle_of(finding)
    en, ja = _asked(found.leaf)
    if found.barred:
        en, ja = _NOT.en + en, _NOT.ja + ja
    if found.ways > 1:
        en, ja = _WAYS.en.format(none="neither way" if found.ways == 2 else f"none of the {found.ways} ways", way=en), _WAYS.ja.format(n=found.ways, way=ja)
    notes = list(dict.fromkeys(_notes(finding)))
    return Text(". ".join([en, *(note.en.rstrip(".") for note in notes)]), "。".join([ja, *(note.ja.rstrip("。") for note in notes)]))


def _asked(leaf: Finding) -> tuple[str, str]:
    """What is asked, and the person's own value."""
    asked, own = leaf.requirement or leaf.reason, leaf.judgement.value if leaf.judgement else None
    return asked.en + (f" (your profile: {own.en})" if own else ""), asked.ja + (f"（プロフィール：{own.ja}）" if own else "")


def _notes(finding: Finding) -> Iterator[Text]:
    """What the criteria that fail add, such as an exception for those who give up a nationality."""
    if finding.judgement is not None and finding.judgement.note is not None and finding.verdict is not Verdict.MET:
        yield finding.judgement.note
    for child in finding.children:
        yield from _notes(child)


def is_conditional(finding: Finding) -> bool:
    """Whether a rule binds only those whom a condition fits (``if`` and ``then`` in the catalogue)."""
    return finding.kind == "any" and len(finding.children) == 2 and finding.children[0].kind == "not" and len(finding.children[0].children) == 1


def distance(finding: Finding) -> tuple[int, int]:
    """How far a way is from being met: how many parts fail, then how many are not met; of ways inside it the nearest counts."""
    if finding.verdict is Verdict.MET:
        return 0, 0
    if not finding.children or finding.kind in ("not", "readings"):
        return int(finding.verdict is Verdict.UNMET), 1
    parts = [distance(child) for child in finding.children if child.verdict is not Verdict.MET]
    return min(parts) if finding.kind in ("any", "at_least") else (sum(failed for failed, _ in parts), sum(left for _, left in parts))
