"""The questions worth answering first: each asks for one part of the profile, and those come first that can decide the most programmes.

An answer decides a programme where it rules it out, and where nothing else was open. Nobody knows the answer beforehand, so a programme counts by the
chance that it is decided, as rules of each kind rule people out more or less often. The weight of a programme grows with its fit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matcher.eligibility import Eligibility
from programs.dates import DEADLINE
from programs.logic import Finding, Outcome, Text, Verdict

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
_RULES_OUT: Mapping[str, float] = {
    "enrolled": 0.7, "position": 0.6, "affiliation": 0.6, "residence": 0.6, "nationality": 0.5, "permanent_residence": 0.5, "career_break": 0.8,
    "years_since_degree": 0.5, "experience": 0.5, "degree": 0.4, "age": 0.3, "stay": 0.2, "award": 0.1, "funding": 0.2, "partner": 0.3, "field": 0.5,
}
"""How often a rule of each kind rules somebody out, set by hand: only the order of the questions hangs on it."""
_BASE = 0.2  # a programme of no fit still counts a little, so that facts that many rules ask for are not forgotten


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


def part_of(fact: str) -> str:
    """The part of a profile that one question asks for."""
    if fact.startswith("answers."):
        return fact
    return next((part for part in _PARTS if fact.startswith(part)), fact.split("[")[0].split(".")[0])


def question_text(fact: str, found: Sequence[Eligibility]) -> Text:
    """The question for a fact: the criterion's own, else the one for that part of the profile."""
    own = next((gap.question for item in found for gap in item.missing if gap.fact == fact and gap.question is not None), None)
    if own is not None:
        return own
    heads = [head for head in _QUESTIONS if fact == head or fact.startswith((f"{head}.", f"{head}["))]
    if heads:
        return _QUESTIONS[max(heads, key=len)]
    return Text(f"What is {fact}?", f"{fact}を教えてください。")


def questions_of(found: Sequence[Eligibility], scores: Mapping[str, float], top: int = 10) -> tuple[Question, ...]:
    """The best questions for these pairs, weighted by their scores."""
    open_pairs = [item for item in found if item.outcome is Outcome.UNDETERMINED]
    weights: dict[str, float] = {}
    decides: dict[str, int] = {}
    facts: dict[str, set[str]] = {}
    for item in open_pairs:
        unknown = [finding for finding in item.rule_findings if finding.verdict is Verdict.UNKNOWN]
        gaps = [gap for finding in unknown for gap in finding.missing if gap.kind == "fact" and gap.fact != DEADLINE]
        for part in {part_of(gap.fact) for gap in gaps}:
            chances = [_fails(finding, part) for finding in unknown]
            alone = all(_settles(finding, part) for finding in unknown)
            chance = 1.0 if alone else 1.0 - math.prod(1.0 - one for one in chances)
            weights[part] = weights.get(part, 0.0) + (_BASE + scores.get(item.pair, 0.0)) * chance
            decides[part] = decides.get(part, 0) + any(_settles(finding, part) for finding in unknown)
        for gap in gaps:
            facts.setdefault(part_of(gap.fact), set()).add(gap.fact)
    questions = []
    for part, weight in weights.items():
        fact = min(facts[part]) if len(facts[part]) == 1 else part
        questions.append(Question(fact, question_text(fact, open_pairs), decides[part], round(weight, 6)))
    return tuple(sorted(questions, key=lambda question: (-question.weight, question.fact))[:top])


def _settles(finding: Finding, part: str) -> bool:
    """Whether every open fact of a finding belongs to one part of the profile."""
    return bool(finding.missing) and all(part_of(gap.fact) == part for gap in finding.missing)


def _fails(finding: Finding, part: str) -> float:
    """The chance that a finding turns out unmet once a part of the profile is known, by how often rules of its kind rule people out."""
    if not finding.children:
        return _RULES_OUT.get(finding.kind, 0.3) if finding.verdict is Verdict.UNKNOWN and _settles(finding, part) else float(finding.verdict is Verdict.UNMET)
    chances = [_fails(child, part) for child in finding.children]
    if finding.kind in ("any", "at_least"):
        return math.prod(chances)
    if finding.kind == "not":
        return 0.5 if any(0.0 < chance < 1.0 for chance in chances) else 0.0
    return 1.0 - math.prod(1.0 - chance for chance in chances)
