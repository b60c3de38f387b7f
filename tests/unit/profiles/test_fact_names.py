"""Profile paths in words."""

from __future__ import annotations

import pytest

from profiles.fact_names import fact_name


@pytest.mark.parametrize(("path", "en", "ja"), [
    ("degrees[phd].awarded", "when your doctorate (PhD) was awarded", "博士の取得日"),
    ("degrees[master].country", "the country of your master's degree", "修士を取得した国"),
    ("degrees[phd]", "your doctorate (PhD)", "博士の学位"),
    ("arrangements.host.accepted", "a host's acceptance", "受入承諾"),
    ("languages.ja", "your level of Japanese", "日本語の能力"),
    ("languages.it", "your level of it", "itの能力"),
    ("answers.kakenhi.eligible", "the answer to `kakenhi.eligible`", "回答「kakenhi.eligible」"),
    ("positions[0].country", "the country of your post", "勤務先の国"),
    ("something.else", "something.else", "something.else"),
])
def test_paths_in_words(path: str, en: str, ja: str) -> None:
    assert (fact_name(path, "en"), fact_name(path, "ja")) == (en, ja)
