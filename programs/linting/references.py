"""What a programme points to: sources, programmes, fields, countries, kinds of rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from profiles.vocabulary.fields import is_field
from profiles.vocabulary.terms import values
from programs.catalogue import Catalogue
from programs.criteria import KINDS, Criterion
from programs.criteria.applications import Applied
from programs.criteria.awards import Awarded
from programs.criteria.places import country_faults
from programs.elsewhere import ELSEWHERE
from programs.linting.problems import Problem, doubt
from programs.program import Program
from programs.rules import Group, Node
from programs.shapes import did_you_mean


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a catalogue gives a meaning to."""

    programs: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Known:
        """Ids and aliases of all programmes."""
        return cls(frozenset(name for program in catalogue for name in (program.id, *program.aliases)))


def reference_problems(program: Program, known: Known) -> list[Problem]:
    """Pointers to nothing."""
    found = [Problem(program.id, place, text) for place, text in (*_places(program), *_fields(program), *_links(program, known))]
    return found + _sources(program)


def _links(program: Program, known: Known) -> Iterator[tuple[str, str]]:
    if program.parent is not None and program.parent not in known.programs:
        yield "parent", f"there is no programme {program.parent!r}{did_you_mean(program.parent, tuple(known.programs))}"
    if program.parent == program.id:
        yield "parent", "is the programme itself; name the umbrella, or leave it out"
    for path, criterion in criteria_of(program):
        for name in criterion.programs if isinstance(criterion, Awarded | Applied) else ():
            if name not in known.programs and name not in ELSEWHERE:
                near = did_you_mean(name, (*known.programs, *ELSEWHERE))
                yield path, f"the catalogue has no programme {name!r}{near or '; add the programme, or name it in programs/elsewhere.py'}"
    for index, kind in enumerate(program.unknown_rules):
        if kind not in KINDS:
            yield f"unknown_rules[{index}]", f"{kind!r} is no kind of rule{did_you_mean(kind, tuple(KINDS))}"
    for index, stage in enumerate(program.stages):
        if stage not in values("career_stage"):
            yield f"stages[{index}]", f"{stage!r} is not one of {', '.join(values('career_stage'))}"


def _places(program: Program) -> Iterator[tuple[str, str]]:
    lists = [("partners", program.partners), ("destinations", program.destinations)]
    lists += [(f"calls[{index}].partners", call.partners) for index, call in enumerate(program.calls)]
    for path, tokens in lists:
        for problem in country_faults(tokens):
            yield path, problem


def _fields(program: Program) -> Iterator[tuple[str, str]]:
    lists = [("fields", program.fields), *((f"variants[{index}].fields", variant.fields) for index, variant in enumerate(program.variants)),
             *((f"calls[{index}].fields", call.fields) for index, call in enumerate(program.calls))]
    for path, codes in lists:
        for code in codes:
            if not is_field(code):
                yield path, f"{code!r} is not a field of the vocabulary"


def _sources(program: Program) -> list[Problem]:
    """Sources that are cited and not listed, or listed and never cited."""
    known = {source.id for source in program.sources}
    cited = [(f"calls[{i}].source", call.source) for i, call in enumerate(program.calls)] + [(f"amounts[{i}].source", one.source) for i, one in enumerate(program.amounts)]
    found = [Problem(program.id, place, f"{source!r} is not among the ids of `sources`") for place, sources in cited for source in sources if source not in known]
    if program.rules and not program.sources and any(rule.confidence == "sourced" for rule in program.rules):
        found.append(Problem(program.id, "sources", "rules without a source; name where they were read"))
    for index, amount in enumerate(program.amounts):
        if not amount.source and amount.confidence == "sourced":
            found.append(doubt(program.id, f"amounts[{index}].source", "names no source; name one, or mark it `confidence: recalled`"))
    doubled = [source.id for index, source in enumerate(program.sources) if source.id in [other.id for other in program.sources[:index]]]
    return found + [Problem(program.id, "sources", f"{name!r} is listed twice; give each source its own id") for name in doubled]


def criteria_of(program: Program) -> Iterator[tuple[str, Criterion]]:
    """Every criterion of a programme with the ids down to it."""
    for rule in program.rules:
        yield from _criteria(rule.node, rule.id)


def _criteria(node: Node, path: str) -> Iterator[tuple[str, Criterion]]:
    if isinstance(node, Group):
        for child in node.nodes:
            yield from _criteria(child, f"{path}/{child.id}")
    else:
        yield path, node.criterion
