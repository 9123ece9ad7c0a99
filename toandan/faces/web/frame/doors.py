"""The two doors of every page (cửa vào): `page` reads, `action` writes; nothing else answers an officer.

A door makes sure of the sign-in with its second factor, of the permission, and of the transaction the view works in:
a page runs read-only under the officer's scope, an action leaves the transaction to its operation. People shown are
journalled after the view and before the answer leaves; when that fails, the answer does not leave.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import SimpleTemplateResponse, TemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from toandan.faces.web.frame.language import officer_language
from toandan.faces.web.frame.refusals import not_allowed_page, not_there_page, unable_page
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.journal import operations as journal
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows
from toandan.record.units import queries as unit_rows
from toandan.record.units.words import Unit

_READING = ("GET", "HEAD")
_SEEN, _SEEN_SECONDS = "toandan_seen_at", 60


@dataclass(slots=True)
class Reads:
    """People shown by one answer, as (person_id, unit_no), in the order they were noted."""

    people: list[tuple[int, int]] = field(default_factory=list)

    def note(self, person_id: int, unit_no: int) -> None:
        """Note that the answer shows this person, who stands under this unit."""
        if (person_id, unit_no) not in self.people:
            self.people.append((person_id, unit_no))


class Visit(HttpRequest):
    """A request that came through a door: who acts, when, for which unit.

    `now` is aware; `unit` is the unit in whose name the officer works; `read_person(person_id, unit_no)` notes a
    person shown. Public doors leave `actor`, `unit` and `read_person` out.
    """

    actor: Actor
    now: datetime
    unit: Unit
    read_person: Callable[[int, int], None]


class Door(Protocol):
    """A view behind a door; the house checks `permission`, `public` and `purpose` on every route."""

    permission: str | None
    public: bool
    purpose: str | None
    """For what people are shown there, as the journal writes it; None where nobody is known yet."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request."""
        ...


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def page(
    *, permission: str | None, public: bool = False, search: bool = False, purpose: str | None = None
) -> Callable[[View], Door]:
    """Make a view a page: it answers GET in a read-only transaction under the officer's scope.

    Args:
        permission: the word that must be held somewhere; None for any signed-in officer.
        public: no sign-in is needed, and the view gets no actor.
        search: POST is answered too, still read-only: names and numbers do not belong in addresses.
        purpose: why people are shown, for the journal; the permission word when left out.
    """
    methods = (*_READING, "POST") if search else _READING

    def door(view: View) -> Door:
        reason = purpose or permission or view.__name__

        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if public:
                cast(Visit, request).now = timezone.now()
                return view(request, *args, **kwargs)
            return _inside(request, permission, reason, lambda visit: _read(visit, view, args, kwargs))

        return _mark(enter, permission, public, None if public else reason)

    return door


def action(*, permission: str | None, public: bool = False, purpose: str | None = None) -> Callable[[View], Door]:
    """Make a view an action: it answers POST; its operations open their own transactions.

    An `UnableTo` that is let through becomes a page with an error summary (422). A `TemplateResponse`, such as a form
    with errors, is drawn read-only under the officer's scope. A public action needs no sign-in and gets no actor.
    """

    def door(view: View) -> Door:
        reason = purpose or permission or view.__name__

        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            if public:
                cast(Visit, request).now = timezone.now()
                return view(request, *args, **kwargs)
            return _inside(request, permission, reason, lambda visit: _write(visit, view, args, kwargs))

        return _mark(enter, permission, public, None if public else reason)

    return door


def either(*, get: Door, post: Door) -> Door:
    """Put a page and an action at one address, as a form needs; the house checks the page's permission word."""

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (get if request.method in _READING else post)(request, *args, **kwargs)

    enter.doors = (get, post)  # type: ignore[attr-defined]
    return _mark(enter, get.permission, get.public and post.public, None)


def second_factor(request: HttpRequest) -> bool:
    """Tell whether this session was opened with a second factor: a one-time code, or a passkey."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _mark(view: Callable[..., HttpResponseBase], permission: str | None, public: bool, purpose: str | None) -> Door:
    marked = cast(Door, view)
    marked.permission = permission
    marked.public = public
    marked.purpose = purpose
    return marked


def _inside(
    request: HttpRequest, permission: str | None, reason: str, answer: Callable[[Visit], HttpResponseBase]
) -> HttpResponseBase:
    """Let an officer in, answer, turn refusals into pages, and journal the people shown."""
    if not request.user.is_authenticated or not second_factor(request):
        return _to_sign_in(request)
    visit, reads = cast(Visit, request), Reads()
    visit.now = timezone.now()
    _keep_open(request, visit.now)
    account = request.user
    visit.actor = officer_rows.actor_read(
        int(account.pk), account.get_username(), active=account.is_active, now=visit.now
    )
    visit.read_person = reads.note
    with translation.override(officer_language(request)):
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        if permission is not None and not visit.actor.may_somewhere(permission):
            return not_allowed_page(request)
        try:
            response = answer(visit)
        except NotThere:
            return not_there_page(request)
        except NotAllowed:
            return not_allowed_page(request)
        except UnableTo as error:
            return unable_page(request, error)
        if reads.people:
            with officers.acting(visit.actor):
                journal.append_reads(actor=visit.actor, people=reads.people, purpose=reason)
    # Pages of a register stay out of shared and disk caches, and the back button asks again.
    patch_cache_control(response, no_store=True, private=True)
    return response


def _keep_open(request: HttpRequest, now: datetime) -> None:
    """Put off the end of the idle session, at most once a minute: a page need not write the session each time."""
    if now.timestamp() - float(request.session.get(_SEEN, 0)) > _SEEN_SECONDS:
        request.session[_SEEN] = now.timestamp()


def _read(visit: Visit, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponseBase:
    with officer_rows.reading(visit.actor):
        visit.unit = unit_rows.by_number(visit.actor.at)
        return _drawn(view(visit, *args, **kwargs))


def _write(visit: Visit, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> HttpResponseBase:
    visit.unit = unit_rows.by_number(visit.actor.at)
    response = view(visit, *args, **kwargs)
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        with officer_rows.reading(visit.actor):
            return _drawn(response)
    return response


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """Render a lazy response now, while its transaction is open."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    return response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


__all__ = ["Door", "Reads", "TemplateResponse", "Visit", "action", "either", "page", "second_factor"]
