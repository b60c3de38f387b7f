"""One row of a roster into a profile: each role of a column fills one part, and what a cell leaves open becomes a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from profiles.importers.blanks import folded, is_blank
from profiles.importers.cells import Cell, yes_or_no
from profiles.importers.dates import DateReading, read_date
from profiles.importers.headings import REVIEW_ONLY
from profiles.importers.imported import Draft
from profiles.importers.places import PlaceReading, read_countries
from profiles.importers.titles import organisation_kind, position_kind
from profiles.vocabulary.fields import map_field
from profiles.vocabulary.terms import CEFR, JLPT

EARLIER, PRESENT = "(earlier posts not stated)", "(present post not stated)"


class Roster:
    """Fills a draft from the cells of a row, by role."""

    def __init__(self, draft: Draft, cells: Mapping[str, Cell], as_of: date, from_1904: bool) -> None:
        self.draft, self.cells, self.as_of, self.from_1904 = draft, cells, as_of, from_1904

    def fill(self) -> None:
        """Every part of the profile for which there is a cell."""
        from profiles.importers.roster_studies import degrees, goals

        parts: tuple[Callable[[Roster], None], ...] = (
            Roster._names, Roster._identifiers, Roster._nationalities, Roster._residence, Roster._birth, Roster._position, degrees, Roster._research,
            Roster._host, goals, Roster._languages, Roster._paths, Roster._declarations)
        for part in parts:
            part(self)

    def text(self, role: str) -> str | None:
        """What the cell of a role says, or None where it is blank or there is none."""
        cell = self.cells.get(role)
        return None if cell is None or is_blank(cell.raw) or is_blank(cell.text) else " ".join(cell.text.split())

    def put(self, path: str, value: Any, role: str) -> None:
        """A value from the cell of a role."""
        self.draft.put(path, value, self.cells[role].text, self.cells[role].place)

    def doubt(self, path: str, role: str, question: tuple[str, str]) -> None:
        """A question on the cell of a role."""
        self.draft.doubt(path, self.cells[role].text, question, self.cells[role].place)

    def date(self, path: str, role: str, may_be_expected: bool = False) -> DateReading:
        """The date of a role's cell; a question is noted, and a blank is nothing."""
        cell = self.cells.get(role)
        reading = DateReading() if cell is None else read_date(cell.raw, self.from_1904)
        if reading.expected and not may_be_expected and reading.question is None:
            reading = DateReading(question=("says that it is still to come", "「見込み」とあり、確定した日付ではありません"))
        if reading.question is not None:
            self.doubt(path, role, reading.question)
        again = self.cells.get(f"again:{role}")
        if again is not None and reading.value is not None:
            other = read_date(again.raw, self.from_1904).value
            if other is not None and other != reading.value:
                self.doubt(path, role, (f"{reading.value} here and {other} in {again.place}: which is right?", f"ここでは{reading.value}、{again.place}では{other}です。どちらが正しいですか"))
                return DateReading()
        return reading

    def places(self, path: str, *roles: str) -> tuple[str, ...]:
        """The countries of the cells of these roles, or nothing where one of them is a question."""
        found: list[str] = []
        clear = True
        for role in roles:
            text = self.cells[role].text if role in self.cells else ""
            reading = read_countries(text) if text.strip() else PlaceReading()
            for question in reading.questions:
                self.doubt(path, role, question)
                clear = False
            found += reading.codes
        return tuple(dict.fromkeys(found)) if clear else ()

    def one_place(self, path: str, role: str) -> str | None:
        """The one country of a cell; several are a question."""
        found = self.places(path, role)
        if len(found) > 1:
            self.doubt(path, role, ("names several countries where one is asked for", "国・地域が複数記載されています。一つに絞ってください"))
        return found[0] if len(found) == 1 else None

    def _names(self) -> None:
        family, given = self.text("family_name"), self.text("given_name")
        role = next((role for role in ("name", "latin_name") if self.text(role)), None)
        if role is not None:
            self.put("name", " ".join(unicodedata.normalize("NFKC", self.text(role) or "").split()), role)
        elif family or given:
            latin = (family or given or "").isascii()
            self.put("name", " ".join(part for part in ((family or "").upper() if latin else family, given) if part), "family_name" if family else "given_name")
        if role == "name" and self.text("latin_name"):
            self.draft.note("name", self.text("latin_name"), self.cells["latin_name"].place)

    def _identifiers(self) -> None:
        orcid = self.text("orcid")
        if orcid is not None:
            found = re.search(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX]", unicodedata.normalize("NFKC", orcid).upper())
            digits = re.sub("-", "", found[0]) if found else ""
            if digits and _orcid_check(digits):
                self.draft.identifiers["orcid"] = "-".join(digits[i:i + 4] for i in range(0, 16, 4))
            else:
                self.doubt("identifiers.orcid", "orcid", ("is no ORCID iD (its check digit does not fit); check it", "ORCID iDとして正しくありません（検査数字が合いません）。ご確認ください"))
        number = self.text("erad")
        if number is not None and re.fullmatch(r"\d{1,8}", unicodedata.normalize("NFKC", number)):
            self.draft.identifiers["erad"] = unicodedata.normalize("NFKC", number).zfill(8)
            if len(number) < 8:
                self.doubt("identifiers.erad", "erad", ("has fewer than 8 digits and was filled with zeros at the front; check it", "8桁に満たないため先頭に0を補いました。ご確認ください"))
        if self.text("researchmap"):
            self.draft.identifiers["researchmap"] = (self.text("researchmap") or "").rstrip("/").rpartition("/")[2]

    def _nationalities(self) -> None:
        roles = [role for role in ("nationalities", "other_nationality") if role in self.cells and not (role == "other_nationality" and yes_or_no(self.text(role) or "") is False)]
        found = self.places("nationalities", *roles)
        if found:
            self.put("nationalities", list(found), roles[0])

    def _residence(self) -> None:
        country = self.one_place("residence.country", "residence")
        if country:
            self.put("residence.country", country, "residence")
            since = self.date("residence.since", "residence_since")
            if since.value:
                self.put("residence.since", str(since.value), "residence_since")
        text = self.text("permanent_resident")
        if text is None:
            return
        permanent = yes_or_no(text)
        countries = () if permanent is not None else read_countries(text).codes
        if countries:
            self.put("permanent_residence", list(countries), "permanent_resident")
        elif permanent is not None and country:
            self.put("residence.permanent", permanent, "permanent_resident")
        else:
            self.doubt("residence.permanent", "permanent_resident", ("does not tell in which country", "どの国・地域の永住権かが分かりません"))

    def _birth(self) -> None:
        born = self.date("birth_date", "birth_date")
        if born.value is not None:
            self.put("birth_date", str(born.value), "birth_date")

    def _position(self) -> None:
        organisation, title = self.text("organisation"), self.text("title")
        country = self.one_place("positions[0].country", "organisation_country")
        if not (organisation or title or country):
            return
        since = self.date("positions[0].since", "position_since")
        kind = position_kind(title) if title else None
        entry: dict[str, Any] = {
            "kind": kind, "title": title, "organisation": organisation, "organisation_kind": organisation_kind(organisation) if organisation else None,
            "country": country, "since": str(since.value) if since.value else None,
            "full_time": yes_or_no(self.text("full_time") or ""), "tenure": _tenure(self.text("tenure") or ""),
        }
        raw = {key: self.cells[role].text for key, role in (("kind", "title"), ("organisation_kind", "organisation"), ("country", "organisation_country"), ("since", "position_since"))
               if role in self.cells}
        place = next(self.cells[role].place for role in ("organisation", "title", "organisation_country") if role in self.cells)
        self.draft.add("positions", entry, raw, place)
        earlier_posts(self.draft, self.as_of)

    def _research(self) -> None:
        field = self.text("field")
        if field is not None:
            words = [field] if map_field(field) else _split(self.cells["field"].text, "・" not in field or map_field(field) is not None)
            self.put("fields", words, "field")
        if self.text("keywords"):
            self.put("keywords", _split(self.cells["keywords"].text, True), "keywords")
        said = [(role, self.text(role)) for role in ("topic", "summary") if self.text(role)]
        if said:
            self.put("statement", "\n".join(text or "" for _, text in said), said[0][0])
        if self.text("publications"):
            lines = [line.strip(" 　・-*") for line in re.split(r"[\n\r]+|;\s+|；", self.cells["publications"].text)]
            self.put("publications", [{"title": line} for line in lines if line], "publications")

    def _host(self) -> None:
        roles = [role for role in ("host_name", "host_organisation", "host_title", "host_accepted") if self.text(role)]
        if self.text("nominated_by"):
            self.put("arrangements.nominated_by", self.text("nominated_by"), "nominated_by")
        if not roles:
            return
        self.draft.content.setdefault("arrangements", {}).setdefault("host", {})
        if self.text("host_name"):
            self.draft.declarations["host"] = self.text("host_name") or ""
            self.draft.note("arrangements.host", self.text("host_name"), self.cells["host_name"].place)
        organisation = self.text("host_organisation")
        if organisation:
            self.put("arrangements.host.organisation", organisation, "host_organisation")
            if organisation_kind(organisation):
                self.put("arrangements.host.organisation_kind", organisation_kind(organisation), "host_organisation")
        accepted = yes_or_no(self.text("host_accepted") or "")
        if accepted is not None:
            self.put("arrangements.host.accepted", accepted, "host_accepted")
        elif self.text("host_accepted"):
            self.doubt("arrangements.host.accepted", "host_accepted", ("says neither yes nor no", "承諾の有無が読み取れません"))
        kind = position_kind(self.text("host_title") or "")
        if kind:
            self.put("arrangements.host.person.kind", kind, "host_title")
        former = yes_or_no(self.text("former_supervisor") or "")
        if former is not None:
            self.put("arrangements.host.person.former_supervisor", former, "former_supervisor")

    def _languages(self) -> None:
        levels = {}
        for code, role in (("en", "english"), ("ja", "japanese")):
            text = self.text(role)
            if text is None:
                continue
            level = "native" if re.fullmatch(r"native(?: speaker)?|ネイティブ|母語|母国語", folded(text)) else text.upper().replace("JLPT", "").strip()
            if level in (*CEFR, *(JLPT if code == "ja" else ()), "native"):
                levels[code] = level
                self.draft.note(f"languages.{code}", text, self.cells[role].place)
            else:
                self.doubt(f"languages.{code}", role, ("is no CEFR or JLPT level; write B2, N2 or native", "CEFRやJLPTのレベルではありません。B2、N2、nativeなどで入力してください"))
        if levels:
            self.draft.content["languages"] = levels

    def _paths(self) -> None:
        for role, cell in self.cells.items():
            if not role.startswith("path:") or is_blank(cell.raw):
                continue
            path, text = role.removeprefix("path:"), cell.text.strip()
            if path.startswith("answers."):
                answer = yes_or_no(text)
                number = isinstance(cell.raw, int | float) and not isinstance(cell.raw, bool)
                self.draft.content.setdefault("answers", {})[path.removeprefix("answers.")] = cell.raw if number else text if answer is None else answer
                self.draft.note(path, text, cell.place)
            elif path.endswith(("activities", "countries")):
                self.draft.put(path, _split(text, True), text, cell.place)
            else:
                answer = yes_or_no(text)
                self.draft.put(path, cell.raw if isinstance(cell.raw, int | float) else answer if answer is not None and not text.isdigit() else text, text, cell.place)

    def _declarations(self) -> None:
        for role in sorted(REVIEW_ONLY):
            if role in self.cells:
                self.draft.declarations[role] = "" if self.text(role) is None else self.cells[role].text.strip()


def earlier_posts(draft: Draft, as_of: date, present_is_known: bool = True) -> None:
    """A list of posts is read as complete, and a source names some only: what it does not name is stated as unknown posts."""
    if not present_is_known:
        draft.content["positions"].append({"organisation": PRESENT})
    draft.content["positions"].append({"organisation": EARLIER, "until": f"1900-01-01..{as_of - timedelta(days=1)}"})


def _split(text: str, dots: bool) -> list[str]:
    parts = re.split(r"[,、，;；/／\n\r|]+" + ("|・" if dots else ""), text)
    return [" ".join(part.split()) for part in parts if part.strip() and not is_blank(part)]


def _tenure(text: str) -> bool | None:
    word = folded(text)
    if word in ("任期なし", "任期の定めなし", "無期", "テニュア", "permanent", "tenured", "無期雇用"):
        return True
    return False if word in ("任期付", "任期付き", "任期あり", "有期", "fixed-term", "fixed term", "有期雇用") else yes_or_no(text) if word in ("yes", "no", "true", "false") else None


def _orcid_check(digits: str) -> bool:
    """ISO 7064 mod 11-2, as ORCID describes it."""
    total = 0
    for mark in digits[:15]:
        total = (total + int(mark)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[15]
