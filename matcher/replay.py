"""What is needed to reproduce an answer later, and the comparison with what comes out today."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from matcher.errors import MatcherError
from matcher.words import VERDICTS, say
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


def differences(bundle: Mapping[str, Any], parts: Mapping[str, str], programs: Mapping[str, Any], answer: Any, lang: str = "en") -> dict[str, Any]:
    """Whether the answer comes out the same, which parts have changed since, and how the answer differs, in sentences of the language."""
    before, after = answer_text(bundle["answer"]), answer_text(answer)
    then = bundle["parts"]
    return {
        "reproduced": before == after,
        "parts_changed": [{"part": name, "then": then.get(name), "now": parts.get(name)} for name in sorted({*then, *parts}) if then.get(name) != parts.get(name)],
        "programs_changed": sorted(name for name in {*bundle["programs"], *programs} if bundle["programs"].get(name) != programs.get(name)),
        "answer_changed": [] if before == after else _answer_changes(bundle["answer"], answer, lang),
    }


def told(found: Mapping[str, Any], lang: str) -> str:
    """What ``differences`` found, in sentences."""
    if found["reproduced"]:
        changed = ("、" if lang == "ja" else ", ").join(say(_PARTS, row["part"], lang) for row in found["parts_changed"])
        return say(_SAID, "same_although" if changed else "same", lang, changed=changed)
    none = say(_SAID, "none", lang)
    lines = [say(_SAID, "part", lang, part=say(_PARTS, row["part"], lang), then=row["then"] or none, now=row["now"] or none) for row in found["parts_changed"]]
    lines += [say(_SAID, "program", lang, program=name) for name in found["programs_changed"]]
    return "\n".join([say(_SAID, "differs", lang), *(f"  {line}" for line in [*lines, *found["answer_changed"]])])


def _answer_changes(before: Any, after: Any, lang: str) -> list[str]:
    then, now = _pairs(before), _pairs(after)
    lines = []
    for pair in sorted({*then, *now}):
        old, new = then.get(pair), now.get(pair)
        if old is None and new is not None:
            lines.append(say(_SAID, "added", lang, pair=pair, verdict=_value(new[0], lang)))
        elif new is None and old is not None:
            lines.append(say(_SAID, "gone", lang, pair=pair, verdict=_value(old[0], lang)))
        elif old is not None and new is not None and old != new:
            lines.append(f"{pair}: " + ("、" if lang == "ja" else ", ").join(_changed(old, new, lang)))
    return lines or [say(_SAID, "texts", lang)]


def _changed(old: Sequence[Any], new: Sequence[Any], lang: str) -> list[str]:
    changed = [say(_SAID, name, lang, then=_value(then, lang), now=_value(now, lang)) for name, then, now in zip(_FIGURES, old, new, strict=False) if then != now]
    return changed or [say(_SAID, "findings", lang)]


def _value(value: Any, lang: str) -> str:
    """A verdict, a rank or a score; English keeps the verdicts of the JSON."""
    if value is None:
        return say(_SAID, "none", lang)
    return say(VERDICTS, value, lang) if lang == "ja" and isinstance(value, str) else str(value)


_FIGURES = ("verdict", "rank", "score")
_PARTS: Mapping[str, tuple[str, str]] = {"catalogue": ("catalogue", "事業一覧"), "encoder": ("encoder", "エンコーダー"), "version": ("version", "バージョン")}
_SAID: Mapping[str, tuple[str, str]] = {
    "same": ("reproduced byte for byte", "回答は1バイトも違わずに再現されました"),
    "same_although": ("reproduced byte for byte, although these have changed since: {changed}", "回答は1バイトも違わずに再現されました（ただし、{changed}はその後変わっています）"),
    "differs": ("the answer differs", "回答が以前と異なります"), "none": ("none", "なし"),
    "part": ("{part} has changed: {then} -> {now}", "{part}が変わりました：{then} → {now}"),
    "program": ("the programme {program} has changed", "事業 {program} の内容が変わりました"),
    "added": ("{pair}: was not in the answer -> {verdict}", "{pair}: 以前の回答にはなし → {verdict}"),
    "gone": ("{pair}: {verdict} -> is no longer in the answer", "{pair}: {verdict} → 今回の回答にはなし"),
    "verdict": ("verdict {then} -> {now}", "判定：{then} → {now}"), "rank": ("rank {then} -> {now}", "順位：{then} → {now}"),
    "score": ("score {then} -> {now}", "適合度：{then} → {now}"), "findings": ("its findings differ", "判定の根拠が異なります"),
    "texts": ("texts or figures differ, no verdict or rank does", "文言または数値のみが異なり、判定と順位は同じです"),
}


def _pairs(answer: Any) -> dict[str, tuple[Any, ...]]:
    """Pair to verdict, rank, score and findings, of an answer of ``suggest`` or ``check``."""
    if isinstance(answer, Mapping) and "suggestions" in answer:
        rows: Sequence[Mapping[str, Any]] = [*answer["suggestions"], *answer["excluded"]]
    else:
        rows = answer if isinstance(answer, list) else [answer]
    return {f"{row['program']}@{row['role']}": (row["verdict"], row.get("rank"), row.get("score"), json.dumps(row["findings"], sort_keys=True)) for row in rows}


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
