"""The nearest host by topic, against a loop that compares every pair of passages."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.screening.hosts import BEST_PASSAGES, Hosts
from matcher.texts import profile_passages
from models import load_encoder
from profiles import ResearcherProfile, parse_profile

ENCODER = load_encoder("builtin")
HOSTS = [parse_profile(raw) for raw in (
    {"id": "ions", "name": "Host A", "statement": "Trapped ions and quantum error correction.", "keywords": ["quantum computing"]}, {"id": "gut", "statement": "腸内細菌と粘膜免疫の研究。"},
    {"id": "steel", "publications": [{"title": "Fatigue of welded steel bridges"}, {"title": "Corrosion of reinforced concrete"}]}, {"id": "silent"})]
PEOPLE = [parse_profile(raw) for raw in (
    {"id": "a", "statement": "I study quantum error correction with trapped ions."}, {"id": "b", "keywords": ["gut microbiota", "mucosal immunity"]},
    {"id": "c", "statement": "Concrete and steel structures", "publications": [{"title": "Crack growth in steel"}, {"title": "Bridges"}, {"title": "Corrosion"}, {"title": "Welding"}]})]


def slow(person: ResearcherProfile) -> tuple[str, float]:
    own = [passage.text for passage in profile_passages(person.interests)]
    scores = {}
    for host in HOSTS:
        theirs = [passage.text for passage in profile_passages(host.interests)]
        if theirs:
            table = ENCODER.encode(own, kind="query") @ ENCODER.encode(theirs, kind="document").T
            scores[host.id] = float(np.mean(sorted((max(row) for row in table), reverse=True)[:BEST_PASSAGES]))
    return max(scores.items(), key=lambda pair: pair[1])


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)
def test_the_nearest_host_is_that_of_a_plain_loop(person: ResearcherProfile) -> None:
    found = Hosts.of(HOSTS, ENCODER).nearest(person)
    name, score = slow(person)
    assert found is not None and (found.id, found.similarity) == (name, pytest.approx(score, abs=1e-4)) and found.host_text


def test_topics_decide_and_nothing_else() -> None:
    hosts = Hosts.of(HOSTS, ENCODER)
    assert [hosts.nearest(person).id for person in PEOPLE] == ["ions", "gut", "steel"]  # type: ignore[union-attr]
    other = parse_profile({"id": "z", "name": "Somebody Else", "nationalities": ["JP"], "statement": "I study quantum error correction with trapped ions."})
    first, second = hosts.nearest(PEOPLE[0]), hosts.nearest(other)
    assert first == second


def test_a_person_or_hosts_without_texts_have_no_match() -> None:
    assert Hosts.of(HOSTS, ENCODER).nearest(parse_profile({"id": "r"})) is None and Hosts.of([HOSTS[3]], ENCODER).nearest(PEOPLE[0]) is None
