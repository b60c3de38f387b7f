"""Which tokens the encoder knows, and for which text each stands.

Words of the lexicon's forms, spellings of the same word that lose a letter before an ending, pieces of Japanese compounds that also stand alone or at both
ends of others, single characters (so that every text can be taken apart), and beginnings that many words share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from models.tokens import is_hiragana, is_katakana, japanese_runs, ngrams, normal, stem
from models.training.concept_space import hiragana_words
from models.training.entries import Entry

UNKNOWN = "[UNK]"
PATTERN = r"[a-z0-9]+|[\u30a1-\u30fa\u30fc]+|[\u3005\u3400-\u4dbf\u4e00-\u9fff]+|[\u3041-\u3096]+"
_ENGLISH = re.compile(r"[a-z0-9]+")
_LONGEST_KATAKANA, _LONGEST_KANJI = 14, 6
_PREFIX, _FAMILY = 5, 3
_SILENT = "abcdefghijklmnopqrstuvwxyz0123456789"


def token_sources(entries: Sequence[Entry]) -> dict[str, str]:
    """Token to the text whose features it carries; an empty text for tokens that say nothing, ``p:`` and letters for a beginning of words."""
    found: dict[str, str] = {UNKNOWN: ""}
    for letter in (*_SILENT, *_kana()):
        found[letter] = ""
    words = Counter(word for entry in entries for form in entry.english for word in _ENGLISH.findall(normal(form)))
    runs = Counter(run for entry in entries for form in entry.japanese for run in japanese_runs(normal(form)))
    for word in sorted(words):
        for token, source in _spellings(word):
            found.setdefault(token, source)
    for token in (*sorted(_katakana(runs)), *sorted(_kanji(entries, runs)), *sorted(hiragana_words(entries))):
        found.setdefault(token, token)
    families = Counter(word[:_PREFIX] for word in words if len(word) > _PREFIX + 1)
    for beginning in sorted(start for start, count in families.items() if count >= _FAMILY):
        found.setdefault(beginning, f"p:{beginning}")
    return found


def _spellings(word: str) -> Iterator[tuple[str, str]]:
    yield word, word
    if len(word) > 3:
        yield stem(word), word
        if word.endswith("e"):
            yield f"{word[:-1]}ing", word
        if word.endswith("y"):
            yield f"{word[:-1]}ies", word
    if len(word) > 5 and word.endswith("e"):
        yield word[:-1], word


def _kana() -> Iterator[str]:
    yield from (chr(code) for code in range(0x3041, 0x3097))
    yield from (chr(code) for code in (*range(0x30A1, 0x30FB), 0x30FC, 0x3005))


def _katakana(runs: Counter[str]) -> set[str]:
    return {run for run in runs if is_katakana(run) and 2 <= len(run) <= _LONGEST_KATAKANA}


def _kanji(entries: Sequence[Entry], runs: Counter[str]) -> set[str]:
    inside: Counter[str] = Counter()
    first: set[str] = set()
    last: set[str] = set()
    for entry in entries:
        own = {run for form in entry.japanese for run in japanese_runs(normal(form)) if not is_katakana(run) and not is_hiragana(run)}
        inside.update({piece for run in own for size in range(1, _LONGEST_KANJI + 1) for piece in ngrams(run, size)})
        first.update(run[:size] for run in own for size in range(1, _LONGEST_KANJI + 1))
        last.update(run[-size:] for run in own for size in range(1, _LONGEST_KANJI + 1))
    return {piece for piece, count in inside.items() if len(piece) == 1 or ((piece in runs or (piece in first and piece in last)) and (len(piece) == 2 or count >= 2))}
