"""Review questions from declared facts. What is read here is handed over as ``Declared``, which holds nothing else of a person."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matcher.screening.review.settings import ListedOrganisation, ReviewSettings
from profiles.importers.blanks import folded, is_blank
from profiles.importers.cells import yes_or_no
from profiles.importers.imported import Imported
from profiles.importers.roster import EARLIER, PRESENT
from profiles.researcher import ResearcherProfile

_CORPORATE = re.compile(r"\b(?:the|of|and|for|at|co|ltd|inc|corp|corporation|company|limited|llc|gmbh)\b|株式会社|有限会社|国立大学法人|学校法人|公立大学法人|\W", re.I)
NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Declared:
    """The declared facts that may lead to a question, and the person's id; nothing else of a person reaches this module.

    Attributes:
        employers: Present and past organisations with the path where each was declared.
        funders: Declared funding with its path.
        project: What is said of the project (statement, keywords, technology area).
        on_file: Declarations by name; empty text where the column is there and the cell is blank.
    """

    id: str
    row: int
    employers: tuple[tuple[str, str], ...] = ()
    funders: tuple[tuple[str, str], ...] = ()
    project: tuple[tuple[str, str], ...] = ()
    on_file: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """One question to the responsible office, with its trigger and source; open until a named person closes it."""

    id: str
    person: str
    row: int
    trigger: str
    declared: str
    en: str
    ja: str
    source: str
    status: str = NOT_CHECKED


def declared_facts(item: Imported, person: ResearcherProfile) -> Declared:
    """What a person or the office has declared."""
    employers = [(f"positions[{place}].organisation", post.organisation) for place, post in enumerate(person.positions or ()) if post.organisation and post.organisation not in (EARLIER, PRESENT)]
    on_file = item.declarations
    employers += [("former_employers", part.strip()) for part in re.split(r"[\n;；、/]", on_file.get("former_employers", "")) if part.strip()]
    funders = [(f"funding[{place}]", f"{entry.funder} ({entry.country})" if entry.country else entry.funder) for place, entry in enumerate(person.funding or ()) if entry.funder]
    if not is_blank(on_file.get("foreign_funding", "")) and yes_or_no(on_file["foreign_funding"]) is not False:
        funders.append(("foreign_funding", on_file["foreign_funding"]))
    project = [(path, text) for path, text in (("statement", person.statement or ""), ("keywords", ", ".join(person.keywords or ())), ("technology_area", on_file.get("technology_area", ""))) if text]
    return Declared(person.id, item.row, tuple(employers), tuple(funders), tuple(project), on_file)


class Reviewer:
    """Asks about the declared facts of one person after another."""

    def __init__(self, settings: ReviewSettings) -> None:
        self.settings = settings
        self._names: dict[str, tuple[ListedOrganisation, str]] = {}
        for entry in settings.organisations:
            for name in (entry.name, *entry.aliases):
                self._names.setdefault(_core(name), (entry, name))

    def questions(self, declared: Declared) -> Iterator[ReviewQuestion]:
        """Every question, numbered for the person."""
        for number, (trigger, fact, en, ja, source) in enumerate(self._asked(declared), start=1):
            yield ReviewQuestion(f"{declared.id}#{number}", declared.id, declared.row, trigger, fact, en, ja, source)

    def _asked(self, declared: Declared) -> Iterator[tuple[str, str, str, str, str]]:
        if self.settings.organisations:
            for path, name in dict.fromkeys(declared.employers):
                yield from self._organisation(path, name)
            if not declared.employers:
                yield ("organisation", "", "No employer is declared, so nothing was compared with the list.", "所属機関の申告がないため、リストとの照合はできていません。", "positions")
        if self.settings.funding:
            for path, text in declared.funders:
                yield ("funding", text, f"Funding is declared: {text}. Is the source a foreign government or the like (see the form on 特定類型)?",
                       f"資金提供の申告があります：{text}。外国政府等に該当しますか（特定類型の確認書を参照）。", path)
        yield from self._technology(declared)
        for name in self.settings.declarations:
            if is_blank((declared.on_file or {}).get(name, "")):
                yield ("declaration", name, f"Not on file: {name}.", f"未提出・未確認：{name}", name)

    def _organisation(self, path: str, name: str) -> Iterator[tuple[str, str, str, str, str]]:
        core = _core(name)
        if core in self._names:
            entry, spelling = self._names[core]
            where = f"{entry.source}, row {entry.row}, version {self.settings.version}"
            yield ("organisation", name, f"The declared organisation {name!r} has the same name as the entry {spelling!r} of the list you loaded ({where}). Is it the same organisation?",
                   f"申告された所属機関「{name}」は、読み込まれたリストの「{spelling}」と同じ名称です（{where}）。同一の機関ですか。", path)
        elif self.settings.near is not None and core:
            likeness, other = max(((difflib.SequenceMatcher(None, core, listed).ratio(), listed) for listed in self._names), default=(0.0, ""))
            if likeness >= self.settings.near:
                entry, spelling = self._names[other]
                where = f"{entry.source}, row {entry.row}, version {self.settings.version}"
                yield ("organisation-near", name, f"Similar name, {likeness:.0%}: {name!r} and the entry {spelling!r} ({where}). Different organisations often share names.",
                       f"類似名称（{likeness:.0%}）：「{name}」とリストの「{spelling}」（{where}）。別の機関が同様の名称を用いることはよくあります。", path)

    def _technology(self, declared: Declared) -> Iterator[tuple[str, str, str, str, str]]:
        for area in self.settings.technology_areas:
            found = next(((path, term) for path, text in declared.project for term in area.terms if _names_term(text, term)), None)
            if found is not None:
                path, term = found
                yield ("technology", term, f"The project names {term!r}, which your list puts in area {area.id} ({area.name}). Is the programme designated, and does an export review apply?",
                       f"研究内容に「{term}」とあり、指定リストの領域{area.id}（{area.name}）に関係します。当該事業の指定の有無と、輸出管理上の確認の要否をご確認ください。", path)


def _core(name: str) -> str:
    return _CORPORATE.sub("", folded(name))


def _names_term(text: str, term: str) -> bool:
    words, wanted = folded(text), folded(term)
    if wanted.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])", words) is not None
    return wanted in words
