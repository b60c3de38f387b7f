"""The words of screening reports, English and Japanese."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcher.words import say

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "eligible": ("No published rule stands against it", "公表された要件に反する点は見当たらない"),
    "undetermined": ("Needs information", "要確認（情報不足）"),
    "discretionary": ("Outside a rule that holds in principle: the funder decides", "原則の範囲外（資金配分機関の個別判断）"),
    "ineligible": ("A published rule stands against it", "公表された要件を満たさない"),
    "refused": ("Row not read", "読み取れなかった行"),
}
COLUMNS: Mapping[str, tuple[str, str]] = {
    "rank": ("Rank by fit", "適合度順位"), "profile": ("ID", "ID"), "name": ("Name", "氏名"), "row": ("Row in the input", "元の行"), "program": ("Programme", "事業"),
    "verdict": ("Published rules", "公表要件の判定"), "failed": ("Rules not met (source)", "満たさない要件（出典）"), "unknown": ("Rules that cannot be judged yet", "未確認の要件"),
    "settle": ("What would settle or change it", "確認・手配が必要な事項"), "fit": ("Fit (0–100)", "適合度（0〜100）"), "parts": ("Parts of the fit", "適合度の内訳"),
    "own_text": ("The person's words", "本人の記述"), "program_text": ("The programme's words", "事業の記述"), "host": ("Nearest host by topic", "研究内容が近い受入研究者"),
    "host_text": ("Why this host", "受入研究者の根拠"), "questions": ("Questions on the input", "入力内容の確認事項"), "notes": ("Notes", "注記"), "others": ("Next best programmes", "次に合う事業"),
    "decision": ("Decision", "決定"), "reason": ("Reason", "理由"), "decided_by": ("Decided by", "決定者"), "date": ("Date", "決定日"), "reasons": ("Why it was not read", "読み取れなかった理由"),
}
EMPTY = ("decision", "reason", "decided_by", "date")
SHEETS: Mapping[str, tuple[str, str]] = {
    "summary": ("Summary", "概要"), "people": ("People", "候補者"), "refused": ("Rows not read", "読み取れなかった行"), "plan": ("Proposal", "配分案"), "disparity": ("Disparity", "属性別の集計"),
}
LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Screening report", "候補者の要件確認・適合度レポート"), "program": ("Programme", "事業"), "role": ("Role", "役割"), "on": ("Asked on", "判定の基準日"), "rows": ("Rows in the input", "入力の行数"),
    "people": ("People judged", "判定した人数"), "refused": ("Rows not read", "読み取れなかった行数"), "counts": ("Result by published rules", "公表要件による判定"), "data": ("Data used", "使用したデータ"),
    "file": ("File", "ファイル"), "catalogue": ("Catalogue of rules", "要件データ"), "as_of": ("Rules as of", "要件の確認日"), "encoder": ("Text encoder", "文章エンコーダ"), "version": ("Version", "バージョン"),
    "how": ("How to read this", "本資料の読み方"), "unknown_rules": ("Rules not found in the sources, so not judged", "資料で確認できず、判定していない要件"), "conflicts": ("Where sources disagree", "資料間の相違"),
    "also": ("Also to be read by a person", "人が確認すべき要件"), "sources": ("Sources", "出典"), "columns": ("Columns of the input", "入力の列"), "status": ("Status of the programme", "事業の状況"), "all": ("all programmes that bring people to Japan", "日本への招へい・受入れ事業すべて"),
}
PRINCIPLES: tuple[tuple[str, str], ...] = (
    ("People decide. This report prepares a decision and takes none: nobody is selected or rejected by it, and it draws no line.",
     "決定は人が行います。本資料は検討のための材料であり、採否を決めるものではありません。自動的な選考・不採用や足切りは行っていません。"),
    ("A person is ruled out only by a published rule, which is quoted with its source. Otherwise the report says that no published rule stands against it, or that information is needed.",
     "「満たさない」とするのは、出典を示した公表要件に反する場合だけです。それ以外は「反する点は見当たらない」または「要確認」と記載します。"),
    ("Rules and fit are two separate columns. Fit says how near research, career stage and plans lie to the programme; it is no measure of a person's quality and no chance of success.",
     "公表要件の判定と適合度は別の列です。適合度は研究内容、キャリア段階、希望・計画と事業との近さを示すもので、研究者の優劣や採択の可能性を示すものではありません。"),
    ("Name, nationality, birth date, residence and gender never enter the fit. They are used for published rules only.",
     "氏名、国籍、生年月日、居住国、性別は適合度に一切使用せず、公表要件の確認にのみ使用しています。"),
    ("The columns for decision, reason, decider and date are left empty for the person who decides.",
     "「決定」「理由」「決定者」「決定日」の欄は、決定する方が記入するために空欄としています。"),
    ("To contest: the person may ask the responsible office for this row, have a wrong or missing fact corrected, and have it judged again. "
     "`matcher check` explains each rule with its source; the same input gives the same report.",
     "異議の申立て：本人は担当部署に対し、自分の行の開示、誤りや不足の訂正、再判定を求めることができます。`matcher check` で要件ごとの根拠と出典を確認でき、同じ入力からは同じ結果が得られます。"),
    ("The funder decides who is eligible. Read the call before acting on this report.",
     "応募資格の最終判断は資金配分機関が行います。必ず募集要項を確認してください。"),
)
PARTS: Mapping[str, tuple[str, str]] = {
    "topic": ("topic", "研究内容"), "field": ("field", "分野"), "stage": ("career stage", "キャリア段階"), "activity": ("activity", "活動の種類"),
    "role": ("role", "役割"), "goals": ("countries", "希望国・相手国"), "duration": ("duration", "期間"), "timing": ("timing", "時期"), "preference": ("preferences", "優先条件"),
}
STEPS: Mapping[str, tuple[str, str]] = {
    "arrange": ("arrange", "手配"), "state": ("to be stated", "要確認"), "wait": ("wait until {on}", "{on}まで待つ"), "never": ("cannot change", "変更不可"),
}
FLAGS: Mapping[str, tuple[str, str]] = {
    "status": ("status of the programme: {rest}", "事業の状況：{rest}"), "no-known-deadline": ("no deadline is known", "締切は未公表・未確認"), "rules-not-found": ("rules not found in the sources: {rest}", "資料で確認できない要件：{rest}"),
    "recalled-rule": ("some rules are from general knowledge", "一部の要件は一般的な知識による"), "also-read": ("further rules are to be read by a person", "ほかに人が確認すべき要件あり"), "conflicting-sources": ("sources disagree", "資料間に相違あり"),
    "no-programme-possible": ("published rules stand against every programme", "いずれの事業も公表要件を満たさない"),
}
ASKED: Mapping[str, tuple[str, str]] = {
    "degrees": ("degrees", "学位"), "degrees.awarded": ("date of the degree", "学位の取得日"), "degrees.expected": ("expected date of the degree", "学位の取得見込み時期"), "degrees.country": ("country of the degree", "学位の取得国"),
    "positions": ("posts", "職歴"), "positions.country": ("country of the post", "所属機関の所在国"), "positions.since": ("start of the post", "着任日"), "identifiers.orcid": ("ORCID iD", "ORCID iD"),
    "identifiers.erad": ("e-Rad number", "e-Rad研究者番号"), "goals.duration_months": ("length of the stay", "滞在期間"), "goals.start": ("period of the stay", "招へい・滞在期間"),
}
RECALLED = ("rule from general knowledge, not from a page: check the call", "一般的な知識による要件のため、募集要項で要確認")


def both(pair: tuple[str, str], lang: str) -> str:
    """Both languages in one heading, the reader's own first."""
    first, second = (pair[1], pair[0]) if lang == "ja" else pair
    return first if first == second else f"{first} / {second}"


def word(table: Mapping[str, tuple[str, str]], key: str, lang: str, **values: object) -> str:
    """The word for a key in a language."""
    return say(table, key, lang, **values)


def third_person(text: str, lang: str) -> str:
    """A sentence to the person as a sentence about them, for an office."""
    if lang == "ja":
        return text
    return re.sub(r"\b[Yy]ou\b", "they", re.sub(r"\byour profile\b", "the profile", re.sub(r"\byour\b", "their", text).replace("their profile", "the profile")))
