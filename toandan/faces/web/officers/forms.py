"""Forms of signing in and of accounts; labels, hints and errors in our own words (biểu mẫu)."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.callers import address_of
from toandan.faces.web.officers import adapters
from toandan.record.officers import operations
from toandan.record.officers.labels import ROLES

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autocapitalize": "off"}
_PASSWORD = {"spellcheck": "false", "autocapitalize": "off"}


class SignIn(LoginForm):  # type: ignore[misc]
    """Login name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Login name")
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "off"}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs=_PASSWORD | {"autocomplete": "current-password"})


class _Counted:
    """Counts tries of a code against the officer's account before the code is looked at."""

    user: Any

    def clean_code(self) -> str:
        officer = str(self.user.pk)
        try:
            operations.count_try(now=adapters.now(), kind="code", value=officer)
        except operations.UnableToSignIn as error:
            self._journal(error.code)
            raise adapters.refused(error) from error
        try:
            with adapters.own(self.user):
                code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            self._journal("code")
            raise
        operations.forgive_try(kind="code", value=officer)
        return code

    def _journal(self, why: str) -> None:
        address = address_of(context.request)
        operations.refuse_session(now=adapters.now(), username=self.user.username, address=address, why=why)


def _code_field() -> forms.CharField:
    return forms.CharField(label=_("One-time code"), max_length=16, widget=forms.TextInput(attrs=_CODE))


class _Proven:
    """Writes down under the officer's own seal that a factor was used."""

    user: Any

    def save(self) -> None:
        with adapters.own(self.user):
            super().save()  # type: ignore[misc]


class Code(_Counted, _Proven, AuthenticateForm):  # type: ignore[misc]
    """The one-time code, or a recovery code, that completes a sign-in."""

    code = _code_field()


class CodeAgain(_Counted, _Proven, ReauthenticateForm):  # type: ignore[misc]
    """A one-time code before a factor is changed."""

    code = _code_field()


class Passkey(_Proven, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey that completes a sign-in."""


class FirstCode(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator: it proves that secret and clock are right."""

    code = _code_field()


class PasswordAgain(PasswordAgainForm):  # type: ignore[misc]
    """The password once more, before a factor is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget = forms.PasswordInput(attrs=_PASSWORD | {"autocomplete": "current-password"})


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey with a name to know it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("For example: the key on my key ring.")
        self.initial["name"] = ""


class NewPassword(forms.Form):
    """The present password and a new one."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs=_PASSWORD | {"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. A sentence of your own is good."),
        widget=forms.PasswordInput(attrs=_PASSWORD | {"autocomplete": "new-password"}),
    )


class NewOfficer(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("Login name"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    display_name = forms.CharField(label=_("Officer's name"), max_length=120)
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        help_text=_("At least 12 characters. A sentence of your own is good."),
        widget=forms.PasswordInput(attrs=_PASSWORD | {"autocomplete": "new-password"}),
    )


class NewPost(forms.Form):
    """A role at a unit."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role.value, label) for role, label in ROLES.items()])
    unit = forms.CharField(label=_("Code of the unit"), max_length=12, help_text=_("For example 01, 001 or 00001."))
    head = forms.BooleanField(label=_("In charge of the unit"), required=False, help_text=_("One at a time."))
    reason = forms.CharField(label=_("Reason"), help_text=_("The order or decision this rests on."))
