"""Answers kept in each process's memory, so that the public pages cost next to nothing (bộ nhớ đệm trang công khai).

Everybody is given the same bytes: the cookie is taken off a request before anything looks at it, and the language is
part of the address. An answer is made anew after `SECONDS`; so long may what was stopped or withheld still be seen.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

PREFIX = "/public/"
SECONDS = 60
BROWSER = f"public, max-age={SECONDS}, stale-while-revalidate={SECONDS}"
SHORT = "public, max-age=30"
KEPT, LARGEST = 1024, 4_000_000
"""Answers kept by a process, and bytes of the largest that is."""
MOST_BYTES = 64_000_000
_QUERY = ("day",)
"""What may stand in a query; anything else is overlooked, so that nobody can make the same page new each time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it leaves the house."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str
    until: float
    route: Any


class Kept:
    """The middleware below the watch: answers public addresses from memory, and makes what is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._bytes = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a public address from memory, any other one as ever."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        key = _key(request)
        found = self._remembered(key)
        if found is None:
            response = self.get_response(request)
            response.cookies.clear()
            response.headers["Vary"] = "Accept-Encoding"
            alone = "no-store" in response.headers.get("Cache-Control", "")
            if response.status_code != 200 or response.streaming or alone:
                # What is not there may come soon; what went wrong, or was made for one reader, is nobody's to keep.
                response.headers["Cache-Control"] = SHORT if response.status_code == 404 else "no-store"
                return response
            found = _answer(request, response)
            self._remember(key, found)
        return _given(request, found)

    def _remembered(self, key: tuple[str, ...]) -> Answer | None:
        with self._lock:
            found = self._answers.get(key)
            return found if found is not None and found.until > time.monotonic() else None

    def _remember(self, key: tuple[str, ...], answer: Answer) -> None:
        if len(answer.body) > LARGEST:
            return
        with self._lock:
            old = self._answers.pop(key, None)
            self._bytes += len(answer.body) - (len(old.body) if old else 0)
            self._answers[key] = answer
            while len(self._answers) > KEPT or self._bytes > MOST_BYTES:
                _, gone = self._answers.popitem(last=False)
                self._bytes -= len(gone.body)


def _key(request: HttpRequest) -> tuple[str, ...]:
    """Return what an answer depends on: the host in its addresses, the path, the day, and whether it is compressed."""
    query = tuple(request.GET.get(name, "") for name in _QUERY) if request.META.get("QUERY_STRING") else ("",)
    packed = "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else ""
    method = "HEAD" if request.method == "HEAD" else "GET"
    return request.META.get("HTTP_HOST", ""), request.scheme or "", request.path_info, *query, packed, method


def _answer(request: HttpRequest, response: HttpResponse) -> Answer:
    left_out = {"set-cookie", "etag", "cache-control", "vary", "expires", "x-request-id"}
    headers = [(name, value) for name, value in response.items() if name.lower() not in left_out]
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers += [("ETag", tag), ("Cache-Control", BROWSER), ("Vary", "Accept-Encoding")]
    return Answer(response.content, tuple(headers), tag, time.monotonic() + SECONDS, request.resolver_match)


def _given(request: HttpRequest, found: Answer) -> HttpResponse:
    """Return the answer, or only that nothing has changed since the reader's own copy."""
    request.resolver_match = found.route
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    same = asked == "*" or found.tag in {one.strip().removeprefix("W/") for one in asked.split(",")}
    response = HttpResponse(b"" if same else found.body, status=304 if same else 200)
    left_out = {"content-length", "content-type", "content-encoding"} if same else set()
    for name, value in found.headers:
        if name.lower() not in left_out:
            response.headers[name] = value
    if same:
        del response.headers["Content-Type"]
    return response
