"""How answers differ, in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.replay import differences, told


def row(program: str, verdict: str = "eligible", rank: int = 1, score: float = 0.5, findings: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"program": program, "role": "fellow", "verdict": verdict, "rank": rank, "score": score, "findings": list(findings)}


def compared(before: list[dict[str, Any]], after: list[dict[str, Any]], lang: str, then: str = "1", now: str = "1") -> list[str]:
    bundle = {"answer": {"suggestions": before, "excluded": []}, "parts": {"version": then}, "programs": {}}
    return told(differences(bundle, {"version": now, **({"encoder": "e"} if now != then else {})}, {}, {"suggestions": after, "excluded": []}, lang), lang).splitlines()


CASES = (
    ([row("a")], [row("a")], ["reproduced byte for byte"], ["回答は1バイトも違わずに再現されました"]),
    ([row("a")], [], ["a@fellow: eligible -> is no longer in the answer"], ["a@fellow: 公表要件に抵触なし → 今回の回答にはなし"]),
    ([], [row("a")], ["a@fellow: was not in the answer -> eligible"], ["a@fellow: 以前の回答にはなし → 公表要件に抵触なし"]),
    ([row("a")], [row("a", "undetermined", 2, 0.25)], ["a@fellow: verdict eligible -> undetermined, rank 1 -> 2, score 0.5 -> 0.25"],
     ["a@fellow: 判定：公表要件に抵触なし → 要確認（情報不足）、順位：1 → 2、適合度：0.5 → 0.25"]),
    ([row("a")], [row("a", findings=("x",))], ["a@fellow: its findings differ"], ["a@fellow: 判定の根拠が異なります"]),
    ([{**row("a"), "flags": []}], [{**row("a"), "flags": ["x"]}], ["texts or figures differ, no verdict or rank does"], ["文言または数値のみが異なり、判定と順位は同じです"]),
)


@pytest.mark.parametrize(("before", "after", "english", "japanese"), CASES)
def test_each_difference_is_told_in_both_languages(before: list[dict[str, Any]], after: list[dict[str, Any]], english: list[str], japanese: list[str]) -> None:
    for lang, said, head in (("en", english, "the answer differs"), ("ja", japanese, "回答が以前と異なります")):
        assert compared(before, after, lang) == (said if before == after else [head, *(f"  {line}" for line in said)])


def test_parts_that_changed_are_named_though_the_answer_is_the_same() -> None:
    assert compared([row("a")], [row("a")], "en", "1", "2") == ["reproduced byte for byte, although these have changed since: encoder, version"]
    assert compared([row("a")], [row("a")], "ja", "1", "2") == ["回答は1バイトも違わずに再現されました（ただし、エンコーダー、バージョンはその後変わっています）"]
    assert compared([row("a")], [], "en", "1", "2")[1:3] == ["  encoder has changed: none -> e", "  version has changed: 1 -> 2"]
    assert compared([row("a")], [], "ja", "1", "2")[1:3] == ["  エンコーダーが変わりました：なし → e", "  バージョンが変わりました：1 → 2"]
