"""The language of the page (ngôn ngữ): Vietnamese unless the officer chose otherwise."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class ChosenLanguage:
    """Draws a page in the language somebody chose by the language link, and in Vietnamese until then.

    What the browser announces is not asked: an English browser on an officer's desk says nothing about the officer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the chosen language, and say which it was."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        return response


def officer_language(request: HttpRequest) -> str:
    """Return the language to draw this page in: the officer's own, else the one the request came with.

    The field lives with the officer's account; an account without a choice follows the cookie of the language link.
    """
    chosen = str(getattr(request.user, "language", "") or "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language() or settings.LANGUAGE_CODE


def other_language(code: str) -> str:
    """Return the language the language link leads to."""
    return "en" if code == "vi" else "vi"
