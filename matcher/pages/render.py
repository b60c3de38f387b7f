"""Results as one self-contained HTML page, in English or Japanese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matcher.checking import Checked
from matcher.matcher import Result
from matcher.telling import finding_text, notes, parts_of, period_text, repair_text
from matcher.wire import reference_of
from matcher.words import LABELS, MARKS, ROLES, STATUSES, VERDICTS, doubt_text, gap_text, say, spoken_day


def suggestions_page(result: Result, lang: str) -> str:
    """The answer of ``suggest`` as a page."""
    doubt = doubt_text(result.doubt, result.open_to_all, len(result.suggestions), lang) if result.doubt else ""
    return _render("suggestions.html", lang, result=result, doubt=doubt)


def checks_page(profile: str, pairs: Sequence[Checked], on: date, lang: str) -> str:
    """The answer of ``check`` as a page."""
    return _render("checks.html", lang, profile=profile, pairs=pairs, on=on)


def _render(name: str, lang: str, **values: Any) -> str:
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    tables = {"label": LABELS, "verdict": VERDICTS, "role": ROLES, "status": STATUSES}
    told = {
        "marks": MARKS, "reference": reference_of, "parts_of": parts_of, "pick": lambda text: getattr(text, lang), "day": lambda value: spoken_day(value, lang),
        "finding_text": lambda finding: finding_text(finding, lang), "gap_text": lambda gap: gap_text(gap, lang), "notes": lambda program: notes(program, lang),
        "repair_text": lambda repair: repair_text(repair, lang), "period_text": lambda period, asked: period_text(period, asked, lang),
        "say": lambda table, key, **more: say(tables[table], key, lang, **more),
    }
    return environment.get_template(name).render(lang=lang, told=told, **told, **values)
