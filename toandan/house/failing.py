"""What is answered when the program failed: a full disk has a page of its own, anything else the plain one (trang lỗi).

Django calls these while it handles the error, which is how they know it.
"""

import sys

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_noop as _
from django.views import defaults

from toandan.faces.api.door import refusal_body
from toandan.ground.kernel.errors import UnableTo, out_of_room
from toandan.house import room

INSUFFICIENT_STORAGE = 507
"""HTTP's own word for it: the server has no room for what the request would leave behind."""

_SAVED_NOTHING = _("The disk is full. Nothing was saved. Send it again when there is room.")


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when a view failed: its transaction is undone, so nothing was saved."""
    error = sys.exc_info()[1]
    if error is None or room.behind(error) is None:
        return defaults.server_error(request)
    return _full(request, error, unsure=False)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be taken, and one whose session could not be kept.

    Django takes the latter for a session that has ended meanwhile. It is kept after the view, which may have saved.
    """
    if room.behind(exception) is None:
        return defaults.bad_request(request, exception)
    return _full(request, exception, unsure=True)


def _full(request: HttpRequest, error: BaseException, *, unsure: bool) -> HttpResponse:
    """Return the page, or for another system the refusal, that a full disk is behind it."""
    if request.resolver_match is not None and request.resolver_match.namespace == "api":
        response: HttpResponse = JsonResponse(
            refusal_body(UnableTo(_SAVED_NOTHING, code="disk_full")), status=INSUFFICIENT_STORAGE
        )
    else:
        response = _page(request, unsure=unsure, answers=out_of_room(error))
    patch_cache_control(response, no_store=True, private=True)
    return response


def _page(request: HttpRequest, *, unsure: bool, answers: bool) -> HttpResponse:
    """Return the page in the officer's frame; without it when the database is gone, which the frame would wait for."""
    shown = {"unsure": unsure}
    if answers:
        try:
            return render(request, "frame/full.html", shown, status=INSUFFICIENT_STORAGE)
        except Error:
            pass
    return HttpResponse(render_to_string("frame/full_alone.html", shown), status=INSUFFICIENT_STORAGE)
