"""Signing in and out, and second factors: the library's views with our forms, marks and journal (đăng nhập)."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account_views
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as webauthn_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.views.decorators.http import require_POST

from toandan.faces.web.officers.adapters import now, own
from toandan.record.officers import operations, queries


def marked(view: Callable[..., HttpResponseBase], *, public: bool) -> Callable[..., HttpResponseBase]:
    """Mark a view for the house's check of routes: public before sign-in, else for any account's own affairs."""
    view.permission = None  # type: ignore[attr-defined]
    view.public = public  # type: ignore[attr-defined]
    return view


def _changed(request: HttpRequest, change: str, kind: str) -> None:
    actor = queries.actor_of(int(request.user.pk or 0), now=now())
    operations.factor_changed(actor=actor, now=now(), change=change, kind=kind)


def _strengthen(request: HttpRequest, kind: str) -> None:
    """Let the session count as opened with the factor that was just proven by setting it up."""
    user: Any = request.user
    if not any(record.get("method") == "mfa" for record in get_authentication_records(request, user)):
        found = Authenticator.objects.filter(user_id=user.pk, type=kind).order_by("-pk").first()
        record_authentication(request, user, "mfa", id=found.pk if found else None, type=kind)


class SignIn(account_views.LoginView):  # type: ignore[misc]
    """Login name and password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say in a demonstration where accounts are found."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"demo": settings.DEMO}


class SecondFactor(mfa_views.AuthenticateView):  # type: ignore[misc]
    """One-time code, recovery code or passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the present code in a demonstration, so that a stranger can come in."""
        user = self.stage.login.user
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {
            "demo_code": queries.demo_code(user.get_username()),
            "has_codes": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        }


class SetUpCodes(totp_views.ActivateTOTPView):  # type: ignore[misc]
    """A new authenticator: square code, secret, first code."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the factor, journal it, and let the session count as signed in with it."""
        with own(self.request.user):
            response: HttpResponse = super().form_valid(form)
        _strengthen(self.request, Authenticator.Type.TOTP)
        _changed(self.request, "add", "totp")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Group the secret for typing, and show the picture as a file of its own."""
        found: dict[str, Any] = super().get_context_data(**kwargs)
        secret = found["form"].secret
        groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        first = not Authenticator.objects.filter(user_id=self.request.user.pk).exists()
        return found | {"secret": groups, "first": first}

    def get_success_url(self) -> str:
        """Go on to the recovery codes when they were just made, else to my account."""
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else reverse("officers:account")


class RemoveCodes(totp_views.DeactivateTOTPView):  # type: ignore[misc]
    """Taking the authenticator away, while a passkey stays."""

    def get_success_url(self) -> str:
        """Go back to my account."""
        return reverse("officers:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away and journal it."""
        with own(self.request.user):
            response: HttpResponse = super().form_valid(form)
        _changed(self.request, "remove", "totp")
        return response


class AddPasskey(webauthn_views.AddWebAuthnView):  # type: ignore[misc]
    """A new passkey."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey, journal it, and let the session count as signed in with it."""
        with own(self.request.user):
            response: HttpResponse = super().form_valid(form)
        _strengthen(self.request, Authenticator.Type.WEBAUTHN)
        _changed(self.request, "add", "webauthn")
        return response

    def get_success_url(self) -> str:
        """Go on to the recovery codes when they were just made, else to my account."""
        return reverse("mfa_view_recovery_codes") if self.did_generate_recovery_codes else reverse("officers:account")


class RemovePasskey(webauthn_views.RemoveWebAuthnView):  # type: ignore[misc]
    """Taking a passkey away, while another factor stays."""

    def get_success_url(self) -> str:
        """Go back to my account."""
        return reverse("officers:account")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the passkey away and journal it; the account's last factor stays."""
        from allauth.mfa.adapter import get_adapter

        if not get_adapter().can_delete_authenticator(self.get_object()):
            return HttpResponseRedirect(reverse("officers:account"))
        with own(request.user):
            response: HttpResponse = super().post(request, *args, **kwargs)
        _changed(request, "remove", "webauthn")
        return response


class RecoveryCodes(recovery_views.ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, readable once."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Note that they have been seen."""
        with own(self.request.user):
            found: dict[str, Any] = super().get_context_data(**kwargs)
        return found


class RenewRecoveryCodes(recovery_views.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes in the place of the old ones."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them and journal it."""
        with own(self.request.user):
            response: HttpResponse = super().form_valid(form)
        _changed(self.request, "renew", "recovery_codes")
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))


sign_in = marked(SignIn.as_view(), public=True)
leave = marked(sign_out, public=True)
second_factor = marked(SecondFactor.as_view(), public=True)
password_again = marked(account_views.ReauthenticateView.as_view(), public=False)
code_again = marked(mfa_views.ReauthenticateView.as_view(), public=False)
set_up_codes = marked(SetUpCodes.as_view(), public=False)
remove_codes = marked(RemoveCodes.as_view(), public=False)
recovery_codes = marked(RecoveryCodes.as_view(), public=False)
renew_recovery_codes = marked(RenewRecoveryCodes.as_view(), public=False)
add_passkey = marked(AddPasskey.as_view(), public=False)
remove_passkey = marked(RemovePasskey.as_view(), public=False)
