"""How many questions decide 90 % of the pairs: asked as `suggest --ask` asks them, against fixed orders of the same facts.

Profiles of the labelled matches' development part are masked down to their research, goals of ranking and arrangements; whatever a rule asks for beside
these is given back a question at a time: a part of the profile, or one answer. A pair counts as decided once its verdict is the one that the whole profile
has. A question that the profile does not answer counts too. A fixed order is found greedily on other people (split in two, each half tried with the order
found on the other); and the best of all orders of the eight most telling facts on the very people that it is tried on, which no order found beforehand can beat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from eval.datasets import dataset_folder, read_dataset
from matcher.course import Course
from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.questions import part_of, questions_of
from profiles import ResearcherProfile, parse_profile, profile_to_dict
from programs import Catalogue, read_catalogue
from programs.logic import Outcome

DAY = date(2026, 11, 24)
SHARE = 0.9
LEAST = (20, 15)
KEPT = ("id", "type", "keywords", "statement", "publications", "fields", "arrangements")
SPLIT = ("goals", "answers")


def facts_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What can be asked of a profile, by the name of its question."""
    facts = {key: value for key, value in content.items() if key not in KEPT and key not in SPLIT}
    facts |= {f"goals.{key}": value for key, value in content.get("goals", {}).items() if key != "activities"}
    return facts | {f"answers.{key}": value for key, value in content.get("answers", {}).items()}


class Masked:
    """One researcher whose facts can be given back one by one."""

    def __init__(self, person: ResearcherProfile, catalogue: Catalogue) -> None:
        self._whole = profile_to_dict(person)
        self.facts = facts_of(self._whole)
        self._pairs = [(program, role) for program, role in catalogue.pairs() if program.can_be_applied_to and fits_type(role, person)]
        self._shares: dict[frozenset[str], float] = {}

    def person(self, known: frozenset[str]) -> ResearcherProfile:
        """The researcher with these facts."""
        content = {key: value for key, value in self._whole.items() if key in KEPT}
        goals = {"activities": self._whole["goals"]["activities"]} if self._whole.get("goals", {}).get("activities") else {}
        answers = {}
        for fact in known:
            head, _, rest = fact.partition(".")
            if head == "answers":
                answers[rest] = self.facts[fact]
            elif head == "goals":
                goals[rest] = self.facts[fact]
            else:
                content[fact] = self.facts[fact]
        return parse_profile({**content, "goals": goals, "answers": answers})

    def judged(self, known: frozenset[str]) -> tuple[Course, list[Eligibility]]:
        """Every pair judged with these facts known."""
        person = self.person(known & self.facts.keys())
        asking = Asking.of(person, DAY)
        return Course(person, DAY, asking), [judge(program, role, person, DAY, asking) for program, role in self._pairs]

    def share(self, known: frozenset[str]) -> float:
        """How many of the pairs that the whole profile decides are decided with these facts."""
        known &= frozenset(self.facts)
        if known not in self._shares:
            self._shares[known] = sum(item.outcome is not Outcome.UNDETERMINED for item in self.judged(known)[1]) / self.decidable
        return self._shares[known]

    @cached_property
    def decidable(self) -> int:
        """Pairs that the whole profile decides; what is decided once stays."""
        return sum(item.outcome is not Outcome.UNDETERMINED for item in self.judged(frozenset(self.facts))[1])

    def questions(self, choose: Callable[[Masked, frozenset[str], list[str]], str | None]) -> int:
        """Questions until enough is decided; where nobody knows what else to ask, the rest of the facts in order."""
        known: frozenset[str] = frozenset()
        asked: list[str] = []
        while self.share(known) < SHARE:
            fact = choose(self, known, asked) or next(fact for fact in self.facts if fact not in asked)
            asked.append(fact)
            known |= {fact} & self.facts.keys()
        return len(asked)


def as_proposed(one: Masked, known: frozenset[str], asked: list[str]) -> str | None:
    """The question that is proposed first."""
    course, judged = one.judged(known)
    possible = [item for item in judged if item.outcome is not Outcome.INELIGIBLE]
    return next((part for question in questions_of(possible, {}, course, top=len(asked) + 10) if (part := part_of(question.fact)) not in asked), None)


def in_order(order: Sequence[str]) -> Callable[[Masked, frozenset[str], list[str]], str | None]:
    """The next question of a fixed order."""
    return lambda one, known, asked: next((fact for fact in order if fact not in asked), None)


def best_order(people: Sequence[Masked], most: int = 16) -> list[str]:
    """A fixed order found greedily: each next fact decides the most on average, up to the share that is asked for."""
    order: list[str] = []
    facts = sorted({fact for person in people for fact in person.facts})
    while len(order) < min(most, len(facts)) and any(person.share(frozenset(order)) < SHARE for person in people):
        order.append(max((fact for fact in facts if fact not in order), key=lambda fact: sum(min(SHARE, one.share(frozenset([*order, fact]))) for one in people)))
    return order


def best_of_all(people: Sequence[Masked], telling: int = 8) -> tuple[float, list[str]]:
    """The fewest questions a person over every order of the most telling facts, and that order: dynamic programming over their subsets."""
    start = best_order(people)[:3]
    gains = {fact: sum(min(SHARE, one.share(frozenset([*start, fact]))) for one in people) for fact in {fact for one in people for fact in one.facts}}
    facts = [*start, *sorted((fact for fact in gains if fact not in start), key=lambda fact: (-gains[fact], fact))][:telling]

    @cache
    def costs(known: frozenset[str]) -> tuple[int, tuple[str, ...]]:
        waiting = sum(one.share(known) < SHARE for one in people)
        following = [(costs(known | {fact}), fact) for fact in facts if fact not in known] if waiting else []
        (least, order), fact = min(following, key=lambda one: one[0][0]) if following else ((0, ()), "")
        return waiting + least, (fact, *order) if fact else ()
    total, order = costs(frozenset())
    return total / len(people), list(order)


def mean(people: Sequence[Masked], choose: Callable[[Masked, frozenset[str], list[str]], str | None]) -> float:
    """Questions a person."""
    return sum(person.questions(choose) for person in people) / len(people)


def compare(people: Sequence[Masked]) -> None:
    """Print the averages of these people."""
    halves = people[::2], people[1::2]
    print(f"{len(people)} researchers, {min(len(p.facts) for p in people)} to {max(len(p.facts) for p in people)} facts masked; {SHARE:.0%} of the decidable pairs decided after")
    print(f"  questions as proposed                     {mean(people, as_proposed):5.2f}", flush=True)
    orders = [best_order(half) for half in halves]
    fixed = sum(mean(half, in_order(order)) * len(half) for half, order in zip(halves, reversed(orders), strict=True)) / len(people)
    print(f"  fixed order found on other people         {fixed:5.2f}   ({', '.join(orders[0][:8])})", flush=True)
    least, own = best_of_all(people)
    print(f"  best of all orders for these people       {least:5.2f}   ({', '.join(own)})", flush=True)


def main() -> None:
    """Compare for people of whom much is stated, and for those of whom a little less is."""
    catalogue = read_catalogue()
    profiles = read_dataset(dataset_folder(Path("matches")), catalogue).part("development").profiles
    people = [Masked(profile, catalogue) for profile in profiles if profile.type != "institution"]
    for least in LEAST:
        compare([one for one in people if len(one.facts) >= least])


if __name__ == "__main__":
    main()
