"""Words of English and character n-grams of Japanese, from one normal form of a text."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from models.sounds import english_sound, japanese_sound

_LATIN = re.compile(r"[a-z0-9]+")
_JAPANESE = re.compile(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff]+|[\u30a1-\u30fa\u30fc]+|[\u3041-\u3096]+")
# Function words only: words such as "programme" or "support" are left to their idf, which knows the collection.
FUNCTION = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "my", "no", "nor", "not", "of", "on", "or", "our", "she", "so", "such", "than", "that",
    "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "will", "with", "would", "you", "your",
))
_BIGRAM, _SOUND = 0.5, 0.4
_NGRAM = {1: 1.0, 2: 0.9, 3: 0.6}
_SHORTEST_SOUND = 3
_PREFIX, _LONG_KATAKANA = 5, 5
WORD = 2  # characters of a usual word of kanji


def normal(text: str) -> str:
    """NFKC, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """English words of a normal text, hyphens opened, plurals and common endings taken off."""
    return [stem(word) for word in _LATIN.findall(text)]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A light stem: plural and verb endings go, nothing else."""
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(("ss", "us", "is")):
            return word[: len(word) - len(ending)] + rest
    return word


def is_katakana(run: str) -> bool:
    """Whether a run of one script is katakana."""
    return "\u30a1" <= run[0] <= "\u30fc"


def is_hiragana(run: str) -> bool:
    """Whether a run of one script is hiragana."""
    return "\u3041" <= run[0] <= "\u3096"


def japanese_runs(text: str) -> list[str]:
    """Runs of kanji, of katakana and of hiragana in a normal text."""
    return _JAPANESE.findall(text)


def ngrams(run: str, size: int) -> Iterator[str]:
    """The pieces of ``size`` characters of a run."""
    return (run[start : start + size] for start in range(len(run) - size + 1))


def lexical_terms(text: str) -> Mapping[str, float]:
    """Terms of a text for word matching, with ``weight * (1 + ln count)``.

    English: stems and pairs of neighbouring stems; Japanese: katakana words, pieces of two and three kanji (hiragana carries grammar). A katakana word
    and an English word that sound alike share a term (``~wrs``: Wales, ウェールズ), so that names meet across the languages.
    """
    counts: Counter[tuple[str, float]] = Counter()
    plain = normal(text)
    counts.update(_english_terms(plain))
    for run in japanese_runs(plain):
        counts.update(_japanese_terms(run))
    return {term: weight * (1.0 + math.log(count)) for (term, weight), count in counts.items()}


Cover = tuple[int, tuple[tuple[int, int, str], ...]]


def covers(text: str) -> list[Cover]:
    """Every different word of a text with the pieces by which ``concept_terms`` would know it, or parts of it; hiragana carries grammar and is left out.

    Returns:
        For each word its size (a run of kanji counts its characters, any other word two), and the pieces as start, end and key (``e:quantum``, ``j:量子``).
    """
    plain = normal(text)
    english = dict.fromkeys(stem(word) for word in _LATIN.findall(plain) if word not in FUNCTION)
    found: list[Cover] = [(WORD, ((0, WORD, f"e:{word}"),)) for word in english]
    for run in dict.fromkeys(run for run in japanese_runs(plain) if not is_hiragana(run)):
        if is_katakana(run):
            found.append((WORD, ((0, WORD, f"j:{run}"),)))
            continue
        sizes = (2, 3, 4) if len(run) > 1 else (1,)
        found.append((len(run), tuple((start, start + size, f"j:{run[start:start + size]}") for size in sizes for start in range(len(run) - size + 1))))
    return found


def _english_terms(plain: str) -> Iterator[tuple[str, float]]:
    found = _LATIN.findall(plain)
    stems = [stem(word) for word in found]
    for word, stemmed in zip(found, stems, strict=True):
        if word in FUNCTION:
            continue
        yield stemmed, 1.0
        sound = english_sound(word)
        if len(sound) >= _SHORTEST_SOUND:
            yield f"~{sound}", _SOUND
    for first, second in pairwise(stems):
        if first not in FUNCTION and second not in FUNCTION:
            yield f"{first} {second}", _BIGRAM


def _japanese_terms(run: str) -> Iterator[tuple[str, float]]:
    if is_hiragana(run):
        return
    if is_katakana(run) or len(run) == 1:
        yield run, 1.0
        sound = japanese_sound(run) if is_katakana(run) else ""
        if len(sound) >= _SHORTEST_SOUND:
            yield f"~{sound}", _SOUND
        return
    for size in (2, 3):
        for piece in ngrams(run, size):
            yield piece, _NGRAM[size]


def concept_terms(text: str) -> Mapping[str, float]:
    """Pieces of a text by which concepts of the lexicon are recognised, with ``1 + ln count``.

    ``e:`` an English stem, ``b:`` a pair of stems, ``p:`` the first letters of a longer stem (so that unseen members of a family still say something), ``j:`` katakana
    words and their pieces, pieces of two to four kanji, and pieces of hiragana (of which the lexicon knows only those that are words).
    """
    counts: Counter[str] = Counter()
    plain = normal(text)
    stems = words(plain)
    content = [word for word in stems if word not in FUNCTION]
    counts.update(f"e:{word}" for word in content)
    counts.update(f"p:{word[:_PREFIX]}" for word in content if len(word) > _PREFIX + 1)
    counts.update(f"b:{first} {second}" for first, second in pairwise(stems) if first not in FUNCTION and second not in FUNCTION)
    for run in japanese_runs(plain):
        counts.update(f"j:{piece}" for piece in _pieces(run))
    return {term: 1.0 + math.log(count) for term, count in counts.items()}


def _pieces(run: str) -> Iterator[str]:
    if is_katakana(run):
        yield run
        sizes: tuple[int, ...] = (3, 4) if len(run) > _LONG_KATAKANA else ()
    elif is_hiragana(run):
        sizes = (2, 3, 4, 5)
    else:
        sizes = (2, 3, 4) if len(run) > 1 else (1,)
    for size in sizes:
        yield from ngrams(run, size)
