"""How far a katakana word sounds like an English one, by the order of their consonants."""

from __future__ import annotations

import re
import unicodedata

_ROWS = {"K": "カキクケコガギグゲゴ", "S": "サシスセソザジズゼゾチツヂヅ", "T": "タテトダデド", "N": "ナニヌネノマミムメモン", "B": "バビブベボパピプペポヴ",
         "H": "ハヒフヘホ", "R": "ラリルレロ"}
_KANA = {kana: sound for sound, row in _ROWS.items() for kana in row}
_LETTERS = {letter: sound for sound, row in {"K": "kcqg", "S": "szjx", "T": "td", "N": "nm", "B": "bpv", "H": "hf", "R": "rl"}.items() for letter in row}
_SPELLINGS = (("ph", "f"), ("gh", ""), ("th|ch|sh", "s"), ("x", "ks"), ("c(?=[eiy])", "s"), ("g(?=[eiy])", "j"), (r"(.)\1", r"\1"))


def agreement(katakana: str, english: str) -> float:
    """Share of the katakana's consonants that stand in the English word in the same order, in [0, 1]; 1 where there are fewer than two."""
    said = "".join(_KANA.get(kana, "") for kana in katakana)
    return _common(said, _sounds(english)) / len(said) if len(said) > 1 else 1.0


def _sounds(english: str) -> str:
    text = unicodedata.normalize("NFKD", english.casefold())
    for pattern, sound in _SPELLINGS:
        text = re.sub(pattern, sound, text)
    return "".join(_LETTERS.get(letter, "") for letter in text)


def _common(left: str, right: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for letter in left:
        new = [0]
        for place, other in enumerate(right):
            new.append(row[place] + 1 if letter == other else max(new[place], row[place + 1]))
        row = new
    return row[-1]
