"""Facts in doubt: the verdict waits, both readings are told, and windows end where knowledge does."""

from __future__ import annotations

from datetime import date, timedelta

from matcher.eligibility import HORIZON, judge
from matcher.timeline import timeline_of, window_of
from profiles import parse_profile
from programs.catalogue import Catalogue
from programs.logic import Outcome
from programs.program import Program
from programs.reading import read_program
from programs.shapes import Faults

DAY = date(2026, 11, 24)


def program(rule: dict[str, object]) -> Program:
    faults = Faults()
    made = read_program({"id": "p", "name": {"en": "P", "ja": "P"}, "description": {"en": "d", "ja": "d"}, "sources": [{"id": "S1", "address": "x"}],
                         "rules": [{"id": "rule", "for": ["fellow"], "source": ["S1"], **rule}]}, faults)
    assert made is not None, faults.found
    return Catalogue((made,), "x").get("p")


def test_sources_that_disagree_are_both_told() -> None:
    person = parse_profile({"id": "r", "nationalities": ["IN"], "sources": [{"fact": "nationalities", "source": "roster"}, {"fact": "nationalities", "source": "ORCID", "value": ["DE"]}]})
    found = judge(program({"nationality": {"in": ["IN"]}}), "fellow", person, DAY)
    assert found.outcome is Outcome.UNDETERMINED
    assert "roster says IN" in found.findings[0].reason.en and "ORCID says DE" in found.findings[0].reason.en
    assert "情報源が一致していません" in found.findings[0].reason.ja


def test_a_verdict_ends_with_the_certificate_it_rests_on() -> None:
    person = parse_profile({"id": "r", "languages": {"en": "C1"}, "sources": [{"fact": "languages", "source": "certificate", "expires": "2027-03-31"}]})
    found = judge(program({"language": {"code": "en", "level": "B2"}}), "fellow", person, DAY)
    assert found.outcome is Outcome.ELIGIBLE
    assert window_of(found, person, DAY).until == date(2027, 3, 31)
    after = judge(found.program, "fellow", person, date(2027, 4, 1))
    assert after.outcome is Outcome.UNDETERMINED and "2027-03-31" in after.findings[0].reason.en
    spelled = [period.outcome for period in timeline_of(found, person, DAY) for _ in range((period.until - period.since).days + 1)]
    assert spelled == [judge(found.program, "fellow", person, DAY + timedelta(days=step)).outcome for step in range(HORIZON.days + 1)]
