"""The door of the REST interface: who calls, with which permission, inside which scope (giao diện lập trình).

Every address is written as

    @router.get("/units/{code}", response=UnitOut)
    @needs("units.unit.read")
    def unit(request: Call, code: str) -> UnitOut: ...

A client shows its token as `Authorization: Bearer …`. The function runs inside a read-only transaction under the
client's scope; `request.actor` and `request.now` are set. Functions that call operations say `writes=True`; the
operation opens its own transaction.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_noop
from ninja import Field, NinjaAPI
from ninja.security import HttpBearer

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.officers import queries as officers
from toandan.sheets.formats import filled

Function = TypeVar("Function", bound=Callable[..., Any])
Number = Annotated[int, Field(ge=0, lt=2**63)]
"""A whole number that the database can hold, such as that of an entry."""

HOLDABLE = r"^[^\x00]*$"
"""What a text must look like that the database can hold: anything but the one character it has no place for."""


class Call(HttpRequest):
    """A request that has passed the door."""

    actor: Actor
    now: datetime


class ByToken(HttpBearer):
    """Accepts the token of a known client and puts its actor on the request."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the client's actor, or None: unknown, expired and revoked tokens look alike."""
        now = datetime.now(UTC)
        actor = officers.client_of(token, now=now)
        if actor is not None:
            request.actor, request.now = actor, now  # type: ignore[attr-defined]
        return actor


def needs(permission: str | None, *, writes: bool = False) -> Callable[[Function], Function]:
    """Let a function run only for a client that holds the permission somewhere; what it sees, its scope decides.

    None lets every known client in, where what it asks for decides which word is needed.
    """

    def mark(function: Function) -> Function:
        @wraps(function)
        def guarded(request: Call, *args: Any, **kwargs: Any) -> Any:
            if permission is not None and not request.actor.may_somewhere(permission):
                raise NotAllowed(gettext_noop("You may not do this."), code="not_allowed")
            if writes:
                return function(request, *args, **kwargs)
            with officers.reading(request.actor):
                return function(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return mark


class _Interface(NinjaAPI):
    """Answers that no cache keeps: most of them are about people."""

    def create_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the answer, marked as not to be stored anywhere."""
        response = super().create_response(*args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response


def interface() -> NinjaAPI:
    """Return the empty interface, version 1, with its refusals; the house adds the rooms' routers."""
    built = _Interface(title="Toandan", version="1", auth=ByToken(), docs_url=None, urls_namespace="api")

    def handle(kind: type[UnableTo], status: int) -> None:
        def refuse(request: HttpRequest, refusal: Any) -> HttpResponse:
            return built.create_response(request, refusal_body(refusal), status=status)

        built.add_exception_handler(kind, refuse)

    handle(UnableTo, 422)
    handle(NotAllowed, 403)
    handle(NotThere, 404)
    return built


def refusal_body(refusal: UnableTo) -> dict[str, str | int]:
    """Return a refusal as data: its stable code, what else a program can act on, the sentence in both languages."""
    body: dict[str, str | int] = {"code": refusal.code, **refusal.facts}
    for language in ("vi", "en"):
        with translation.override(language):
            body[f"message_{language}"] = filled(translation.gettext(refusal.message), refusal.values)
    return body
