"""What a rule asks, in one phrase, with its operators in words."""

from __future__ import annotations

from programs.logic import Text
from programs.rules import Group, Node

_GLUE = {
    "any": Text(" or ", " または "), "all": Text(" and ", " かつ "), "not": Text(" and ", " かつ "), "at_least": Text("; ", "／"),
    "readings": Text(" or, by another source, ", "、または別の資料では"),
}
_PRINCIPLE = Text(" (in principle)", "（原則）")


def requirement_of(node: Node) -> Text:
    """The requirement of a node; parts of an operator stand in brackets."""
    asked = _group(node) if isinstance(node, Group) else node.requirement
    return Text(asked.en + _PRINCIPLE.en, asked.ja + _PRINCIPLE.ja) if node.strength == "in_principle" else asked


def _group(group: Group) -> Text:
    parts, glue = [requirement_of(child) for child in group.nodes], _GLUE[group.operator]
    en, ja = glue.en.join(part.en for part in parts), glue.ja.join(part.ja for part in parts)
    if group.operator == "not":
        return Text(f"not ({en})", f"（{ja}）に該当しないこと")
    if group.operator == "at_least":
        return Text(f"at least {group.count} of: ({en})", f"次のうち{group.count}つ以上：（{ja}）")
    return Text(f"({en})", f"（{ja}）") if len(parts) > 1 else parts[0]
