"""Catalogue files (YAML folders, JSON lines, the compiled form) into a Catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from profiles.documents import DocumentFault, load_yaml
from programs.catalogue import Catalogue
from programs.errors import CatalogueFaults, CatalogueMissing
from programs.files import BUILTIN, catalogue_digest, catalogue_files
from programs.logic import Text
from programs.naming import with_names
from programs.program import ACTIVITIES, DIRECTIONS, STATUSES, Amount, Call, Program, Source, Variant
from programs.rule_reading import read_rule
from programs.shapes import Faults, Shape, did_you_mean

Entry = tuple[str, object]


def read_catalogue(path: Path | None = None) -> Catalogue:
    """Read a catalogue from a folder of YAML or a JSONL file; ``None`` is the built-in one.

    Raises:
        CatalogueMissing: There is no such place, or nothing in it.
        CatalogueFaults: Something in it is wrong; all faults of all files are listed.
    """
    files = catalogue_files(path or BUILTIN)
    return build_catalogue(raw_entries(files), catalogue_digest(files), path or BUILTIN)


def raw_entries(files: Iterable[Path]) -> list[Entry]:
    """(where, raw mapping) of each programme in the files."""
    return [entry for file in files for entry in _entries(file)]


def build_catalogue(entries: Iterable[Entry], digest: str, where: Path) -> Catalogue:
    """The catalogue of raw entries, or every fault in them."""
    found: list[tuple[str, str, str]] = []
    programs: list[Program] = []
    for place, raw in entries:
        faults = Faults()
        if isinstance(raw, DocumentFault):
            found.append((place, "", str(raw)))
            continue
        program = read_program(raw, faults)
        found += [(place, path, problem) for path, problem in faults.found]
        if program is not None:
            programs.append(program)
    seen: dict[str, str] = {}
    for program in programs:
        for name in (program.id, *program.aliases):
            if name in seen:
                found.append((str(where), name, f"is the id of both {seen[name]} and {program.id}; rename one"))
            seen[name] = program.id
    if found:
        raise CatalogueFaults(found)
    if not programs:
        raise CatalogueMissing(where, "holds no programme; name a folder of YAML files or a JSONL file")
    return Catalogue(with_names(sorted(programs, key=lambda program: program.id)), digest)


def _entries(file: Path) -> Iterator[Entry]:
    if file.suffix in (".yaml", ".yml"):
        try:
            yield str(file), load_yaml(file.read_bytes())
        except DocumentFault as error:
            yield str(file), error
        return
    for number, line in enumerate(file.read_bytes().decode("utf-8-sig", errors="replace").splitlines(), start=1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except ValueError as error:
                yield f"{file}:{number}", DocumentFault(f"not JSON ({error}); write one programme as a JSON object a line")


def read_program(raw: object, faults: Faults) -> Program | None:
    """One programme; only ``id``, ``name`` and ``description`` are needed, the rest has defaults."""
    shape = Shape.of(raw, "", faults)
    before = len(faults.found)
    identity = shape.string("id", required=True)
    name, description = shape.text("name", required=True), shape.text("description")
    roles = _roles(shape)
    duration_min, duration_max = _months(shape)
    if identity is not None and (not identity or any(mark.isspace() or mark in "/@\\" for mark in identity)):
        faults.add("id", f"{identity!r} is not an id; use lower-case letters, digits and hyphens")
    program = None if identity is None or name is None else Program(
        identity, name, description or name,
        aliases=shape.strings("aliases"), short_name=shape.string("short_name"), funder=shape.text("funder"),
        parent=shape.string("parent"), status=shape.choice("status", STATUSES, "recurring"), status_note=shape.text("status_note"),
        direction=shape.choice("direction", DIRECTIONS, "other"), activities=_activities(shape),
        roles=roles, applicant=shape.text("applicant"), themes=_texts(shape, "themes"),
        fields=shape.strings("fields"), partners=shape.strings("partners"), destinations=shape.strings("destinations"),
        stages=shape.strings("stages"), duration_min=duration_min, duration_max=duration_max,
        amounts=shape.items("amounts", _amount), variants=shape.items("variants", _variant), calls=shape.items("calls", _call), rules=shape.items("rules", read_rule),
        unknown_rules=shape.strings("unknown_rules"), unmodelled=_texts(shape, "unmodelled"), conflicts=_texts(shape, "conflicts"),
        sources=shape.items("sources", _source), as_of=shape.day("as_of"),
    )
    shape.close()
    if program is not None:
        _check_references(program, faults)
    return program if len(faults.found) == before else None


def _roles(shape: Shape) -> tuple[tuple[str, Text], ...]:
    raw = shape.get("roles")
    if raw is None:
        return (("fellow", Text("researcher", "研究者")),)
    inner = Shape.of(raw, shape.at("roles"), shape.faults)
    from programs.program import ROLES

    roles = tuple((role, text) for role in ROLES if (text := inner.text(role)) is not None)
    inner.close()
    return roles


def _activities(shape: Shape) -> tuple[str, ...]:
    activities = shape.strings("activities")
    for activity in activities:
        if activity not in ACTIVITIES:
            shape.faults.add(shape.at("activities"), f"{activity!r} is not one of {', '.join(ACTIVITIES)}")
    return activities


def _texts(shape: Shape, key: str) -> tuple[Text, ...]:
    from programs.shapes import read_text

    return shape.items(key, read_text)


def _months(shape: Shape) -> tuple[float | None, float | None]:
    months = Shape.of(shape.get("duration_months") or {}, shape.at("duration_months"), shape.faults)
    low, high = months.number("min"), months.number("max")
    months.close()
    return low, high


def _variant(raw: object, path: str, faults: Faults) -> Variant | None:
    shape = Shape.of(raw, path, faults)
    identity, name = shape.string("id", required=True), shape.text("name", required=True)
    variant = Variant(identity or "", name or Text("", ""), *_months(shape), shape.strings("fields"))
    shape.close()
    return variant


def _amount(raw: object, path: str, faults: Faults) -> Amount | None:
    shape = Shape.of(raw, path, faults)
    amount = Amount(shape.text("what", required=True) or Text("", ""), shape.string("currency"), shape.number("min"), shape.number("max"),
                    shape.string("unit"), shape.strings("source"), shape.choice("confidence", ("sourced", "recalled"), "sourced"), shape.string("variant"))
    shape.close()
    return amount


def _call(raw: object, path: str, faults: Faults) -> Call | None:
    shape = Shape.of(raw, path, faults)
    starts = Shape.of(shape.get("starts") or {}, shape.at("starts"), faults)
    call = Call(shape.string("id", required=True) or "", shape.day("opens"), shape.day("closes"), shape.string("time"),
                shape.string("tz") or "Asia/Tokyo", starts.day("from"), starts.day("until"), shape.strings("fields"),
                shape.strings("partners"), shape.text("note"), shape.strings("source"))
    starts.close()
    shape.close()
    if call.opens and call.closes and call.opens > call.closes:
        faults.add(path, f"opens on {call.opens}, after it closes on {call.closes}; check the two dates")
    return call


def _source(raw: object, path: str, faults: Faults) -> Source | None:
    shape = Shape.of(raw, path, faults)
    source = Source(shape.string("id", required=True) or "", shape.string("address", required=True) or "", shape.string("title") or "",
                    shape.string("date"))
    shape.close()
    return source


def _check_references(program: Program, faults: Faults) -> None:
    known = {source.id for source in program.sources}
    roles = set(program.role_names)
    variants = [variant.id for variant in program.variants]
    for index, variant in enumerate(variants):
        if variant in variants[:index]:
            faults.add(f"variants[{index}].id", f"{variant!r} is used twice; give each variant its own id")
    for index, amount in enumerate(program.amounts):
        if amount.variant is not None and amount.variant not in variants:
            faults.add(f"amounts[{index}].variant", f"the programme has no variant {amount.variant!r}{did_you_mean(amount.variant, tuple(variants))}")
    ids: set[str] = set()
    for index, rule in enumerate(program.rules):
        for source in rule.sources:
            if source not in known:
                faults.add(f"rules[{index}].source", f"{source!r} is not among the ids of `sources`")
        for role in rule.roles:
            if role not in roles:
                faults.add(f"rules[{index}].for", f"the programme has no role {role!r}; its roles are {', '.join(program.role_names)}")
        if rule.id in ids:
            faults.add(f"rules[{index}].id", f"{rule.id!r} is used twice; give each rule its own id")
        ids.add(rule.id)
