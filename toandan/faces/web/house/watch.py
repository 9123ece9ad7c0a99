"""The watch: gives every request a number, measures it, and writes one line about it (theo dõi yêu cầu)."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from toandan.faces.web.house import figures
from toandan.ground.kernel.errors import NotAllowed, NotThere

_log = structlog.get_logger("toandan.request")
_GIVEN = re.compile(r"[0-9A-Za-z-]{8,64}")
HEADER = "X-Request-ID"


class Watch:
    """The outermost middleware; nothing that identifies a person leaves it.

    It writes the route's name, never its path; of the route's parameters only whole numbers; no query string.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and note how it went."""
        given = request.headers.get(HEADER, "")
        number = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]
        began = time.perf_counter()
        figures.IN_FLIGHT.inc()
        try:
            response = self.get_response(request)
        except Exception as error:
            # The page that says sorry has failed too; the server answers 500 by itself, and this line says why.
            self._failed(request, error)
            self._note(request, 500, time.perf_counter() - began)
            raise
        finally:
            figures.IN_FLIGHT.dec()
            figures.note_pool()
        response[HEADER] = number
        self._note(request, response.status_code, time.perf_counter() - began)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Turn the kernel's refusals into Django's; anything else is written down, without its message."""
        if isinstance(error, NotAllowed):
            raise PermissionDenied from error
        if isinstance(error, NotThere):
            raise Http404 from error
        if not isinstance(error, Http404 | PermissionDenied):
            self._failed(request, error)

    def _failed(self, request: HttpRequest, error: Exception) -> None:
        _log.error("request failed", exc_info=error, route=route_of(request), request=request.request_id)  # type: ignore[attr-defined]

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        route = route_of(request)
        method = request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} else "other"
        figures.REQUESTS.labels(route, method, str(status)).inc()
        figures.SECONDS.labels(route).observe(seconds)
        _log.info(
            "request",
            route=route,
            method=method,
            status=status,
            ms=round(seconds * 1000, 1),
            officer=officer_of(request),
            request=request.request_id,  # type: ignore[attr-defined]
            numbers=numbers_of(request),
        )


def route_of(request: HttpRequest) -> str:
    """Return the name of the route, such as `people:person`; `-` where none matched."""
    return (request.resolver_match and request.resolver_match.view_name) or "-"


def numbers_of(request: HttpRequest) -> dict[str, int]:
    """Return the route's parameters that are whole numbers; the others may hold words about people."""
    found = request.resolver_match.kwargs if request.resolver_match else {}
    return {name: value for name, value in found.items() if isinstance(value, int)}


def officer_of(request: HttpRequest) -> int | None:
    """Return the number of the signed-in officer, without asking the database when nobody has looked yet."""
    user = request.__dict__.get("_cached_user")
    return getattr(user, "pk", None)
