"""The office's own researchers, and which of them works on what a candidate works on: a match of topics, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.texts import Passage, profile_passages
from profiles import ResearcherProfile

if TYPE_CHECKING:
    from models import Encoder
    from models.index import Vectors

BEST_PASSAGES = 3
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Host:
    """One researcher of the office's list, with the passages and their rows in the matrix."""

    id: str
    name: str | None
    passages: tuple[Passage, ...]
    first: int


@dataclass(frozen=True, slots=True)
class HostMatch:
    """The nearest host of one person, and the two passages that are nearest."""

    id: str
    name: str | None
    similarity: float
    profile_text: str
    host_text: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"id": self.id, "name": self.name, "similarity": self.similarity, "profile_text": self.profile_text, "host_text": self.host_text}


@dataclass(slots=True)
class Hosts:
    """Hosts as one matrix of passages; hosts without a text cannot be matched."""

    hosts: tuple[Host, ...]
    vectors: Vectors
    encoder: Encoder
    _starts: Any = field(init=False)

    def __post_init__(self) -> None:
        self._starts = np.array([host.first for host in self.hosts], np.intp)

    @classmethod
    def of(cls, people: Iterable[ResearcherProfile], encoder: Encoder) -> Hosts:
        """Encode the texts of these researchers once."""
        hosts: list[Host] = []
        texts: list[str] = []
        for person in people:
            passages = profile_passages(person.interests)
            if passages:
                hosts.append(Host(person.id, person.name, passages, len(texts)))
                texts += [passage.text for passage in passages]
        vectors = encoder.encode(texts, kind="document") if texts else np.zeros((0, 1), np.float32)
        return cls(tuple(hosts), vectors, encoder)

    def nearest(self, person: ResearcherProfile) -> HostMatch | None:
        """The host whose texts are nearest: for each passage of the person the host's best one, and the mean of the best three.

        None where the person or every host has no text. Ties go to the host first in the list.
        """
        passages = profile_passages(person.interests)
        if not passages or not self.hosts:
            return None
        table = self.encoder.encode([passage.text for passage in passages], kind="query") @ self.vectors.T
        best = np.maximum.reduceat(table, self._starts, axis=1)
        scores = -np.sort(-best, axis=0)[:BEST_PASSAGES].mean(axis=0)
        chosen = int(scores.argmax())
        host = self.hosts[chosen]
        own = table[:, host.first:host.first + len(host.passages)]
        row, column = divmod(int(own.argmax()), len(host.passages))
        return HostMatch(host.id, host.name, round(float(scores[chosen]), 4), passages[row].text[:_SHOWN], host.passages[column].text[:_SHOWN])


def with_host(details: Mapping[str, Any], match: HostMatch | None) -> dict[str, Any]:
    """The details of a person with the nearest host among them."""
    return {**details, **({"host": match.to_dict()} if match is not None else {})}
