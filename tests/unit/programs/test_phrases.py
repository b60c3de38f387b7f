"""Phrases of requirements in both languages."""

from __future__ import annotations

import pytest

from programs.criteria.age import Age
from programs.criteria.degree import DegreeHeld
from programs.criteria.experience import Experience
from programs.criteria.position import Position
from programs.phrases import day_text, either, months, posts_text, term

RESEARCH = ("postdoc", "assistant_professor", "lecturer", "associate_professor", "professor", "researcher", "senior_researcher", "research_leader")


@pytest.mark.parametrize(("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C")])
def test_alternatives(names: list[str], text: str) -> None:
    assert either(names) == text


@pytest.mark.parametrize(("years", "en", "ja"), [(1, "1 year", "1年"), (5, "5 years", "5年"), (0.5, "6 months", "6か月"), (1.25, "15 months", "15か月"), (6.25, "6 years and 3 months", "6年3か月")])
def test_lengths_in_years(years: float, en: str, ja: str) -> None:
    assert (term(years).en, term(years).ja) == (en, ja)


def test_lengths_in_months_and_days() -> None:
    assert (months(0.92).en, months(0.92).ja) == ("28 days", "28日")
    assert (months(12).en, months(1).en, months(12).ja) == ("12 months", "1 month", "12か月")
    assert (day_text("2027-01-01").en, day_text("2027-01-01").ja) == ("1 January 2027", "2027年1月1日")


def test_all_posts_of_research_and_teaching_have_one_word() -> None:
    assert (posts_text(RESEARCH).en, posts_text(RESEARCH).ja) == ("researcher or faculty member", "研究者・教員")
    assert posts_text((*RESEARCH, "doctoral_student")).en == "researcher, faculty member or doctoral student"
    assert posts_text(("professor", "lecturer")).ja == "教授・講師"


def test_requirements_read_as_sentences_of_a_call() -> None:
    assert Position(kinds=("postdoc",), within=("IN",)).requirement().ja == "インドの機関に博士研究員として所属していること"
    assert Position(kinds=("postdoc",), held=False, ever=True, within=("CH",)).requirement().en == "never having held a post as postdoc in Switzerland"
    assert Position(within=("US", "NL")).requirement().en == "current post: a post in the United States or the Netherlands"
    assert Experience(min_years=0.5).requirement().en == "at least 6 months of work experience"
    assert Age(min=22, max=39, at=("2027-04-01",)).requirement().ja == "年齢：2027年4月1日現在で22歳以上39歳以下であること"
    assert DegreeHeld(levels=("master", "phd", "other")).requirement().ja == "申請日現在で修士・博士・その他の学位を取得していること"
