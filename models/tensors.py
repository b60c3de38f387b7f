"""Reading and writing safetensors files with numpy alone, mapped into memory (format: github.com/huggingface/safetensors, README)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import EncoderRefused

_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "|i1", "U8": "|u1", "U16": "<u2", "U32": "<u4"}
_LONGEST_HEADER = 100_000_000


def read_tensors(file: Path) -> dict[str, NDArray[Any]]:
    """Every tensor of a file as a read-only view of it.

    Raises:
        EncoderRefused: The file is cut short, its header does not fit its length, or a type is unknown.
    """
    try:
        data = np.memmap(file, dtype=np.uint8, mode="r")
        start = 8 + int.from_bytes(data[:8].tobytes(), "little")
        if not 10 <= start <= min(len(data), _LONGEST_HEADER):
            raise ValueError("the length of its header does not fit its size")
        header = json.loads(data[8:start].tobytes())
        return {name: _tensor(data[start:], entry) for name, entry in header.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EncoderRefused(f"{file}: is not a whole safetensors file ({error}); copy or fetch the model again") from error


def read_tensors_header(file: Path) -> None:
    """Check that a file's header and length fit; types that ``read_tensors`` cannot give as arrays are let through.

    Raises:
        EncoderRefused: The file is cut short or is no safetensors file.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            start = 8 + int.from_bytes(stream.read(8), "little")
            if not 10 <= start <= min(size, _LONGEST_HEADER):
                raise ValueError("the length of its header does not fit its size")
            header = json.loads(stream.read(start - 8))
        ends = [int(entry["data_offsets"][1]) for name, entry in header.items() if name != "__metadata__"]
        if max(ends, default=0) != size - start:
            raise ValueError("its tensors do not fit its size")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EncoderRefused(f"{file}: is not a whole safetensors file ({error}); copy or fetch the model again") from error


def _tensor(body: NDArray[np.uint8], entry: Mapping[str, Any]) -> NDArray[Any]:
    kind = np.dtype(_TYPES[entry["dtype"]])
    begin, end = entry["data_offsets"]
    shape = tuple(int(size) for size in entry["shape"])
    if not 0 <= begin <= end <= len(body) or end - begin != kind.itemsize * int(np.prod(shape, dtype=np.int64)) or min(shape, default=0) < 0:
        raise ValueError("a tensor lies outside the file")
    tensor: NDArray[Any] = body[begin:end].view(kind).reshape(shape)
    return tensor


def write_tensors(file: Path, tensors: Mapping[str, NDArray[Any]], about: Mapping[str, str] | None = None) -> None:
    """Write tensors, the widest types first, so that each begins at a multiple of its own size."""
    names = {kind: name for name, kind in ((name, np.dtype(kind)) for name, kind in _TYPES.items())}
    ordered = sorted(tensors.items(), key=lambda item: (-item[1].itemsize, item[0]))
    header: dict[str, Any] = {"__metadata__": dict(about)} if about else {}
    begin = 0
    for name, tensor in ordered:
        header[name] = {"dtype": names[tensor.dtype.newbyteorder("<")], "shape": list(tensor.shape), "data_offsets": [begin, begin + tensor.nbytes]}
        begin += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with file.open("wb") as stream:
        stream.write(len(text).to_bytes(8, "little") + text)
        for _, tensor in ordered:
            stream.write(np.ascontiguousarray(tensor).tobytes())


def read_about(file: Path) -> dict[str, str]:
    """The free text of a file's header.

    Raises:
        EncoderRefused: As in ``read_tensors``.
    """
    try:
        with file.open("rb") as stream:
            size = int.from_bytes(stream.read(8), "little")
            if not 2 <= size <= _LONGEST_HEADER:
                raise ValueError("the length of its header does not fit its size")
            return {str(key): str(value) for key, value in json.loads(stream.read(size)).get("__metadata__", {}).items()}
    except (OSError, ValueError, AttributeError) as error:
        raise EncoderRefused(f"{file}: is not a whole safetensors file ({error}); copy or fetch the model again") from error


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's bytes, which are never all in memory."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
