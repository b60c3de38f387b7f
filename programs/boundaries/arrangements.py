"""Boundary cases of hosts, partners, nominations and applying institutions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from profiles.vocabulary.terms import values
from programs.boundaries.setting import Boundary, Setting, merged, met
from programs.criteria.answers import Institution
from programs.criteria.host import Host
from programs.criteria.nomination import Nomination
from programs.criteria.partner import Partner
from programs.logic import Verdict

_OTHER = "Somewhere Else"


def host(rule: Host, setting: Setting) -> Iterator[Boundary]:
    """One part of a fitting host changed at a time."""
    place = setting.good_place(rule.within, rule.not_in)
    if place is None:
        return
    wide = rule.within or rule.not_in
    old = "phd" in rule.elsewhere_than and not {"phd_country", "degree_country"} & {*rule.within, *rule.not_in}
    extra = merged(place.facts if wide else {}, {"positions": [{"kind": "postdoc", "organisation": "Home University", "country": place.code, "since": "2015-01-07"}]} if rule.elsewhere_than else {},
                   {"degrees": [{"level": "phd", "awarded": "2015-06-15", "institution": "Old University", "country": place.code}]} if old else {})
    person: dict[str, Any] = {"kind": (rule.person_kinds or tuple(kind for kind in ("professor", "associate_professor", "researcher") if kind not in rule.not_person_kinds))[0]}
    if rule.former_supervisor is not None:
        person["former_supervisor"] = rule.former_supervisor
    good = {"organisation": (rule.organisations or ("Example University",))[0].replace("*", "One"), "organisation_kind": (rule.organisation_kinds or ("university",))[0],
            "country": place.code, "accepted": True, "person": person}

    def case(label: str, fits: bool | None, **change: Any) -> Boundary:
        return Boundary(label, merged(extra, {"arrangements": {"host": {key: value for key, value in {**good, **change}.items() if value is not None}}}), Verdict.UNKNOWN if fits is None else met(fits))

    yield case("a fitting host", True)
    yield case("has declined", not rule.accepted, accepted=False)
    yield case("has not answered", True if not rule.accepted else None, accepted=None)
    for other in setting.placings(rule.within, rule.not_in) if wide else []:
        found = case(f"in {other.code}", other.fits, country=other.code)
        yield Boundary(found.label, merged(other.facts, found.facts), found.verdict) if other.facts == place.facts else Boundary(
            found.label, merged(found.facts, other.facts), found.verdict)
    for kind in values("organisation_kind"):
        yield case(f"a {kind}", not rule.organisation_kinds or kind in rule.organisation_kinds, organisation_kind=kind)
    for kind in values("position_kind"):
        yield case(f"a host researcher who is {kind}", (not rule.person_kinds or kind in rule.person_kinds) and kind not in rule.not_person_kinds, person={**person, "kind": kind})
    if rule.former_supervisor is not None:
        yield case("the other way with the former supervisor", False, person={**person, "former_supervisor": not rule.former_supervisor})
    for name in rule.organisations:
        yield case(f"at {name}", True, organisation=name.replace("*", "Two"))
    yield case("another name", True if not rule.organisations else False if rule.list_is_complete else None, organisation=_OTHER)
    for word, name in (("position", "Home University"), ("phd", "Old University")):
        if word in rule.elsewhere_than and not rule.organisations and (old or word == "position"):
            yield case(f"the person's own {word}", False, organisation=name)


def partner(rule: Partner, setting: Setting) -> Iterator[Boundary]:
    """A fitting team with one partner less; and one part of its partners changed at a time."""
    inside = [place.code for place in setting.placings(rule.within, rule.not_in) if place.fits and place.code != "AQ"]
    each = [sorted(setting.codes((token,)) & set(inside)) for token in rule.each_of]
    place = setting.good_place(rule.within, rule.not_in)
    if place is None or not all(each):
        return
    codes = [found[0] for found in each] or inside[:1]
    codes += [code for code in inside if code not in codes][:max(rule.count, rule.countries) - len(codes)]
    if len(codes) < rule.countries:
        return
    codes += codes[:1] * (rule.count - len(codes))
    kept = {key: value for key, value in (("funded_by", (rule.funded_by or ("A Funder",))[0]), ("role", (rule.roles or ("partner",))[0]),
                                          ("organisation_kind", (rule.organisation_kinds or ("university",))[0]))}
    own: dict[str, Any] = {"positions": []} if rule.own_country_counts else {}
    extra = merged(place.facts if rule.within or rule.not_in else {}, own)

    def team(label: str, fits: bool | None, countries: list[str], **change: Any) -> Boundary:
        partners = [{key: value for key, value in {**kept, "country": code, **change}.items() if value is not None} for code in countries]
        return Boundary(label, merged(extra, {"arrangements": {"partners": partners}}), Verdict.UNKNOWN if fits is None else met(fits))

    yield team("a fitting team", True, codes)
    yield team("nobody", False, [])
    for index in range(len(codes)):
        rest = [code for place_, code in enumerate(codes) if place_ != index]
        enough = len(rest) >= max(rule.count, rule.countries) and all(set(found) & set(rest) for found in each)
        yield team(f"without the partner from {codes[index]}", enough, rest)
    if rule.countries > 1:
        yield team("all from one country", False, codes[:1] * len(codes))
        if rule.own_country_counts:
            post = {"positions": [{"kind": "professor", "country": codes[-1], "since": "2015-01-07"}]}
            yield Boundary("one's own country is one of them", merged(team("", True, codes[:-1]).facts, post), met(len(codes) - 1 >= rule.count and all(set(found) & set(codes[:-1]) for found in each)))
    yield from _parts(rule, setting, codes, team)


def _parts(rule: Partner, setting: Setting, codes: list[str], team: Any) -> Iterator[Boundary]:
    for role in values("partner_role"):
        yield team(f"as {role}", not rule.roles or role in rule.roles, codes, role=role)
    for kind in values("organisation_kind"):
        yield team(f"at a {kind}", not rule.organisation_kinds or kind in rule.organisation_kinds, codes, organisation_kind=kind)
    for name in rule.funded_by:
        yield team(f"funded by {name}", True, codes, funded_by=name)
    yield team("funded by another agency", not rule.funded_by, codes, funded_by="Another Agency")
    yield team("funding not stated", None if rule.funded_by or rule.funded else True, codes, funded_by=None)
    if rule.count > 1 and rule.countries == 1 and not rule.each_of:
        yield team("all from one country, which is enough", True, codes[:1] * len(codes))
    for other in setting.placings(rule.within, rule.not_in) if not rule.each_of and (rule.within or rule.not_in) else []:
        if other.code not in codes[:-1]:
            found = team(f"one from {other.code}", other.fits, [*codes[:-1], other.code])
            yield Boundary(found.label, merged(found.facts, other.facts), found.verdict)
    for place, token in enumerate(rule.each_of):
        for code in sorted(setting.codes((token,))):
            fits = any(item.code == code and item.fits for item in setting.placings(rule.within, rule.not_in)) if rule.within or rule.not_in else True
            others = [other for index, other in enumerate(codes) if index != place]
            if code not in others:
                yield team(f"from {code} for {token}", fits, [*others, code])


def nomination(rule: Nomination, setting: Setting) -> Iterator[Boundary]:
    """Every body of the list, and one that is not on it."""
    for name in rule.organisations:
        yield Boundary(f"nominated by {name}", {"arrangements": {"nominated_by": name.replace("*", "One")}}, Verdict.MET)
    free = not rule.organisations and not rule.by_host
    verdict = Verdict.MET if free else Verdict.UNKNOWN if rule.by_host or not rule.list_is_complete else Verdict.UNMET
    yield Boundary("nominated by another body", {"arrangements": {"nominated_by": _OTHER}}, verdict)
    if rule.by_host:
        yield Boundary("nominated by the host", {"arrangements": {"nominated_by": "Example University", "host": {"organisation": "Example University"}}}, Verdict.MET)


def organisation(rule: Institution, setting: Setting) -> Iterator[Boundary]:
    """One part of a fitting institution changed at a time."""
    place = setting.good_place(rule.within)
    if place is None:
        return
    good = {"name": "Example University", "kind": (rule.kinds or ("university",))[0], "country": place.code, "designations": list(rule.designations[:1])}

    def case(label: str, fits: bool, **change: Any) -> Boundary:
        return Boundary(label, {"type": "institution", "organisation": {**good, **change}}, met(fits))

    yield case("a fitting institution", True)
    for kind in values("organisation_kind"):
        yield case(f"a {kind}", not rule.kinds or kind in rule.kinds, kind=kind)
    for other in setting.placings(rule.within) if rule.within else []:
        yield case(f"in {other.code}", other.fits, country=other.code)
    for name in rule.designations:
        yield case(f"designated {name}", name not in rule.not_designations, designations=[name])
    yield case("without a designation", not rule.designations, designations=[])
    for name in rule.not_designations:
        yield case(f"designated {name}", False, designations=[*good["designations"], name])
