"""The closed lists of a profile, with their words in English and Japanese."""

from __future__ import annotations

from collections.abc import Mapping

TERMS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "degree_level": {
        "bachelor": ("bachelor's degree", "学士"), "master": ("master's degree", "修士"), "phd": ("doctorate (PhD)", "博士"),
        "md": ("medical degree (MD)", "MD（医学）"), "other": ("other degree", "その他の学位"),
    },
    "position_kind": {
        "undergraduate": ("undergraduate", "学部生"), "master_student": ("master's student", "修士課程学生"),
        "doctoral_student": ("doctoral student", "博士課程学生"), "postdoc": ("postdoc", "博士研究員"),
        "assistant_professor": ("assistant professor", "助教"), "lecturer": ("lecturer", "講師"),
        "associate_professor": ("associate professor", "准教授"), "professor": ("professor", "教授"),
        "researcher": ("researcher", "研究員"), "senior_researcher": ("senior researcher", "主任研究員"),
        "research_leader": ("research group leader", "研究グループリーダー"), "technician": ("technician", "技術職員"),
        "industry_researcher": ("researcher in industry", "企業研究者"), "other": ("other post", "その他の職"),
    },
    "organisation_kind": {
        "university": ("university", "大学"), "national_research_institute": ("national research institute", "国立研究機関"),
        "public_institute": ("public institute", "公的研究機関"), "company": ("company", "企業"), "hospital": ("hospital", "病院"),
        "school": ("school", "学校"), "non_profit": ("non-profit organisation", "非営利団体"), "government": ("government body", "行政機関"),
        "other": ("other organisation", "その他の機関"),
    },
    "stay_purpose": {
        "research": ("research", "研究"), "study": ("study", "留学"), "work": ("work", "就労"), "training": ("training", "研修"),
        "conference": ("conferences", "学会参加"), "visit": ("short visits", "短期訪問"), "other": ("other stays", "その他の滞在"),
    },
    "break_reason": {
        "parental_leave": ("parental leave", "産前産後・育児休業"), "childcare": ("childcare", "育児"), "care": ("care of relatives", "介護"),
        "illness": ("illness", "病気療養"), "military_service": ("military service", "兵役"), "other": ("other breaks", "その他の中断"),
    },
    "authors_position": {
        "first": ("first author", "筆頭著者"), "last": ("last author", "最終著者"), "corresponding": ("corresponding author", "責任著者"),
        "sole": ("sole author", "単著"), "middle": ("co-author", "共著者"),
    },
    "partner_role": {"lead": ("lead", "代表者"), "partner": ("partner", "相手側"), "member": ("member", "参加者")},
    "activity": {
        "fellowship": ("fellowship", "フェローシップ"), "exchange_visit": ("exchange visit", "派遣・招へい交流"),
        "joint_research": ("joint research", "共同研究"), "invitation": ("invitation", "招へい"), "scholarship": ("scholarship", "奨学金"),
        "training": ("training", "研修"), "networking": ("networking", "ネットワーク形成"),
    },
    "career_stage": {
        "student": ("student", "学生"), "early": ("early career", "若手"), "mid": ("mid-career", "中堅"), "senior": ("senior", "シニア"),
    },
    "designation": {  # an open list: an institution may state others
        "kakenhi_eligible": ("institution eligible for KAKENHI", "科研費の応募資格を有する研究機関"),
        "international_research_excellence": ("University for International Research Excellence", "国際卓越研究大学"),
    },
    "outcome": {
        "awarded": ("awarded", "採択"), "rejected": ("rejected", "不採択"), "pending": ("pending", "審査中"), "withdrawn": ("withdrawn", "取下げ"),
    },
}
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
JLPT = ("N5", "N4", "N3", "N2", "N1")


def label(kind: str, value: str, lang: str) -> str:
    """A value of a closed list in words; a value outside the list is shown as it is."""
    pair = TERMS[kind].get(value)
    return value if pair is None else pair[lang == "ja"]


def values(kind: str) -> tuple[str, ...]:
    """The closed list itself."""
    return tuple(TERMS[kind])
