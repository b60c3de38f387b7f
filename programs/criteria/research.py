"""Field of research and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from profiles.vocabulary.fields import field_name, is_field, is_within_any
from programs.criteria.base import Case, Criterion, truth, unknown
from programs.logic import Judgement, Missing, Text, Verdict, any_of
from programs.phrases import either

_CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
_LANGUAGES = {"en": Text("English", "英語"), "ja": Text("Japanese", "日本語"), "zh": Text("Chinese", "中国語"), "de": Text("German", "ドイツ語"),
              "fr": Text("French", "フランス語"), "ko": Text("Korean", "韓国語"), "es": Text("Spanish", "スペイン語")}
_JLPT = ("N5", "N4", "N3", "N2", "N1", "native")
# From the lowest to the highest CEFR level that a pass can stand for: the reference levels that jlpt.jp prints on results since December 2025.
# N1 shows C1 at most, but no test lies above it, so C2 stays open.
_JLPT_IN_CEFR = {"N5": ("A1", "A1"), "N4": ("A2", "A2"), "N3": ("A2", "B1"), "N2": ("B1", "B2"), "N1": ("B2", "C2")}


@dataclass(frozen=True, slots=True)
class FieldOf(Criterion):
    """Works in one of a closed list of fields."""

    KIND: ClassVar[str] = "field"
    within: tuple[str, ...]

    def faults(self) -> list[str]:
        return [f"{code!r} is not a field of the vocabulary" for code in self.within if not is_field(code)]

    def requirement(self) -> Text:
        return Text("field: " + either([field_name(code, "en") for code in self.within]), "研究分野：" + "、".join(field_name(code, "ja") for code in self.within))

    def judge(self, case: Case) -> Judgement:
        stated = case.person.fields
        if not stated:
            return unknown("fields")
        verdict = any_of([truth(is_within_any(code, self.within)) for code in stated])
        value = Text(", ".join(field_name(code, "en") for code in stated), "、".join(field_name(code, "ja") for code in stated))
        gaps = (Missing("fields"),) if verdict is Verdict.UNKNOWN else ()
        return Judgement(verdict, value, ("fields",), gaps)


@dataclass(frozen=True, slots=True)
class Language(Criterion):
    """Knows a language at a level or above (CEFR, JLPT or ``native``).

    A JLPT level stands for the CEFR levels that the test itself names; no CEFR level stands for having passed a test.
    """

    KIND: ClassVar[str] = "language"
    code: str
    level: str

    def faults(self) -> list[str]:
        return [] if self.level in (*_CEFR, *_JLPT) else [f"{self.level!r} is no CEFR or JLPT level"]

    def requirement(self) -> Text:
        name = _LANGUAGES.get(self.code, Text(self.code, self.code))
        return Text(f"{name.en} at {self.level} or above", f"{name.ja}の能力が{self.level}以上であること")

    def judge(self, case: Case) -> Judgement:
        levels = case.person.languages
        path = f"languages.{self.code}"
        stated = levels.get(self.code) if levels is not None else None
        if stated is None:
            if levels is None:
                return unknown(path)
            return Judgement(Verdict.UNMET, Text("none stated", "記載なし"), (path,), change="arrange")
        scale = _JLPT if self.level in _JLPT and stated in _JLPT else _CEFR
        value = Text(stated, stated)
        low, high = _JLPT_IN_CEFR.get(stated, (stated, stated)) if scale is _CEFR else (stated, stated)
        if low not in scale or self.level not in scale or scale.index(low) < scale.index(self.level) <= scale.index(high):
            return unknown(path, value=value)
        return Judgement(truth(scale.index(low) >= scale.index(self.level)), value, (path,), change="arrange")
