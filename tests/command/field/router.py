"""A router of this machine, as OSRM and Valhalla document their answers (máy chỉ đường giả)."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.command.field.given import inputs


class Router(BaseHTTPRequestHandler):
    """Answers as OSRM and Valhalla document it: 1,000 seconds for a degree, none from the second point to the third."""

    spoiled = ""

    def _answer(self, found: Any, status: int = 200) -> None:
        spoiled = {"torn": b"{", "deep": b"[" * 100_000}
        content = spoiled.get(self.spoiled) or json.dumps(found).encode()
        self.send_response(302 if self.spoiled == "moved" else status)
        self.send_header("Location", "http://192.0.2.1/")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.spoiled == "dripping":
            # Until whoever asked has gone: the next letter is then refused.
            with suppress(ConnectionError):
                for _n in range(len(content)):
                    self.wfile.write(b" ")
                    threading.Event().wait(0.05)
            return
        self.wfile.write(content)

    def do_GET(self) -> None:
        """Answer OSRM's table."""
        parts = urlsplit(self.path)
        points = [tuple(map(float, one.split(","))) for one in parts.path.rsplit("/", 1)[1].split(";")]
        sides = [[points[int(n)] for n in parse_qs(parts.query)[name][0].split(";")]
                 for name in ("sources", "destinations")]  # fmt: skip
        code = "TooBig" if len(points) > 100 else "Ok"
        self._answer({"code": code, "durations": _table(*sides)}, 200 if code == "Ok" else 400)

    def do_POST(self) -> None:
        """Answer Valhalla's matrix."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sides = [[(one["lon"], one["lat"]) for one in asked[name]] for name in ("sources", "targets")]
        rows = [[{"time": one, "distance": 1.0, "from_index": i, "to_index": j} for j, one in enumerate(row)]
                for i, row in enumerate(_table(*sides))]  # fmt: skip
        self._answer({"sources_to_targets": rows, "units": "kilometers"})

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _table(sources: list[Any], targets: list[Any]) -> list[list[float | None]]:
    return [[None if (a[1], b[1]) == GAP else 1000 * (abs(a[0] - b[0]) + abs(a[1] - b[1])) for b in targets]
            for a in sources]  # fmt: skip


FOUND = inputs()
GAP = (FOUND.homes[0].latitude, FOUND.homes[1].latitude)


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Router)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()
