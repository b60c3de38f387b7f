"""How many questions decide a share of the pairs: asked as `suggest --ask` asks them, against fixed orders of the same facts.

Profiles of the labelled matches' development part are masked down to their research, goals of ranking and arrangements; whatever a rule asks for beside
these is given back a question at a time: a part of the profile, or one answer. A pair counts as decided once its verdict is the one that the whole profile
has. A question that the profile does not answer counts too. Beside the questions as proposed stand

* a fixed order found greedily on other people (split in two, each half tried with the order found on the other);
* the best fixed order of all for these very people, of all facts, found exactly: no order found beforehand can beat it;
* the fewest facts that are enough for each, which only who knows the answers could choose: nobody asks less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from eval.datasets import dataset_folder, read_dataset
from matcher.course import Course
from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.questions import part_of, questions_of
from profiles import ResearcherProfile, parse_profile, profile_to_dict
from programs import Catalogue, read_catalogue
from programs.logic import Outcome
from tests.benchmarks.fixed_orders import Known, Person, best_order, greedy_order, in_order

DAY = date(2026, 11, 24)
SHARES = (0.9, 0.95)
LEAST = (20, 15)
KEPT = ("id", "type", "keywords", "statement", "publications", "fields", "arrangements")
SPLIT = ("goals", "answers")


def facts_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What can be asked of a profile, by the name of its question."""
    facts = {key: value for key, value in content.items() if key not in KEPT and key not in SPLIT}
    facts |= {f"goals.{key}": value for key, value in content.get("goals", {}).items() if key != "activities"}
    return facts | {f"answers.{key}": value for key, value in content.get("answers", {}).items()}


class Masked(Person):
    """One researcher whose facts can be given back one by one."""

    def __init__(self, person: ResearcherProfile, catalogue: Catalogue) -> None:
        self._whole = profile_to_dict(person)
        self.facts = facts_of(self._whole)
        self._pairs = [(program, role) for program, role in catalogue.pairs() if program.can_be_applied_to and fits_type(role, person)]
        self._proposed: list[str] = []
        names = frozenset(self.facts)
        for_good = self._undetermined(names)
        super().__init__(names, len(self._pairs) - for_good.bit_count(), lambda known: self._undetermined(known) & ~for_good)

    def person(self, known: Set[str]) -> ResearcherProfile:
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

    def judged(self, known: Known) -> tuple[Course, list[Eligibility]]:
        """Every pair judged with these facts known."""
        person = self.person(known & self.facts.keys())
        asking = Asking.of(person, DAY)
        return Course(person, DAY, asking), [judge(program, role, person, DAY, asking) for program, role in self._pairs]

    def _undetermined(self, known: Known) -> int:
        return sum((item.outcome is Outcome.UNDETERMINED) << place for place, item in enumerate(self.judged(known)[1]))

    def as_proposed(self) -> Iterator[str]:
        """The questions as they are proposed; where nobody knows what else to ask, the rest of the facts in order."""
        for place in count():
            if place == len(self._proposed):
                self._proposed.append(self._next(self._proposed))
            yield self._proposed[place]

    def _next(self, asked: Sequence[str]) -> str:
        course, judged = self.judged(frozenset(asked))
        possible = [item for item in judged if item.outcome is not Outcome.INELIGIBLE]
        found = (part for question in questions_of(possible, {}, course, top=len(asked) + 10) if (part := part_of(question.fact)) not in asked)
        return next(found, None) or next(fact for fact in self.facts if fact not in asked)


def compare(people: Sequence[Masked], share: float) -> None:
    """Print the averages of these people."""
    def mean(asked: Callable[[Masked], int], of: Sequence[Masked] = people) -> float:
        return sum(asked(one) for one in of) / len(people)

    halves = people[::2], people[1::2]
    orders = [greedy_order(half, share) for half in halves]
    print(f"{len(people)} researchers, {min(len(p.facts) for p in people)} to {max(len(p.facts) for p in people)} facts masked; {share:.0%} of the decidable pairs decided after")
    print(f"  questions as proposed                     {mean(lambda one: one.questions(share, one.as_proposed())):5.2f}", flush=True)
    fixed = sum(mean(lambda one, order=order: one.questions(share, in_order(order, one)), half) for half, order in zip(halves, reversed(orders), strict=True))  # type: ignore[misc]
    print(f"  fixed order found on other people         {fixed:5.2f}   ({', '.join(orders[0][:8])})", flush=True)
    total, order, sets = best_order(people, share)
    print(f"  best of all orders for these people       {total / len(people):5.2f}   ({', '.join(order[:8])}; {sets} sets looked at)", flush=True)
    print(f"  fewest, for who knows the answers         {mean(lambda one: one.least(frozenset(), share)):5.2f}", flush=True)


def main() -> None:
    """Compare for people of whom much is stated, and for those of whom a little less is."""
    catalogue = read_catalogue()
    profiles = read_dataset(dataset_folder(Path("matches")), catalogue).part("development").profiles
    people = [Masked(profile, catalogue) for profile in profiles if profile.type != "institution"]
    for least in LEAST:
        for share in SHARES:
            compare([one for one in people if len(one.facts) >= least], share)


if __name__ == "__main__":
    main()
