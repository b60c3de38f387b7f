"""The words of results in English and Japanese, shared by the screen and the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from profiles.fact_names import fact_name
from programs.logic import Missing

VERDICTS: Mapping[str, tuple[str, str]] = {
    "eligible": ("no rule stands against it", "公表要件に抵触なし"), "undetermined": ("needs information", "要確認（情報不足）"),
    "discretionary": ("at the funder's discretion", "原則外（個別判断）"), "ineligible": ("ruled out", "対象外"),
    "met": ("met", "充足"), "unmet": ("not met", "不充足"), "unknown": ("not known", "未確認"),
}
MARKS = {"eligible": "+", "undetermined": "?", "discretionary": "~", "ineligible": "x", "met": "+", "unmet": "x", "unknown": "?"}
ROLES: Mapping[str, tuple[str, str]] = {
    "fellow": ("as fellow", "フェローとして"), "host": ("as host", "受入研究者として"), "lead": ("as lead", "代表者として"),
    "partner": ("as partner", "相手側代表者として"), "member": ("as member", "参加者として"), "institution": ("as institution", "機関として"),
}
RULES: Mapping[str, tuple[str, str]] = {
    "language": ("language", "語学力"), "award": ("earlier awards", "採用・受給歴"), "age": ("age", "年齢"), "funding": ("other funding", "他の資金"), "years_since_degree": ("years since the degree", "学位取得後の年数"),
    "degree": ("degree", "学位"), "stay": ("earlier stays", "滞在歴"), "residence": ("residence", "居住"), "host": ("host", "受入先"), "field": ("field", "分野"), "career_stage": ("career stage", "キャリア段階"),
    "nationality": ("nationality", "国籍"), "plan": ("plan of the stay", "滞在計画"), "partner": ("partner", "共同研究者"), "nomination": ("nomination", "推薦"), "affiliation": ("affiliation", "所属"),
    "position": ("position", "職位"), "team": ("team", "チーム構成"), "career_break": ("career breaks", "研究の中断"), "experience": ("experience", "経験年数"),
    "permanent_residence": ("permanent residence", "永住権"), "enrolled": ("enrolment", "在籍"), "application": ("earlier applications", "応募歴"),
    "publications": ("publications", "業績"), "organisation": ("the applying institution", "申請機関"), "answer": ("facts asked for by key", "質問で確認する事項"),
}
LABELS: Mapping[str, tuple[str, str]] = {
    "for": ("Programmes for {profile}, asked on {on}", "{profile} さんに合う事業（{on}時点）"),
    "deadline": ("deadline", "締切"), "no_deadline": ("no deadline known", "締切は未公表・未確認"), "fit": ("fit", "適合度"),
    "why": ("why", "理由"), "missing": ("still needed", "未確認・未手配"), "until": ("this verdict holds until {day}", "この判定は{day}まで有効"),
    "since": ("this verdict holds from {day}", "この判定は{day}から有効"), "nothing": ("Nothing possible was found.", "該当する事業は見つかりませんでした。"),
    "nothing-suits": ("Nothing here seems to suit this profile. The programmes below are those that no rule shuts out, the nearest first; look at them with doubt.",
                      "このプロフィールに合う事業は見当たらないようです。以下は応募の可能性が残る事業を近い順に並べたもので、参考程度にご覧ください。"),
    "goals-not-stated": ("No programme stands out for this profile. It does not say what is looked for, so something may still suit: add goals, such as activities and countries.",
                         "際立って合う事業はありませんでした。ただし、希望する活動や国（goals）が記入されていないため、合う事業がないとは限りません。記入すると、より確かに判断できます。"),
    "fit-not-judged": ("How well a programme suits cannot be judged, because the profile says nothing of research: add a statement, keywords or publications. "
                       "The order below rests on the rest of the profile alone.",
                       "研究内容の記述がないため、事業との適合は判断できません。研究概要（statement）、キーワード、業績のいずれかを追加してください。以下の順序は、その他の記載のみによるものです。"),
    "open_to_all": ("Open to every field: {n} of the {k} below.", "以下の{k}件のうち{n}件は、分野を問わない事業です。"),
    "probability": ("of programmes with such a fit, about {percent} in 100 suit", "この適合度の事業が合う割合の目安：約{percent}％"),
    "last": ("{out} of {pairs} programme roles are ruled out; `matcher check {profile} all` shows why.",
             "{pairs}件（事業×役割）のうち{out}件は対象外です。理由は `matcher check {profile} all` で確認できます。"),
    "ask": ("Worth answering first", "まず確認したいこと"), "status": ("status", "状況"), "unknown_rules": ("rules not found in the sources", "資料で確認できなかった要件"),
    "also_read": ("also read", "あわせて確認"), "conflict": ("sources disagree", "資料間の相違"), "reference": ("source", "出典"),
    "closed": ("Nobody can apply to this programme today", "現在この事業に応募することはできません"), "preference": ("preferred", "優先条件"),
    "recalled": ("from general knowledge, not from a page", "一般的な知識によるもので、資料では未確認"),
    "all": ("all of these", "次のすべてを満たすこと"), "any": ("one of these, the nearest first", "次のいずれかを満たすこと（近い順）"),
    "conditional": ("asked only if the first of these holds", "1つ目に該当する場合に限り、2つ目を満たすこと"),
    "not": ("none of these", "次に該当しないこと"), "at_least": ("several of these, the nearest first", "次のうち複数を満たすこと（近い順）"),
    "readings": ("the sources disagree; each reading", "資料により記載が異なります（それぞれの記載）"),
    "throughout": ("{verdict}, throughout the coming fifteen years", "今後15年間：{verdict}"), "to": ("{verdict} until {until}", "{until}まで：{verdict}"),
    "from": ("{verdict} from {since} on", "{since}以降：{verdict}"), "between": ("{verdict} from {since} to {until}", "{since}から{until}まで：{verdict}"),
    "would_help": ("what would make it possible", "満たすための方法"), "obstacle": ("what stands in the way", "変更できない要件"),
    "open_facts": ("several things are open", "未確認・未対応の事項"), "arrange": ("arrange {fact} ({asked})", "{fact}を手配する（{asked}）"), "state": ("state {fact} ({asked})", "{fact}を記入する（{asked}）"), "wait_until": ("wait until {day}", "{day}まで待つ"),
    "note": ("This tool helps to choose; the funder decides. Check the call before applying.",
             "本ツールは検討を助けるもので、採否を決めるものではありません。応募前に必ず募集要項を確認してください。"),
    "as_of": ("facts as of", "情報の基準日"), "funder": ("funder", "資金配分機関"), "applicant": ("who files", "申請者"), "duration": ("months", "期間（月）"),
    "amounts": ("amounts", "支援額"), "variants": ("variants", "区分・コース"), "calls": ("calls", "公募"), "rules": ("rules", "応募資格"),
    "sources": ("sources", "出典"), "roles": ("roles", "役割"),
    "similar": ("your text", "プロフィールの記述"), "program_text": ("programme", "事業の記述"),
}
STATUSES: Mapping[str, tuple[str, str]] = {
    "open": ("open", "公募中"), "recurring": ("recurring", "定期的に公募"), "closed": ("closed", "締切済み"), "uncertain": ("next call uncertain", "次回公募は未確認"),
    "ended": ("ended", "終了"), "suspended": ("suspended", "募集停止中"), "umbrella": ("umbrella of several calls", "複数の公募の総称"),
    "institutional": ("for institutions only", "機関対象"), "by_invitation": ("by invitation only", "招待制"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say(table: Mapping[str, tuple[str, str]], key: str, lang: str, **values: object) -> str:
    """The word for a key, with values filled in; an unknown key is shown as it is."""
    pair = table.get(key)
    text = key if pair is None else pair[lang == "ja"]
    return text.format(**values) if values else text


def doubt_text(doubt: str, general: int, shown: int, lang: str) -> str:
    """Why a whole list is to be read with doubt; where nothing suits, also how many of those shown are open to every field."""
    said = say(LABELS, doubt, lang)
    if doubt != "nothing-suits" or not general:
        return said
    return f"{said}{'' if lang == 'ja' else ' '}{say(LABELS, 'open_to_all', lang, n=general, k=shown)}"


def gap_text(gap: Missing, lang: str) -> str:
    """What is missing, in words: the question for a rare fact, else the name of the fact."""
    if gap.question is None:
        return fact_name(gap.fact, lang)
    return gap.question.ja.rstrip("。") if lang == "ja" else gap.question.en


def spoken_day(day: date, lang: str) -> str:
    """A date as people write it in the language."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "ja" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def rules_named(kinds: Sequence[str], lang: str) -> str:
    """Kinds of rules in words."""
    return ("、" if lang == "ja" else ", ").join(say(RULES, kind, lang) for kind in kinds)
