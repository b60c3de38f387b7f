"""Careers of many people: the stages at which they may be, and how long they have served in posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from profiles.facts import stage_of_post
from profiles.records import Codes
from programs.columns import PeopleAsking
from programs.criteria.career import STAGES
from programs.criteria.degree import degrees_of
from programs.criteria.position import posts_of
from programs.lists import Lists
from programs.truths import FALSE, OPEN, TRUE, Truths, clamp_add, has_come, shift_months

_EVERYTHING = 2 ** len(STAGES) - 1
_NEVER_ENDING = np.int32(10**9)


def possible_stages(asking: PeopleAsking) -> tuple[Codes, NDArray[np.int64]]:
    """A code a person into sets of stages, bit ``i`` for ``STAGES[i]``; as ``criteria.career.possible_stages``."""
    def made(asking: PeopleAsking) -> tuple[Codes, NDArray[np.int64]]:
        by_posts, alone = _by_posts(posts_of(asking))
        posts, degrees = posts_of(asking), degrees_of(asking, None)
        kinds = by_posts * 2 + alone
        cells = asking.cells((kinds.astype(np.int32)[posts.sets.codes], 2 * (_EVERYTHING + 1)),
                             (_by_degrees(degrees).astype(np.int32)[degrees.sets.codes], _EVERYTHING + 1))
        return cells.codes, cells.of[0] // 2 | np.where(cells.of[0] % 2 == 1, cells.of[1], 0)

    return asking.kept(("possible stages",), made)


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
    """Days in posts before a day: how many for each list, and the day number after the last (``criteria.experience.Served``)."""

    days: NDArray[np.int32]
    end: NDArray[np.int32]

    def surplus(self, months: int) -> NDArray[np.int32]:
        """As ``Served.surplus``."""
        endless = self.days >= self.end
        began = np.where(endless, 1, self.end - self.days)
        return np.where(endless, _NEVER_ENDING, self.end - shift_months(began, months))


@dataclass(frozen=True, slots=True)
class Careers:
    """The posts of each list in order of their beginning, up to a day of a reference date.

    Attributes:
        posts: int64 (most posts, lists), the number of a post; where there is none, one more than there are.
        first, end: int32 (most posts, lists), the first day and the day after the last; 0 where there is none.
        today: int32 (lists,), the day up to which posts count.
        undated: Lists and numbers of posts whose beginning is not known.
    """

    posts: NDArray[np.int64]
    first: NDArray[np.int32]
    end: NDArray[np.int32]
    today: NDArray[np.int32]
    undated: tuple[NDArray[np.int64], NDArray[np.int64]]

    @classmethod
    def of(cls, posts: Lists, days: NDArray[np.int32], certain: bool, continuous: bool) -> Careers:
        """For the day of each post's person, the time that certainly belongs to a post or that may.

        A run without a break includes the day asked, which itself does not count yet.
        """
        sets, since, until, last = posts.sets, posts.spans("since"), posts.spans("until"), days + np.int32(continuous)
        first = since.latest if certain else since.earliest
        end = np.where(until.known, np.minimum(clamp_add(until.earliest if certain else until.latest, 1), last), last)
        some = since.known & (first < end)
        first, end = (np.append(np.where(some, ends, 0), 0).astype(np.int32) for ends in (first, end))
        held = np.stack([sets.spelt(layer) for layer in sets.layers] or [np.full(len(sets), -1)])
        held = np.where(held < 0, sets.items, held)
        order = np.argsort(first[held], axis=0, kind="stable")
        held = np.take_along_axis(held, order, axis=0)
        today = posts.most(days.astype(np.int64), posts.asking.day.toordinal()).astype(np.int32)
        rows, lists = np.nonzero(~np.append(since.known, True)[held])
        return cls(held, first[held], end[held], today, (lists, held[rows, lists]))

    def served(self, flags: NDArray[np.bool_], continuous: bool) -> Service:
        """The days in the union of the flagged posts, or up to today in the run that goes on."""
        flags, reach, days = np.append(flags, False), np.zeros(len(self.today), np.int32), np.zeros(len(self.today), np.int32)
        for posts, first, end in zip(self.posts, self.first, self.end, strict=True):
            chosen = flags[posts]
            ended = end * chosen
            if continuous:
                np.copyto(days, first, where=chosen & (first > reach))  # where the run began
            else:
                days += np.maximum(ended - np.maximum(first, reach), 0)
            np.maximum(reach, ended, out=reach)
        if continuous:
            return Service(np.where(reach > self.today, self.today - days, 0), self.today.copy())
        return Service(days, np.where(reach > 0, reach, self.today))


Services = tuple[Service, Service]  # what is certainly served, and all that may be


def served(posts: Lists, counts: Truths, continuous: bool, reference: str) -> tuple[Services, Services]:
    """For each list of posts (``Lists.dated``) the days of those that count, up to the first and up to the last day of a reference date."""
    first = _served(posts, counts, continuous, (reference, "first day"))
    same = posts.column("first day").codes is posts.column("last day").codes
    return first, first if same else _served(posts, counts, continuous, (reference, "last day"))


def _served(posts: Lists, counts: Truths, continuous: bool, day: tuple[str, str]) -> Services:
    known = posts.sets.known

    def made(certain: bool) -> Careers:
        key = ("careers", id(known), certain, continuous, *day)  # what tells lists apart is kept, so that no other takes its identity
        return posts.asking.kept(key, lambda _: (Careers.of(posts, posts.column(day[1]).codes, certain, continuous), known))[0]

    maybe, possible = counts != FALSE, made(False)
    most = possible.served(maybe, continuous)
    lists, items = possible.undated
    undated = lists[maybe[items]]
    most.days[undated], most.end[undated] = _NEVER_ENDING, possible.today[undated]
    return made(True).served(counts == TRUE, continuous), most


def served_enough(services: tuple[Services, Services], months: int, slack: int) -> Truths:
    """Whether so many months were served; as ``Experience.judge``."""
    low, high = _surplus(*services[0], months, slack)
    if services[1] is not services[0]:
        high = _surplus(*services[1], months, slack)[1]
    return np.where(low >= 0, TRUE, np.where(high < 0, FALSE, OPEN))


def _surplus(least: Service, most: Service, months: int, slack: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The fewest and the most days above so many months."""
    low = least.surplus(months)
    apart = np.flatnonzero((least.days != most.days) | (least.end != most.end))
    high = low.copy()
    high[apart] = Service(most.days[apart], most.end[apart]).surplus(months) + slack
    low[apart] -= slack
    return low, high
