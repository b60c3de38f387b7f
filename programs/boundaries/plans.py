"""Boundary cases of what is planned, fields, languages and answers."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.partial_date import PartialDate
from profiles.researcher import Answer
from profiles.vocabulary.fields import fields, is_within, is_within_any
from profiles.vocabulary.terms import CEFR, JLPT
from programs.boundaries.setting import Boundary, Facts, Setting, around, merged, met, text
from programs.criteria.answers import Answered
from programs.criteria.plan import Plan
from programs.criteria.research import FieldOf, Language
from programs.logic import Verdict


def plan(rule: Plan, setting: Setting) -> Iterator[Boundary]:
    """Lengths on the limits, every destination, starts around the days between which it must start."""
    place = setting.good_place(rule.within, rule.not_in)
    if place is None:
        return
    wide, timed, dated = rule.within or rule.not_in, rule.min_months is not None or rule.max_months is not None, rule.starts_from or rule.starts_until
    length = rule.min_months if rule.min_months is not None else rule.max_months
    start = PartialDate.parse(rule.starts_from or rule.starts_until or "2027").earliest
    whole = merged(place.facts if wide else {}, {"goals": {"countries": [place.code]}} if wide else {}, {"goals": {"duration_months": length}} if timed else {}, _starting(text(start)) if dated else {})
    yield Boundary("a fitting plan", whole, Verdict.MET)
    for limit in (rule.min_months, rule.max_months):
        for months in (limit - 0.5, limit, limit + 0.5) if limit is not None else ():
            fits = (rule.min_months is None or months >= rule.min_months) and (rule.max_months is None or months <= rule.max_months)
            yield Boundary(f"{months:g} months", merged(whole, {"goals": {"duration_months": months}}), met(fits))
    for other in setting.placings(rule.within, rule.not_in) if wide else []:
        own = merged(whole, other.facts)
        yield Boundary(f"to {other.code}", merged(own, {"goals": {"countries": [other.code]}}), met(other.fits)) if "host" not in (*rule.within, *rule.not_in) else (
            Boundary("a fitting plan", whole, Verdict.MET))
    first = PartialDate.parse(rule.starts_from).earliest if rule.starts_from else None
    last = PartialDate.parse(rule.starts_until).latest if rule.starts_until else None
    for day in dict.fromkeys(one for edge in (first, last) if edge is not None for one in around(edge)):
        fits = (first is None or day >= first) and (last is None or day <= last)
        yield Boundary(f"from {day}", merged(whole, _starting(text(day))), met(fits))


def _starting(day: str) -> Facts:
    return {"goals": {"start": {"from": day, "until": day}}}


def field(rule: FieldOf, setting: Setting) -> Iterator[Boundary]:
    """Every field of the vocabulary alone; and one inside together with one outside."""
    for code in fields():
        inside = is_within_any(code, rule.within)
        yield Boundary(f"field {code}", {"fields": [code]}, Verdict.UNKNOWN if inside is None else met(inside))
    outside = [code for code in fields() if all(is_within(code, target) is False for target in rule.within)]
    if outside:
        yield Boundary("a field inside and one outside", {"fields": [outside[0], rule.within[0]]}, Verdict.MET)


CEFR_OF_JLPT = {"N5": ("A1",), "N4": ("A2",), "N3": ("A2", "B1"), "N2": ("B1", "B2"), "N1": ("B2", "C1", "C2")}  # what a pass shows by its score; above N1 no test lies


def language(rule: Language, setting: Setting) -> Iterator[Boundary]:
    """Every level of the scale; a language that is not stated among those that are."""
    scale = (*JLPT, "native") if rule.level in JLPT else (*CEFR, "native")
    for level in scale:
        yield Boundary(f"{rule.code} at {level}", {"languages": {rule.code: level}}, met(scale.index(level) >= scale.index(rule.level)))
    if rule.code == "ja" and rule.level in CEFR:
        for level, shown in CEFR_OF_JLPT.items():
            reached = {CEFR.index(reference) >= CEFR.index(rule.level) for reference in shown}
            yield Boundary(f"ja at {level}", {"languages": {"ja": level}}, Verdict.UNKNOWN if len(reached) > 1 else met(True in reached))
    yield Boundary("another language alone", {"languages": {"fr" if rule.code != "fr" else "de": "C1"}}, Verdict.UNMET)


def answer(rule: Answered, setting: Setting) -> Iterator[Boundary]:
    """The value asked for, another of its type, the limits and just outside."""
    def case(value: Answer, fits: bool) -> Boundary:
        return Boundary(f"answers {value!r}", {"answers": {rule.key: value}}, met(fits))

    if rule.equals is not None:
        yield case(rule.equals, True)
        yield case(not rule.equals if isinstance(rule.equals, bool) else f"not {rule.equals}" if isinstance(rule.equals, str) else rule.equals + 1, False)
    else:
        for limit in (rule.min, rule.max):
            for value in (limit - 1, limit, limit + 1) if limit is not None else ():
                yield case(value, (rule.min is None or value >= rule.min) and (rule.max is None or value <= rule.max))
