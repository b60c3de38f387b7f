"""Each criterion kind: met, unmet and unknown, with sentences in both languages."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles import parse_profile
from programs.criteria import KINDS, Case
from programs.criteria.names import is_listed
from programs.logic import Verdict
from programs.rule_reading import read_criterion
from programs.shapes import Faults

DAY = date(2026, 11, 24)
PHD = {"level": "phd", "awarded": "2020-04-01", "country": "IN"}
HOST = {"organisation": "X University", "organisation_kind": "university", "country": "JP", "accepted": True}
EN_JA = {"en": "words", "ja": "言葉"}
# kind, fields, a profile that meets it, one that does not, one that leaves it open
TABLE: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("nationality", {"in": ["asean"]}, {"nationalities": ["TL"]}, {"nationalities": ["IN"]}, {}),
    ("nationality", {"in": ["jsps_diplomatic"], "not_in": ["JP"]}, {"nationalities": ["TW"]}, {"nationalities": ["US", "JP"]}, {}),
    ("permanent_residence", {"not_in": ["JP"]}, {"residence": {"country": "IN", "permanent": True}}, {"residence": {"country": "JP", "permanent": True}}, {"residence": {"country": "JP"}}),
    ("residence", {"not_in": ["JP"]}, {"residence": {"country": "IN"}}, {"residence": {"country": "JP"}}, {}),
    ("residence", {"not_in": ["JP"], "min_years": 10}, {"residence": {"country": "US", "since": "2016-11-24"}}, {"residence": {"country": "JP"}}, {"residence": {"country": "US", "since": "2016-11-25"}}),
    ("affiliation", {"in": ["IN"]}, {"positions": [{"kind": "postdoc", "country": "IN"}]}, {"positions": [{"kind": "postdoc", "country": "FR"}], "degrees": []}, {}),
    ("position", {"kinds": ["postdoc"], "in": ["IN"]}, {"positions": [{"kind": "postdoc", "country": "IN"}]}, {"positions": []}, {"positions": [{"kind": "postdoc"}]}),
    ("position", {"in": ["JP"], "held": False}, {"positions": []}, {"positions": [{"country": "JP"}]}, {}),
    ("experience", {"kinds": ["postdoc"], "min_years": 3}, {"positions": [{"kind": "postdoc", "since": "2023-01-01"}]}, {"positions": [{"kind": "postdoc", "since": "2024-06-01"}]}, {}),
    ("career_stage", {"in": ["early"]}, {"positions": [{"kind": "postdoc"}]}, {"positions": [{"kind": "professor"}]}, {}),
    ("degree", {"levels": ["phd"]}, {"degrees": [PHD]}, {"degrees": [{"level": "phd", "expected": "2027-03"}]}, {}),
    ("degree", {"levels": ["phd"], "held": False}, {"degrees": []}, {"degrees": [PHD]}, {}),
    ("years_since_degree", {"max": 7}, {"degrees": [PHD]}, {"degrees": [{"level": "phd", "awarded": "2019-11-23"}]}, {"degrees": [{"level": "phd", "awarded": "2019-11"}]}),
    ("years_since_degree", {"min": -0.5, "max": 3, "expected": True}, {"degrees": [{"level": "phd", "expected": "2027-05-24"}]},
     {"degrees": [{"level": "phd", "expected": "2027-05-25"}]}, {"degrees": [{"level": "phd", "expected": "2027-05"}]}),
    ("enrolled", {"levels": ["phd"], "in": ["IN"]}, {"degrees": [{"level": "phd", "expected": "2027-03", "country": "IN"}]}, {"degrees": [], "positions": []}, {}),
    ("age", {"max": 40}, {"birth_date": "1985-11-25"}, {"birth_date": "1985-11-24"}, {"birth_date": "1985"}),
    ("age", {"under": 45}, {"birth_date": "1981-11-25"}, {"birth_date": "1981-11-24"}, {}),
    ("stay", {"in": ["JP"], "max_days": 0}, {"stays": []}, {"stays": [{"country": "JP", "since": "2020-01-01", "until": "2020-01-02"}]}, {}),
    ("stay", {"in": ["JP"], "max_days": 365, "last_months": 36}, {"stays": [{"country": "JP", "since": "2019-01-01", "until": "2022-01-01"}]},
     {"stays": [{"country": "JP", "since": "2024-01-01", "until": "2025-06-01"}]}, {}),
    ("stay", {"in": ["JP"], "max_days": 89, "in_a_row": True},
     {"stays": [{"country": "JP", "since": "2020-01-01", "until": "2020-02-29"}, {"country": "JP", "since": "2021-01-01", "until": "2021-02-28"}], "residence": {"country": "DE"}},
     {"stays": [{"country": "JP", "since": "2020-01-01", "until": "2020-03-30"}], "residence": {"country": "DE"}}, {}),
    ("host", {"in": ["JP"]}, {"arrangements": {"host": HOST}}, {"arrangements": {"host": {**HOST, "accepted": False}}}, {}),
    ("host", {"in": ["JP"], "not_person_kinds": ["assistant_professor"]}, {"arrangements": {"host": HOST}},
     {"arrangements": {"host": {**HOST, "person": {"kind": "assistant_professor"}}}}, {"arrangements": {"host": {**HOST, "organisation_kind": "company"}}}),
    ("partner", {"not_in": ["JP"], "funded": True}, {"arrangements": {"partners": [{"country": "DE", "funded_by": "DFG"}]}}, {"arrangements": {"partners": []}}, {}),
    ("partner", {"countries": 2}, {"arrangements": {"partners": [{"country": "DE"}, {"country": "FR"}]}}, {"arrangements": {"partners": [{"country": "DE"}]}}, {}),
    ("award", {"programs": ["jsps-standard"]}, {"awards": []}, {"awards": [{"program": "jsps-standard"}]}, {}),
    ("award", {"programs": ["x"], "how": "once"}, {"awards": [{"program": "x"}]}, {"awards": []}, {}),
    ("award", {"programs": ["x"], "last_fiscal_years": 5}, {"awards": [{"program": "x", "until": "2022-03-31"}]}, {"awards": [{"program": "x", "until": "2022-04-01"}]}, {}),
    ("field", {"in": ["quantum"]}, {"fields": ["quantum"]}, {"fields": ["ford:6.1"]}, {"fields": ["ford:1.3"]}),
    ("language", {"code": "ja", "level": "N2"}, {"languages": {"ja": "N1"}}, {"languages": {"ja": "N3"}}, {}),
    ("plan", {"min_months": 3, "max_months": 12}, {"goals": {"duration_months": 6}}, {"goals": {"duration_months": 24}}, {}),
    ("answer", {"key": "k", "asks": EN_JA, "question": EN_JA, "equals": True}, {"answers": {"k": True}}, {"answers": {"k": False}}, {}),
    ("residence", {"in": ["JP"], "under_years": 2}, {"residence": {"country": "JP", "since": "2025-01-01"}}, {"residence": {"country": "JP", "since": "2024-11-24"}}, {"residence": {"country": "JP"}}),
    ("nationality", {"not_in": ["host"]}, {"nationalities": ["IN"], "goals": {"countries": ["JP"]}}, {"nationalities": ["JP"], "goals": {"countries": ["JP"]}}, {"nationalities": ["JP"]}),
    ("nationality", {"not_in": ["host"]}, {"nationalities": ["IN"], "goals": {"countries": ["JP", "DE"]}}, {"nationalities": ["FR"], "arrangements": {"host": {"country": "FR"}}},
     {"nationalities": ["DE"], "goals": {"countries": ["JP", "DE"]}}),
    ("permanent_residence", {"not_in": ["host"]}, {"residence": {"country": "IN", "permanent": True}, "goals": {"countries": ["JP"]}},
     {"residence": {"country": "JP", "permanent": True}, "goals": {"countries": ["JP"]}}, {"residence": {"country": "JP", "permanent": True}}),
    ("residence", {"in": ["home"]}, {"residence": {"country": "IN"}, "nationalities": ["IN"]}, {"residence": {"country": "US"}, "nationalities": ["IN"]}, {"residence": {"country": "IN"}}),
    ("affiliation", {"not_in": ["residence"]}, {"positions": [{"country": "FR"}], "degrees": [], "residence": {"country": "IN"}},
     {"positions": [{"country": "IN"}], "degrees": [], "residence": {"country": "IN"}}, {"positions": [{"country": "FR"}]}),
    ("position", {"in": ["phd_country"]}, {"positions": [{"country": "IN"}], "degrees": [PHD]}, {"positions": [{"country": "FR"}], "degrees": [PHD]}, {"positions": [{"country": "IN"}]}),
    ("degree", {"levels": ["phd"], "not_in": ["home"]}, {"degrees": [PHD], "nationalities": ["FR"]}, {"degrees": [PHD], "nationalities": ["IN"]}, {"degrees": [PHD]}),
    ("enrolled", {"levels": ["phd"], "in": ["home"]}, {"degrees": [{"level": "phd", "expected": "2027-03", "country": "IN"}], "nationalities": ["IN"]},
     {"degrees": [{"level": "phd", "expected": "2027-03", "country": "IN"}], "positions": [], "nationalities": ["FR"]}, {"degrees": [{"level": "phd", "expected": "2027-03", "country": "IN"}]}),
    ("stay", {"in": ["host"], "last_months": 36, "max_days": 365}, {"stays": [{"country": "JP", "since": "2026-01-01", "until": "2026-03-01"}], "residence": {"country": "DE"}, "goals": {"countries": ["JP"]}},
     {"stays": [{"country": "JP", "since": "2024-01-01", "until": "2026-03-01"}], "goals": {"countries": ["JP"]}}, {"stays": [{"country": "JP", "since": "2024-01-01", "until": "2026-03-01"}]}),
    ("plan", {"not_in": ["degree_country"]}, {"goals": {"countries": ["JP"]}, "degrees": [PHD]}, {"goals": {"countries": ["IN"]}, "degrees": [PHD]}, {"goals": {"countries": ["IN"]}}),
    ("plan", {"starts_from": "2027-04-01", "starts_until": "2027-09-30"}, {"goals": {"start": {"from": "2027-04-01"}}}, {"goals": {"start": {"from": "2027-10-01"}}}, {"goals": {"start": {"from": "2027-01-01"}}}),
    ("host", {"not_in": ["phd_country"]}, {"arrangements": {"host": HOST}, "degrees": [PHD]}, {"arrangements": {"host": {**HOST, "country": "IN"}}, "degrees": [PHD]}, {"arrangements": {"host": HOST}}),
    ("host", {"in": ["JP"]}, {"arrangements": {"host": HOST}}, {"arrangements": {"host": {**HOST, "country": "DE"}}}, {"arrangements": {"host": {"accepted": True}}}),
    ("host", {"elsewhere_than": ["position", "phd"]}, {"arrangements": {"host": HOST}, "positions": [{"organisation": "Y", "country": "JP"}], "degrees": []},
     {"arrangements": {"host": HOST}, "positions": [{"organisation": "x  university", "country": "JP"}], "degrees": []}, {"arrangements": {"host": HOST}, "positions": []}),
    ("years_since_degree", {"max": 6, "at": ["application", "10-01"]}, {"degrees": [{"level": "phd", "awarded": "2021-10-01"}]}, {"degrees": [{"level": "phd", "awarded": "2021-09-30"}]},
     {"degrees": [{"level": "phd", "awarded": "2021"}]}),
    ("years_since_degree", {"max": 6, "extension_per_child_months": 18, "extension_max_months": 36}, {"degrees": [{"level": "phd", "awarded": "2020-01-01"}], "answers": {"children.count": 1}},
     {"degrees": [{"level": "phd", "awarded": "2017-11-23"}]}, {"degrees": [{"level": "phd", "awarded": "2020-01-01"}]}),
    ("age", {"under": 40, "extended_by": ["parental_leave"], "extension_max_months": 12}, {"birth_date": "1986-10-24", "career_breaks": [{"reason": "parental_leave", "since": "2020-01-01", "until": "2020-02-01"}]},
     {"birth_date": "1985-11-24"}, {"birth_date": "1986-10-24"}),
    ("career_break", {"reasons": ["parental_leave"], "min_months": 6, "last_years": 2, "ended": True}, {"career_breaks": [{"reason": "parental_leave", "since": "2025-01-01", "until": "2025-06-30"}]},
     {"career_breaks": [{"reason": "parental_leave", "since": "2024-01-01", "until": "2024-11-23"}]}, {"career_breaks": [{"reason": "parental_leave", "since": "2025-01-01"}]}),
    ("partner", {"each_of": ["DE", "FR"]}, {"arrangements": {"partners": [{"country": "DE"}, {"country": "FR"}]}}, {"arrangements": {"partners": [{"country": "DE"}]}},
     {"arrangements": {"partners": [{"country": "DE"}, {}]}}),
    ("partner", {"countries": 3, "own_country_counts": True}, {"arrangements": {"partners": [{"country": "DE"}, {"country": "FR"}]}, "positions": [{"country": "JP"}]},
     {"arrangements": {"partners": [{"country": "DE"}, {"country": "FR"}]}, "positions": [{"country": "FR"}]}, {"arrangements": {"partners": [{"country": "DE"}, {"country": "FR"}]}}),
    ("nomination", {"by": EN_JA, "organisations": ["DAAD"]}, {"arrangements": {"nominated_by": "daad"}}, {"arrangements": {"nominated_by": "CNRS"}}, {}),
    ("nomination", {"by": EN_JA, "organisations": ["CNRS", "DAAD"], "list_is_complete": True}, {"arrangements": {"nominated_by": "CNRS"}}, {"arrangements": {"nominated_by": "X"}}, {"arrangements": {}}),
    ("application", {"programs": ["x"], "score_under": 70, "last_years": 1}, {"applications": [{"program": "x", "on": "2026-01-01", "score": 70}]},
     {"applications": [{"program": "x", "on": "2025-11-24", "score": 69.9}]}, {"applications": [{"program": "x", "on": "2026-01-01"}]}),
    ("application", {"programs": ["x"], "how": "once", "outcomes": ["rejected"], "same_calendar_year": True}, {"applications": [{"program": "x", "on": "2026-01-01", "outcome": "rejected"}]},
     {"applications": [{"program": "x", "on": "2025-12-31", "outcome": "rejected"}]}, {}),
    ("funding", {"funders": ["DST"], "how": "running"}, {"funding": [{"funder": "dst", "since": "2026-01-01", "until": "2026-11-24"}]},
     {"funding": [{"funder": "dst", "until": "2026-11-23"}]}, {"funding": [{"funder": "dst", "since": "2026-01-01"}]}),
    ("funding", {}, {"funding": []}, {"funding": [{"since": "2026-01-01", "until": "2027-01-01"}]}, {}),
    ("publications", {"min_count": 2, "authors_positions": ["first", "sole"], "last_years": 3}, {"publications": [{"year": 2023, "authors_position": "first"}, {"year": 2026, "authors_position": "sole"}]},
     {"publications": [{"year": 2022, "authors_position": "first"}, {"year": 2026, "authors_position": "sole"}]}, {"publications": [{"year": 2024}, {"year": 2026, "authors_position": "sole"}]}),
    ("organisation", {"kinds": ["university"], "in": ["JP"]}, {"type": "institution", "organisation": {"kind": "university", "country": "JP"}},
     {"type": "institution", "organisation": {"kind": "company", "country": "JP"}}, {}),
]


def judged(kind: str, fields: dict[str, Any], profile: dict[str, Any]) -> Any:
    faults = Faults()
    criterion = read_criterion(kind, fields, kind, faults)
    assert criterion is not None and faults.found == []
    return criterion, criterion.judge(Case(parse_profile({"id": "r", **profile}), DAY))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}-{'-'.join(map(str, row[1]))}")
def test_met_unmet_unknown(row: Any) -> None:
    kind, fields, met, unmet, unknown = row
    for profile, verdict in ((met, Verdict.MET), (unmet, Verdict.UNMET), (unknown, Verdict.UNKNOWN)):
        criterion, judgement = judged(kind, fields, profile)
        assert judgement.verdict is verdict, (profile, judgement)
        assert judgement.since <= DAY <= judgement.until
        requirement = criterion.requirement()
        assert requirement.en and any(mark > "\u3000" for mark in requirement.ja)
        assert (judgement.missing != ()) is (verdict is Verdict.UNKNOWN)


def test_every_kind_is_tried() -> None:
    assert {row[0] for row in TABLE} == set(KINDS)


def test_nomination_is_a_step() -> None:
    _, judgement = judged("nomination", {"by": EN_JA}, {})
    assert [gap.kind for gap in judgement.missing] == ["step"]
    assert judged("nomination", {"by": EN_JA}, {"arrangements": {"nominated_by": "DAAD"}})[1].verdict is Verdict.MET


def test_group_membership_follows_its_dates() -> None:
    faults = Faults()
    criterion = read_criterion("nationality", {"in": ["asean"]}, "", faults)
    assert criterion is not None
    person = parse_profile({"id": "r", "nationalities": ["TL"]})
    before, after = criterion.judge(Case(person, date(2025, 10, 25))), criterion.judge(Case(person, date(2025, 10, 26)))
    assert (before.verdict, before.until, after.verdict, after.since) == (Verdict.UNMET, date(2025, 10, 25), Verdict.MET, date(2025, 10, 26))


def test_a_dual_national_is_told_what_giving_up_would_do() -> None:
    _, judgement = judged("nationality", {"in": ["jsps_diplomatic"], "not_in": ["JP"], "renounceable": True}, {"nationalities": ["US", "JP"]})
    assert judgement.verdict is Verdict.UNMET and judgement.note is not None and "giving up" in judgement.note.en


@pytest.mark.parametrize("awarded, verdict", [("2021-04-01", Verdict.UNMET), ("2021-04-02", Verdict.MET), ("2021-04-03", Verdict.MET), ("2021-04", Verdict.UNKNOWN)])
def test_six_years_on_the_first_of_april(awarded: str, verdict: Verdict) -> None:
    fields = {"max": 6, "strict": True, "at": "fiscal_year"}
    assert judged("years_since_degree", fields, {"degrees": [{"level": "phd", "awarded": awarded}]})[1].verdict is verdict


def test_a_parental_leave_extends_the_limit_by_its_days() -> None:
    fields = {"max": 6, "extended_by": ["parental_leave"]}
    away = {"career_breaks": [{"reason": "parental_leave", "since": "2021-01-01", "until": "2021-01-10"}]}
    for awarded, verdict in (("2020-11-14", Verdict.MET), ("2020-11-13", Verdict.UNMET)):
        assert judged("years_since_degree", fields, {"degrees": [{"level": "phd", "awarded": awarded}], **away})[1].verdict is verdict


@pytest.mark.parametrize("kind, fields, profile, facts", [
    ("nationality", {"not_in": ["host"]}, {"nationalities": ["JP"]}, ["goals.countries"]),
    ("nationality", {"not_in": ["host"]}, {"nationalities": ["DE"], "goals": {"countries": ["JP", "DE"]}}, ["arrangements.host.country"]),
    ("residence", {"in": ["home"]}, {"residence": {"country": "IN"}}, ["nationalities"]),
    ("position", {"in": ["phd_country"]}, {"positions": [{"country": "IN"}]}, ["degrees[phd].country"]),
    ("plan", {"in": ["residence"]}, {"goals": {"countries": ["JP"]}}, ["residence.country"]),
    ("years_since_degree", {"max": 6, "extension_per_child_months": 18}, {"degrees": [{"level": "phd", "awarded": "2020-01-01"}]}, ["answers.children.count"]),
    ("years_since_degree", {"max": 6, "extended_by": ["childcare"]}, {"degrees": [{"level": "phd", "awarded": "2020-01-01"}]}, ["career_breaks"]),
    ("nomination", {"by": EN_JA, "organisations": ["DAAD"], "list_is_complete": False}, {"arrangements": {"nominated_by": "X"}}, ["arrangements.nominated_by"]),
    ("host", {"in": ["JP"]}, {"arrangements": {"host": {"accepted": True}}}, ["arrangements.host.country"]),
    ("stay", {"in": ["JP"], "max_days": 0}, {"stays": [], "residence": {"country": "JP"}}, ["residence.since"]),
    ("stay", {"in": ["JP"], "max_days": 0}, {"residence": {"country": "JP"}}, ["stays", "residence.since"]),
    ("stay", {"in": ["JP"], "max_days": 0}, {"residence": {"country": "JP", "since": str(DAY)}}, ["stays"]),
    ("stay", {"in": ["JP"], "max_days": 90, "last_months": 12}, {"stays": [], "residence": {"country": "JP", "since": "2026"}}, ["residence.since"]),
])
def test_the_fact_that_is_missing_is_named(kind: str, fields: dict[str, Any], profile: dict[str, Any], facts: list[str]) -> None:
    _, judgement = judged(kind, fields, profile)
    assert judgement.verdict is Verdict.UNKNOWN and [gap.fact for gap in judgement.missing] == facts


@pytest.mark.parametrize("since, before, verdict", [
    (None, ["application"], Verdict.UNKNOWN), (str(DAY), ["application"], Verdict.MET), ("2026-11-23", ["application"], Verdict.UNMET), ("2026-11", ["application"], Verdict.UNKNOWN),
    (None, ["2027-04-01"], Verdict.UNMET), (None, ["2026-11-24"], Verdict.UNKNOWN), (None, ["2026-11-25"], Verdict.UNMET), (None, ["start"], Verdict.UNKNOWN)])
def test_who_lives_there_since_an_unknown_day_may_have_come_on_the_day_asked(since: str | None, before: list[str], verdict: Verdict) -> None:
    profile = {"stays": [], "residence": {"country": "JP", "since": since}}
    assert judged("stay", {"in": ["JP"], "max_days": 0, "before": before}, profile)[1].verdict is verdict


def test_the_children_are_asked_for_only_where_they_could_matter() -> None:
    fields = {"max": 6, "extension_per_child_months": 18}
    assert judged("years_since_degree", fields, {"degrees": [{"level": "phd", "awarded": "2021-01-01"}]})[1].verdict is Verdict.MET
    (gap,) = judged("years_since_degree", fields, {"degrees": [{"level": "phd", "awarded": "2019-01-01"}]})[1].missing
    assert gap.question is not None and "children" in gap.question.en and "お子さん" in gap.question.ja


@pytest.mark.parametrize("day, expected, since, until", [
    (date(2026, 9, 30), date(2026, 10, 1), date(2025, 10, 2), date(2026, 10, 1)),
    (date(2026, 10, 1), date(2026, 10, 1), date(2025, 10, 2), date(2026, 10, 1)),
    (date(2026, 10, 2), date(2027, 10, 1), date(2026, 10, 2), date(2027, 10, 1)),
])
def test_a_day_of_the_year_is_the_next_that_comes_whatever_the_wished_start(day: date, expected: date, since: date, until: date) -> None:
    case = Case(parse_profile({"id": "r", "goals": {"start": {"from": "2029-04-01", "until": "2029-05-01"}}}), day)
    moment = case.moment("10-01")
    assert (moment.earliest, moment.latest, moment.since, moment.until) == (expected, expected, since, until)


@pytest.mark.parametrize("kind, fields", [
    ("age", {"max": 40, "at": "13-01"}), ("age", {"max": 40, "at": ["start", "02-29"]}), ("degree", {"levels": ["phd"], "at": "someday"}), ("stay", {"in": ["JP"], "max_days": 0, "before": "2026-02-30"}),
    ("nationality", {"in": ["hosts"]}), ("host", {"elsewhere_than": ["home"]}), ("career_break", {"reasons": ["holiday"]}), ("application", {"programs": ["x"], "how": "running"}),
    ("funding", {"how": "ever"}), ("publications", {"authors_positions": ["second"]}), ("nomination", {"by": EN_JA, "list_is_complete": False}), ("plan", {"starts_from": "soon"}),
    ("age", {"born_on_or_after": "1990-02-30"}), ("years_since_degree", {"max": 5, "anchor": "submitted"}),
])
def test_faults_are_said(kind: str, fields: dict[str, Any]) -> None:
    faults = Faults()
    read_criterion(kind, fields, kind, faults)
    assert len(faults.found) == 1, faults.found


def test_own_countries_are_named_in_both_languages() -> None:
    criterion, _ = judged("host", {"not_in": ["phd_country"]}, {})
    assert "the country of the doctorate" in criterion.requirement().en and "博士号を取得した国" in criterion.requirement().ja
    criterion, _ = judged("nationality", {"not_in": ["host"]}, {})
    assert "the host country" in criterion.requirement().en and "受入国" in criterion.requirement().ja


def test_what_is_declined_can_be_arranged() -> None:
    for kind, fields, profile in (("host", {"in": ["JP"]}, {"arrangements": {"host": {**HOST, "accepted": False}}}),
                                  ("nomination", {"by": EN_JA, "organisations": ["DAAD"]}, {"arrangements": {"nominated_by": "CNRS"}})):
        _, judgement = judged(kind, fields, profile)
        assert (judgement.verdict, judgement.change, judgement.missing) == (Verdict.UNMET, "arrange", ())


def test_a_limit_that_begins_before_the_degree_reads_so() -> None:
    text = KINDS["years_since_degree"](min=-0.5, max=3, at=("deadline",)).requirement()  # type: ignore[call-arg]
    assert text.en == "from 6 months before to no more than 3 years after the doctorate (PhD) at the call deadline"
    assert text.ja == "公募締切日現在で博士の学位取得の6か月前から3年以内であること"


@given(st.text("ab ", max_size=8), st.text("ab *", max_size=6))
@settings(max_examples=1000)
def test_names_fit_a_list_as_file_patterns_do(name: str, pattern: str) -> None:
    def plain(text: str) -> str:
        return " ".join(text.split()).casefold()

    assert is_listed(name, [pattern]) == fnmatchcase(plain(name), plain(pattern))


def test_names_are_compared_without_case_and_spacing_and_brackets_are_plain() -> None:
    assert is_listed("  riken  Center for X", ["RIKEN *"]) and is_listed("A [B]", ["a [b]"])
    assert not is_listed("RIKEN", ["RIKEN *"]) and not is_listed("ab", ["a?"])


@pytest.mark.parametrize("level, met, unmet, unknown", [
    ("A1", "N5 N4 N3 N2 N1 native A1", "", ""), ("A2", "N4 N3 N2 N1 A2", "N5 A1", ""), ("B1", "N2 N1", "N5 N4", "N3"), ("B2", "N1", "N4 N3", "N2"), ("C1", "native", "N2", "N1"), ("C2", "native", "N2", "N1"),
    ("N4", "N4 N1 native", "N5", "A1 A2 C2")])
def test_a_jlpt_level_stands_for_the_cefr_levels_that_its_results_show(level: str, met: str, unmet: str, unknown: str) -> None:
    for verdict, stated in ((Verdict.MET, met), (Verdict.UNMET, unmet), (Verdict.UNKNOWN, unknown)):
        for value in stated.split():
            assert judged("language", {"code": "ja", "level": level}, {"languages": {"ja": value}})[1].verdict is verdict, (level, value)
