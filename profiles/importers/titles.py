"""Free words for posts, degrees and organisations into the closed lists; what a word leaves open stays unknown."""

from __future__ import annotations

import re
from functools import lru_cache

from profiles.importers.blanks import folded

_QUALIFIED = re.compile(r"名誉|客員|招聘|招へい|非常勤|元|前任|\bemerit\w*|\bvisiting\b|\badjunct\b|\bformer\b|\bex-|\bhonorary\b|\bguest\b|\bincoming\b|\bacting\b")
_PREFIXES = re.compile(r"^(?:特任|特命|特定|特別|卓越|テニュアトラック|tenure[- ]track\s+|tenured\s+|full\s+(?=professor)|distinguished\s+|project\s+|specially appointed\s+)+")
_KINDS: tuple[tuple[str, str], ...] = (
    ("doctoral_student", r"博士(?:後期)?課程(?:学生|大学院生|在学|在籍|\d年|[一二三四]年|に?在学中|.*在籍中)?.*|d[1-5]|博士課程[1-4１-４]年|博士学生|(?:ph\.?\s?d\.?|doctoral|doctorate)\s*(?:student|candidate|scholar|researcher|fellow \(student\))s?.*|dphil student|doktorand(?:in)?"),
    ("master_student", r"修士課程.*|博士前期課程.*|m[12]|(?:master'?s?|msc|m\.sc\.?)\s*(?:degree |course )?(?:student|candidate).*"),
    ("undergraduate", r"学部生|学部(?:学生)?[1-6]?年?(?:生)?|b[1-4]|undergraduate(?: student)?|bachelor'?s?\s*student|大学生"),
    ("postdoc", r"ポスドク|ポストドクター?|博士研究員|ポストドクトラル.*|post-?\s?doc(?:toral)?\.?(?:\s*(?:fellow|researcher|research fellow|research associate|associate|scholar|scientist|research scientist))?|pd|学振(?:特別研究員)?\s?pd"),
    ("assistant_professor", r"助教|助教授相当|assistant\s+prof(?:essor|\.)?|asst\.?\s+prof(?:essor|\.)?|juniorprofessor(?:in)?"),
    ("associate_professor", r"准教授|助教授|associate\s+prof(?:essor|\.)?|assoc\.?\s+prof(?:essor|\.)?"),
    ("professor", r"教授|prof(?:essor|\.)?|full professor"),
    ("lecturer", r"講師|専任講師|lecturer"),
    ("senior_researcher", r"主任研究員|上級研究員|主幹研究員|上席研究員|senior\s+(?:research\s+)?(?:scientist|researcher|research fellow)"),
    ("research_leader", r"グループリーダー|チームリーダー|研究室主宰者|ユニットリーダー|group leader|team leader|principal investigator|pi|research group leader"),
    ("researcher", r"研究員|研究者|researcher|research scientist|scientist"),
    ("technician", r"技術職員|技官|技術員|technician|technical staff|lab(?:oratory)? technician"),
)
_DOCTOR = re.compile(r"博士|\bph\.?\s?d\b|\bd\.?\s?phil\b|\bdoctor(?:ate|al)?\b|\bdr\.?\s?(?:rer|ing|med|phil|sc)\b|\bsc\.?d\b|\bd\.?sc\b|\bd\.?eng\b|\bdr\.eng", re.I)
_NOT_DOCTOR = re.compile(r"単位取得|満期退学|退学|中退|在学|在籍|学生|candidate|student|abd\b|all but|course|課程", re.I)
_PROFESSIONAL = re.compile(r"juris|\bj\.?d\b|pharmac|pharm\.?d|dental|\bd\.?d\.?s\b|veterin|\bd\.?v\.?m\b|naturopath|chiropract|honoris|名誉博士|honorary", re.I)
_MEDICAL = re.compile(r"\bm\.?\s?d\b\.?(?!\s*[/&+・]?\s*ph)|\bdoctor of medicine\b|医師", re.I)
_BOTH = re.compile(r"\bm\.?d\.?\s*(?:[-/&+,・]|and)?\s*ph\.?\s?d", re.I)
_MASTER = re.compile(r"修士|\bmaster\b|\bmasters\b|\bmaster's\b|\bm\.?\s?(?:sc|eng|phil|res|tech|a|s|b\.?a)\b\.?", re.I)
_BACHELOR = re.compile(r"学士|学部卒|大学卒|\bbachelor|\bb\.?\s?(?:sc|eng|tech|a|s|e)\b\.?", re.I)
_UNIVERSITY = re.compile(r"大学(?!病院|校|共同利用|附属|付属|院生)|universit|universidad|üniversitesi|politecnico|école|hochschule", re.I)
_COMPANY = re.compile(r"株式会社|\(株\)|（株）|有限会社|合同会社|\b(?:inc|corp|corporation|co\.,?\s*ltd|ltd|gmbh|llc|plc|s\.p\.a|pvt)\b\.?", re.I)
_HOSPITAL = re.compile(r"病院|医療センター|hospital|clinic\b", re.I)
_NATIONAL = re.compile(r"国立研究開発法人|理化学研究所|産業技術総合研究所|物質・材料研究機構|\briken\b|\baist\b|\bnims\b|max planck institut|大学共同利用機関", re.I)


@lru_cache(maxsize=4096)
def position_kind(title: str) -> str | None:
    """The kind of post for a title, or None where the title does not tell it (visiting, emeritus, research fellow)."""
    text = folded(title)
    if not text or _QUALIFIED.search(text):
        return None
    text = _PREFIXES.sub("", re.sub(r"\s*\([^()]*\)", "", text)).strip()
    return next((kind for kind, pattern in _KINDS if re.fullmatch(pattern, text)), None)


@lru_cache(maxsize=4096)
def degree_level(text: str) -> str | None:
    """The level of a degree, or None where the words do not tell one that was awarded (単位取得退学, PhD candidate, LLB)."""
    words = folded(text)
    if re.search(r"博士前期課程.*修了", words):
        return "master"
    if _PROFESSIONAL.search(words):
        return None
    if _DOCTOR.search(words) and _NOT_DOCTOR.search(words) and not re.search(r"課程修了|課程博士", words):
        return None
    if _BOTH.search(words) or _DOCTOR.search(words):
        return "md" if _MEDICAL.search(words) and "博士" not in words and not _BOTH.search(words) and not re.search(r"ph|phil", words) else "phd"
    if _MEDICAL.search(words):
        return "md"
    if _MASTER.search(words) and not _NOT_DOCTOR.search(words.replace("課程修了", "")):
        return "master"
    return "bachelor" if _BACHELOR.search(words) and not _NOT_DOCTOR.search(words) else None


@lru_cache(maxsize=4096)
def organisation_kind(name: str) -> str | None:
    """The kind of an organisation where its name says it; a university hospital and the like stay unknown."""
    found = [kind for kind, pattern in (("university", _UNIVERSITY), ("company", _COMPANY), ("hospital", _HOSPITAL), ("national_research_institute", _NATIONAL)) if pattern.search(name)]
    return found[0] if len(found) == 1 else None
