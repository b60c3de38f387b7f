"""A hub of a few files on this machine, which speaks as much of the hub's HTTP as its client needs."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LARGE = ".safetensors"


@dataclass
class TinyHub:
    """What it serves, what was asked of it, and how it misbehaves.

    Attributes:
        cut: Paths that break off after so many bytes, and are gone from then on.
    """

    files: Mapping[str, bytes]
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    cut: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    refusal: tuple[int, str] | None = None
    url: str = ""

    def entry(self, name: str) -> dict[str, object]:
        content = self.files[name]
        sha = hashlib.sha256(content).hexdigest()
        large = {"lfs": {"oid": sha, "sha256": sha, "size": len(content), "pointerSize": 130}} if name.endswith(LARGE) else {}
        return {"type": "file", "path": name, "rfilename": name, "size": len(content), "oid": hashlib.sha1(content).hexdigest(), "blobId": hashlib.sha1(content).hexdigest(), **large}

    def etag(self, name: str) -> str:
        entry = self.entry(name)
        return hashlib.sha256(self.files[name]).hexdigest() if "lfs" in entry else str(entry["oid"])


@contextmanager
def serving(hub: TinyHub) -> Iterator[TinyHub]:
    """The hub, reachable at ``hub.url`` until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None: ...

        def do_HEAD(self) -> None:
            self.answer(body=False)

        def do_GET(self) -> None:
            self.answer(body=True)

        def answer(self, body: bool) -> None:
            path = unquote(urlsplit(self.path).path)
            hub.asked.append((self.command, path, self.headers.get("Range")))
            if hub.refusal is not None:
                self.send(hub.refusal[0], b"{}", {"X-Error-Code": hub.refusal[1]}, body)
            elif "/tree/" in path:
                self.send_json([hub.entry(name) for name in hub.files], body)
            elif path.startswith("/api/models/"):
                self.send_json({"id": "maker/tiny", "modelId": "maker/tiny", "sha": COMMIT, "siblings": [hub.entry(name) for name in hub.files], "tags": []}, body)
            elif "/resolve/" in path or path.startswith("/large/"):
                name = path.removeprefix("/large/").split(f"/resolve/{COMMIT}/", 1)[-1]
                if name in hub.gone:
                    self.send(404, b"{}", {"X-Error-Code": "EntryNotFound"}, body)
                elif name.endswith(LARGE) and not path.startswith("/large/"):
                    self.send(302, b"", {"Location": f"{hub.url}/large/{name}"}, body)
                else:
                    self.send_file(name, body)
            else:
                self.send(404, b"{}", {}, body)

        def send_json(self, content: object, body: bool) -> None:
            self.send(200, json.dumps(content).encode(), {"Content-Type": "application/json"}, body)

        def send_file(self, name: str, body: bool) -> None:
            content = hub.files[name]
            asked = self.headers.get("Range")
            start = int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0
            headers = {"ETag": f'"{hub.etag(name)}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes", "X-Linked-Size": str(len(content)), "X-Linked-ETag": f'"{hub.etag(name)}"'}
            if asked:
                headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            breaks = hub.cut.pop(name, None) if body else None
            if breaks is not None:
                hub.gone.add(name)
            self.send(206 if asked else 200, content[start:], headers, body, breaks)

        def send(self, status: int, content: bytes, headers: Mapping[str, str], body: bool, breaks: int | None = None) -> None:
            self.send_response(status)
            for key, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(key, value)
            self.end_headers()
            if body:
                self.wfile.write(content if breaks is None else content[:breaks])
            if breaks is not None:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        hub.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
