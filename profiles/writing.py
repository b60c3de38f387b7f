"""Profiles back into plain values, as they may be saved in YAML or JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from profiles.partial_date import PartialDate
from profiles.reading import written_key
from profiles.researcher import ResearcherProfile


def profile_to_dict(profile: ResearcherProfile) -> dict[str, Any]:
    """The mapping from which ``parse_profile`` makes an equal profile: unknown facts left out, empty lists kept.

    ``fields`` are the words as they were written, where reading kept them, so that their mapping is shown again.
    """
    content = _record(profile)
    content.pop("field_mappings", None)
    if profile.type == "researcher":
        content.pop("type")
    for key in ("answers", "sources"):
        if not content[key]:
            content.pop(key)
    if profile.field_mappings:
        content["fields"] = [word for word, _ in profile.field_mappings]
        unmapped = [word for word, code in profile.field_mappings if code is None]
        stated = content.get("keywords", [])[: -len(unmapped)] if unmapped else content.get("keywords")
        content.pop("keywords", None)
        if stated:
            content["keywords"] = stated
        elif stated == [] and not unmapped:
            content["keywords"] = []
    return content


def _record(record: Any) -> dict[str, Any]:
    pairs = ((written_key(type(record), item.name), getattr(record, item.name)) for item in dataclasses.fields(record))
    return {key: _plain(value) for key, value in pairs if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return dict(value)
    return _record(value) if dataclasses.is_dataclass(value) else value
