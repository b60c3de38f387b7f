"""A WordPiece tokenizer in Python for a text or two: it gives what the package ``tokenizers`` gives, without the time that importing and loading that takes.

Only tokenizers as ``models.training`` makes them are read: NFKC and lower case, the runs that a pattern matches, no prefix for pieces inside a run.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

_NORMAL = ["NFKC", "Lowercase"]


class PlainWordPiece:
    """Greedy longest match from the left, run by run. Made by ``open``."""

    def __init__(self, pattern: re.Pattern[str], vocabulary: Mapping[str, int], unknown: int, longest_run: int) -> None:
        self._pattern, self._vocabulary, self._unknown, self._longest_run = pattern, vocabulary, unknown, longest_run
        self._longest = max(map(len, vocabulary), default=1)

    @classmethod
    def open(cls, file: Path) -> Self | None:
        """The tokenizer of a ``tokenizer.json``; None where that file describes another kind."""
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            model, splitting = content["model"], content["pre_tokenizer"]
            if not _is_plain(content, model, splitting):
                return None
            vocabulary: dict[str, int] = model["vocab"]
            return cls(re.compile(splitting["pattern"]["Regex"]), vocabulary, vocabulary[model["unk_token"]], int(model["max_input_chars_per_word"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    @property
    def size(self) -> int:
        """Number of tokens."""
        return len(self._vocabulary)

    def ids(self, text: str) -> list[int]:
        """The numbers of a text's tokens."""
        plain = unicodedata.normalize("NFKC", text).lower()
        return [number for run in self._pattern.findall(plain) for number in self._run(run)]

    def _run(self, run: str) -> list[int]:
        whole = self._vocabulary.get(run)
        if len(run) > self._longest_run:
            return [self._unknown]
        if whole is not None:
            return [whole]
        found: list[int] = []
        start = 0
        while start < len(run):
            for end in range(min(len(run), start + self._longest), start, -1):
                number = self._vocabulary.get(run[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _is_plain(content: Mapping[str, Any], model: Mapping[str, Any], splitting: Mapping[str, Any]) -> bool:
    steps = [step["type"] for step in content["normalizer"]["normalizers"]]
    return (model["type"] == "WordPiece" and model["continuing_subword_prefix"] == "" and steps == _NORMAL and splitting["type"] == "Split"
            and splitting["behavior"] == "Removed" and splitting["invert"] is True and not content.get("added_tokens"))
