"""A rough spelling of how a word sounds, equal for an English word and its katakana: names meet that no lexicon holds.

Only consonants are kept, in the classes that katakana can tell apart (l and r, b and v, th and s fall together); long vowels and a closing r are silent, as in
レーザー for laser.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ROWS = {
    "": "アイウエオァィゥェォヤユヨャュョッー", "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノン",
    "h": "ハヒフヘホ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ", "r": "ラリルレロ", "w": "ワヰヱヲ",
}
_CONSONANT = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_ENGLISH = tuple((re.compile(pattern), sound) for pattern, sound in (
    (r"^(?:kn|gn)", "n"), (r"^wr", "r"), (r"tion|[cst]ia", "sn"), (r"sch|tch", "t"), (r"ph", "h"), (r"th|sh", "s"), (r"ch", "t"), (r"ck|qu", "k"), (r"gh", "g"),
    (r"[cg](?=[eiy])", "s"), (r"[cq]", "k"), (r"x", "ks"), (r"(?<=[aeiou])[rhw](?![aeiou])", ""), (r"w(?![aeiou])", ""), (r"l", "r"), (r"v", "b"), (r"f", "h"),
    (r"[zj]", "s"), (r"n(?=[bpm])", "m"),
))
_VOWELS = re.compile(r"[aeiouy0-9]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def english_sound(word: str) -> str:
    """The sound of a lower-case English word; starts with ``a`` where the word starts with a vowel."""
    sound = word
    for pattern, put in _ENGLISH:
        sound = pattern.sub(put, sound)
    return _closed(word[0] in "aeiou", _VOWELS.sub("", sound))


@lru_cache(maxsize=1 << 16)
def japanese_sound(run: str) -> str:
    """The sound of a run of katakana."""
    found = []
    for here, following in zip(run, f"{run[1:]} ", strict=True):
        consonant = _CONSONANT.get(here, "")
        if here == "ウ" and following in "ィェォ":
            consonant = "w"
        if here == "ン" and _CONSONANT.get(following) in ("b", "p", "m"):
            consonant = "m"
        found.append(consonant)
    return _closed(found[0] == "" and run[0] not in "ヤユヨ", "".join(found))


def _closed(vowel_first: bool, consonants: str) -> str:
    single = _TWICE.sub(r"\1", consonants)
    return ("a" if vowel_first else "") + single.removesuffix("r")
