"""The questions worth answering first: each asks for one part of the profile, and those come first that can decide the most programmes.

An answer decides a programme where it rules it out, and where nothing else was open. Nobody knows the answer beforehand, so the answers that people may
give are tried (``supposing.py``), and a programme counts by the share of them that decide it. The weight of a programme grows with its fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matcher.course import Course
from matcher.eligibility import Eligibility
from matcher.outlook import Outlook
from programs.logic import Outcome, Text

_QUESTIONS: Mapping[str, Text] = {
    "nationalities": Text("Which nationality or nationalities do you hold?", "国籍を教えてください（複数可）。"),
    "residence": Text("In which country do you live, and since when?", "現在どの国に、いつから居住していますか。"),
    "permanent_residence": Text("In which countries do you have the right of permanent residence?", "永住権を持つ国はありますか。"),
    "birth_date": Text("When were you born? (A year is enough to begin with.)", "生年月日を教えてください（年だけでも構いません）。"),
    "degrees": Text("Which degrees do you hold or expect, when and from which country?", "取得済みまたは取得見込みの学位について、取得日と国を教えてください。"),
    "positions": Text("Which posts do you hold now, and which did you hold before?", "現職とこれまでの職歴を教えてください。"),
    "stays": Text("When and why have you stayed abroad so far? (An empty list means never.)", "これまでの海外滞在の時期と目的を教えてください（ない場合は空のリスト）。"),
    "awards": Text("From which of these programmes have you been funded before? (An empty list means none.)", "これまでに採用・受給した事業はありますか（ない場合は空のリスト）。"),
    "fields": Text("In which fields do you work?", "研究分野を教えてください。"),
    "languages": Text("Which languages do you know, and at which level?", "語学力（言語とレベル）を教えてください。"),
    "career_breaks": Text("Have you had a career break, why, and from when until when?", "研究を中断した期間はありますか。理由と期間を教えてください。"),
    "applications": Text("To which of these programmes have you applied before, and with which outcome?", "これまでに応募した事業とその結果を教えてください。"),
    "funding": Text("Which other funding do you hold or have you held, and from whom?", "現在または過去に受けている研究費と、その資金配分機関を教えてください。"),
    "publications": Text("Which publications do you have, and what is your place among the authors?", "発表した論文と著者としての位置づけを教えてください。"),
    "goals": Text("When do you want to start, for how long, and where?", "希望する開始時期、期間、渡航先を教えてください。"),
    "arrangements.partners": Text("Who are your partners abroad, and who funds them?", "相手側の研究者と、その研究費の出所を教えてください。"),
    "arrangements.host": Text("Which host have you found, and has it accepted?", "受入先は決まっていますか。承諾は得ていますか。"),
    "arrangements.nominated_by": Text("Who has nominated you?", "推薦を受けた機関はどこですか。"),
    "answers.residence.years_outside_japan": Text("For how many years in all have you lived and worked outside Japan?", "日本国外での居住・活動は通算何年ですか。"),
    "organisation": Text("What kind of institution is it, where, and with which designations?", "機関の種別、所在国、指定状況を教えてください。"),
}


_PARTS = ("arrangements.host", "arrangements.partners", "arrangements.nominated_by", "goals.start", "goals.duration_months", "goals.countries")
_BASE = 0.2  # a programme of no fit still counts a little, so that facts that many rules ask for are not forgotten
_PROGRESS = 0.1  # what it counts that all rules of a programme are settled but one
_ANSWERED = 0.5  # the share of people who can answer a question on a rare fact at once; of their nationality, degrees and posts everybody knows


@dataclass(frozen=True, slots=True)
class Question:
    """A part of the profile that is not known, how to ask for it, and how many programmes in a role hang on it.

    Attributes:
        fact: The profile path, or the part that holds all the paths asked for.
        decides: Undetermined programmes and roles with a rule that this part alone settles.
        weight: What the questions are ordered by.
    """

    fact: str
    text: Text
    decides: int
    weight: float


@lru_cache(maxsize=4096)
def part_of(fact: str) -> str:
    """The part of a profile that one question asks for."""
    if fact.startswith("answers."):
        return fact
    return next((part for part in _PARTS if fact.startswith(part)), fact.split("[")[0].split(".")[0])


def question_text(fact: str, own: Mapping[str, Text]) -> Text:
    """The question for a fact: a criterion's own, else the one for that part of the profile."""
    if fact in own:
        return own[fact]
    heads = [head for head in _QUESTIONS if fact == head or fact.startswith((f"{head}.", f"{head}["))]
    if heads:
        return _QUESTIONS[max(heads, key=len)]
    return Text(f"What is {fact}?", f"{fact}を教えてください。")


def questions_of(found: Sequence[Eligibility], scores: Mapping[str, float], course: Course, top: int = 10) -> tuple[Question, ...]:
    """The best questions for these pairs of the person and day of the course, weighted by their scores."""
    outlook = Outlook(course, part_of)
    weights: dict[str, float] = {}
    decides: dict[str, int] = {}
    facts: dict[str, set[str]] = {}
    own: dict[str, Text] = {}
    for item in found:
        if item.outcome is not Outcome.UNDETERMINED:
            continue
        pair = outlook.of(item)
        for part, (answers, alone) in pair.asked.items():
            weight = (pair.decided(answers) + _PROGRESS * pair.settled(answers)) * (_ANSWERED if part.startswith("answers.") else 1.0)
            weights[part] = weights.get(part, 0.0) + (_BASE + scores.get(item.pair, 0.0)) * weight
            decides[part] = decides.get(part, 0) + alone
        for gap in pair.gaps:
            facts.setdefault(part_of(gap.fact), set()).add(gap.fact)
            if gap.question is not None:
                own.setdefault(gap.fact, gap.question)
    asked = [(round(weight, 6), min(facts[part]) if len(facts[part]) == 1 else part, part) for part, weight in weights.items()]
    return tuple(Question(fact, question_text(fact, own), decides[part], weight) for weight, fact, part in sorted(asked, key=lambda one: (-one[0], one[1]))[:top])
