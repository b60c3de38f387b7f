"""Several sources on one person: what they agree on is kept, and what they disagree on becomes unknown with both values shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from profiles.importers.blanks import folded
from profiles.importers.imported import Draft, Imported
from profiles.importers.roster import EARLIER, PRESENT
from profiles.partial_date import PartialDate

_DATES = ("birth_date", "awarded", "defended", "expected", "since")
_LISTS = ("keywords", "fields")
_WHOLE = ("nationalities", "birth_date", "permanent_residence", "degrees", "positions")
_FREE = ("id", "sources", "name", "statement", "publications", "positions", "degrees", "answers", *_LISTS)


def merge_people(people: Iterable[Imported], others: Sequence[Imported], file: str) -> Iterator[Imported]:
    """Each person with what other sources say of the same person, found by a shared identifier (ORCID iD, e-Rad, researchmap)."""
    known: dict[tuple[str, str], Imported] = {}
    for other in others:
        if other.profile is not None:
            for key, value in other.identifiers.items():
                known.setdefault((key, value), other)
    for person in people:
        found = [known[key] for key in person.identifiers.items() if key in known]
        yield person if person.profile is None or not found else _merged(person, list({id(item): item for item in found}.values()), file)


def _merged(person: Imported, others: Sequence[Imported], file: str) -> Imported:
    draft = Draft(file, person.row, person.place, "office")
    draft.content = {key: dict(value) if isinstance(value, Mapping) else value for key, value in person.content.items()}
    draft.origins, draft.doubts = list(person.origins), list(person.doubts)
    draft.identifiers, draft.declarations, draft.group = dict(person.identifiers), dict(person.declarations), person.group
    for other in others:
        draft.origins += other.origins
        draft.doubts += other.doubts
        draft.identifiers = {**other.identifiers, **draft.identifiers}
        draft.declarations = {**other.declarations, **draft.declarations}
        _research(draft, other)
        _facts(draft, draft.content, other.content, "", other.place)
        _degrees(draft, other)
        _positions(draft, other)
    return draft.done()


def _research(draft: Draft, other: Imported) -> None:
    for key in _LISTS:
        if other.content.get(key):
            draft.content[key] = list(dict.fromkeys([*draft.content.get(key, ()), *other.content[key]]))
    for key in ("name", "statement"):
        if key in other.content:
            draft.content.setdefault(key, other.content[key])
    own = list(draft.content.get("publications", ()))
    seen = {folded(str(one.get("doi") or one.get("title"))) for one in own}
    own += [one for one in other.content.get("publications", ()) if folded(str(one.get("doi") or one.get("title"))) not in seen]
    if own:
        draft.content["publications"] = own


def _facts(draft: Draft, mine: dict[str, Any], theirs: Mapping[str, Any], path: str, place: str) -> None:
    """Single facts: taken over where only one source has them, dropped where the two differ."""
    for key, value in theirs.items():
        where = f"{path}.{key}" if path else key
        if not path and key in _FREE:
            continue
        if key not in mine:
            mine[key] = dict(value) if isinstance(value, Mapping) else value
        elif isinstance(value, Mapping) and isinstance(mine[key], dict):
            _facts(draft, mine[key], value, where, place)
        else:
            agreed = _agreed(key, mine[key], value)
            if agreed is None:
                _disagree(draft, where, mine[key], value, place)
                del mine[key]
            else:
                mine[key] = agreed


def _agreed(key: str, mine: Any, theirs: Any) -> Any:
    """The value that both sources allow, or None: of two dates that are compatible the more exact one."""
    if key in _DATES:
        try:
            first, second = PartialDate.parse(str(mine)), PartialDate.parse(str(theirs))
        except ValueError:
            return None
        if first.earliest <= second.earliest and second.latest <= first.latest:
            return theirs
        return mine if second.earliest <= first.earliest and first.latest <= second.latest else None
    if isinstance(mine, list) and isinstance(theirs, list):
        return mine if sorted(map(str, mine)) == sorted(map(str, theirs)) else None
    return mine if mine == theirs or (isinstance(mine, str) and isinstance(theirs, str) and folded(mine) == folded(theirs)) else None


def _disagree(draft: Draft, path: str, mine: Any, theirs: Any, place: str, values: tuple[Any, Any] | None = None) -> None:
    """A question with both values; a whole fact keeps both in ``sources`` too, so that verdicts show them."""
    draft.doubt(path, f"{mine} | {theirs}", (f"{draft.place} says {mine}, {place} says {theirs}: which is right?",
                                             f"{draft.place}では「{mine}」、{place}では「{theirs}」です。どちらが正しいですか"), f"{draft.place} / {place}")
    if path in _WHOLE:
        own, other = values or (mine, theirs)
        draft.content.setdefault("sources", []).extend([{"fact": path, "source": draft.place, "value": own}, {"fact": path, "source": place, "value": other}])


def _degrees(draft: Draft, other: Imported) -> None:
    mine, theirs = draft.content.get("degrees"), other.content.get("degrees")
    if theirs is None:
        return
    if mine is None:
        draft.content["degrees"] = [dict(item) for item in theirs]
        return
    first, second = ({item.get("level"): dict(item) for item in items} for items in (mine, theirs))
    highest = [next((level for level in ("phd", "md", "master", "bachelor", "other") if level in levels), None) for levels in (first, second)]
    if highest[0] != highest[1]:
        _disagree(draft, "degrees", highest[0], highest[1], other.place, (mine, theirs))
        del draft.content["degrees"]
        return
    for level, item in second.items():
        if level in first:
            kept = {key: value for key, value in first[level].items() if key not in ("institution", "field")}
            _facts(draft, kept, {key: value for key, value in item.items() if key not in ("institution", "field")}, f"degrees[{level}]", other.place)
            first[level] = {**{key: first[level].get(key) or item.get(key) for key in ("institution", "field") if first[level].get(key) or item.get(key)}, **kept}
        else:
            first[level] = item
    draft.content["degrees"] = list(first.values())


def _positions(draft: Draft, other: Imported) -> None:
    mine, theirs = draft.content.get("positions"), other.content.get("positions")
    if theirs is None:
        return
    if mine is None:
        draft.content["positions"] = [dict(item) for item in theirs]
        return
    unstated = [item for item in mine if item.get("organisation") in (EARLIER, PRESENT)]
    own = [dict(item) for item in mine if item.get("organisation") not in (EARLIER, PRESENT)]
    added = [dict(item) for item in theirs if item.get("organisation") not in (EARLIER, PRESENT)]
    present = [{folded(str(item.get("organisation"))) for item in items if "until" not in item} for items in (own, added)]
    if present[0] and present[1] and not present[0] & present[1]:
        _disagree(draft, "positions", "; ".join(sorted(present[0])), "; ".join(sorted(present[1])), other.place, (mine, theirs))
        del draft.content["positions"]
        return
    for item in added:
        same = next((one for one in own if folded(str(one.get("organisation"))) == folded(str(item.get("organisation"))) and ("until" in one) == ("until" in item)), None)
        if same is None:
            own.append(item)
        else:
            _facts(draft, same, item, "positions", other.place)
    draft.content["positions"] = own + unstated
