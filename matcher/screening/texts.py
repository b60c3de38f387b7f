"""Findings as JSON: many people have the same finding, which is then written once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from matcher.wire import own_finding_to_dict, reference_of
from programs.logic import Finding
from programs.program import Program

_MOST = 50_000
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def dumped(content: Mapping[str, Any]) -> str:
    """One line of JSON."""
    return _ENCODER.encode(content)


class FindingTexts:
    """Keeps the JSON of findings by everything that it says."""

    def __init__(self) -> None:
        self._kept: dict[Any, str] = {}
        self._references: dict[tuple[str, tuple[str, ...]], str] = {}

    def texts(self, findings: Iterable[Finding], program: Program) -> str:
        """The findings, separated by commas."""
        return ", ".join([self.text(finding, program) for finding in findings])

    def text(self, finding: Finding, program: Program) -> str:
        """The JSON of one finding; that of its parts is kept, its own words hang on all of them and are not."""
        if finding.children:
            own = self._own(finding, program)
            return f'{own[:-1]}, "children": [{self.texts(finding.children, program)}]}}'
        key = (program.id, finding.criterion, finding.verdict, finding.strength, finding.reason, finding.missing, finding.facts, finding.sources, finding.confidence)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            kept = self._kept[key] = self._own(finding, program)
        return kept

    def _own(self, finding: Finding, program: Program) -> str:
        key = (program.id, finding.sources)
        if key not in self._references:
            self._references[key] = reference_of(finding, program)
        return dumped(own_finding_to_dict(finding, self._references[key]))
