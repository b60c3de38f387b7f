"""What windows, repairs and questions add to ranking one person over the whole catalogue: plainly ranked, then with each, for every example profile.

Windows and repairs are worked out twice: for the ten pairs that `suggest` shows, and for every pair that is judged.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from matcher import Matcher
from matcher.course import Course
from matcher.eligibility import Asking, Eligibility, judge
from matcher.matcher import Ranking
from matcher.questions import questions_of
from matcher.repairs import repairs_of
from matcher.timeline import window_of
from profiles import ResearcherProfile, read_profiles

ON = date(2026, 11, 24)
FOLDER = Path(__file__).parents[2] / "profiles" / "examples"
TOP = 10
ROUNDS = 7


def median_ms(step: Callable[[], object]) -> float:
    """CPU milliseconds that a step takes, so that a busy machine counts less: the median of a few rounds after one for warming up."""
    step()
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        step()
        taken.append(time.process_time() - start)
    return 1000 * statistics.median(taken)


def added(pairs: Sequence[Eligibility], found: Ranking, course: Course) -> None:
    """Windows and repairs of these pairs, and the questions."""
    windows(pairs, course)
    repairs(pairs, course)
    questions(found, course)


def windows(pairs: Sequence[Eligibility], course: Course) -> None:
    """The window of each pair."""
    for item in pairs:
        window_of(item, course.person, ON, course)


def repairs(pairs: Sequence[Eligibility], course: Course) -> None:
    """The repairs of each pair."""
    for item in pairs:
        repairs_of(item, course.person, ON, course)


def questions(found: Ranking, course: Course) -> None:
    """The questions of a ranking."""
    questions_of(found.possible, {item.pair: found.fits.score(item.pair) for item in found.possible}, course)


def measured(matcher: Matcher, person: ResearcherProfile) -> tuple[float, ...]:
    """CPU milliseconds: plain; windows and repairs of the pairs shown; questions; these together; the same for all pairs."""
    found = matcher.ranking(person, ON)
    shown, asking = found.possible[:TOP], Asking.of(person, ON)
    for program, role in matcher.catalogue.pairs():
        judge(program, role, person, ON, asking)  # as ranking has left it
    steps: tuple[Callable[[Course], None], ...] = (
        lambda course: windows(shown, course), lambda course: repairs(shown, course), lambda course: questions(found, course),
        lambda course: added(shown, found, course), lambda course: added(found.judged, found, course))
    return (median_ms(lambda: matcher.ranking(person, ON)), *(median_ms(partial(_anew, step, person, asking)) for step in steps))


def _anew(step: Callable[[Course], None], person: ResearcherProfile, asking: Asking) -> None:
    step(Course(person, ON, asking))


def main() -> None:
    """Print a line for each example profile."""
    matcher = Matcher.open()
    print(f"{'CPU milliseconds':34}{'plain':>8}{'windows':>9}{'repairs':>9}{'questions':>11}{'together':>10}{'ratio':>7}   of all pairs:{'together':>9}{'ratio':>7}")
    for file in sorted(FOLDER.glob("*.yaml")):
        person = read_profiles(file.read_bytes(), file.name).profiles[0][1]
        plain, window, repair, question, together, every = measured(matcher, person)
        print(f"{file.stem:34}{plain:8.1f}{window:9.1f}{repair:9.1f}{question:11.1f}{together:10.1f}{(plain + together) / plain:7.2f}   {'':13}{every:9.1f}{(plain + every) / plain:7.2f}")


if __name__ == "__main__":
    main()
