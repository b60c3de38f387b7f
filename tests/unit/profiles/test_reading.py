"""Reading profiles: every field of the contract, and every fault at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from profiles import PartialDate, ProfileFaults, parse_profile, read_profiles

EXAMPLES = sorted((Path(__file__).parents[3] / "profiles" / "examples").glob("*.yaml"))
CONTRACT = """
id: r-0001
name: Somebody
nationalities: [IN]
residence: {country: IN, since: 1998-04-02, permanent: true}
permanent_residence: [US]
birth_date: 1996-05-17
languages: {en: C1, ja: N4}
degrees:
  - {level: phd, defended: 2024-05-20, awarded: 2024-07-31, country: IN, institution: IIT Bombay, field: quantum optics}
  - {level: phd, expected: 2027-03-31}
positions:
  - {kind: postdoc, title: x, organisation: y, organisation_kind: university, country: IN, since: 2024-09-01, until: null, full_time: true, tenure: false}
stays: [{country: JP, since: 2022-01-10, until: 2022-03-30, purpose: research}]
career_breaks: [{reason: parental_leave, since: 2025-01-01, until: 2025-06-30}]
fields: [quantum, "ford:1.3"]
keywords: [trapped ions, 量子誤り訂正]
statement: free text, any language
publications: [{title: a, abstract: b, year: 2025, doi: 10.1/x, authors_position: first}]
awards: [{program: jsps-short-pe, since: 2023-05-01, until: 2023-11-30}]
applications: [{program: msca-pf-european, on: 2025-09-10, outcome: rejected, score: 82.4}]
funding: [{funder: DST, country: IN, since: 2024, until: 2026, amount: {value: 10, currency: INR}}]
arrangements:
  host: {organisation: Z, organisation_kind: university, country: JP, accepted: true, person: {kind: professor, former_supervisor: false}}
  partners: [{organisation: W, country: DE, funded_by: DFG, role: lead}]
  nominated_by: IIT Bombay
goals:
  activities: [fellowship]
  countries: [JP]
  duration_months: {min: 3, max: 12}
  start: {from: 2027-04-01, until: 2027-09-30}
