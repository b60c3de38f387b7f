"""The whole path of a request: eligibility, retrieval inside the possible pairs, ranking, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from matcher.band import Band, Doubt, doubt_of
from matcher.checking import Checked, check_pairs
from matcher.course import Course
from matcher.eligibility import Asking, Eligibility, judge
from matcher.features import WEIGHTS, Fit, is_open_to_every_field
from matcher.questions import Question, questions_of
from matcher.repairs import Repair, repairs_of
from matcher.retrieval import TopicSearch
from matcher.scoring import Fits, Scoring
from matcher.timeline import Window, window_of
from profiles import ResearcherProfile
from programs import Catalogue, Program
from programs.dates import next_call
from programs.logic import Outcome

ORDER = {Outcome.ELIGIBLE: 0, Outcome.DISCRETIONARY: 1, Outcome.UNDETERMINED: 2, Outcome.INELIGIBLE: 3}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A possible programme in a role, with its fit and what is missing."""

    rank: int
    eligibility: Eligibility
    fit: Fit
    window: Window
    changes: tuple[Repair, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pair that a rule excludes, for the person and day of the course."""

    eligibility: Eligibility
    course: Course = field(compare=False, repr=False)

    @property
    def changes(self) -> tuple[Repair, ...]:
        """What could change; worked out when it is asked for."""
        return repairs_of(self.eligibility, self.course.person, self.course.day, self.course)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one request.

    Attributes:
        doubt: Why the whole list is to be read with doubt, as that nothing seems to suit.
        band: What the scores are worth; None for another catalogue or encoder than those that it was fitted on.
    """

    profile: str
    on: date
    encoder: str
    catalogue: str
    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Exclusion, ...]
    questions: tuple[Question, ...]
    pairs: int
    possible: int
    doubt: Doubt | None = None
    band: Band | None = None

    @property
    def open_to_all(self) -> int:
        """How many of the suggestions are open to every field."""
        return sum(is_open_to_every_field(item.eligibility.program) for item in self.suggestions)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract, section 4."""
        from matcher.wire import result_to_dict

        return result_to_dict(self)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every pair judged, the possible ones from best to worst, and the fit of each by ``program@role``."""

    judged: tuple[Eligibility, ...]
    possible: tuple[Eligibility, ...]
    fits: Fits


