"""Careers of many people: the stages at which they may be, and how long they have served in posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from profiles.facts import stage_of_post
from profiles.records import Codes
from programs.columns import PeopleAsking
from programs.criteria.career import STAGES
from programs.criteria.degree import degrees_of
from programs.criteria.position import posts_of
from programs.lists import Lists
from programs.truths import FALSE, OPEN, TRUE, Truths, has_come, shift_months

_EVERYTHING = 2 ** len(STAGES) - 1
_NEVER_ENDING = 10**9
_APART = np.int64(2**23)  # more than there are days: owners of spans are laid out one after another


def possible_stages(asking: PeopleAsking) -> tuple[Codes, NDArray[np.int64]]:
    """A code a person into sets of stages, bit ``i`` for ``STAGES[i]``; as ``criteria.career.possible_stages``."""
    def made(asking: PeopleAsking) -> tuple[Codes, NDArray[np.int64]]:
        by_posts, alone = _by_posts(posts_of(asking))
        posts, degrees = posts_of(asking), degrees_of(asking, None)
        kinds = by_posts * 2 + alone
        cells = asking.cells((kinds.astype(np.int32)[posts.sets.codes], 2 * (_EVERYTHING + 1)),
                             (_by_degrees(degrees).astype(np.int32)[degrees.sets.codes], _EVERYTHING + 1))
        return cells.codes, cells.of[0] // 2 | np.where(cells.of[0] % 2 == 1, cells.of[1], 0)

    return asking.kept("possible stages", made)


def _by_posts(posts: Lists) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each list of posts the stages that they leave possible, and 1 where no post is sure and the degrees count as well."""
    column, on = posts.column("kind"), posts.truths("on")
    stage = np.array([-1 if kind is None else -2 if stage_of_post(kind) is None else STAGES.index(cast(str, stage_of_post(kind))) for kind in column.values])[column.codes]
    lowest = posts.most(np.where((on == TRUE) & (stage >= 0), stage, -1), -1)
    possible = np.zeros(len(posts.sets), np.int64)
    for lists, items in posts.sets.layers:
        found, least = stage[items], np.maximum(lowest[lists], 0)
        possible[lists] |= np.where(found >= least, 1 << np.maximum(found, 0), np.where(found == -1, _EVERYTHING >> least << least, 0))
    return np.where(posts.sets.known, possible, _EVERYTHING), np.where(posts.sets.known & (lowest < 0), 1, 0)


def _by_degrees(degrees: Lists) -> NDArray[np.int64]:
    """For each list of degrees the stages that they alone leave possible; as ``criteria.career._stages_by_degrees``."""
    day, award = degrees.asking.day, degrees.spans("award")
    unlevelled, doctorate = degrees.truths("levelled") == OPEN, degrees.column("level").among(("phd",)) & award.known
    come = has_come(award, day)
    unclear = degrees.counted(unlevelled | ~(award.known | degrees.spans("expected").known) | (doctorate & (come == OPEN))) > 0
    first = degrees.extreme(award, doctorate & (come == TRUE), latest=False)
    early, late = (_stage_after(day.toordinal() - end) for end in (first.latest, first.earliest))
    enrolled = degrees.counted(~award.known) > 0
    found = np.where(first.known, np.where(early == late, early, _EVERYTHING), np.where(enrolled, 1 << STAGES.index("student"), _EVERYTHING))
    return np.where(degrees.sets.known & ~unclear, found, _EVERYTHING)


def _stage_after(days: NDArray[np.int32]) -> NDArray[np.int64]:
    """The stage so many days after the doctorate (``profiles.facts.career_stage``)."""
    years = np.maximum(days, 0) / 365.25
    return np.where(years <= 8, 1 << STAGES.index("early"), np.where(years <= 15, 1 << STAGES.index("mid"), 1 << STAGES.index("senior")))


