"""Pages that say no, in words a person can act on (trang từ chối): 403, 404, 422."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from toandan.ground.kernel.errors import UnableTo
from toandan.sheets.formats import filled


def message_of(error: UnableTo) -> str:
    """Return the refusal in the reader's language: the template is translated first, then filled in."""
    return filled(gettext(error.message), error.values)


def not_allowed_page(request: HttpRequest) -> HttpResponse:
    """Answer 403: signed in, but without the permission."""
    return render(request, "403.html", status=403)


def not_there_page(request: HttpRequest) -> HttpResponse:
    """Answer 404: it does not exist, or lies outside the officer's units; the two look alike on purpose."""
    return render(request, "404.html", status=404)


def unable_page(request: HttpRequest, error: UnableTo) -> HttpResponse:
    """Answer 422 with an error summary: the operation was refused for a reason the officer can read."""
    context = {"errors": [{"field": "", "message": message_of(error)}], "code": error.code}
    return render(request, "frame/unable.html", context, status=422)
