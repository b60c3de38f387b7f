"""YAML, JSON and JSON lines into plain values, strictly: no duplicate keys, no aliases, no surprises from YAML 1.1."""

from __future__ import annotations

import json
import re
from typing import Any, ClassVar

import yaml

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 40
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL = "tag:yaml.org,2002:bool"
_DROPPED = {_BOOL, "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:merge",
            "tag:yaml.org,2002:value"}


class DocumentFault(ValueError):
    """A file that cannot be read as a document; the text says what is wrong and what to do."""


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's safe loader with YAML 1.2 scalars: only true and false are booleans, dates stay text, so NO is Norway."""

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _DROPPED]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys are all different."""
        seen: dict[Any, int] = {}
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise DocumentFault(f"line {key_node.start_mark.line + 1}: a key must be a plain word")
            key = key_node.value
            if key in seen:
                raise DocumentFault(f"line {key_node.start_mark.line + 1}: the key `{key}` is written twice (first on line {seen[key]}); keep one")
            seen[key] = key_node.start_mark.line + 1
        return {self.construct_object(key, deep=True): self.construct_object(value, deep=True) for key, value in node.value}


_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789"))
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))
_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


def decoded(data: bytes) -> str:
    """UTF-8 text (a byte-order mark is dropped).

    Raises:
        DocumentFault: Too large, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise DocumentFault(f"the file has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read; split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentFault(f"byte {error.start} is not UTF-8; save the file as UTF-8") from error


def load_yaml(data: bytes) -> Any:
    """The one document of a YAML file.

    Raises:
        DocumentFault: Not YAML, an alias, a duplicate key, too deep.
    """
    text = decoded(data)
    _check_tokens(text)
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise DocumentFault(f"{line}not YAML ({error.problem or error.context}); check quotes, colons and indentation") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DocumentFault(f"not YAML ({str(error).splitlines()[0]}); check for control characters and indentation") from error


def _check_tokens(text: str) -> None:
    """Refuse aliases, tags and deep nesting before anything is built, since they can blow up a small file."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Base):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise DocumentFault(f"{_line_of(event)}anchors and aliases (& and *) are not read; write the value out")
            if getattr(event, "tag", None):
                raise DocumentFault(f"{_line_of(event)}tags (!) are not read; write a plain value")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                raise DocumentFault(f"{_line_of(event)}nested more than {MAX_DEPTH} deep; a profile needs no such depth")
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise DocumentFault(f"{line}not YAML ({error.problem or error.context}); check quotes, colons and indentation") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise DocumentFault(f"not YAML ({str(error).splitlines()[0]}); check for control characters and indentation") from error


def _line_of(event: Any) -> str:
    return f"line {event.start_mark.line + 1}: " if event.start_mark else ""


def load_json(text: str) -> Any:
    """One JSON value, with duplicate keys, NaN and Infinity refused."""
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except DocumentFault:
        raise
    except RecursionError as error:
        raise DocumentFault("nested too deep to be a profile") from error
    except ValueError as error:
        raise DocumentFault(f"not JSON ({error}); check commas, quotes and brackets") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise DocumentFault(f"the key `{key}` is written twice; keep one")
        mapping[key] = value
    return mapping


def _no_constant(name: str) -> Any:
    raise DocumentFault(f"{name} is not a number that can be read; leave the value out")


def load_rows(data: bytes, name: str) -> list[tuple[int, Any]]:
    """(row, raw value) of every profile in a file: one document, a list, or JSON lines; a bad line is its fault as the value.

    Raises:
        DocumentFault: The file as a whole cannot be read.
    """
    text = decoded(data)
    if not text.strip():
        raise DocumentFault("the file is empty; write at least `id: …`")
    if name.endswith(".jsonl") or (not name.endswith((".yaml", ".yml", ".json")) and _looks_like_lines(text)):
        return [(number, _line(line)) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    raw = load_json(text) if name.endswith(".json") or text.lstrip().startswith(("{", "[{")) else load_yaml(data)
    if isinstance(raw, list):
        return list(enumerate(raw, start=1))
    return [(1, raw)]


def _looks_like_lines(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines[:3])


def _line(line: str) -> Any:
    try:
        return load_json(line)
    except DocumentFault as error:
        return error
