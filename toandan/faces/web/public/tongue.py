"""The language of a public page stands in its address, so that a cache need not look at cookies (ngôn ngữ)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import translation

from toandan.command.publication import queries
from toandan.faces.web.frame.doors import Door, Visit, action, page
from toandan.ground.kernel.errors import NotThere


class Tongue:
    """The two languages as a part of an address."""

    regex = "vi|en"

    def to_python(self, value: str) -> str:
        """Return the language."""
        return value

    def to_url(self, value: str) -> str:
        """Return the language."""
        return value


def public_page(view: Callable[..., HttpResponse]) -> Door:
    """Make a view a public page: read as anybody, in the language of its address (Vietnamese where it names none)."""

    @page(permission=None, public=True)
    @wraps(view)
    def enter(request: Visit, *args: Any, language: str = "vi", **kwargs: Any) -> HttpResponse:
        with translation.override(language), queries.reading_as_anybody():
            request.LANGUAGE_CODE = language
            try:
                response = view(request, *args, **kwargs)
            except NotThere:
                return _missing(request, language)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        response.headers["Content-Language"] = language
        return response

    return enter


def public_form(view: Callable[..., HttpResponse], *, post: bool) -> Door:
    """Make a view half of a form that anybody may send; what it answers is one reader's and kept by nobody.

    There is no session whose rights another site could use, so no CSRF cookie is asked for; `token` says what takes its
    place. The view's operations open their own transactions; its page is drawn as anybody sees it.
    """
    door = (action if post else page)(permission=None, public=True)

    @wraps(view)
    def enter(request: Visit, *args: Any, language: str = "vi", **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                with queries.reading_as_anybody():
                    response.render()
        response.headers["Content-Language"] = language
        response.headers["Cache-Control"] = "no-store"
        return response

    return door(enter)


def frame(name: str, *args: str | int) -> dict[str, str]:
    """Return what every page is given: its language, and the address of the same page in the other one."""
    language = (translation.get_language() or "vi")[:2]
    other = "en" if language == "vi" else "vi"
    return {"language": language, "other": other, "other_page": reverse(name, args=(other, *args))}


def _missing(request: HttpRequest, language: str) -> HttpResponse:
    response = render(request, "public/missing.html", frame("public:home"), status=404)
    response.headers["Content-Language"] = language
    return response
