"""A scripted language model behind a real socket of this machine: what it says is `ChatScript`'s.

It listens on 127.0.0.1 at a free port, answers at most `most` requests and stops with its `with` block.
"""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from storyreel.testing.chat_script import ChatScript, Sent

__all__ = ["ChatServer"]

_LARGEST_BODY = 64 * 1024 * 1024


class ChatServer:
    """Serves a script while it is open.

    Args:
        script: What is said; a good answer of `{}` without one.
        most: Requests, after which every one gets a 503.

    >>> with ChatServer() as server:
    ...     server.url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(self, script: ChatScript | None = None, *, most: int = 10_000) -> None:
        self.script = script or ChatScript()
        self._lock, self._left = threading.Lock(), most
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def url(self) -> str:
        """Its address for OpenAI's protocol."""
        return f"{self.root}/v1"

    def respond(self, path: str, body: dict[str, Any]) -> Sent:
        """What the script says, one request at a time."""
        with self._lock:
            self._left -= 1
            if self._left < 0:
                return Sent(
                    503, {"Content-Type": "application/json"}, (b'{"error": {"message": "the scripted server has ended"}}',)
                )
            return self.script.respond(path, body)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


def _handler(server: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """The list of models."""
            body = json.dumps({"object": "list", "data": [{"id": "scripted", "object": "model"}]}).encode()
            self._send(Sent(200, {"Content-Type": "application/json"}, (body,)))

        def do_POST(self) -> None:
            """One request."""
            length = int(self.headers.get("Content-Length") or 0)
            if length > _LARGEST_BODY:
                self.close_connection = True
                return self._send(Sent(413, {}, (b"",)))
            self._send(server.respond(self.path, json.loads(self.rfile.read(length) or b"{}")))

        def _send(self, sent: Sent) -> None:
            whole = b"".join(sent.body)
            self.send_response(sent.status)
            for name, value in sent.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            pieces = sent.body if len(sent.body) > 1 else (whole[: len(whole) // 2], whole[len(whole) // 2 :])
            try:
                for piece in pieces[: len(pieces) // 2] if sent.dropped else pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if sent.pause_s:
                        time.sleep(sent.pause_s)
            except OSError:
                self.close_connection = True  # the other side has gone
            self.close_connection = self.close_connection or sent.dropped

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler
