"""Records of ORCID, OpenAlex and researchmap in their real shapes, about people who do not exist."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles import profile_to_dict
from profiles.documents import DocumentFault
from profiles.importers.imported import Imported, provenance_of
from profiles.importers.openalex import abstract_of
from profiles.importers.roster import EARLIER, PRESENT
from profiles.importers.sources import open_people

DAY = date(2026, 11, 24)


def read(content: object, name: str = "stdin") -> list[Imported]:
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    return list(open_people(data, name, DAY).people)


def one(content: object) -> tuple[dict[str, Any], Imported]:
    item, = read(content)
    assert item.profile is not None, item.faults
    return profile_to_dict(item.profile), item


def fuzzy(text: str | None) -> object:
    if text is None:
        return None
    parts = [*text.split("-"), None, None]
    return {key: None if parts[index] is None else {"value": parts[index]} for index, key in enumerate(("year", "month", "day"))}


def summary(kind: str, title: str, organisation: str, country: str, since: str | None, until: str | None, code: int = 1) -> dict[str, Any]:
    return {"summaries": [{f"{kind}-summary": {
        "put-code": code, "department-name": "Physics", "role-title": title, "start-date": fuzzy(since), "end-date": fuzzy(until),
        "organization": {"name": organisation, "address": {"city": "X", "region": None, "country": country}, "disambiguated-organization": None},
        "source": {"source-orcid": None, "source-client-id": {"path": "APP-1"}, "assertion-origin-orcid": None}, "display-index": "0", "visibility": "public"}}]}


def orcid(educations: list[dict[str, Any]] = [], employments: list[dict[str, Any]] = [], countries: tuple[str, ...] = ("IN",)) -> dict[str, Any]:  # noqa: B006
    return {
        "orcid-identifier": {"uri": "https://orcid.org/0000-0002-1825-0097", "path": "0000-0002-1825-0097", "host": "orcid.org"},
        "person": {"name": {"given-names": {"value": "Mira"}, "family-name": {"value": "Exampleson"}, "credit-name": None},
                   "biography": {"content": "I trap ions."}, "keywords": {"keyword": [{"content": "ion traps"}, {"content": "量子"}]},
                   "addresses": {"address": [{"country": {"value": code}, "source": {"source-orcid": {"path": "x"}}} for code in countries]}},
        "activities-summary": {
            "educations": {"affiliation-group": educations}, "employments": {"affiliation-group": employments},
            "works": {"group": [{"work-summary": [{"title": {"title": {"value": "On invented ions"}}, "publication-date": fuzzy("2024-05"),
                                                   "external-ids": {"external-id": [{"external-id-type": "doi", "external-id-value": "10.1/x"}]}},
                                                  {"title": {"title": {"value": "The same work again"}}}]}]}},
    }


def test_an_orcid_record_with_a_doctorate_and_a_post() -> None:
    content, item = one(orcid([summary("education", "PhD", "Example Institute", "IN", "2018", "2023-07-31"), summary("education", "MSc", "Example Institute", "IN", "2016", "2018")],
                              [summary("employment", "Postdoctoral researcher", "Example University", "DE", "2023-09", None)]))
    assert content["id"] == "orcid:0000-0002-1825-0097" and content["name"] == "Mira Exampleson" and content["residence"] == {"country": "IN"}
    assert [(degree["level"], degree["awarded"], degree["country"]) for degree in content["degrees"]] == [("phd", "2023-07-31", "IN"), ("master", "2018", "IN")]
    assert content["positions"][0] == {"kind": "postdoc", "title": "Postdoctoral researcher", "organisation": "Example University", "organisation_kind": "university", "country": "DE", "since": "2023-09"}
    assert [post["organisation"] for post in content["positions"][1:]] == [EARLIER]
    assert content["publications"] == [{"title": "On invented ions", "year": 2024, "doi": "10.1/x"}] and content["statement"] == "I trap ions."
    by = {origin.path: origin.asserted_by for origin in item.origins}
    assert by["degrees[0].awarded"] == "institution" and by["residence.country"] == "self"


@pytest.mark.parametrize("educations", [
    [summary("education", "PhD", "Example Institute", "IN", "2022", None)], [summary("education", "PhD", "E", "IN", "2018", "2023"), summary("education", "MBA", "E", "IN", "2024", None)],
    [summary("education", "MSc", "E", "IN", "2016", "2018")], [summary("education", "role-title", "E", "IN", "2016", "2018")], [],
])
def test_what_orcid_leaves_open_is_unknown_not_none(educations: list[dict[str, Any]]) -> None:
    content, item = one(orcid(educations))
    assert "degrees" not in content and "positions" not in content
    assert [doubt.path for doubt in item.doubts] == (["degrees"] if educations else [])


def test_a_degree_that_ends_after_the_day_is_expected() -> None:
    content, _ = one(orcid([summary("education", "PhD", "E", "IN", "2023", "2027-03")]))
    assert content["degrees"][0]["expected"] == "2027-03" and "awarded" not in content["degrees"][0]


def test_a_post_from_a_day_that_never_existed_and_no_present_post() -> None:
    content, item = one(orcid([], [summary("employment", "Professor", "Example University", "JP", "1930-02-29", "1960")]))
    assert "since" not in content["positions"][0] and [post["organisation"] for post in content["positions"][1:]] == [PRESENT, EARLIER]
    assert any("1930-02-29" in doubt.en for doubt in item.doubts)


def test_the_same_post_in_several_groups_counts_once_and_countries_that_disagree_are_unknown() -> None:
    content, item = one(orcid([], [summary("employment", "Professor", "E", "JP", "2020", None, code) for code in (1, 2)], ("IN", "US")))
    assert len(content["positions"]) == 2 and "residence" not in content
    assert [doubt.en for doubt in item.doubts] == ["the record names IN, US; where does the person live?"]


def test_orcid_in_xml() -> None:
    xml = """<?xml version="1.0"?><record:record path="/0000-0002-1825-0097" xmlns:record="r" xmlns:c="c" xmlns:a="a" xmlns:e="e">
      <c:orcid-identifier><c:path>0000-0002-1825-0097</c:path></c:orcid-identifier>
      <a:activities-summary><a:educations><a:affiliation-group><e:education-summary put-code="5"><c:role-title>Ph.D.</c:role-title>
      <c:end-date><c:year>2020</c:year><c:month>03</c:month></c:end-date><c:organization><c:name>Example University</c:name><c:address><c:country>TH</c:country></c:address></c:organization>
      </e:education-summary></a:affiliation-group></a:educations></a:activities-summary></record:record>"""
    content, item = one(xml.encode())
    assert content["degrees"] == [{"level": "phd", "awarded": "2020-03", "country": "TH", "institution": "Example University"}] and item.identifiers == {"orcid": "0000-0002-1825-0097"}
    with pytest.raises(DocumentFault, match="document type"):
        read(b'<!DOCTYPE x [<!ENTITY a "b">]><record/>')
    with pytest.raises(DocumentFault, match="XML"):
        read(b"<record><open></record>")


def test_orcids_own_samples_are_read_without_a_fault() -> None:
    folder = Path(__file__).parents[5] / "shared" / "samples" / "orcid"
    if not folder.is_dir():
        pytest.skip("ORCID's samples are not here")
    for file in folder.iterdir():
        assert all(item.profile is not None for item in open_people(file, file.name, DAY).people), file.name


AUTHOR = {"id": "https://openalex.org/A5000000001", "orcid": "https://orcid.org/0000-0002-1825-0097", "display_name": "Mira Exampleson", "works_count": 2, "cited_by_count": 9,
          "topics": [{"display_name": "Quantum Information", "field": {"display_name": "Physics"}}],
          "last_known_institutions": [{"display_name": "Example University", "country_code": "DE"}]}
WORK = {"id": "https://openalex.org/W1", "title": "On invented ions", "publication_year": 2024, "doi": "https://doi.org/10.1/x",
        "authorships": [{"author_position": "first", "author": {"id": "https://openalex.org/A5000000001"}}, {"author_position": "last", "author": {"id": "https://openalex.org/A2"}}],
        "abstract_inverted_index": {"Ions": [0, 3], "are": [1], "trapped": [2]}}


@pytest.mark.parametrize("content", [{"author": AUTHOR, "works": [WORK]}, {"author": AUTHOR, "works": {"results": [WORK]}}, [AUTHOR, WORK], {"results": [AUTHOR, WORK], "meta": {"count": 2}}])
def test_an_openalex_author_with_works_has_texts_and_no_facts(content: object) -> None:
    found, item = one(content)
    assert found == {"id": "openalex:A5000000001", "name": "Mira Exampleson", "keywords": ["Quantum Information"],
                     "publications": [{"title": "On invented ions", "abstract": "Ions are trapped Ions", "year": 2024, "doi": "10.1/x", "authors_position": "first"}]}
    assert all(origin.asserted_by == "algorithm" for origin in item.origins)
    assert any("Example University (DE)" in value["raw"] for value in provenance_of(item)["values"])


def test_works_alone_are_refused_with_what_to_do() -> None:
    item, = read({"results": [WORK]})
    assert item.profile is None and "author" in item.faults[0].problem


@given(st.lists(st.text("abcイオン", min_size=1, max_size=4), min_size=1, max_size=30))
def test_an_abstract_is_rebuilt_word_for_word(words: list[str]) -> None:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    assert abstract_of(index) == " ".join(words)
    assert abstract_of({**index, "gap!": [len(words) + 1]}) is None and abstract_of({**index, "twice!": [0]}) is None


@pytest.mark.parametrize("index", [None, {}, [], "text", {"a": ["0"]}, {"a": [True]}, {"a": [-1]}, {"a": 0}])
def test_no_abstract_is_invented(index: object) -> None:
    assert abstract_of(index) is None


PERSON = {
    "@context": "https://api.researchmap.jp/researcher.jsonld", "rm:user_id": "R000000001", "permalink": "example", "family_name": {"ja": "例", "en": "Rei"}, "given_name": {"ja": "示子", "en": "Shiko"},
    "identifiers": {"erad_id": ["1234567"], "orc_id": ["0000-0002-1825-0097"]}, "affiliations": [{"affiliation": {"ja": "架空大学", "en": "Fictive University"}, "section": {"en": "Physics"}, "job": {"ja": "准教授"}}],
    "degrees": [{"degree": {"ja": "博士（工学）"}, "degree_institution": {"en": "Example University"}, "degree_date": "2012-03"}],
    "@graph": [
        {"@type": "research_experience", "items": [
            {"affiliation": {"ja": "架空大学"}, "job": {"ja": "准教授"}, "from_date": "2020-04", "to_date": "9999", "address_country": "JPN"},
            {"affiliation": {"en": "Example University"}, "job": {"en": "Postdoctoral Fellow"}, "from_date": "2012-04", "to_date": "2015-03", "address_country": "USA"},
            {"affiliation": {"en": "Somewhere Institute"}, "from_date": "2016"}]},
        {"@type": "research_interests", "items": [{"keyword": {"ja": "イオン", "en": "ion"}}, {"keyword": {"en": "trap"}}]},
        {"@type": "research_areas", "items": [{"discipline": {"ja": "自然科学一般"}, "research_field": {"ja": "量子"}}]},
        {"@type": "published_papers", "items": [{"paper_title": {"ja": "", "en": "On invented ions"}, "publication_date": "2024-02-05", "identifiers": {"doi": ["10.1/x"]}, "languages": ["eng"]}]}],
}


def test_a_researchmap_reply_falls_back_on_the_other_language_for_each_field() -> None:
    content, item = one(PERSON)
    assert content["id"] == "researchmap:R000000001" and content["name"] == "例 示子"
    assert content["degrees"] == [{"level": "phd", "awarded": "2012-03", "institution": "Example University"}]
    posts = content["positions"]
    assert posts[0] == {"kind": "associate_professor", "title": "准教授", "organisation": "架空大学", "organisation_kind": "university", "country": "JP", "since": "2020-04"}
    assert posts[1]["kind"] == "postdoc" and posts[1]["country"] == "US" and posts[1]["until"] == "2015-03"
    assert posts[2]["until"] == "2016-01-01..9999-12-31" and posts[3]["organisation"] == EARLIER and len(posts) == 4
    assert content["keywords"][:2] == ["イオン", "trap"] and content["publications"] == [{"title": "On invented ions", "year": 2024, "doi": "10.1/x"}]
    assert item.identifiers == {"researchmap": "example", "erad": "01234567", "orcid": "0000-0002-1825-0097"}


def test_what_researchmap_does_not_disclose_is_unknown() -> None:
    content, item = one({**PERSON, "degrees": [{"degree": {"ja": "修士（工学）"}, "degree_date": "2010-03"}], "affiliations": [], "@graph": []})
    assert "degrees" not in content and "positions" not in content and [doubt.path for doubt in item.doubts] == ["degrees"]


def test_a_bulk_file_of_operations_is_gathered_by_person() -> None:
    lines = [
        {"insert": {"type": "researchers", "user_id": "R1"}, "merge": {"family_name": {"ja": "甲"}, "given_name": {"ja": "乙"}}},
        {"insert": {"type": "published_papers", "user_id": "R1"}, "similar_merge": {"paper_title": {"ja": "論文"}, "publication_date": "2020-05"}, "priority": "input_data"},
        {"insert": {"type": "published_papers", "permalink": "other"}, "force": {"paper_title": {"en": "Paper"}, "publication_date": "2020-13"}},
        {"delete": {"type": "published_papers", "user_id": "R1", "id": "9"}}, {"insert": {"type": "published_papers", "user_id": "R1"}}]
    found = read("\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode(), "bulk.jsonl")
    assert [item.profile.id for item in found if item.profile] == ["researchmap:R1", "researchmap:other"]
    assert [item.faults[0].problem for item in found if item.profile is None] == ["is an operation without its content; expected one of force, merge, similar_merge, doc"]
    assert found[1].profile is not None and found[1].profile.name == "甲 乙" and found[1].profile.publications is not None and found[1].profile.publications[0].title == "論文"


def test_profiles_are_streamed_with_bad_lines_between_them(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_bytes(b'{"id": "a"}\n{"id": "b"\n\xff\n{"id": "a"}\n\n{"id": "c", "nationalities": ["IN"]}\n')
    opened = open_people(file, str(file), DAY)
    found = list(opened.people)
    assert opened.kind == "profiles" and [item.row for item in found] == [1, 2, 3, 4, 6] and [item.profile is not None for item in found] == [True, False, False, False, True]
