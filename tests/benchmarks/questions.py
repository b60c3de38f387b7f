"""How many questions decide 90 % of the pairs: asked as `suggest --ask` asks them, against the best of all fixed orders of the same facts.

Every profile of the labelled matches' development part is masked down to its research, then its facts are given back one part at a time. A pair counts as decided
once its verdict is the one that the whole profile has. The best fixed order is exact: dynamic programming over all subsets of the parts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from eval.datasets import dataset_folder, read_dataset
from matcher.eligibility import Eligibility, fits_type, judge
from matcher.questions import part_of, questions_of
from profiles import ResearcherProfile, parse_profile, profile_to_dict
from programs import Catalogue, read_catalogue
from programs.logic import Outcome

DAY = date(2026, 11, 24)
PARTS = ("nationalities", "residence", "degrees", "positions", "birth_date", "stays", "awards", "funding")
SHARE = 0.9
KEPT = ("id", "type", "keywords", "statement", "publications", "fields", "goals", "arrangements", "answers", "languages")


class Masked:
    """One researcher whose parts can be given back one by one."""

    def __init__(self, person: ResearcherProfile, catalogue: Catalogue) -> None:
        self._whole = profile_to_dict(person)
        self._pairs = [(program, role) for program, role in catalogue.pairs() if program.can_be_applied_to and fits_type(role, person)]
        self.parts = tuple(part for part in PARTS if part in self._whole)
        self._final = [item.outcome for item in self.judged(frozenset(self.parts))]

    @cache  # noqa: B019
    def judged(self, known: frozenset[str]) -> list[Eligibility]:
        """Every pair judged with these parts known."""
        person = parse_profile({key: value for key, value in self._whole.items() if key in KEPT or key in known})
        return [judge(program, role, person, DAY) for program, role in self._pairs]

    def decided(self, known: frozenset[str]) -> float:
        """Share of the pairs decided by the whole profile that are decided with these parts."""
        pairs = [(item.outcome, final) for item, final in zip(self.judged(known), self._final, strict=True) if final is not Outcome.UNDETERMINED]
        return sum(now is final for now, final in pairs) / max(1, len(pairs))

    def asked(self) -> int:
        """Questions until 90 % are decided, asked in the order that the questions propose; a part that the profile does not state costs a question too."""
        known: frozenset[str] = frozenset()
        skipped: set[str] = set()
        while self.decided(known) < SHARE:
            possible = [item for item in self.judged(known) if item.outcome is not Outcome.INELIGIBLE]
            order = [part_of(question.fact) for question in questions_of(possible, {}, top=50)]
            part = next((part for part in order if part in PARTS and part not in known | skipped), None) or next(p for p in self.parts if p not in known)
            if part in self.parts:
                known |= {part}
            else:
                skipped.add(part)
        return len(known) + len(skipped)


def best_fixed_order(people: list[Masked]) -> tuple[float, tuple[str, ...]]:
    """The order of all parts with the fewest questions on average, over every order."""
    @cache
    def costs(known: frozenset[str]) -> tuple[int, tuple[str, ...]]:
        waiting = sum(person.decided(known & frozenset(person.parts)) < SHARE for person in people)
        if waiting == 0 or len(known) == len(PARTS):
            return waiting, ()
        following = {part: costs(known | {part}) for part in PARTS if part not in known}
        part = min(following, key=lambda part: following[part][0])
        return waiting + following[part][0], (part, *following[part][1])
    total, order = costs(frozenset())
    return total / len(people), order


def main(most: int = 12) -> None:
    """Print both averages."""
    catalogue = read_catalogue()
    dataset = read_dataset(dataset_folder(Path("matches")), catalogue).part("development")
    rich: Callable[[ResearcherProfile], bool] = lambda person: sum(part in profile_to_dict(person) for part in PARTS) >= 5  # noqa: E731
    people = [Masked(person, catalogue) for person in dataset.profiles if rich(person)][:most]
    adaptive = sum(person.asked() for person in people) / len(people)
    fixed, order = best_fixed_order(people)
    print(f"{len(people)} masked researchers, {SHARE:.0%} of the decidable pairs decided after")
    print(f"  questions as asked      {adaptive:5.2f}")
    print(f"  best fixed order        {fixed:5.2f}   ({', '.join(order)})")
    least = sum(min(len(known) for size in range(len(p.parts) + 1) for known in map(frozenset, combinations(p.parts, size)) if p.decided(known) >= SHARE) for p in people)
    print(f"  knowing the answers     {least / len(people):5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
