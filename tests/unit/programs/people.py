"""Random profiles and random days for property tests of the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

COUNTRIES = ("JP", "US", "IN", "DE", "FR", "TH")


def day(first: int = 2015, last: int = 2030) -> st.SearchStrategy[str]:
    """A whole day, a month or a year between two years."""
    days = st.dates(date(first, 1, 1), date(last, 12, 31))
    return days.map(str) | days.map(lambda value: str(value)[:7]) | days.map(lambda value: str(value.year))


def spans(first: int = 2015, last: int = 2030) -> st.SearchStrategy[dict[str, str]]:
    """``since`` and ``until`` in order, either of which may be absent."""
    both = st.tuples(st.dates(date(first, 1, 1), date(last, 12, 31)), st.integers(0, 1500)).map(
        lambda pair: {"since": str(pair[0]), "until": str(date.fromordinal(pair[0].toordinal() + pair[1]))})
    return both | both.map(lambda span: {"since": span["since"][:7]}) | both.map(lambda span: {"until": span["until"]}) | both.map(
        lambda span: {"since": span["since"][:4], "until": span["until"]})


def some(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of the optional keys."""
    return st.fixed_dictionaries(required, optional=optional)


def joined(span: st.SearchStrategy[dict[str, str]], rest: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """A span and other keys in one mapping."""
    return st.tuples(rest, span).map(lambda pair: {**pair[0], **pair[1]})


country = st.sampled_from(COUNTRIES)
organisation = st.sampled_from(["X University", "Y Institute", "DAAD"])
organisation_kind = st.sampled_from(["university", "company", "national_research_institute", "school"])


def lists(items: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    """A short list."""
    return st.lists(items, max_size=most)


PROFILES: st.SearchStrategy[dict[str, Any]] = some(
    {"id": st.just("r")},
    nationalities=st.lists(country, max_size=2, unique=True),
    residence=some({}, country=country, since=day(2010, 2026), permanent=st.booleans()),
    permanent_residence=st.lists(country, max_size=2, unique=True),
    birth_date=day(1975, 2005),
    languages=some({}, en=st.sampled_from(["B1", "C1", "native"]), ja=st.sampled_from(["N4", "N1", "native"])),
    degrees=lists(some({}, level=st.sampled_from(["phd", "master", "bachelor"]), defended=day(2012, 2027), awarded=day(2012, 2027), expected=day(2026, 2030),
                       country=country, institution=organisation)),
    positions=lists(joined(spans(), some({}, kind=st.sampled_from(["postdoc", "professor", "doctoral_student", "assistant_professor", "other"]), country=country,
                                         organisation=organisation, organisation_kind=organisation_kind, full_time=st.booleans(), tenure=st.booleans()))),
    stays=lists(joined(spans(), some({}, country=country, purpose=st.sampled_from(["research", "conference", "study"])))),
    career_breaks=lists(joined(spans(), some({}, reason=st.sampled_from(["parental_leave", "childcare", "illness"])))),
    fields=lists(st.sampled_from(["quantum", "ford:1.3", "ford:6.1"])),
    publications=lists(some({}, year=st.integers(2016, 2030), authors_position=st.sampled_from(["first", "last", "sole", "middle"])), 3),
    awards=lists(joined(spans(), some({}, program=st.sampled_from(["x", "y", "jsps-standard", "jsps-bridge", "jsps-inv-short"])))),
    applications=lists(some({}, program=st.sampled_from(["x", "y"]), on=day(2018, 2028), outcome=st.sampled_from(["rejected", "awarded", "pending"]), score=st.integers(50, 90))),
    funding=lists(joined(spans(), some({}, funder=st.sampled_from(["DST", "DFG"]), country=country))),
    arrangements=some({}, nominated_by=st.sampled_from(["DAAD", "CNRS"]),
                      partners=lists(some({}, organisation=organisation, organisation_kind=organisation_kind, country=country, funded_by=st.sampled_from(["DST", "DFG"]),
                                          role=st.sampled_from(["lead", "partner", "member"])), 3),
                      host=some({}, organisation=organisation, organisation_kind=organisation_kind, country=country, accepted=st.booleans(),
                                person=some({}, kind=st.sampled_from(["professor", "assistant_professor", "postdoc"]), former_supervisor=st.booleans()))),
    goals=some({}, countries=st.lists(country, max_size=2, unique=True),
               duration_months=st.integers(1, 40) | st.tuples(st.integers(1, 20), st.integers(0, 20)).map(lambda pair: {"min": pair[0], "max": pair[0] + pair[1]}) | some({}, min=st.integers(1, 30)),
               start=st.tuples(st.dates(date(2026, 1, 1), date(2028, 6, 1)), st.integers(0, 500)).map(
                   lambda pair: {"from": str(pair[0]), "until": str(date.fromordinal(pair[0].toordinal() + pair[1]))})),
    answers=st.dictionaries(st.sampled_from(["children.count", "nationality.holds_japanese", "k"]), st.booleans() | st.integers(0, 4), max_size=3),
)
ASKED = st.dates(date(2024, 1, 1), date(2029, 12, 31))
TEXT = {"en": "words", "ja": "言葉"}

CRITERIA: tuple[tuple[str, dict[str, Any]], ...] = (
    ("nationality", {"in": ["asean", "IN"], "not_in": ["host"]}), ("nationality", {"not_in": ["JP"]}), ("nationality", {"in": ["JP"]}), ("nationality", {"in": ["residence", "degree_country"]}),
    ("permanent_residence", {"not_in": ["JP"]}), ("permanent_residence", {"in": ["host", "US"]}),
    ("residence", {"in": ["JP"], "min_years": 2, "under_years": 6}), ("residence", {"not_in": ["JP"], "min_years": 10}), ("residence", {"in": ["home"], "under_years": 3, "at": ["start", "10-01"]}),
    ("career_break", {"reasons": ["parental_leave"], "min_months": 6}), ("career_break", {"last_years": 2}), ("career_break", {"reasons": ["parental_leave", "illness"], "min_days": 200}), ("career_break", {"ended": True, "last_years": 3, "min_months": 2}),
    ("affiliation", {"in": ["JP"], "organisation_kinds": ["university"]}), ("affiliation", {"not_in": ["home"]}),
    ("position", {"kinds": ["postdoc"], "in": ["JP"]}), ("position", {"not_in": ["phd_country"], "ever": True}), ("position", {"tenure": True, "held": False}),
    ("experience", {"kinds": ["postdoc"], "min_years": 3}), ("experience", {"under_years": 5, "in": ["JP"]}), ("experience", {"min_years": 2, "continuous": True}), ("experience", {"under_years": 3, "at": ["fiscal_year"]}),
    ("experience", {"min_years": 2, "kinds": ["postdoc"], "at": ["start"]}),
    ("experience", {"kinds": ["postdoc", "other"], "min_years": 1.5, "full_time": True}),
    ("career_stage", {"in": ["early"]}), ("career_stage", {"in": ["student", "mid"]}),
    ("degree", {"levels": ["phd"], "at": "fiscal_year", "expected": True}), ("degree", {"levels": ["phd", "master"], "in": ["home"], "at": ["04-01", "start"]}), ("degree", {"levels": ["phd"], "held": False}),
    ("years_since_degree", {"max": 6, "strict": True, "at": "fiscal_year", "expected": True}), ("years_since_degree", {"max": 5, "min": 1, "anchor": "defended", "which": "latest"}),
    ("years_since_degree", {"max": 4, "extended_by": ["parental_leave", "childcare"], "extension_max_months": 24}),
    ("years_since_degree", {"max": 4, "extension_per_child_months": 18, "at": ["10-01", "start"]}),
    ("enrolled", {"levels": ["phd"], "in": ["JP", "home"]}), ("enrolled", {"levels": ["master", "phd"], "finishing_within_years": 1}),
    ("age", {"max": 35, "at": "calendar_year"}), ("age", {"under": 40, "min": 25, "at": ["01-01", "deadline"]}), ("age", {"max": 33, "extended_by": ["illness"], "extension_per_child_months": 12, "extension_max_months": 30}),
    ("age", {"born_on_or_after": "1990-04-02", "extension_per_child_months": 12}),
    ("stay", {"in": ["host"], "last_months": 36, "max_days": 365}), ("stay", {"in": ["JP"], "max_days": 0}), ("stay", {"in": ["JP", "home"], "min_days": 90, "last_months": 24, "before": ["start", "10-01"]}),
    ("stay", {"in": ["JP"], "max_days": 30, "last_months": 12, "not_counting": ["conference"]}),
    ("host", {"in": ["JP"], "not_person_kinds": ["postdoc"]}), ("host", {"not_in": ["phd_country", "home"], "elsewhere_than": ["position", "phd"], "accepted": False}),
    ("host", {"organisations": ["X University"], "list_is_complete": False, "former_supervisor": True}),
    ("partner", {"not_in": ["JP"], "funded_by": ["DFG"], "count": 2}), ("partner", {"each_of": ["DE", "asean"], "roles": ["lead", "partner"]}), ("partner", {"countries": 3, "own_country_counts": True}),
    ("nomination", {"by": TEXT, "organisations": ["DAAD"]}), ("nomination", {"by": TEXT, "organisations": ["X"], "list_is_complete": False}),
    ("award", {"programs": ["x"], "how": "never", "last_years": 3}), ("award", {"programs": ["x"], "how": "running"}), ("award", {"programs": ["x"], "last_fiscal_years": 4}),
    ("award", {"programs": ["x"], "same_fiscal_year": True}), ("award", {"programs": ["x", "y"], "how": "once"}), ("award", {"programs": ["x"], "how": "not_running"}),
    ("application", {"programs": ["x"], "score_under": 70, "last_years": 1}), ("application", {"programs": ["x"], "how": "once", "outcomes": ["rejected"]}), ("application", {"programs": ["x"], "same_calendar_year": True}),
    ("funding", {"funders": ["DST"], "how": "running"}), ("funding", {"in": ["home"], "how": "never"}), ("funding", {"how": "not_running"}),
    ("publications", {"min_count": 2, "authors_positions": ["first", "sole"], "last_years": 3}), ("publications", {"min_count": 3}),
    ("field", {"in": ["quantum"]}), ("language", {"code": "ja", "level": "N2"}),
    ("plan", {"min_months": 3, "max_months": 12}), ("plan", {"not_in": ["residence"], "starts_from": "2027-04-01", "starts_until": "2027-09-30"}), ("plan", {"in": ["host"], "min_months": 6}),
    ("answer", {"key": "k", "asks": TEXT, "question": TEXT, "min": 2}),
)
