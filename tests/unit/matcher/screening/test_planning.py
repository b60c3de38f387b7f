"""Seats: the best set inside every limit, as exhaustive search finds it, and the limit that binds for everybody else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.cli.seats import planning_of
from matcher.errors import MatcherError, UsageFault
from matcher.screening.planning import Candidate, Limits, Plan, Reserve, cost_of, plan_seats
from programs.logic import Text
from programs.program import Amount

NONE = Text("", "")
people_of = st.lists(st.builds(
    lambda score, cost, host, stage: (score / 100, cost, host, stage), st.integers(0, 100), st.none() | st.integers(0, 50), st.none() | st.sampled_from("ABC"), st.sampled_from(["student", "early"])), max_size=8)


def candidates(rows: list[tuple[float, int | None, str | None, str]]) -> list[Candidate]:
    return [Candidate(f"p{number}", score, None if cost is None else float(cost), host, (("stage", stage),)) for number, (score, cost, host, stage) in enumerate(rows)]


def keeps(chosen: tuple[Candidate, ...], limits: Limits) -> bool:
    hosts = [one.host for one in chosen if one.host]
    return (len(chosen) <= limits.seats and (limits.budget is None or (all(one.cost is not None for one in chosen) and sum(one.cost or 0 for one in chosen) <= limits.budget))
            and (limits.per_host is None or all(hosts.count(host) <= limits.per_host for host in hosts))
            and all(sum((one.kind, one.value) in person.groups for person in chosen) >= one.seats for one in limits.reserved))


def best(people: list[Candidate], limits: Limits) -> float | None:
    values = [sum(one.score for one in chosen) for size in range(min(limits.seats, len(people)) + 1) for chosen in combinations(people, size) if keeps(chosen, limits)]
    return max(values, default=None)


@settings(max_examples=150, deadline=None)
@given(people_of, st.integers(1, 4), st.none() | st.integers(0, 120), st.none() | st.integers(1, 2), st.integers(0, 2))
def test_the_plan_is_optimal_and_every_limit_named_binds(rows: list[tuple[float, int | None, str | None, str]], seats: int, budget: int | None, per_host: int | None, reserved: int) -> None:
    people = candidates(rows)
    limits = Limits(seats, None if budget is None else float(budget), per_host, (Reserve("stage", "student", reserved),) if reserved else ())
    wanted = best(people, limits)
    if wanted is None:
        if any(budget is None or one.cost is not None for one in people):
            with pytest.raises(MatcherError, match="reserved"):
                plan_seats(people, limits)
        return
    plan = plan_seats(people, limits)
    by = {one.id: one for one in people}
    chosen = tuple(by[name] for name in plan.chosen)
    assert keeps(chosen, limits) and plan.value == pytest.approx(wanted, abs=1e-6)
    assert {*plan.chosen, *(name for name, _ in plan.left_out)} == set(by)
    for name, reasons in plan.left_out:
        assert reasons
        added = (*chosen, by[name])
        assert ("seats" in reasons) == (len(chosen) == limits.seats) or reasons == ("cost-unknown",)
        assert not keeps(added, limits)
        if "budget" in reasons and limits.budget is not None:
            assert sum(one.cost or 0 for one in added) > limits.budget
        if "per-host" in reasons:
            assert sum(one.host == by[name].host for one in chosen) == limits.per_host


def test_a_person_without_a_known_cost_is_told_so() -> None:
    plan = plan_seats(candidates([(0.9, None, None, "early"), (0.1, 5, None, "early")]), Limits(2, 10.0))
    assert plan == Plan(("p1",), (("p0", ("cost-unknown",)),), 0.1, 5.0)


@pytest.mark.parametrize(("amounts", "months", "cost"), [
    ([Amount(NONE, "JPY", max=200_000, unit="month"), Amount(NONE, "JPY", min=50_000, unit="once")], 6, 1_250_000), ([Amount(NONE, "JPY", max=3_000_000, unit="person-year")], 6, 1_500_000),
    ([Amount(NONE, "JPY", max=1_000, unit="day")], 12, 365_250), ([Amount(NONE, "JPY", max=200_000, unit="month")], None, None), ([Amount(NONE, "JPY", max=9, unit="project")], 6, None), ([], 6, None),
    ([Amount(NONE, "EUR", max=9, unit="month")], 6, None), ([Amount(NONE, "JPY", max=10, unit="month", variant="a"), Amount(NONE, "JPY", max=20, unit="month", variant="b"), Amount(NONE, "JPY", max=1, unit="person")], 2, 41),
    ([Amount(NONE, "JPY", max=7, unit="person")], None, 7),
])
def test_costs_from_the_amounts_of_a_programme(amounts: list[Amount], months: float | None, cost: float | None) -> None:
    assert cost_of(amounts, months, "JPY") == (None if cost is None else pytest.approx(cost))


@pytest.mark.parametrize(("budget", "amount", "currency"), [("12000000", 12e6, "JPY"), ("12,000,000円", 12e6, "JPY"), ("90000EUR", 9e4, "EUR"), ("usd 5.5", 5.5, "USD")])
def test_budgets_as_people_write_them(budget: str, amount: float, currency: str) -> None:
    planning = planning_of(3, budget, None, ("stage=student:2",), None)
    assert planning is not None and (planning.limits.budget, planning.currency) == (amount, currency) and planning.limits.reserved == (Reserve("stage", "student", 2),)


@pytest.mark.parametrize(("seats", "budget", "reserve"), [(None, "5", ()), (2, "much", ()), (2, None, ("nationality_region=Asia:1",)), (2, None, ("stage=student",))])
def test_wrong_limits_are_refused(seats: int | None, budget: str | None, reserve: tuple[str, ...]) -> None:
    with pytest.raises(UsageFault):
        planning_of(seats, budget, None, reserve, None)
