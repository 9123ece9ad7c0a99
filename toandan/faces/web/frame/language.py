"""The language of the page (ngôn ngữ): Vietnamese unless the officer chose otherwise."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


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
