"""Each criterion kind: met, unmet and unknown, with sentences in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from profiles import parse_profile
from programs.criteria import KINDS, Case
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
    ("enrolled", {"levels": ["phd"], "in": ["IN"]}, {"degrees": [{"level": "phd", "expected": "2027-03", "country": "IN"}]}, {"degrees": [], "positions": []}, {}),
    ("age", {"max": 40}, {"birth_date": "1985-11-25"}, {"birth_date": "1985-11-24"}, {"birth_date": "1985"}),
    ("age", {"under": 45}, {"birth_date": "1981-11-25"}, {"birth_date": "1981-11-24"}, {}),
    ("stay", {"in": ["JP"], "max_days": 0}, {"stays": []}, {"stays": [{"country": "JP", "since": "2020-01-01", "until": "2020-01-02"}]}, {}),
    ("stay", {"in": ["JP"], "max_days": 365, "last_months": 36}, {"stays": [{"country": "JP", "since": "2019-01-01", "until": "2022-01-01"}]},
     {"stays": [{"country": "JP", "since": "2024-01-01", "until": "2025-06-01"}]}, {}),
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
    assert {row[0] for row in TABLE} | {"nomination"} == set(KINDS)


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
