"""What windows, repairs and questions add to ranking one person over the whole catalogue: plainly ranked, then with each, for every example profile.

Windows and repairs are worked out twice: for the ten pairs that `suggest` shows, and for every pair that is judged.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
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


def windows(pairs: Sequence[Eligibility], person: ResearcherProfile, asking: Asking) -> None:
    """The window of each pair, after what ranking has worked out."""
    course = Course(person, ON, asking)
    for item in pairs:
        window_of(item, person, ON, course)


def repairs(pairs: Sequence[Eligibility], person: ResearcherProfile, asking: Asking) -> None:
    """The repairs of each pair, likewise."""
    course = Course(person, ON, asking)
    for item in pairs:
        repairs_of(item, person, ON, course)


def questions(found: Ranking, person: ResearcherProfile, asking: Asking) -> None:
    """The questions of a ranking."""
    questions_of(found.possible, {item.pair: found.fits.score(item.pair) for item in found.possible}, Course(person, ON, asking))


def measured(matcher: Matcher, person: ResearcherProfile) -> tuple[float, ...]:
    """CPU milliseconds: plain; windows and repairs of the pairs shown; questions; windows and repairs of all pairs."""
    found = matcher.ranking(person, ON)
    shown, asking = found.possible[:TOP], Asking.of(person, ON)
    for program, role in matcher.catalogue.pairs():
        judge(program, role, person, ON, asking)
    return (median_ms(lambda: matcher.ranking(person, ON)), median_ms(lambda: windows(shown, person, asking)), median_ms(lambda: repairs(shown, person, asking)),
            median_ms(lambda: questions(found, person, asking)), median_ms(lambda: windows(found.judged, person, asking)), median_ms(lambda: repairs(found.judged, person, asking)))


def main() -> None:
    """Print a line for each example profile."""
    matcher = Matcher.open()
    print(f"{'CPU milliseconds':34}{'plain':>8}{'windows':>9}{'repairs':>9}{'questions':>11}{'ratio':>7}   all pairs:{'windows':>9}{'repairs':>9}{'ratio':>7}")
    for file in sorted(FOLDER.glob("*.yaml")):
        person = read_profiles(file.read_bytes(), file.name).profiles[0][1]
        plain, window, repair, question, every_window, every_repair = measured(matcher, person)
        shown, every = ((plain + sum(added)) / plain for added in ((window, repair, question), (every_window, every_repair, question)))
        print(f"{file.stem:34}{plain:8.1f}{window:9.1f}{repair:9.1f}{question:11.1f}{shown:7.2f}   {'':10}{every_window:9.1f}{every_repair:9.1f}{every:7.2f}")


if __name__ == "__main__":
    main()
