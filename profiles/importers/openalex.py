"""OpenAlex authors and works (JSON) into profiles: texts and topics only.

OpenAlex knows no degrees, contracts or nationalities, and its authors are put together by an algorithm: nothing of it settles a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from profiles.importers.imported import Draft, Imported, refused

Node = Mapping[str, Any]
_WORKS = 500
_LONGEST_ABSTRACT = 20_000


def is_openalex(content: object) -> bool:
    """Whether a JSON value looks like OpenAlex's: an author, a work, a page of results, or an author with works."""
    if not isinstance(content, Mapping):
        return False
    if "author" in content and "works" in content:
        return True
    results = content.get("results")
    if isinstance(results, list) and results:
        return is_openalex(results[0])
    return "openalex.org/" in str(content.get("id", "")) or "abstract_inverted_index" in content or "last_known_institutions" in content


def abstract_of(index: object) -> str | None:
    """The abstract rebuilt from the places of its words; None where the index is absent, empty or not whole.

    OpenAlex stores ``{word: [places]}`` from 0; a place that is taken twice or missing means that the text cannot be told.
    """
    if not isinstance(index, Mapping) or not index:
        return None
    placed: dict[int, str] = {}
    for word, places in index.items():
        for place in places if isinstance(places, list) else ():
            if not isinstance(place, int) or isinstance(place, bool) or place in placed or place < 0:
                return None
            placed[place] = str(word)
    if not placed or len(placed) > _LONGEST_ABSTRACT or max(placed) != len(placed) - 1:
        return None
    return " ".join(placed[place] for place in range(len(placed)))


def read_openalex(values: Iterable[Node], name: str) -> Iterator[Imported]:
    """One profile an author; works alone are gathered under their authors only where an author record is given."""
    authors: list[Node] = []
    works: list[Node] = []
    for value in values:
        _sort(value, authors, works)
    if not authors:
        yield refused(name, 1, "record 1", "holds works without an author's record; add the author's JSON (…/authors/A…) or give {\"author\": …, \"works\": […]}")
        return
    for number, author in enumerate(authors, start=1):
        own = [work for work in works if len(authors) == 1 or _wrote(author, work)] + [work for work in author.get("works", []) if isinstance(work, Mapping)]
        yield _author(author, own, name, number)


def _sort(value: object, authors: list[Node], works: list[Node]) -> None:
    if isinstance(value, list):
        for item in value:
            _sort(item, authors, works)
    elif isinstance(value, Mapping):
        if isinstance(value.get("results"), list):
            _sort(value["results"], authors, works)
        elif isinstance(value.get("author"), Mapping) and "works" in value:
            listed = value["works"]
            given = listed.get("results", []) if isinstance(listed, Mapping) else listed if isinstance(listed, list) else []
            authors.append({**value["author"], "works": given})
        elif "authorships" in value or "abstract_inverted_index" in value:
            works.append(value)
        elif "display_name" in value:
            authors.append(value)


def _short(identifier: object) -> str:
    return str(identifier or "").rstrip("/").rpartition("/")[2]


def _wrote(author: Node, work: Node) -> bool:
    return any(isinstance(one, Mapping) and isinstance(one.get("author"), Mapping) and _short(one["author"].get("id")) == _short(author.get("id"))
               for one in work.get("authorships") or ())


def _author(author: Node, works: list[Node], file: str, number: int) -> Imported:
    key = _short(author.get("id"))
    draft = Draft(file, number, f"OpenAlex {key}" if key else f"record {number}", "algorithm")
    draft.content["id"] = f"openalex:{key}" if key else f"record-{number}"
    if key:
        draft.identifiers["openalex"] = key
    if author.get("orcid"):
        draft.identifiers["orcid"] = _short(author["orcid"])
    if isinstance(author.get("display_name"), str):
        draft.put("name", author["display_name"])
    topics = [topic for topic in author.get("topics") or () if isinstance(topic, Mapping)]
    words = list(dict.fromkeys(topic["display_name"] for topic in topics[:15] if isinstance(topic.get("display_name"), str)))
    if words:
        draft.put("keywords", words)
    for work in works[:_WORKS]:
        _work(draft, author, work)
    for place in author.get("last_known_institutions") or ():
        if isinstance(place, Mapping) and place.get("display_name"):
            draft.note("(seen in papers, not taken over) affiliation", f"{place['display_name']} ({place.get('country_code') or '?'})")
    return draft.done()


def _work(draft: Draft, author: Node, work: Node) -> None:
    title = work.get("title") or work.get("display_name")
    if not isinstance(title, str) or not title.strip():
        return
    year, doi = work.get("publication_year"), work.get("doi")
    positions = [one.get("author_position") for one in work.get("authorships") or () if isinstance(one, Mapping) and isinstance(one.get("author"), Mapping)
                 and _short(one["author"].get("id")) == _short(author.get("id"))]
    place = "sole" if positions and len(work.get("authorships") or ()) == 1 else positions[0] if positions and positions[0] in ("first", "middle", "last") else None
    draft.add("publications", {
        "title": title.strip(), "abstract": abstract_of(work.get("abstract_inverted_index")), "year": year if isinstance(year, int) and 1000 <= year <= 9999 else None,
        "doi": str(doi).replace("https://doi.org/", "") if doi else None, "authors_position": place}, source=f"{draft.place} work/{_short(work.get('id'))}")
