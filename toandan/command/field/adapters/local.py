"""OSRM and Valhalla on this very machine, over HTTP (OSRM, Valhalla trên chính máy này).

Where homebound people live is asked of nobody else: only an address of this machine is taken, no proxy stands between,
and nobody's redirection is followed.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from toandan.command.field.ports import NoRouter, Router, Where
from toandan.command.field.words import RoadsFailed

SECONDS = 10.0
"""How long one question may take."""
_LONGEST_ANSWER, _PART = 2**24, 2**16


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody elsewhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, which makes the redirection an error."""


class _Local:
    """Asks one address of this machine."""

    def __init__(self, address: str, seconds: float = SECONDS) -> None:
        if not on_this_machine(address):
            raise NoRouter(RoadsFailed.NOT_LOCAL)
        self.address, self.seconds = address.rstrip("/"), seconds
        self._way = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))

    def _ask(self, path: str, content: bytes | None = None) -> Any:
        headers = {"Content-Type": "application/json"} if content else {}
        # The scheme and the host were looked at when this was made.
        asked = urllib.request.Request(self.address + path, data=content, headers=headers)  # noqa: S310
        try:
            with self._way.open(asked, timeout=self.seconds) as answer:
                return json.loads(self._content(answer))
        except TimeoutError:
            raise NoRouter(RoadsFailed.TIMEOUT) from None
        except urllib.error.HTTPError:
            raise NoRouter(RoadsFailed.ANSWER) from None
        except urllib.error.URLError as error:
            late = isinstance(error.reason, TimeoutError)
            raise NoRouter(RoadsFailed.TIMEOUT if late else RoadsFailed.SILENT) from None
        except (OSError, HTTPException):
            raise NoRouter(RoadsFailed.SILENT) from None
        except (ValueError, RecursionError):
            raise NoRouter(RoadsFailed.ANSWER) from None

    def _content(self, answer: HTTPResponse) -> bytes:
        """Read an answer as long as it may take and be: one that comes letter by letter would never be late."""
        until, parts, long = time.monotonic() + self.seconds, [], 0
        while part := answer.read1(_PART):
            parts.append(part)
            long += len(part)
            if long > _LONGEST_ANSWER:
                raise NoRouter(RoadsFailed.ANSWER)
            if time.monotonic() > until:
                raise TimeoutError
        return b"".join(parts)


class Osrm(_Local):
    """OSRM's table service."""

    def minutes(self, sources: Sequence[Where], targets: Sequence[Where]) -> list[list[float | None]]:
        """Return minutes from each source to each target. Raises NoRouter."""
        points = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in (*sources, *targets))
        asked = (
            ";".join(map(str, range(len(sources)))),
            ";".join(map(str, range(len(sources), len(sources) + len(targets)))),
        )
        told = self._ask(f"/table/v1/driving/{points}?annotations=duration&sources={asked[0]}&destinations={asked[1]}")
        if not isinstance(told, dict) or told.get("code") != "Ok":
            raise NoRouter(RoadsFailed.ANSWER)
        return _rows(told.get("durations"), len(sources), len(targets))


class Valhalla(_Local):
    """Valhalla's matrix service."""

    def minutes(self, sources: Sequence[Where], targets: Sequence[Where]) -> list[list[float | None]]:
        """Return minutes from each source to each target. Raises NoRouter."""
        sides = ("sources", sources), ("targets", targets)
        question: dict[str, Any] = {name: [{"lat": lat, "lon": lon} for lat, lon in side] for name, side in sides}
        told = self._ask("/sources_to_targets", json.dumps(question | {"costing": "auto"}).encode())
        try:
            seconds = [[one["time"] for one in row] for row in told["sources_to_targets"]]
        except (KeyError, TypeError):
            raise NoRouter(RoadsFailed.ANSWER) from None
        return _rows(seconds, len(sources), len(targets))


def on_this_machine(address: str) -> bool:
    """Tell whether an address is one of this machine's own; a private network is still other machines."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
        return parts.scheme == "http" and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False


def router(engine: str, address: str, *, seconds: float = SECONDS) -> Router:
    """Return the router that the settings name. Raises NoRouter."""
    if engine == "osrm":
        return Osrm(address, seconds)
    if engine == "valhalla":
        return Valhalla(address, seconds)
    raise NoRouter(RoadsFailed.UNKNOWN)


def _rows(seconds: object, sources: int, targets: int) -> list[list[float | None]]:
    """Return the seconds a router told as minutes, once their shape and values can be."""
    if not isinstance(seconds, list) or len(seconds) != sources:
        raise NoRouter(RoadsFailed.ANSWER)
    found: list[list[float | None]] = []
    for row in seconds:
        if not isinstance(row, list) or len(row) != targets:
            raise NoRouter(RoadsFailed.ANSWER)
        if not all(one is None or (isinstance(one, int | float) and 0 <= one < 10**6) for one in row):
            raise NoRouter(RoadsFailed.ANSWER)
        found.append([None if one is None else one / 60 for one in row])
    return found
