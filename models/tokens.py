"""Words of English and character n-grams of Japanese, from one normal form of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_LATIN = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
_JAPANESE = re.compile(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff]+|[\u30a1-\u30fa\u30fc]+|[\u3041-\u3096]+")
STOP = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "for", "from", "has", "have", "how", "in", "into", "is", "it", "its", "of", "on",
    "or", "our", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "under", "up", "use",
    "used", "using", "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with", "within", "work", "would", "research",
    "study", "studies", "researcher", "researchers", "project", "projects", "programme", "program", "programmes", "programs", "support", "fellowship",
    "new", "based", "also", "between", "more", "other", "not", "but", "may", "i", "my", "me", "you", "your", "he", "she", "his", "her", "about",
    "after", "before", "during", "through", "each", "any", "all", "one", "two", "three", "first", "well",
))


def normal(text: str) -> str:
    """NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """English words of a normal text, plurals and common endings taken off."""
    return [stem(word) for word in _LATIN.findall(text)]


def stem(word: str) -> str:
    """A light stem: plural and verb endings go, nothing else."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(("ss", "us", "is")):
            return word[: len(word) - len(ending)] + rest
    return word


def japanese_runs(text: str) -> list[str]:
    """Runs of kanji or of katakana; hiragana carries grammar and is left out."""
    return [run for run in _JAPANESE.findall(text) if not "\u3041" <= run[0] <= "\u3096"]


def terms(text: str) -> Iterator[tuple[str, float]]:
    """(term, weight) of a text: words and word pairs, katakana words, and n-grams of two and three kanji."""
    plain = normal(text)
    latin = words(plain)
    for word in latin:
        if word not in STOP:
            yield word, 1.0
    for first, second in pairwise(latin):
        if first not in STOP and second not in STOP:
            yield f"{first} {second}", 0.7
    for run in japanese_runs(plain):
        if "\u30a1" <= run[0] <= "\u30fc" or len(run) == 1:
            yield run, 1.0
            continue
        for size, weight in ((2, 0.7), (3, 0.5)):
            for start in range(len(run) - size + 1):
                yield run[start : start + size], weight
