"""What holds for every request of somebody signed in: language, absolute age of the session, second factor first."""

from collections.abc import Callable

from allauth.account.internal.flows.logout import logout
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.cache import patch_cache_control

from toandan.faces.web.officers.adapters import SIGNED_IN_AT, has_second_factor, now

LONGEST_HOURS = 10
"""A session ends this long after the password was given, however busy it is."""

_BEFORE_SECOND_FACTOR = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "frame:language",
    }
)
"""Addresses open to a session that has only a password; everything else waits for the second factor."""


class Session:
    """Ends sessions that are too old, leads to the second factor, and speaks the officer's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or lead somewhere else first."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        signed_in = float(request.session.setdefault(SIGNED_IN_AT, now().timestamp()))
        if now().timestamp() - signed_in > LONGEST_HOURS * 3600:
            request.session_ends = "expired"  # type: ignore[attr-defined]
            logout(request)
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        language = getattr(request.user, "language", "")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        if not has_second_factor(request) and not _open_before(request):
            return _lead_on(request)
        response = self.get_response(request)
        # Refusals and the pages of second factors do not pass our doors; they are not to be kept either.
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


def _open_before(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in _BEFORE_SECOND_FACTOR
    except Resolver404:
        return True


def _lead_on(request: HttpRequest) -> HttpResponse:
    """Lead an account without a second factor to setting one up; one that has it signs in again, with it."""
    main = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    if Authenticator.objects.filter(user_id=request.user.pk, type__in=main).exists():
        logout(request)
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
    return HttpResponseRedirect(reverse("mfa_activate_totp"))
