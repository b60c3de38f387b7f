"""ORCID v3 records (JSON or XML; whole records, activities, single sections, bulk works) into profiles.

An education without an end date may be in progress or given up: then the degrees stay unknown. A list of degrees that names no
doctorate says nothing about one, so it is not taken over either. Posts before the listed ones stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from profiles.documents import DocumentFault
from profiles.importers.imported import AssertedBy, Draft, Imported
from profiles.importers.roster import earlier_posts
from profiles.importers.titles import degree_level, organisation_kind, position_kind
from profiles.partial_date import PartialDate

_ID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_NAMESPACE = re.compile(r"^\{.*\}")
_WORKS = 500
Node = Mapping[str, Any]


def is_orcid(content: object) -> bool:
    """Whether a JSON value looks like ORCID's."""
    keys = {"orcid-identifier", "activities-summary", "education-summary", "employment-summary", "put-code", "bulk", "affiliation-group", "works", "work-summary"}
    return isinstance(content, Mapping) and bool(keys & set(content))


def from_xml(text: str) -> Node:
    """An ORCID XML document in the shape of its JSON.

    Raises:
        DocumentFault: Not XML, or with a document type (entities may blow up a small file).
    """
    import xml.etree.ElementTree as tree

    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise DocumentFault("has a document type, which is not read; export the record again from ORCID")
    try:
        root = tree.fromstring(text.encode("utf-8"))
    except (tree.ParseError, ValueError) as error:
        raise DocumentFault(f"is not XML ({error}); export the record again from ORCID") from error
    name = _NAMESPACE.sub("", root.tag)
    content = _node(root, 0)
    if name == "record" and isinstance(content, dict):
        return content
    return {**content, name: None} if name in ("education", "employment") and isinstance(content, dict) else {name: content}


def _node(element: Any, depth: int) -> Any:
    if depth > 30:
        raise DocumentFault("is nested too deep to be a record of ORCID")
    children = list(element)
    if not children:
        return (element.text or "").strip() or None
    content: dict[str, Any] = {key: element.attrib[key] for key in ("path", "put-code") if key in element.attrib}
    for child in children:
        name = _NAMESPACE.sub("", child.tag)
        value = _node(child, depth + 1)
        if name in content and name not in ("path", "put-code"):
            content[name] = [*(content[name] if isinstance(content[name], list) else [content[name]]), value]
        else:
            content[name] = value
    return content


def read_orcid(records: Iterable[Node], name: str, as_of: date) -> Iterator[Imported]:
    """One profile a record."""
    for number, record in enumerate(records, start=1):
        yield _record(record, name, number, as_of)


def _record(record: Node, file: str, number: int, as_of: date) -> Imported:
    identifier = _identifier(record)
    draft = Draft(file, number, f"ORCID {identifier}" if identifier else f"record {number}", "self")
    if identifier:
        draft.identifiers["orcid"] = identifier
    draft.content["id"] = f"orcid:{identifier}" if identifier else f"record-{number}"
    _person(draft, record)
    _degrees(draft, record, as_of)
    _positions(draft, record, as_of)
    _works(draft, record)
    funders = [said(node.get("organization", {}).get("name")) for node in _found(record, {"funding-summary"}) if isinstance(node.get("organization"), Mapping)]
    if any(funders):
        draft.declarations["foreign_funding"] = "\n".join(dict.fromkeys(name for name in funders if name))
    return draft.done()


def _identifier(record: Node) -> str | None:
    path = said((record.get("orcid-identifier") or {}).get("path") if isinstance(record.get("orcid-identifier"), Mapping) else None) or ""
    for text in (path, str(record.get("path") or ""), *(str(node.get("path") or "") for node in _found(record, {"education-summary", "employment-summary", "work-summary", "works", "activities-summary"}))):
        match = _ID.search(text)
        if match:
            return match[0]
    return None


def said(node: object) -> str | None:
    """The text of a node, written as text or as ``{"value": text}``."""
    if isinstance(node, Mapping):
        node = node.get("value")
    return " ".join(str(node).split()) or None if isinstance(node, str | int) and not isinstance(node, bool) else None


def _many(node: object) -> list[Any]:
    return node if isinstance(node, list) else [] if node is None else [node]


def _found(node: object, names: set[str], depth: int = 0) -> Iterator[Node]:
    """Every record below with one of these names, wherever groups put it."""
    if depth > 30:
        return
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in names:
                yield from (item for item in _many(value) if isinstance(item, Mapping))
            else:
                yield from _found(value, names, depth + 1)
    elif isinstance(node, list):
        for item in node:
            yield from _found(item, names, depth + 1)


def _person(draft: Draft, record: Node) -> None:
    person = record.get("person")
    person = person if isinstance(person, Mapping) else record
    named = person.get("name") if isinstance(person.get("name"), Mapping) else {}
    assert isinstance(named, Mapping)
    full = said(named.get("credit-name")) or " ".join(part for part in (said(named.get("given-names")), said(named.get("family-name"))) if part)
    if full:
        draft.put("name", full)
    biography = person.get("biography")
    text = said(biography.get("content")) if isinstance(biography, Mapping) else said(biography)
    if text:
        draft.put("statement", text)
    words = [said(node.get("content")) for node in _found(person.get("keywords"), {"keyword"})]
    if any(words):
        draft.put("keywords", list(dict.fromkeys(word for word in words if word)))
    homes = {code.upper(): _asserted(node) for node in _found(person.get("addresses"), {"address"}) if (code := said(node.get("country")))}
    if len(homes) == 1:
        code, by = next(iter(homes.items()))
        draft.put("residence.country", code, asserted_by=by)
    elif homes:
        listed = ", ".join(homes)
        draft.doubt("residence.country", listed, (f"the record names {listed}; where does the person live?", f"記録には{listed}とあります。居住国・地域はどこですか"))


