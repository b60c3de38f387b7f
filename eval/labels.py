"""The label files of a dataset (qrels.tsv, verdicts.tsv, twins.tsv, parts.tsv), every fault in them with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from programs.logic import Outcome
from programs.program import ROLES

Grades = Mapping[str, Mapping[str, int]]
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_FEW = 50  # faults up to which the nearest id is looked for
_HEADINGS = frozenset(("profile_id", "profile", "query_id", "query", "qid", "topic"))


@dataclass(frozen=True, slots=True)
class VerdictLabel:
    """The verdict that the source text gives for one pair.

    Attributes:
        clause: What decides it (``age: under 35``) where it is named.
        doubtful: The source can be read in another way.
    """

    profile: str
    program: str
    role: str
    verdict: Outcome
    clause: str = ""
    doubtful: bool = False


class LabelReader:
    """Reads label files against the ids that are known, and gathers what is wrong with them.

    Attributes:
        faults: ``FILE:LINE: what is wrong; what to do``.
    """

    def __init__(self, profiles: Mapping[str, str] | None, programs: Mapping[str, str] | None, roles: Mapping[str, frozenset[str]], faults: list[str]) -> None:
        """Args:
            profiles: Ids of researchers (to themselves); None where their file could not be read, so that nothing can be said of ids.
            programs: Every id and alias of a programme to its id; None likewise.
            roles: Programme id to the roles it offers.
        """
        self._profiles, self._programs, self._roles, self.faults = profiles, programs, roles, faults

    def grades(self, file: Path) -> dict[str, dict[str, int]]:
        """``profile_id 0 program_id grade`` lines."""
        grades: dict[str, dict[str, int]] = {}
        seen: dict[tuple[str, ...], int] = {}
        for number, (profile, _, named, grade, *_rest) in self._rows(file, 4, "profile_id 0 program_id grade"):
            place = f"{file}:{number}"
            program = self.known(place, profile, named)
            if not grade.lstrip("-").isdecimal():
                self.faults.append(f"{place}: {grade!r} is not a grade; write 0 (no fit), 1 (fits) or 2 (fits well)")
            elif self._first(place, number, (profile, program), seen):
                grades.setdefault(profile, {})[program] = int(grade)
        return grades

    def verdicts(self, file: Path) -> tuple[VerdictLabel, ...]:
        """``profile_id program_id role verdict`` lines, then perhaps the deciding clause and, where the source can be read in another way, ``doubt``."""
        labels: list[VerdictLabel] = []
        seen: dict[tuple[str, ...], int] = {}
        for number, (profile, named, role, verdict, *rest) in self._rows(file, 4, "profile_id program_id role verdict"):
            place = f"{file}:{number}"
            program = self.known(place, profile, named)
            self._role(place, program, role)
            if verdict not in _OUTCOMES:
                self.faults.append(f"{place}: {verdict!r} is not a verdict; use one of {', '.join(_OUTCOMES)}")
            elif self._first(place, number, (profile, program, role), seen):
                labels.append(VerdictLabel(profile, program, role, Outcome(verdict), rest[0] if rest else "", rest[1:2] == ["doubt"]))
        return tuple(labels)

    def twins(self, file: Path) -> tuple[tuple[str, str], ...]:
        """``profile_id profile_id`` lines: one researcher in two languages."""
        pairs: list[tuple[str, str]] = []
        seen: dict[tuple[str, ...], int] = {}
        for number, (one, other, *_rest) in self._rows(file, 2, "profile_id profile_id"):
            place = f"{file}:{number}"
            self._profile(place, one)
            self._profile(place, other)
            if one == other:
                self.faults.append(f"{place}: {one!r} is named as its own twin; name the two profiles of one researcher")
            elif self._first(place, number, tuple(sorted((one, other))), seen):
                pairs.append((one, other))
        return tuple(pairs)

    def parts(self, file: Path) -> dict[str, str]:
        """``profile_id part`` lines."""
        parts: dict[str, str] = {}
        seen: dict[tuple[str, ...], int] = {}
        for number, (profile, part, *_rest) in self._rows(file, 2, "profile_id part"):
            place = f"{file}:{number}"
            self._profile(place, profile)
            if self._first(place, number, (profile,), seen):
                parts[profile] = part
        return parts

    def _rows(self, file: Path, least: int, columns: str) -> Iterator[tuple[int, list[str]]]:
        """(line number, cells) of a file of cells apart by tabs or blanks; empty lines and lines that start with # are left out."""
        if not file.exists():
            return
        for number, line in enumerate(self._lines(file), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()
            if number == 1 and cells[0].lower() in _HEADINGS and cells[0] not in (self._profiles or ()):
                self.faults.append(f"{file}:1: is a heading; remove the line, the file has none")
            elif len(cells) < least:
                hint = "; put tabs between them, not commas" if len(cells) == 1 and "," in line else "; complete the line"
                self.faults.append(f"{file}:{number}: has {len(cells)} of {least} columns ({columns}){hint}")
            else:
                yield number, cells

    def _lines(self, file: Path) -> list[str]:
        try:
            return file.read_bytes().decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            self.faults.append(f"{file}: byte {error.start + 1} is not UTF-8; save the file as UTF-8")
        except OSError as error:
            self.faults.append(f"{file}: cannot be read ({error.strerror}); check the name")
        return []

    def _first(self, place: str, number: int, key: tuple[str, ...], seen: dict[tuple[str, ...], int]) -> bool:
        before = seen.setdefault(key, number)
        if before != number:
            self.faults.append(f"{place}: {' '.join(key)} was given before, on line {before}; keep one of the two lines")
        return before == number

    def known(self, place: str, profile: str, program: str) -> str:
        """The programme's own id; ids that nobody knows are faults."""
        self._profile(place, profile)
        if self._programs is not None and program not in self._programs:
            near = difflib.get_close_matches(program, self._programs, n=1, cutoff=0.75) if len(self.faults) < _FEW else []
            hint = f"did you mean `{near[0]}`?" if near else "correct the id, or remove the line"
            self.faults.append(f"{place}: there is no programme {program!r} in the dataset's catalogue; {hint}")
        return (self._programs or {}).get(program, program)

    def _profile(self, place: str, profile: str) -> None:
        if self._profiles is not None and profile not in self._profiles:
            self.faults.append(f"{place}: there is no profile {profile!r} in profiles.jsonl; correct the id, or remove the line")

    def _role(self, place: str, program: str, role: str) -> None:
        offered = self._roles.get(program)
        if role not in ROLES:
            self.faults.append(f"{place}: {role!r} is not a role; use one of {', '.join(ROLES)}")
        elif offered is not None and role not in offered:
            self.faults.append(f"{place}: {program!r} offers no role {role!r}; it offers {', '.join(sorted(offered))}")
