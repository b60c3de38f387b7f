"""YAML, JSON and JSON lines into plain values, strictly: no duplicate keys, no aliases, no surprises from YAML 1.1."""

from __future__ import annotations

import json
import math
import re
from typing import Any, ClassVar

import yaml

from profiles.faults import visible

MAX_BYTES = 64 * 2**20
MAX_BYTES_OF_LINES = 2 * 2**30  # JSON lines are parsed one by one, so a pool of people may be large
MAX_DEPTH = 40
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOL = "tag:yaml.org,2002:bool"
_DROPPED = {_BOOL, "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:merge",
            "tag:yaml.org,2002:value"}


class DocumentFault(ValueError):
    """A file that cannot be read as a document; the text says what is wrong and what to do."""


class NotJson(DocumentFault):
    """Text that does not parse as JSON at all (it may be YAML or JSON lines)."""


class WrittenNumber(float):
    """A decimal number with the text it was written as, so that the field 2.10 does not become 2.1."""

    __slots__ = ("text",)

    def __new__(cls, text: str) -> WrittenNumber:
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str


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
                raise DocumentFault(f"line {key_node.start_mark.line + 1}: the key `{visible(key)}` is written twice (first on line {seen[key]}); keep one")
            seen[key] = key_node.start_mark.line + 1
        return {self.construct_object(key, deep=True): self.construct_object(value, deep=True) for key, value in node.value}


_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
# 0001 is an id and 9999…9 no number that a profile holds: both stay the text that was written.
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789"))
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 10))
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value) if math.isfinite(float(node.value)) else node.value)
_Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))


class _WrittenLoader(_Loader):
    """The same for profiles, where decimal numbers keep their text."""


_WrittenLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: WrittenNumber(node.value) if math.isfinite(float(node.value)) else node.value)


def decoded(data: bytes, most: int = MAX_BYTES) -> str:
    """UTF-8 text (a byte-order mark is dropped).

    Raises:
        DocumentFault: Too large, or not UTF-8.
    """
    if len(data) > most:
        raise DocumentFault(f"the file has {len(data):,} bytes, more than the {most:,} that are read; split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentFault(f"byte {error.start} is not UTF-8; save the file as UTF-8") from error


def load_yaml(data: bytes, written: bool = False) -> Any:
    """The one document of a YAML file; with ``written``, decimal numbers keep their text (``WrittenNumber``).

    Raises:
        DocumentFault: Not YAML, an alias, a duplicate key, too deep.
    """
    text = decoded(data)
    _check_tokens(text)
    try:
        return yaml.load(text, Loader=_WrittenLoader if written else _Loader)
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
    """One JSON value, with duplicate keys, NaN, Infinity and numbers of more than 18 digits refused.

    Raises:
        NotJson: The text is not JSON.
        DocumentFault: It is JSON, but one of the above.
    """
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_int=_integer, parse_float=_decimal)
    except _Repeated as error:
        raise DocumentFault(_where_repeated(text, str(error))) from None
    except DocumentFault:
        raise
    except RecursionError as error:
        raise DocumentFault("nested too deep to be a profile") from error
    except ValueError as error:
        raise NotJson(f"not JSON ({error}); check commas, quotes and brackets") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _Repeated(key)
        mapping[key] = value
    return mapping


class _Repeated(Exception):
    """A key that stands twice in one JSON object."""


_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],\n]')


def _where_repeated(text: str, repeated: str) -> str:
    """The sentence on a repeated key; in a text of several lines it names the two lines (json.loads tells none)."""
    objects: list[dict[str, int] | None] = []
    line, key_is_next = 1, False
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark == "\n":
            line += 1
        elif mark in "{[":
            objects.append({} if mark == "{" else None)
        elif mark in "}]":
            objects.pop()
        elif mark != "," and key_is_next and (seen := objects[-1]) is not None:
            key = json.loads(mark)
            if key in seen and "\n" in text:
                return f"line {line}: the key `{visible(key)}` is written twice (first on line {seen[key]}); keep one"
            seen.setdefault(key, line)
        if mark != "\n":
            key_is_next = mark in "{," and bool(objects) and objects[-1] is not None
    return f"the key `{visible(repeated)}` is written twice; keep one"


def _no_constant(name: str) -> Any:
    raise DocumentFault(f"{name} is not a number that can be read; leave the value out")


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= 19 else _no_constant(f"{digits[:19]}…")


def _decimal(digits: str) -> WrittenNumber:
    value = WrittenNumber(digits)
    return value if math.isfinite(value) else _no_constant(visible(digits))


def load_rows(data: bytes, name: str) -> list[tuple[int, Any]]:
    """(row, raw value) of every profile in a file: one document, a list, or JSON lines; a bad line is its fault as the value.

    The ending of the name tells the format; without one that is known (standard input), the content does.

    Raises:
        DocumentFault: The file as a whole cannot be read.
    """
    ending = name.lower().rpartition(".")[2]
    text = decoded(data, MAX_BYTES_OF_LINES if ending in ("jsonl", "ndjson") else MAX_BYTES)
    if not text.strip():
        raise DocumentFault("the file is empty; write at least `id: …`")
    if ending in ("jsonl", "ndjson"):
        return _lines(text)
    try:
        raw = load_json(text) if ending == "json" else _document(data, text)
    except DocumentFault:
        if ending in ("json", "yaml", "yml") or not _looks_like_lines(text):
            raise
        return _lines(text)
    if isinstance(raw, list):
        return list(enumerate(raw, start=1))
    return [(1, raw)]


def _document(data: bytes, text: str) -> Any:
    """JSON where the text is JSON, else YAML (of which `{id: r-1}` is a document too)."""
    if not text.lstrip().startswith(("{", "[")):
        return load_yaml(data, written=True)
    try:
        return load_json(text)
    except NotJson as fault:
        try:
            return load_yaml(data, written=True)
        except DocumentFault as other:
            raise (fault if text.lstrip()[1:].lstrip().startswith(('"', "{")) else other) from None


def _looks_like_lines(text: str) -> bool:
    """Every line opens an object and one is whole: JSON lines, of which some may be broken."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines) and any(
        not isinstance(json_line(line), DocumentFault) for line in lines)


def _lines(text: str) -> list[tuple[int, Any]]:
    """A row for each line; only the line feed ends one, since U+2028 and its like may stand inside a JSON text."""
    return [(number, json_line(line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def json_line(line: str) -> Any:
    """The value of one line of JSON lines, or the fault that it holds."""
    try:
        return load_json(line)
    except DocumentFault as error:
        return error
