"""The file of review questions and its log: apart from every report, and closed only by a person with a name, a reason and a date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from matcher.screening.review.questions import NOT_CHECKED, ReviewQuestion
from matcher.screening.review.settings import ReviewSettings
from matcher.storage import write_atomically

NOTICE = {
    "en": "Questions to the responsible office, in the order of the input. They are no findings, have no severity, and change no verdict, fit or order. Nationality, birthplace, name, language and "
          "religion were not read. The person concerned can ask for this record.",
    "ja": "担当部署への確認事項です（入力順）。認定や評価ではなく、重大度の区分もありません。要件の判定、適合度、順位には影響しません。国籍、出生地、氏名、言語、宗教は参照していません。本人は本記録の開示を求めることができます。",
}


def write_questions(path: Path, questions: Iterable[ReviewQuestion], settings: ReviewSettings, on: date, people: int) -> int:
    """The questions as JSON lines (the first line is the notice), and a line in the log; the number of questions."""
    listed = [asdict(question) for question in questions]
    head = {"notice": NOTICE, "on": on.isoformat(), "version": settings.version, "people": people, "checklist_for_everybody": list(settings.checklist)}
    write_atomically(path, "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, *listed)) + "\n")
    note(path, {"event": "asked", "on": on.isoformat(), "people": people, "questions": len(listed), "lists": settings.version})
    return len(listed)


def log_of(path: Path) -> Path:
    """The log beside a file of questions."""
    return path.with_name(f"{path.name}.log")


def note(path: Path, event: dict[str, Any]) -> None:
    """Add a line to the log; the log is only ever added to."""
    log = log_of(path)
    before = log.read_text(encoding="utf-8") if log.exists() else ""
    write_atomically(log, before + json.dumps(event, ensure_ascii=False) + "\n")


def close_question(path: Path, question: str, by: str, reason: str, on: date) -> None:
    """Close one question.

    Raises:
        MatcherError: No name or reason is given, there is no such question, or it is closed already.
    """
    missing = [option for option, text in (("--by", by), ("--reason", reason)) if not text.strip()]
    if missing:
        raise MatcherError(f"a question is closed by a person with a name, a reason and a date; {' and '.join(missing)} is missing")
    lines = _read(path)
    found = next((line for line in lines if line.get("id") == question), None)
    if found is None:
        raise MatcherError(f"{path}: holds no question {question!r}")
    if found["status"] != NOT_CHECKED:
        raise MatcherError(f"{path}: {question} was closed before, by {found['closed_by']} on {found['closed_on']}")
    found.update(status="closed", closed_by=by.strip(), reason=reason.strip(), closed_on=on.isoformat())
    write_atomically(path, "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n")
    note(path, {"event": "closed", "question": question, "by": by.strip(), "reason": reason.strip(), "on": on.isoformat()})


def _read(path: Path) -> Sequence[dict[str, Any]]:
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        if lines and "notice" in lines[0]:
            return lines
    except OSError as error:
        raise MatcherError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except (ValueError, TypeError):
        pass
    raise MatcherError(f"{path}: is no file of review questions; name the one written beside a report")