@dataclass(frozen=True, slots=True)
class Service:
    """Days in posts before the day asked: how many for each list, and the day number after the last (``criteria.experience.Served``)."""

    days: NDArray[np.int64]
    end: NDArray[np.int64]

    @classmethod
    def of(cls, posts: Lists, flags: NDArray[np.bool_], certain: bool, continuous: bool) -> Service:
        """The days of the flagged posts that certainly count, or that may."""
        owners, items, first, end = _in_time(posts, certain, continuous)
        chosen = flags[items]
        return cls(*_runs(owners[chosen], first[chosen], end[chosen], len(posts.sets), posts.asking.day.toordinal(), continuous))

    def surplus(self, months: int) -> NDArray[np.int64]:
        """As ``Served.surplus``."""
        endless = (self.days >= _NEVER_ENDING) | (self.days >= self.end)
        began = np.where(endless, 1, self.end - self.days).astype(np.int32)
        return np.where(endless, _NEVER_ENDING, self.end - shift_months(began, months))


def served_enough(posts: Lists, counts: Truths, months: int, continuous: bool, slack: int) -> Truths:
    """For each list of posts, whether those that count make so many months; as ``Experience.judge``."""
    least = Service.of(posts, counts == TRUE, certain=True, continuous=continuous)
    most = Service.of(posts, counts != FALSE, certain=False, continuous=continuous)
    undated = posts.counted((counts != FALSE) & ~posts.spans("since").known) > 0
    most = Service(np.where(undated, _NEVER_ENDING, most.days), np.where(undated, posts.asking.day.toordinal(), most.end))
    allowed = np.where((least.days == most.days) & (least.end == most.end), 0, slack)
    return np.where(least.surplus(months) - allowed >= 0, TRUE, np.where(most.surplus(months) + allowed < 0, FALSE, OPEN))


def _in_time(posts: Lists, certain: bool, continuous: bool) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The posts of all lists in order of list and beginning: the list, the item, and its first day and end, each list's days laid out apart.

    A run without a break includes the day asked, which itself does not count yet.
    """
    layers = posts.sets.layers

    def made(asking: PeopleAsking) -> tuple[Any, Any]:
        last, since, until = asking.day.toordinal() + continuous, posts.spans("since"), posts.spans("until")
        owners, items = posts.sets.expanded(np.arange(len(posts.sets)))
        first = (since.latest if certain else since.earliest).astype(np.int64)[items]
        end = np.where(until.known, np.minimum((until.earliest if certain else until.latest) + 1, last), last).astype(np.int64)[items]
        dated = np.flatnonzero(since.known[items] & (first < end))
        owners, items = owners[dated], items[dated]
        first, end = first[dated] + owners * _APART, end[dated] + owners * _APART
        order = np.argsort(first)
        return (owners[order], items[order], first[order], end[order]), layers

    return posts.asking.kept(("in time", id(layers), certain, continuous), made)[0]  # type: ignore[no-any-return]  # the layers are kept with it


def _runs(owners: NDArray[np.int64], first: NDArray[np.int64], end: NDArray[np.int64], count: int, today: int,
          continuous: bool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Days in the union of spans of each owner, or up to today in the run that goes on; and where the last run ends."""
    days, last = np.zeros(count, np.int64), np.full(count, today, np.int64)
    if not len(owners):
        return days, last
    reach = np.maximum.accumulate(end)
    before = np.concatenate([[np.int64(-1)], reach[:-1]])
    final = np.flatnonzero(np.concatenate([owners[1:] != owners[:-1], [True]]))  # the last span of each owner
    last[owners[final]] = reach[final] - owners[final] * _APART
    if not continuous:
        return np.bincount(owners, np.maximum(0, end - np.maximum(first, before)), count).astype(np.int64), last
    begins = np.maximum.accumulate(np.where(first > before, np.arange(len(first)), 0))[final]
    up_to_now = last[owners[final]] > today
    days[owners[final]] = np.where(up_to_now, today + owners[final] * _APART - first[begins], 0)
    return days, np.full(count, today, np.int64)