def _asserted(node: Node) -> AssertedBy:
    source = node.get("source")
    if not isinstance(source, Mapping) or source.get("source-orcid") or source.get("assertion-origin-orcid"):
        return "self"
    return "institution"


def _date(node: object) -> tuple[PartialDate | None, str | None]:
    """A fuzzy date, and its text where it is no day of the calendar."""
    if not isinstance(node, Mapping):
        return None, None
    parts = []
    for key, width in (("year", 4), ("month", 2), ("day", 2)):
        text = said(node.get(key))
        if text is None:
            break
        parts.append(text.zfill(width))
    if not parts:
        return None, None
    try:
        return PartialDate.parse("-".join(parts)), None
    except ValueError:
        return None, "-".join(parts)


def _place_of(draft: Draft, node: Node, section: str) -> str:
    return f"{draft.place} {section}/{node.get('put-code', '?')}"


def _country(node: Node) -> str | None:
    organisation = node.get("organization")
    address = organisation.get("address") if isinstance(organisation, Mapping) else None
    code = said(address.get("country")) if isinstance(address, Mapping) else None
    return code.upper() if code and re.fullmatch(r"[A-Za-z]{2}", code) else None


def _organisation(node: Node) -> str | None:
    organisation = node.get("organization")
    return said(organisation.get("name")) if isinstance(organisation, Mapping) else None


def _degrees(draft: Draft, record: Node, as_of: date) -> None:
    nodes = [*_found(record, {"education-summary"}), *([record] if "education" in record and "organization" in record else [])]
    if not nodes:
        return
    entries, open_ended = [], False
    for node in nodes:
        place, title = _place_of(draft, node, "education"), said(node.get("role-title"))
        ended, wrong = _date(node.get("end-date"))
        level = degree_level(title) if title else None
        if wrong:
            draft.doubt("degrees", wrong, (f"{wrong} is not a day of the calendar", f"{wrong}は暦にない日付です"), place)
        if ended is None:
            open_ended = True
            draft.doubt("degrees", title or "", ("has no end date: in progress, or given up?", "終了日がありません。在学中か、中退かをご確認ください"), place)
            continue
        if level is None:
            draft.doubt("degrees", title or "", ("does not tell which degree was awarded", "授与された学位が分かりません"), place)
            continue
        entries.append(({"level": level, "expected" if ended.earliest > as_of else "awarded": str(ended), "country": _country(node), "institution": _organisation(node),
                         "field": said(node.get("department-name"))}, {"level": title or ""}, place, _asserted(node)))
    if open_ended or not any(entry["level"] in ("phd", "md") for entry, *_ in entries):
        if entries and not open_ended:
            draft.doubt("degrees", "; ".join(raw["level"] for _, raw, *_ in entries), ("names no doctorate, which is no proof that there is none", "博士の学位の記載がありませんが、取得していないとは限りません"))
        return
    for entry, raw, place, by in entries:
        draft.add("degrees", entry, raw, place, by)


def _positions(draft: Draft, record: Node, as_of: date) -> None:
    seen: set[tuple[str | None, str]] = set()
    nodes = [(node, section) for section in ("employment", "invited-position") for node in _found(record, {f"{section}-summary"})]
    if "employment" in record and "organization" in record:
        nodes.append((record, "employment"))
    for node, section in nodes:
        since, wrong = _date(node.get("start-date"))
        until, wrong_end = _date(node.get("end-date"))
        place, title = _place_of(draft, node, section), said(node.get("role-title"))
        for path, text in (("positions", wrong), ("positions", wrong_end)):
            if text:
                draft.doubt(path, text, (f"{text} is not a day of the calendar", f"{text}は暦にない日付です"), place)
        key = (_organisation(node), str(since))
        if key in seen or (until is not None and since is not None and until.latest < since.earliest):
            continue
        seen.add(key)
        name = _organisation(node)
        draft.add("positions", {
            "kind": position_kind(title) if title and section == "employment" else None, "title": title, "organisation": name, "organisation_kind": organisation_kind(name) if name else None,
            "country": _country(node), "since": str(since) if since else None,
            "until": str(until) if until else f"{since.earliest if since else '1900-01-01'}..9999-12-31" if wrong_end else None}, {"kind": title or ""}, place, _asserted(node))
    if seen:
        earlier_posts(draft, as_of, any("until" not in post for post in draft.content["positions"]))


def _works(draft: Draft, record: Node) -> None:
    groups = [next(iter(_many(group.get("work-summary"))), None) for group in _found(record, {"group"})]
    works = [*(node for node in groups if isinstance(node, Mapping)), *_found(record.get("bulk"), {"work"})]
    if not works:
        works = list(_found(record, {"work-summary"}))
    entries = []
    for node in works[:_WORKS]:
        titled = node.get("title")
        title = said(titled.get("title")) if isinstance(titled, Mapping) else said(titled)
        published, _ = _date(node.get("publication-date"))
        doi = next((said(one.get("external-id-value")) for one in _found(node.get("external-ids"), {"external-id"}) if said(one.get("external-id-type")) == "doi"), None)
        entries.append({"title": title, "abstract": said(node.get("short-description")), "year": published.earliest.year if published else None, "doi": doi})
    for entry in entries:
        if entry["title"]:
            draft.add("publications", entry)
