"""The whole path of a request: eligibility, retrieval inside the possible pairs, ranking, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matcher import features
from matcher.checking import Checked, check_pairs
from matcher.eligibility import Asking, Eligibility, fits_type, judge
from matcher.features import Fit, fit_of
from matcher.questions import Question, questions_of
from matcher.repairs import Repair, repairs_of
from matcher.retrieval import Topic, TopicSearch
from matcher.texts import profile_passages, program_passages
from matcher.timeline import Window, window_of
from profiles import ResearcherProfile
from profiles.facts import career_stage
from profiles.researcher import ResearchInterests
from programs import Catalogue
from programs.logic import Outcome

if TYPE_CHECKING:
    from models.lexical import LexicalIndex

_ORDER = {Outcome.ELIGIBLE: 0, Outcome.DISCRETIONARY: 1, Outcome.UNDETERMINED: 2, Outcome.INELIGIBLE: 3}


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
    """A pair that a rule excludes, with what could change."""

    eligibility: Eligibility
    changes: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one request."""

    profile: str
    on: date
    encoder: str
    catalogue: str
    suggestions: tuple[Suggestion, ...]
    excluded: tuple[Exclusion, ...]
    questions: tuple[Question, ...]
    pairs: int
    possible: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract, section 4."""
        from matcher.wire import result_to_dict

        return result_to_dict(self)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every pair judged, the possible ones from best to worst, and the fit of each by ``program@role``."""

    judged: tuple[Eligibility, ...]
    possible: tuple[Eligibility, ...]
    fits: Mapping[str, Fit]


class Matcher:
    """Suggests programmes to people, and explains single verdicts."""

    def __init__(self, catalogue: Catalogue, search: TopicSearch, lexical: LexicalIndex, encoder: str) -> None:
        self.catalogue = catalogue
        self._search, self._lexical, self._encoder = search, lexical, encoder

    @property
    def encoder_label(self) -> str:
        """Name and digest of the encoder, ``builtin@0123456789ab``."""
        return self._encoder

    @classmethod
    def open(cls, programs: str | Path | None = None, encoder: str = "builtin") -> Matcher:
        """The matcher over a catalogue (the built-in one when None) with an encoder by name or folder."""
        from matcher.wiring import open_matcher

        return open_matcher(None if programs is None else Path(programs), encoder)

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
        pairs = [(program, role) for program, role in self.catalogue.pairs() if program.can_be_applied_to and fits_type(role, profile)]
        asking = Asking.of(profile, on)
        judged = tuple(judge(program, role, profile, on, asking) for program, role in pairs)
        possible = [item for item in judged if ignore_eligibility or item.outcome is not Outcome.INELIGIBLE]
        fits = self.fits(profile, possible, on)
        ranked = sorted(possible, key=lambda item: (-fits[item.pair].score, _ORDER[item.outcome], item.program.id, item.role))
        return Ranking(judged, tuple(ranked), fits)

    def fits(self, profile: ResearcherProfile, found: Sequence[Eligibility], day: date) -> dict[str, Fit]:
        """The fit of each pair, by ``program@role``; nothing of a person but research and goals enters."""
        interests = profile.interests
        passages = profile_passages(interests)
        topics = self._search.topics(passages, {item.program.id for item in found})
        text = " ".join(passage.text for passage in passages)
        shared = {program: self._lexical.score(text, program) for program in {item.program.id for item in found}}
        stage = career_stage(profile, day).value
        return {item.pair: self._fit(item, interests, stage, topics, shared, day) for item in found}

    def _fit(self, item: Eligibility, interests: ResearchInterests, stage: str | None, topics: Mapping[str, Topic],
             shared: Mapping[str, float], day: date) -> Fit:
        program, goals = item.program, interests.goals
        topic = topics.get(program.id)
        speaks = topic if not features.is_open_to_every_field(program) else None
        parts = {
            "topic": features.NEUTRAL if speaks is None else self._search.scaled(speaks.similarity),
            "words": features.NEUTRAL if speaks is None else min(1.0, 4.0 * shared[program.id]),
            "field": features.field_part(interests, program),
            "stage": features.stage_part(stage, program, item.role),
            "activity": features.activity_part(goals, program),
            "goals": features.goals_part(goals, program, day),
            "duration": features.duration_part(goals, program),
            "timing": features.timing_part(goals, program, day),
            "preference": features.preference_part(item.preferences),
        }
        return fit_of(parts, topic.evidence if topic is not None else ())

    def _suggest(self, profile: ResearcherProfile, on: date, top: int, only: Sequence[str] | None) -> Result:
        found = self.ranking(profile, on)
        judged, ranked, fits = found.judged, found.possible, found.fits
        scores = {pair: fit.score for pair, fit in fits.items()}
        shown = [item for item in ranked if not only or item.outcome.value in only][:top]
        excluded = sorted((item for item in judged if item.outcome is Outcome.INELIGIBLE), key=lambda item: item.pair)
        return Result(
            profile.id, on, self._encoder, self.catalogue.digest,
            tuple(self._suggestion(rank, item, self.readable(fits[item.pair]), profile, on) for rank, item in enumerate(shown, start=1)),
            tuple(Exclusion(item, repairs_of(item, profile, on)) for item in excluded),
            questions_of(ranked, scores), len(judged), len(ranked),
        )

    def readable(self, fit: Fit) -> Fit:
        """The fit with its evidence cut down to the nearest pair of sentences."""
        return replace(fit, evidence=self._search.sharpened(fit.evidence))

    def _suggestion(self, rank: int, item: Eligibility, fit: Fit, profile: ResearcherProfile, on: date) -> Suggestion:
        return Suggestion(rank, item, fit, window_of(item, profile, on), repairs_of(item, profile, on), flags_of(item))


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


def lexical_texts(catalogue: Catalogue) -> dict[str, str]:
    """The text of each programme for word matching."""
    return {program.id: " ".join(passage.text for passage in program_passages(program)) for program in catalogue}