answers: {"nationality.holds_japanese": false}
"""


def faults_of(text: str, name: str = "p.yaml") -> list[str]:
    return [str(fault) for fault in read_profiles(text.encode(), name).faults]


def test_every_field_of_the_contract() -> None:
    profile = read_profiles(CONTRACT.encode(), "p.yaml").profiles[0][1]
    assert profile.degrees is not None and profile.degrees[0].defended == PartialDate.parse("2024-05-20")
    assert profile.fields == ("quantum", "ford:1.3")
    assert profile.goals is not None and profile.goals.start is not None and profile.goals.start.since == PartialDate.parse("2027-04-01")
    assert profile.arrangements is not None and profile.arrangements.partners is not None and profile.arrangements.partners[0].funded_by == "DFG"
    assert profile.answers["nationality.holds_japanese"] is False
    assert profile.funding is not None and profile.funding[0].amount is not None and profile.funding[0].amount.currency == "INR"


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples(file: Path) -> None:
    batch = read_profiles(file.read_bytes(), str(file))
    assert batch.faults == () and len(batch.profiles) == 1


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 10


def test_all_faults_at_once_with_paths_and_hints() -> None:
    found = faults_of("id: r\nnationalties: [IN]\ndegrees: [{level: pdh, awarded: 2027-02-29}]\nstays: {country: JP}\nbirth_date: soon\n")
    assert len(found) == 5
    assert "nationalties: unknown key; did you mean `nationalities`?" in found[0]
    assert any(line.startswith("p.yaml: degrees[0].level:") and "did you mean `phd`?" in line for line in found)
    assert any("degrees[0].awarded" in line and "not a day of the calendar" in line for line in found)
    assert any("stays: expected a list" in line for line in found)
    assert any("birth_date" in line for line in found)


def test_absent_is_unknown_and_an_empty_list_is_none() -> None:
    profile = parse_profile({"id": "r", "stays": []})
    assert profile.stays == () and profile.awards is None and profile.nationalities is None


def test_norway_and_country_names() -> None:
    batch = read_profiles(b"id: r\nnationalities: [NO, \xe5\x8f\xb0\xe6\xb9\xbe, India]\nresidence: {country: no, permanent: no}\n", "p.yaml")
    profile = batch.profiles[0][1]
    assert profile.nationalities == ("NO", "TW", "IN")
    assert profile.residence is not None and (profile.residence.country, profile.residence.permanent) == ("NO", False)


def test_an_id_of_digits_keeps_its_zeros() -> None:
    assert read_profiles(b"id: 0007\n", "p.yaml").profiles[0][1].id == "0007"


def test_an_ambiguous_country_is_a_question() -> None:
    assert "KR (South Korea) or KP (North Korea)" in faults_of("id: r\nnationalities: [Korea]\n")[0]


@pytest.mark.parametrize(("text", "name", "part"), [
    ("", "p.yaml", "empty"), ("id: [", "p.yaml", "not YAML"), ("- a\n- b\n", "p.yaml", "expected a mapping"), ("just words", "p.yaml", "expected a mapping"),
    ("id: a\nid: b\n", "p.yaml", "written twice"), ('{"id": "a", "id": "b"}', "p.json", "written twice"), ("id: &x a\nname: *x\n", "p.yaml", "anchors and aliases"),
    ("id: !!python/object:os.system a\n", "p.yaml", "tags"), ('{"id": "a", "x": NaN}', "p.json", "not a number"), ("{" * 5000, "p.json", "JSON"),
    ("[" * 5000, "p.yaml", "deep"), ("id: a b\n", "p.yaml", "white space"), ("name: x\n", "p.yaml", "id: is missing"), ("id: r\nstatement: \"a\\u0001b\"\n", "p.yaml", "U+0001"),
    ("id: r\ngoals: {start: {from: 2027-05-01, until: 2027-01-01}}\n", "p.yaml", "before it starts"), ("id: r\nlanguages: {ja: Z9}\n", "p.yaml", "N5"),
    ("id: r\ntype: institution\n", "p.yaml", "organisation"), ("id: r\norganisation: {name: x}\n", "p.yaml", "institution"),
    ("id: r\nresidence: IN\n", "p.yaml", "expected a mapping"), ("id: r\nanswers: [1]\n", "p.yaml", "expected a mapping"),
])
def test_bad_input_is_a_sentence(text: str, name: str, part: str) -> None:
    found = faults_of(text, name)
    assert found and any(part in line for line in found), found
    assert all(line.startswith(name) for line in found)


def test_not_utf8() -> None:
    assert "not UTF-8" in str(read_profiles("id: 日本".encode("cp932"), "p.yaml").faults[0])


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ProfileFaults, match=r"U\+D800"):
        parse_profile({"id": "r", "statement": "a\ud800b"})


def test_a_statement_of_ten_megabytes_is_refused_and_ten_thousand_publications_are_read() -> None:
    with pytest.raises(ProfileFaults, match="10,000,000 characters"):
        parse_profile({"id": "r", "statement": "x" * 10_000_000})
    profile = parse_profile({"id": "r", "publications": [{"title": f"t{i}"} for i in range(10_000)]})
    assert profile.publications is not None and len(profile.publications) == 10_000


def test_a_batch_keeps_good_rows_and_names_bad_ones() -> None:
    lines = [json.dumps({"id": "a"}), "{broken", json.dumps({"id": "b", "x": 1}), json.dumps({"id": "c"}), json.dumps({"id": "a"})]
    batch = read_profiles("\n".join(lines).encode(), "p.jsonl")
    assert [(row, profile.id) for row, profile in batch.profiles] == [(1, "a"), (4, "c")]
    assert [fault.row for fault in batch.faults] == [2, 3, 5]


def test_fields_are_mapped_and_the_mapping_is_kept() -> None:
    profile = parse_profile({"id": "r", "fields": ["物理学", "machine learning", "no such field"]})
    assert profile.fields == ("ford:1.3", "ai")
    assert profile.field_mappings == (("物理学", "ford:1.3"), ("machine learning", "ai"), ("no such field", None))
    assert profile.keywords == ("no such field",)