class Matcher:
    """Suggests programmes to people, and explains single verdicts."""

    def __init__(self, catalogue: Catalogue, search: TopicSearch, encoder: str, band: Band | None = None, weights: Mapping[str, float] = WEIGHTS) -> None:
        self.catalogue, self.search, self.band, self.weights = catalogue, search, band, weights
        self._scoring, self._encoder = Scoring(search, weights), encoder
        self._kept: list[Eligibility | None] = []
        self._kept_day: date | None = None

    @property
    def encoder_label(self) -> str:
        """Name and digest of the encoder, ``builtin@0123456789ab``."""
        return self._encoder

    @classmethod
    def open(cls, programs: str | Path | None = None, encoder: str = "builtin", rerank: str | None = None) -> Matcher:
        """The matcher over a catalogue (the built-in one when None) with an encoder, and perhaps a re-ranker, by name or folder."""
        from matcher.wiring import open_matcher

        return open_matcher(None if programs is None else Path(programs), encoder, rerank=rerank)

    def suggest(self, profile: ResearcherProfile | Mapping[str, Any], on: date, top: int = 10,
                only: Sequence[str] | None = None) -> Result:
        """Ranked programmes for one researcher on a day.

        Raises:
            ProfileFaults: ``profile`` is a mapping with faults in it.
        """
        return next(self.suggest_many([profile], on, top, only))

    def suggest_many(self, profiles: Iterable[ResearcherProfile | Mapping[str, Any]], on: date, top: int = 10,
                     only: Sequence[str] | None = None) -> Iterator[Result]:
        """The same for many, one result a profile, in order."""
        from profiles import parse_profile

        for raw in profiles:
            yield self._suggest(raw if isinstance(raw, ResearcherProfile) else parse_profile(raw), on, top, only)

    def check(self, profile: ResearcherProfile, name: str, on: date) -> list[Checked]:
        """The verdicts on one programme (``id`` or ``id@role``), or on every programme and role with ``all``.

        Raises:
            UnknownProgram: There is no such programme or role.
        """
        return check_pairs(self.catalogue, name, profile, on)

    def ranking(self, profile: ResearcherProfile, on: date, ignore_eligibility: bool = False) -> Ranking:
        """Every pair of the catalogue that this type of profile can be matched in, judged and ranked by fit.

        Args:
            ignore_eligibility: Rank every pair by fit alone, ruled out or not.
        """
        return self._ranked(profile, on, Asking.of(profile, on), ignore_eligibility)

    def _ranked(self, profile: ResearcherProfile, on: date, asking: Asking, ignore_eligibility: bool = False) -> Ranking:
        judged = tuple(self._judged(profile, on, asking))
        possible = [item for item in judged if ignore_eligibility or item.outcome is not Outcome.INELIGIBLE]
        fits = self.fits(profile, possible, on)
        return Ranking(judged, tuple(possible[row] for row in _best_first(possible, fits)), fits)

    def _judged(self, profile: ResearcherProfile, on: date, asking: Asking) -> Iterator[Eligibility]:
        if self._kept_day != on:
            self._kept, self._kept_day = [_without_rules(program, role, on) for program, role in self._pairs], on
        institution = profile.type == "institution"
        for (program, role), known in zip(self._pairs, self._kept, strict=True):
            if (role == "institution") == institution:
                yield judge(program, role, profile, on, asking) if known is None else known

    @cached_property
    def _pairs(self) -> list[tuple[Program, str]]:
        return sorted(((program, role) for program, role in self.catalogue.pairs() if program.can_be_applied_to), key=lambda pair: (pair[0].id, pair[1]))

    def fits(self, profile: ResearcherProfile, found: Sequence[Eligibility], day: date) -> Fits:
        """The fit of each pair, by ``program@role``; nothing of a person but research and goals enters."""
        return self._scoring.fits(profile, found, day)

    def _suggest(self, profile: ResearcherProfile, on: date, top: int, only: Sequence[str] | None) -> Result:
        asking = Asking.of(profile, on)
        found, course = self._ranked(profile, on, asking), Course(profile, on, asking)
        judged, ranked, fits = found.judged, found.possible, found.fits
        scores = {item.pair: fits.score(item.pair) for item in ranked if item.outcome is Outcome.UNDETERMINED}
        shown = [item for item in ranked if not only or item.outcome.value in only][:top]
        doubt = doubt_of(profile, float(fits.scores.max()) if ranked else None, self.band)
        excluded = sorted((item for item in judged if item.outcome is Outcome.INELIGIBLE), key=lambda item: item.pair)
        return Result(
            profile.id, on, self._encoder, self.catalogue.digest,
            tuple(_suggestion(rank, item, fits.readable(item.pair), course, doubt) for rank, item in enumerate(shown, start=1)),
            tuple(Exclusion(item, course) for item in excluded),
            questions_of(ranked, scores, course), len(judged), len(ranked), doubt, self.band,
        )


def _suggestion(rank: int, item: Eligibility, fit: Fit, course: Course, doubt: Doubt | None) -> Suggestion:
    flags = (*flags_of(item), *([doubt.value] if doubt else []))
    return Suggestion(rank, item, fit, window_of(item, course.person, course.day, course), repairs_of(item, course.person, course.day, course), flags)


def _without_rules(program: Program, role: str, on: date) -> Eligibility | None:
    """Everybody's verdict where a programme has no rules."""
    return None if program.rules else Eligibility(program, role, Outcome.ELIGIBLE, (), (), date.min, date.max, next_call(program.calls, on))


def _best_first(possible: Sequence[Eligibility], fits: Fits) -> list[int]:
    import numpy as np

    orders = np.array([ORDER[item.outcome] for item in possible], dtype=np.int64)  # pairs come in the order of ids, which a stable sort keeps
    rows: list[int] = np.lexsort((orders, -fits.scores)).tolist()
    return rows


def flags_of(item: Eligibility) -> tuple[str, ...]:
    """What a reader should know beside the verdict: status, coverage of the rules, recalled facts."""
    flags = [f"status:{item.program.status}"] if item.program.status not in ("open", "recurring") else []
    if item.call is None:
        flags.append("no-known-deadline")
    if item.program.unknown_rules:
        flags.append("rules-not-found:" + ",".join(item.program.unknown_rules))
    if any(finding.confidence == "recalled" for finding in (*item.findings, *item.preferences)):
        flags.append("recalled-rule")
    if item.program.unmodelled:
        flags.append("also-read")
    if item.program.conflicts:
        flags.append("conflicting-sources")
    return tuple(flags)
