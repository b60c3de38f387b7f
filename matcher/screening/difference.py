"""Two results of a screening: who came, who went, whose verdict or place changed, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matcher.errors import MatcherError


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that is judged otherwise than before, or is new, or is gone."""

    criterion: str
    before: str | None
    after: str | None
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What changed for one person: ``new``, ``gone``, ``verdict``, ``reasons`` (same verdict, other findings) or ``rank``."""

    profile: str
    kind: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    rules: tuple[RuleChange, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        shown = ("verdict", "score", "rank")
        return {
            "profile": self.profile, "change": self.kind, "before": {key: self.before.get(key) for key in shown} if self.before else None,
            "after": {key: self.after.get(key) for key in shown} if self.after else None,
            "rules": [{"criterion": rule.criterion, "before": rule.before, "after": rule.after, "reason": dict(rule.reason)} for rule in self.rules],
        }


def read_result(data: bytes, name: str) -> dict[str, dict[str, Any]]:
    """The people of a result in JSON or JSON lines, by id.

    Raises:
        MatcherError: Not such a result.
    """
    try:
        text = data.decode("utf-8-sig")
        rows = json.loads(text) if text.lstrip().startswith("[") else [json.loads(line) for line in text.split("\n") if line.strip()]
        return {str(row["profile"]): row for row in rows if "verdict" in row and isinstance(row["findings"], list)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MatcherError(f"{name}: is no result of `matcher screen` in JSON or JSON lines; write it with --format jsonl") from error


def differences(old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]) -> list[PersonChange]:
    """Every person for whom something changed, in the order: verdict, reasons, rank, new, gone; then by id."""
    changes = [change for profile in sorted({*old, *new}) if (change := _compared(profile, old.get(profile), new.get(profile))) is not None]
    order = ("verdict", "reasons", "rank", "new", "gone")
    return sorted(changes, key=lambda change: (order.index(change.kind), change.profile))


def _compared(profile: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> PersonChange | None:
    if before is None or after is None:
        return PersonChange(profile, "new" if before is None else "gone", before, after)
    rules = tuple(_rules(before["findings"], after["findings"]))
    if before["verdict"] != after["verdict"]:
        return PersonChange(profile, "verdict", before, after, rules)
    if rules:
        return PersonChange(profile, "reasons", before, after, rules)
    return PersonChange(profile, "rank", before, after) if (before["rank"], before["score"]) != (after["rank"], after["score"]) else None


def _rules(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Iterable[RuleChange]:
    old, new = ({str(finding["criterion"]): finding for finding in findings} for findings in (before, after))
    for criterion in dict.fromkeys((*old, *new)):
        first, second = old.get(criterion), new.get(criterion)
        if first is None or second is None or (first["verdict"], first["reason"], first["reference"]) != (second["verdict"], second["reason"], second["reference"]):
            shown = second or first or {}
            yield RuleChange(criterion, first["verdict"] if first else None, second["verdict"] if second else None, shown.get("reason", {}))


def changed_questions(old: bytes | None, new: bytes | None) -> list[tuple[str, Any, Any]]:
    """What differs between the manifests of the two runs (input, catalogue, day, encoder, version, options): the first place to look for a why."""
    if old is None or new is None:
        return []
    try:
        first, second = json.loads(old), json.loads(new)
    except ValueError:
        return []
    keys = [key for key in dict.fromkeys((*first, *second)) if key not in ("outputs", "counts")]
    return [(key, first.get(key), second.get(key)) for key in keys if first.get(key) != second.get(key)]
