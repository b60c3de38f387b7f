"""researchmap's API replies (JSON-LD) and bulk operation files (JSON lines) into profiles.

Every text is in Japanese, in English, or in one of the two only: each field falls back on the other language. What a person has not
disclosed is simply absent, so nothing is concluded from it: degrees without a doctorate, and the end of a post, stay unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from profiles.importers.imported import Draft, Imported, refused
from profiles.importers.roster import earlier_posts
from profiles.importers.titles import degree_level, organisation_kind, position_kind
from profiles.partial_date import PartialDate
from profiles.vocabulary.countries import country_code

Node = Mapping[str, Any]
OPERATIONS = ("insert", "update", "delete")
PAYLOADS = ("force", "merge", "similar_merge", "doc")
_PAPERS = 500
_OPEN = re.compile(r"9999")


def is_researchmap(content: object) -> bool:
    """Whether a JSON value looks like researchmap's."""
    if not isinstance(content, Mapping):
        return False
    if "researchmap.jp" in str(content.get("@context", "")) or "rm:user_id" in content or "rm:id" in content:
        return True
    return any(isinstance(content.get(name), Mapping) and "type" in content[name] for name in OPERATIONS)


def read_researchmap(values: Iterable[object], name: str, as_of: date) -> Iterator[Imported]:
    """One profile a person; single achievements and bulk operations are gathered by member id or permalink."""
    people: dict[str, dict[str, Any]] = {}
    problems: list[Imported] = []
    for number, value in enumerate(values, start=1):
        try:
            _gather(value, people)
        except _Wrong as wrong:
            problems.append(refused(name, number, f"record {number}", str(wrong)))
    yield from problems
    for number, (key, person) in enumerate(people.items(), start=1):
        yield _person(key, person, name, number, as_of)


class _Wrong(ValueError):
    """A record that is no part of anybody's."""


def _gather(value: object, people: dict[str, dict[str, Any]]) -> None:
    if isinstance(value, Mapping) and isinstance(value.get("items"), list) and "family_name" not in value and not value.get("@graph") and "permalink" not in value and "@type" not in value:
        for item in value["items"]:
            _gather(item, people)
        return
    if not isinstance(value, Mapping):
        raise _Wrong("is no record of researchmap; expected a JSON object")
    operation = next((name for name in OPERATIONS if isinstance(value.get(name), Mapping)), None)
    if operation == "delete":
        return
    if operation is not None:
        head = value[operation]
        payload = next((value[name] for name in PAYLOADS if isinstance(value.get(name), Mapping)), None)
        if payload is None:
            raise _Wrong(f"is an operation without its content; expected one of {', '.join(PAYLOADS)}")
        _keep(people, str(head.get("user_id") or head.get("permalink") or ""), str(head.get("type") or ""), payload)
        return
    key = str(value.get("permalink") or value.get("rm:user_id") or "") or _permalink(value)
    if "family_name" in value or "@graph" in value or "given_name" in value:
        own = people.setdefault(str(value.get("rm:user_id") or key or f"record-{len(people) + 1}"), {})
        own.setdefault("profile", {}).update(value)
        for section in value.get("@graph") or ():
            if isinstance(section, Mapping) and isinstance(section.get("items"), list):
                own.setdefault(str(section.get("@type")), []).extend(item for item in section["items"] if isinstance(item, Mapping))
    elif value.get("@type"):
        items = value["items"] if isinstance(value.get("items"), list) else [value]
        for item in items:
            _keep(people, str(value.get("rm:user_id") or (item.get("rm:user_id") if isinstance(item, Mapping) else "") or key), str(value["@type"]), item)
    else:
        raise _Wrong("is neither a person, an achievement nor an operation of researchmap")


def _permalink(value: Node) -> str:
    match = re.search(r"researchmap\.jp/([^/?]+)", str(value.get("@id", "")))
    return match[1] if match else ""


def _keep(people: dict[str, dict[str, Any]], key: str, kind: str, payload: object) -> None:
    if not key:
        raise _Wrong("names no person (user_id or permalink)")
    if not isinstance(payload, Mapping):
        raise _Wrong("has no content")
    own = people.setdefault(key, {})
    if kind in ("researchers", "researcher", ""):
        own.setdefault("profile", {}).update(payload)
    else:
        own.setdefault(kind, []).append(payload)


def said(node: object, draft: Draft | None = None) -> str | None:
    """A text in Japanese, else in English, else as it stands."""
    if isinstance(node, Mapping):
        return next((text for lang in ("ja", "en") if (text := said(node.get(lang)))), None)
    return " ".join(node.split()) or None if isinstance(node, str) else None


def _person(key: str, person: Mapping[str, Any], file: str, number: int, as_of: date) -> Imported:
    profile: Node = person.get("profile", {})
    draft = Draft(file, number, f"researchmap {key}", "self")
    draft.content["id"] = re.sub(r"\s+", "-", f"researchmap:{key}")
    draft.identifiers["researchmap"] = str(profile.get("permalink") or key)
    _identifiers(draft, profile)
    for lang in ("ja", "en"):
        parts = [_in(profile.get(part), lang) for part in ("family_name", "given_name")]
        if all(parts):
            draft.put("name", " ".join(str(part) for part in (parts if lang == "ja" else reversed(parts))))
            break
    _degrees(draft, profile, person)
    _positions(draft, profile, person, as_of)
    _research(draft, person, profile)
    return draft.done()


def _in(node: object, lang: str) -> str | None:
    return said(node.get(lang)) if isinstance(node, Mapping) else said(node)


