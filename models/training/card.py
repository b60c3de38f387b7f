"""The encoder's card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.training.entries import Entry

_HEAD = """---
language: [en, ja]
license: apache-2.0
library_name: sentence-transformers
tags: [sentence-transformers, sentence-similarity, static-embedding]
---
# builtin: English and Japanese research language without a network

Static token vectors (StaticEmbedding, Normalize; half precision), made by `matcher models train` from the bilingual lexicon in `models/builtin/lexicon`, written for this
project, and from nothing else: no pretrained weights, no text from elsewhere. A token's direction comes from latent semantic analysis of the lexicon's concept space:
terms of one concept, and of the concepts that its line calls neighbours, lie near each other in both languages.

Use it for research topics, calls and programmes in English and Japanese. It does not know word order, negation, or words far from research; people's names and places say
little to it. Values by `models.static` without torch equal those of sentence-transformers to half precision.

Beside simpler search, with intervals: `eval/data/RESULTS.md`. What was tried, with scores: `models/training/TRIED.md`. The lexicon's audit: `models/builtin/lexicon/AUDIT.md`.
"""


def card(entries: Sequence[Entry]) -> str:
    """README of the encoder's folder, with the number of entries in each field."""
    counts = Counter(field for entry in entries for field in entry.fields)
    rows = "\n".join(f"| {field} | {count} |" for field, count in sorted(counts.items(), key=lambda item: _order(item[0])))
    return f"{_HEAD}\n## Lexicon entries by field ({len(entries)} in all; an entry may have several)\n\n| field | entries |\n|---|---|\n{rows}\n"


def _order(field: str) -> tuple[int, list[int], str]:
    parts = field.split(".")
    return (0, [int(part) for part in parts], field) if all(part.isdigit() for part in parts) else (1, [], field)
