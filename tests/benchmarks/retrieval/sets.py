"""Development sets for retrieval: queries, documents and the one right answer, and nDCG@10 over a table of scores."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Queries and documents; ``answers[i]`` are the row numbers of the documents that fit query ``i``."""

    name: str
    queries: list[str]
    documents: list[str]
    answers: list[set[int]]


def ndcg10(scores: NDArray[np.float32], answers: list[set[int]]) -> float:
    """Mean nDCG@10 with binary gains; ties fall to the lower row."""
    gains = 1.0 / np.log2(np.arange(2, 12))
    total = 0.0
    for row, right in zip(scores, answers, strict=True):
        top = np.argsort(-row, kind="stable")[:10]
        total += sum(gains[rank] for rank, found in enumerate(top) if int(found) in right) / gains[: min(10, len(right))].sum()
    return total / len(answers)


def research_sets() -> Iterator[RetrievalSet]:
    """Researcher to call, title to call, call to call and section to section, within and across languages."""
    rows = _rows(HERE / "topics.tsv")
    named = dict(zip(("call-en", "call-ja", "topic-en", "topic-ja", "title-en", "title-ja"), zip(*rows, strict=True), strict=True))
    same = [{number} for number in range(len(rows))]
    for kind in ("topic", "title"):
        for source, target in (("en", "en"), ("ja", "ja"), ("en", "ja"), ("ja", "en")):
            yield RetrievalSet(f"{kind} {source}-{target}", list(named[f"{kind}-{source}"]), list(named[f"call-{target}"]), same)
    for source, target in (("en", "ja"), ("ja", "en")):
        yield RetrievalSet(f"call {source}-{target}", list(named[f"call-{source}"]), list(named[f"call-{target}"]), same)
    english, japanese = (list(column) for column in zip(*_rows(HERE / "sections.tsv"), strict=True))
    same = [{number} for number in range(len(english))]
    yield RetrievalSet("section en-ja", english, japanese, same)
    yield RetrievalSet("section ja-en", japanese, english, same)


def folder_set(folder: Path) -> RetrievalSet:
    """A dataset in the contract's form, its texts joined."""
    profiles = [json.loads(line) for line in (folder / "profiles.jsonl").read_text(encoding="utf-8").splitlines()]
    programs = [json.loads(line) for line in (folder / "programs.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = {program["id"]: row for row, program in enumerate(programs)}
    right: dict[str, set[int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        profile, _, program, grade = line.split("\t")
        if int(grade) > 0 and program in rows:
            right.setdefault(profile, set()).add(rows[program])
    asked = [profile for profile in profiles if profile["id"] in right]
    return RetrievalSet(folder.name, [_profile_text(profile) for profile in asked], [_program_text(program) for program in programs],
                        [right[profile["id"]] for profile in asked])


def _profile_text(profile: dict[str, object]) -> str:
    return str(profile.get("statement") or "")


def _program_text(program: dict[str, dict[str, str]]) -> str:
    name, description = (next(iter(program[key].values())) for key in ("name", "description"))
    return description if description.startswith(name) else f"{name}. {description}"


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
