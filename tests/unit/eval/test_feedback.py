"""Recorded feedback: events become grades by a stated rule, bad lines are refused with their numbers, and weights are learned from it through the front door."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets import DatasetFaults, read_dataset
from eval.feedback import EVENTS, Feedback, grades_of
from matcher.cli.main import cli, main

DAY = date(2026, 10, 1)
TOPICS = {"soil": "carbon in farm soil", "stars": "birth of stars in galaxies", "ions": "quantum gates with trapped ions", "law": "constitutional courts"}


def event(name: str, days: int, program: str = "x") -> Feedback:
    return Feedback("p", program, name, DAY + timedelta(days), "office")


@pytest.mark.parametrize(("names", "grade"), [
    (["shortlisted"], 1), (["asked"], 1), (["dismissed"], 0), (["applied"], 2), (["applied", "rejected"], 2), (["awarded"], 2),
    (["shortlisted", "dismissed"], 0), (["dismissed", "shortlisted"], 1), (["applied", "dismissed"], 2), (["dismissed", "applied"], 2), (["applied", "asked"], 2),
])
def test_what_happened_speaks_for_a_grade(names: list[str], grade: int) -> None:
    assert grades_of([event(name, day) for day, name in enumerate(names)]) == {"p": {"x": grade}}


@given(st.lists(st.sampled_from(sorted(EVENTS)), min_size=1, max_size=8), st.randoms())
def test_order_of_the_lines_does_not_matter_where_the_days_differ(names: list[str], random: object) -> None:
    events = [event(name, day) for day, name in enumerate(names)]
    mixed = list(events)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    strong = any(EVENTS[name] == 2 for name in names)
    assert grades_of(mixed) == grades_of(events) == {"p": {"x": 2 if strong else EVENTS[names[-1]]}}


def write(folder: Path, lines: list[object], qrels: str | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    people = [{"id": f"{topic}{copy}", "statement": text} for topic, text in TOPICS.items() for copy in range(4)]
    programs = [{"id": topic, "name": {"en": topic}, "description": {"en": text}} for topic, text in TOPICS.items()]
    (folder / "profiles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in people), encoding="utf-8")
    (folder / "programs.jsonl").write_text("".join(json.dumps(one) + "\n" for one in programs), encoding="utf-8")
    (folder / "feedback.jsonl").write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    if qrels is not None:
        (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


def told(profile: str, program: str, name: str, **more: object) -> dict[str, object]:
    return {"profile": profile, "program": program, "event": name, "on": "2026-10-01", "by": "office", **more}


def test_feedback_is_read_as_labels_and_qrels_have_the_last_word(tmp_path: Path) -> None:
    lines: list[object] = [told("soil0", "soil", "applied", role="fellow", note="by e-mail"), "", told("soil0", "law", "dismissed"), told("law0", "law", "shortlisted")]
    assert read_dataset(write(tmp_path / "a", lines)).grades == {"soil0": {"soil": 2, "law": 0}, "law0": {"law": 1}}
    assert read_dataset(write(tmp_path / "b", lines, "soil0 0 soil 0\nions0 0 ions 2\n")).grades == {
        "soil0": {"soil": 0, "law": 0}, "law0": {"law": 1}, "ions0": {"ions": 2}}


def test_every_bad_line_is_refused_at_once(tmp_path: Path) -> None:
    good = told("soil0", "soil", "applied")
    lines: list[object] = [
        good, good, "{not json", "[1]", told("nobody", "soil", "applied"), told("soil0", "nothing", "applied"), told("soil0", "soil", "clicked"),
        told("soil0", "soil", "applied") | {"on": "soon"}, {"profile": "soil0", "program": "soil", "evnt": "applied", "on": "2026-10-01"},
        told("soil0", "soil", "applied", role="guest"), told("soil0", "soil", "applied") | {"by": 7}]
    with pytest.raises(DatasetFaults) as refused:
        read_dataset(write(tmp_path / "a", lines))
    said = [fault.rpartition("feedback.jsonl:")[2] for fault in refused.value.faults]
    assert [fault.split("; ")[0] for fault in said] == [
        "2: was given before, on line 1", "3: not JSON", "4: is no object", "5: there is no profile 'nobody' in profiles.jsonl",
        "6: there is no programme 'nothing' in the dataset's catalogue", f"7: event: 'clicked' is not one of {', '.join(EVENTS)}", "8: on: 'soon' is not a day",
        "9: evnt: unknown key", "9: event: is missing", "9: by: is missing", "10: role: 'guest' is not one of fellow, host, lead, partner, member, institution",
        "11: by: expected text, found 7"]
    assert "did you mean `event`?" in said[7]


def test_an_empty_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetFaults, match=r"feedback\.jsonl: holds no event; write one a line"):
        read_dataset(write(tmp_path / "a", []))


def test_weights_are_learned_from_feedback_by_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATCHER_CACHE", str(tmp_path / "cache"))
    folder = write(tmp_path / "a", [told(f"{topic}{copy}", topic, "applied") for topic in TOPICS for copy in range(4)])
    done = CliRunner().invoke(cli, ["evaluate", str(folder), "--fit", "--on", "2026-11-24", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    weights = json.loads((tmp_path / "out" / "weights.json").read_text(encoding="utf-8"))["weights"]
    assert weights["topic"] > 0.9 and sum(weights.values()) == pytest.approx(1.0, abs=1e-4)


def test_refusals_are_told_in_japanese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "a", [told("soil0", "soil", "clicked"), told("nobody", "soil", "applied")])
    with pytest.raises(SystemExit) as left:
        main(["evaluate", str(folder), "--lang", "ja"])
    shown = capsys.readouterr().err
    assert left.value.code == 1 and shown.count("。") >= 4 and "choose" not in shown and "correct the id" not in shown
