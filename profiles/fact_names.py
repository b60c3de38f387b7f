"""Profile paths in words, for sentences that a person reads."""

from __future__ import annotations

import re
from collections.abc import Mapping

from profiles.vocabulary.terms import label

_NAMES: Mapping[str, tuple[str, str]] = {
    "type": ("whether a person or an institution asks", "研究者・機関の別"),
    "nationalities": ("your nationality", "国籍"),
    "residence": ("where you live", "居住国"), "residence.country": ("the country you live in", "居住国"),
    "residence.since": ("since when you have lived there", "居住開始日"), "residence.permanent": ("whether you have permanent residence there", "永住権の有無"),
    "permanent_residence": ("the countries where you have permanent residence", "永住権を持つ国"),
    "birth_date": ("your date of birth", "生年月日"), "languages": ("your languages and their levels", "語学力"),
    "degrees": ("your degrees", "学位"), "positions": ("your posts, present and past", "職歴"), "positions.country": ("the country of your post", "勤務先の国"),
    "stays": ("your stays abroad", "海外滞在歴"), "career_breaks": ("your career breaks", "研究中断期間"), "fields": ("your fields of research", "研究分野"),
    "keywords": ("your keywords", "キーワード"), "publications": ("your publications", "発表論文"), "awards": ("the programmes that funded you before", "採用・受給歴"),
    "applications": ("your earlier applications", "応募歴"), "funding": ("your other funding", "他の研究費"), "organisation": ("your institution", "機関の情報"),
    "organisation.kind": ("the kind of your institution", "機関の種別"), "organisation.country": ("the country of your institution", "機関の所在国"),
    "organisation.designations": ("the designations of your institution", "機関の指定状況"),
    "arrangements.host": ("a host", "受入先"), "arrangements.host.accepted": ("a host's acceptance", "受入承諾"),
    "arrangements.host.country": ("the country of the host", "受入機関の所在国"), "arrangements.host.organisation": ("the name of the host institution", "受入機関名"),
    "arrangements.host.organisation_kind": ("the kind of host institution", "受入機関の種別"),
    "arrangements.host.person": ("the host researcher", "受入研究者"), "arrangements.host.person.kind": ("the post of the host researcher", "受入研究者の職位"),
    "arrangements.host.person.former_supervisor": ("whether the host is a former supervisor", "受入研究者が過去の指導教員かどうか"),
    "arrangements.partners": ("the partners of the project", "共同研究者"), "arrangements.nominated_by": ("a nomination", "推薦"),
    "goals": ("what you plan", "希望する内容"), "goals.countries": ("where you want to go", "希望する渡航先"),
    "goals.duration_months": ("how long you plan to stay", "希望する期間"), "goals.start": ("when you want to start", "希望する開始時期"),
    "goals.start.from": ("when you want to start", "希望する開始時期"), "calls.deadline": ("the dates of the next call, not published yet", "次回公募の日程（未公表）"),
}
_DEGREE_PARTS: Mapping[str, tuple[str, str]] = {
    "awarded": ("when your {level} was awarded", "{level}の取得日"), "defended": ("when you defended your {level}", "{level}の審査日"),
    "expected": ("when you expect your {level}", "{level}の取得見込み時期"), "country": ("the country of your {level}", "{level}を取得した国"),
}
_DEGREE = re.compile(r"degrees\[(\w+)\](?:\.(\w+))?$")
_LANGUAGES = {"en": ("English", "英語"), "ja": ("Japanese", "日本語"), "de": ("German", "ドイツ語"), "fr": ("French", "フランス語")}


def fact_name(path: str, lang: str) -> str:
    """A profile path as a noun phrase; a path without words of its own is shown as it is."""
    japanese = lang == "ja"
    degree = _DEGREE.match(path)
    if degree:
        level = label("degree_level", degree.group(1), lang)
        pair = _DEGREE_PARTS.get(degree.group(2) or "", ("your {level}", "{level}の学位"))
        return pair[japanese].format(level=level)
    if path.startswith("languages."):
        code = path.removeprefix("languages.")
        name = _LANGUAGES.get(code, (code, code))[japanese]
        return f"{name}の能力" if japanese else f"your level of {name}"
    if path.startswith("answers."):
        return f"回答「{path.removeprefix('answers.')}」" if japanese else f"the answer to `{path.removeprefix('answers.')}`"
    known = _NAMES.get(path) or _NAMES.get(re.sub(r"\[\d+\]", "", path))
    return path if known is None else known[japanese]
