"""The questions worth answering first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.eligibility import Eligibility
from programs.logic import Outcome, Text

_QUESTIONS: Mapping[str, Text] = {
    "nationalities": Text("Which nationality or nationalities do you hold?", "国籍を教えてください（複数可）。"),
    "residence": Text("In which country do you live, and since when?", "現在どの国に、いつから居住していますか。"),
    "permanent_residence": Text("In which countries do you have the right of permanent residence?", "永住権を持つ国はありますか。"),
    "birth_date": Text("When were you born? (A year is enough to begin with.)", "生年月日を教えてください（年だけでも構いません）。"),
    "degrees": Text("Which degrees do you hold or expect, when and from which country?", "取得済みまたは取得見込みの学位について、取得日と国を教えてください。"),
    "positions": Text("Which posts do you hold now, and which did you hold before?", "現職とこれまでの職歴を教えてください。"),
    "stays": Text("When and why have you stayed abroad so far? (An empty list means never.)", "これまでの海外滞在の時期と目的を教えてください（なければ空欄のリスト）。"),
    "awards": Text("From which of these programmes have you been funded before? (An empty list means none.)", "これまでに採用・受給した事業はありますか（なければ空のリスト）。"),
    "fields": Text("In which fields do you work?", "研究分野を教えてください。"),
    "languages": Text("Which languages do you know, and at which level?", "語学力（言語とレベル）を教えてください。"),
    "goals": Text("When do you want to start, for how long, and where?", "希望する開始時期、期間、渡航先を教えてください。"),
    "arrangements.partners": Text("Who are your partners abroad, and who funds them?", "相手側の研究者と、その研究費の出所を教えてください。"),
    "arrangements.host": Text("Which host have you found, and has it accepted?", "受入先は決まっていますか。承諾は得ていますか。"),
    "arrangements.nominated_by": Text("Who has nominated you?", "推薦を受けた機関はどこですか。"),
    "answers.residence.years_outside_japan": Text("For how many years in all have you lived and worked outside Japan?", "日本国外での居住・活動は通算何年ですか。"),
    "organisation": Text("What kind of institution is it, where, and with which designations?", "機関の種別、所在国、指定状況を教えてください。"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """An unknown fact, how to ask for it, and how many programmes hang on it alone."""

    fact: str
    text: Text
    decides: int
    weight: float


def question_text(fact: str, found: Sequence[Eligibility]) -> Text:
    """The question for a fact: the criterion's own, else the one for that part of the profile."""
    for eligibility in found:
        for gap in eligibility.missing:
            if gap.fact == fact and gap.question is not None:
                return gap.question
    heads = [head for head in _QUESTIONS if fact == head or fact.startswith((f"{head}.", f"{head}["))]
    if heads:
        return _QUESTIONS[max(heads, key=len)]
    return Text(f"What is {fact}?", f"{fact}を教えてください。")


def questions_of(found: Sequence[Eligibility], scores: Mapping[str, float], top: int = 10) -> tuple[Question, ...]:
    """Unknown facts by how many undetermined programmes each would decide alone, weighted by fit; then by how many name it."""
    open_pairs = [item for item in found if item.outcome is Outcome.UNDETERMINED]
    facts: dict[str, list[tuple[float, bool]]] = {}
    for item in open_pairs:
        gaps = {gap.fact for gap in item.missing if gap.kind == "fact"}
        steps = any(gap.kind == "step" for gap in item.missing)
        for fact in gaps:
            facts.setdefault(fact, []).append((scores.get(item.pair, 0.0), len(gaps) == 1 and not steps))
    questions = [
        Question(fact, question_text(fact, open_pairs), sum(alone for _, alone in named),
                 sum(score**2 * (1.0 if alone else 0.25) for score, alone in named))
        for fact, named in facts.items()
    ]
    return tuple(sorted(questions, key=lambda question: (-question.weight, question.fact))[:top])
