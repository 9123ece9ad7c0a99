"""What the sign-in library asks of the house: who may try, what is journalled, how secrets are kept (đăng nhập)."""

import base64
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.callers import address_of
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers import operations, queries

SIGNED_IN_AT = "toandan_signed_in_at"
"""Session key: when the password was given, in seconds since 1970."""

_FRESH_SECONDS = 900
"""Changing a factor wants a sign-in, or a password given again, not older than this."""


def now() -> datetime:
    """Return the present instant; pages pass it on."""
    return datetime.now(UTC)


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session was opened, or has been strengthened, with a second factor."""
    user: Any = request.user
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def own(user: Any) -> AbstractContextManager[None]:
    """Open a transaction under the officer's own seal: the database lets nobody but the officer change a factor.

    The library writes factors while somebody signs in, and a factor that was used says so.
    """
    return operations.acting(queries.actor_of(int(user.pk), now=now()))


def refused(error: UnableTo) -> ValidationError:
    """Turn an operation's refusal into a form's."""
    return ValidationError(message_of(error), code=error.code)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Counts tries, journals sign-in and sign-out, and says everything in our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "incorrect_code": _("The code is not right, or has been used already."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
        "username_password_mismatch": _("Login name and password do not belong together."),
        "too_many_login_attempts": _("Too many failed tries. Try again later."),
        "rate_limited": _("Too many failed tries. Try again later."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try against account and address before the password is looked at."""
        username, address = str(credentials.get("username", "")), address_of(request)
        try:
            operations.count_try(now=now(), kind="address", value=address)
            operations.count_try(now=now(), kind="account", value=username)
        except operations.UnableToSignIn as error:
            operations.refuse_session(now=now(), username=username, address=address, why=error.code)
            raise refused(error) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check login name and password; what was counted is forgiven when they are right."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            operations.forgive_try(kind="address", value=address_of(request))
            operations.forgive_try(kind="account", value=str(credentials.get("username", "")))
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        """Do nothing: the count is kept in the database and forgiven there."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Journal a wrong password, without what was typed."""
        username = str(credentials.get("username", ""))
        operations.refuse_session(now=now(), username=username, address=address_of(request), why="password")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session and journal it; its absolute age counts from here."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = now().timestamp()
        request.session.save()
        operations.open_session(
            actor=queries.actor_of(int(user.pk), now=now()),
            now=now(),
            session_key=str(request.session.session_key),
            agent=request.headers.get("User-Agent", ""),
            second_factor=has_second_factor(request),
        )

    def logout(self, request: HttpRequest) -> None:
        """Journal the end of the session and end it."""
        why = getattr(request, "session_ends", "signed_out")
        actor = queries.actor_of(int(request.user.pk or 0), now=now())
        operations.close_session(actor=actor, now=now(), session_key=str(request.session.session_key), why=why)
        super().logout(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody make an account for themselves."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages say themselves what happened."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again only when the sign-in is some time ago."""
        signed_in = float(context.request.session.get(SIGNED_IN_AT, 0))
        return now().timestamp() - signed_in > _FRESH_SECONDS


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted, and at least one factor with every account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right, or has been used already."),
        "cannot_delete_authenticator": _("This is the account's only second factor; add another one first."),
    }

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret as it is used."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Return the name an authenticator shows beside the codes."""
        return "Toandan"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let a factor go only while another one that is not a list of recovery codes stays."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Name the account to a passkey by its login name; the officer's own name stays here."""
        said: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return said | {"display_name": user.get_username()}


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(sha256(b"second factors." + settings.SECRET_KEY.encode()).digest()))