def _identifiers(draft: Draft, profile: Node) -> None:
    listed = profile.get("identifiers")
    for ours, theirs in (("erad", "erad_id"), ("orcid", "orc_id")):
        values = listed.get(theirs) if isinstance(listed, Mapping) else None
        value = values[0] if isinstance(values, list) and values else values
        if isinstance(value, str) and value:
            draft.identifiers[ours] = value.rpartition("/")[2].zfill(8) if ours == "erad" else value.rpartition("/")[2]


def _date(draft: Draft, text: object, path: str, place: str) -> PartialDate | None:
    if not isinstance(text, str) or not text.strip() or _OPEN.match(text):
        return None
    try:
        return PartialDate.parse(text.strip()[:10])
    except ValueError:
        draft.doubt(path, text, (f"{text!r} is not a day of the calendar", f"「{text}」は暦にない日付です"), place)
        return None


def _country(node: Node) -> str | None:
    code = node.get("address_country")
    return country_code(code) if isinstance(code, str) else None


def _degrees(draft: Draft, profile: Node, person: Mapping[str, Any]) -> None:
    listed = [item for item in profile.get("degrees") or () if isinstance(item, Mapping)]
    entries: list[tuple[dict[str, str | None], dict[str, str], str]] = []
    for index, item in enumerate(listed):
        text, place = said(item.get("degree")), f"{draft.place} degrees[{index}]"
        level = degree_level(text) if text else None
        if level is None:
            draft.doubt("degrees", text or "", ("does not tell which degree was awarded", "授与された学位が分かりません"), place)
            continue
        awarded = _date(draft, item.get("degree_date"), f"degrees[{len(entries)}].awarded", place)
        entries.append(({"level": level, "awarded": str(awarded) if awarded else None, "institution": said(item.get("degree_institution")), "country": _country(item)}, {"level": text or ""}, place))
    if any(entry["level"] in ("phd", "md") for entry, *_ in entries):
        for entry, raw, place in entries:
            draft.add("degrees", entry, raw, place)
    elif entries or person.get("education"):
        draft.doubt("degrees", "; ".join(raw["level"] for _, raw, _ in entries), ("names no doctorate, which is no proof that there is none", "博士の学位の記載がありませんが、取得していないとは限りません"))


def _positions(draft: Draft, profile: Node, person: Mapping[str, Any], as_of: date) -> None:
    current = {said(item.get("affiliation")) for item in profile.get("affiliations") or () if isinstance(item, Mapping)}
    posts = [item for item in person.get("research_experience", []) if isinstance(item, Mapping)]
    running: set[str | None] = set()
    for index, item in enumerate(posts):
        place = f"{draft.place} research_experience[{index}]"
        since = _date(draft, item.get("from_date"), "positions", place)
        until = _date(draft, item.get("to_date"), "positions", place)
        name = said(item.get("affiliation"))
        goes_on = bool(_OPEN.match(str(item.get("to_date") or ""))) or (item.get("to_date") is None and name in current)
        if until is not None and since is not None and until.latest < since.earliest:
            draft.doubt("positions", f"{since} – {until}", ("ends before it starts", "終了日が開始日より前です"), place)
            continue
        running |= {name} if goes_on else set()
        end = None if goes_on else str(until) if until else f"{since.earliest if since else '1900-01-01'}..9999-12-31"
        _post(draft, item, name, place, since, end)
    for index, item in enumerate(profile.get("affiliations") or ()):
        if isinstance(item, Mapping) and said(item.get("affiliation")) not in running:
            _post(draft, item, said(item.get("affiliation")), f"{draft.place} affiliations[{index}]", None, None)
    if draft.content.get("positions"):
        earlier_posts(draft, as_of, any("until" not in post for post in draft.content["positions"]))


def _post(draft: Draft, item: Node, name: str | None, place: str, since: PartialDate | None, until: str | None) -> None:
    job = said(item.get("job"))
    draft.add("positions", {"kind": position_kind(job) if job else None, "title": job, "organisation": name, "organisation_kind": organisation_kind(name) if name else None,
                            "country": _country(item), "since": str(since) if since else None, "until": until}, {"kind": job or ""}, place)


def _research(draft: Draft, person: Mapping[str, Any], profile: Node) -> None:
    fields = [said(item.get(key)) for item in person.get("research_areas", []) for key in ("research_field", "discipline") if isinstance(item, Mapping)]
    words = [said(item.get("keyword")) for item in person.get("research_interests", []) if isinstance(item, Mapping)]
    words += [said(item.get("research_keyword")) for item in person.get("research_areas", []) if isinstance(item, Mapping)]
    if any(fields):
        draft.put("fields", list(dict.fromkeys(field for field in fields if field)), source=f"{draft.place} research_areas")
    if any(words):
        draft.put("keywords", list(dict.fromkeys(word for word in words if word)), source=f"{draft.place} research_interests")
    about = said(profile.get("profile")) or said(profile.get("description"))
    if about:
        draft.put("statement", about)
    for index, item in enumerate(person.get("published_papers", [])[:_PAPERS]):
        title = said(item.get("paper_title")) if isinstance(item, Mapping) else None
        if not title:
            continue
        place = f"{draft.place} published_papers[{index}]"
        published = _date(draft, item.get("publication_date"), f"publications[{index}].year", place)
        dois = item["identifiers"].get("doi") if isinstance(item.get("identifiers"), Mapping) else None
        draft.add("publications", {"title": title, "abstract": said(item.get("description")), "year": published.earliest.year if published else None,
                                   "doi": dois[0] if isinstance(dois, list) and dois and isinstance(dois[0], str) else dois if isinstance(dois, str) else None}, source=place)
