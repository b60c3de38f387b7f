"""What is needed to reproduce an answer later, and the comparison with what comes out today."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from matcher.errors import MatcherError
from profiles import ResearcherProfile, profile_to_dict

FORMAT = 1


def answer_text(answer: Any) -> str:
    """An answer as bytes are compared: the JSON that the command prints."""
    return json.dumps(answer, ensure_ascii=False, indent=2)


def bundle_of(command: Mapping[str, Any], person: ResearcherProfile, on: date, catalogue: str, programs: Mapping[str, Any],
              parts: Mapping[str, str], answer: Any) -> dict[str, Any]:
    """An answer with everything behind it.

    Args:
        command: What was asked: ``suggest`` or ``check`` with its options.
        catalogue: Digest of the catalogue.
        programs: The programmes as written in the catalogue, by id: the rules that were used.
        parts: Version, encoder and index, by name.
    """
    content = {"format": FORMAT, "command": dict(command), "on": on.isoformat(), "profile": profile_to_dict(person), "parts": {**parts, "catalogue": catalogue},
               "programs": dict(programs), "answer": answer}
    return {**content, "sha256": _digest(content)}


def read_bundle(data: bytes, name: str) -> dict[str, Any]:
    """A bundle, compared with its own checksum.

    Raises:
        MatcherError: It is no bundle, or has been altered.
    """
    try:
        content = json.loads(data)
        stated = content.pop("sha256")
        missing = [key for key in ("format", "command", "on", "profile", "parts", "programs", "answer") if key not in content]
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise MatcherError(f"{name}: is no bundle; write one with `matcher suggest PROFILE --bundle FILE`") from error
    if missing or content["format"] != FORMAT:
        raise MatcherError(f"{name}: is a bundle of another format; replay it with the version that wrote it")
    if stated != _digest(content):
        raise MatcherError(f"{name}: differs from its own checksum, so it has been altered; use the file as it was written")
    checked: dict[str, Any] = content
    return checked


def differences(bundle: Mapping[str, Any], parts: Mapping[str, str], programs: Mapping[str, Any], answer: Any) -> dict[str, Any]:
    """Whether the answer comes out the same, which parts have changed since, and how the answer differs."""
    before, after = answer_text(bundle["answer"]), answer_text(answer)
    then = bundle["parts"]
    return {
        "reproduced": before == after,
        "parts_changed": [{"part": name, "then": then.get(name), "now": parts.get(name)} for name in sorted({*then, *parts}) if then.get(name) != parts.get(name)],
        "programs_changed": sorted(name for name in {*bundle["programs"], *programs} if bundle["programs"].get(name) != programs.get(name)),
        "answer_changed": [] if before == after else _answer_changes(bundle["answer"], answer),
    }


def _answer_changes(before: Any, after: Any) -> list[str]:
    then, now = _pairs(before), _pairs(after)
    lines = []
    for pair in sorted({*then, *now}):
        old, new = then.get(pair), now.get(pair)
        if old is None or new is None:
            lines.append(f"{pair}: {'was not in the answer' if old is None else old[0]} -> {'is no longer in the answer' if new is None else new[0]}")
        elif old != new:
            lines.append(f"{pair}: " + ", ".join(_changed(old, new)))
    return lines or ["texts or figures differ, no verdict or rank does"]


def _changed(old: tuple[Any, ...], new: tuple[Any, ...]) -> list[str]:
    names = ("verdict", "rank", "score")
    return [f"{name} {then} -> {now}" for name, then, now in zip(names, old, new, strict=False) if then != now] or ["its findings differ"]


def _pairs(answer: Any) -> dict[str, tuple[Any, ...]]:
    """Pair to verdict, rank, score and findings, of an answer of ``suggest`` or ``check``."""
    if isinstance(answer, Mapping) and "suggestions" in answer:
        rows: Sequence[Mapping[str, Any]] = [*answer["suggestions"], *answer["excluded"]]
    else:
        rows = answer if isinstance(answer, list) else [answer]
    return {f"{row['program']}@{row['role']}": (row["verdict"], row.get("rank"), row.get("score"), json.dumps(row["findings"], sort_keys=True)) for row in rows}


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
