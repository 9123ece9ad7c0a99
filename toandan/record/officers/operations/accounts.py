"""Making accounts and changing them; every change is journalled with ids and words, never with a name (tài khoản)."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.utils import IntegrityError

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers import rules
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import errors
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.queries import OfficerUnknown, posts
from toandan.record.officers.words import OfficersPermission

LEAST_PASSWORD = 12
"""Characters of a password at least."""


def add_officer(
    *,
    actor: Actor,
    now: datetime,
    username: str,
    display_name: str,
    password: str | None,
    unit: int,
    language: str = "",
) -> int:
    """Make an account and return its number; it may do nothing until it is appointed.

    `unit` is where the permission to make accounts is needed. Without a password nobody can sign in with it yet.
    Raises NotAllowed, UnableToKeepAccount.
    """
    name = rules.folded(username)
    with acting(actor):
        require(actor, OfficersPermission.MANAGE, at=unit)
        if not rules.USERNAME.fullmatch(name):
            raise errors.UnableToKeepAccount(errors.USERNAME_WRONG, code="username_wrong", values={"name": username})
        if not display_name.strip():
            raise errors.UnableToKeepAccount(errors.DISPLAY_NAME_MISSING, code="display_name_missing")
        if password is not None:
            _check(password, name)
        made = Officer(
            username=name,
            display_name=display_name.strip(),
            password=make_password(password),
            language=language,
            created_at=now,
        )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            taken = {"name": name}
            raise errors.UnableToKeepAccount(errors.USERNAME_TAKEN, code="username_taken", values=taken) from error
        append(actor=actor, verb="officers.officer.add", subject=f"officer:{made.pk}", unit=unit)
    return made.pk


def set_password(*, actor: Actor, now: datetime, officer: int, password: str) -> None:
    """Give an account a new password, as the one who manages it; its open sessions end.

    Raises NotAllowed, OfficerUnknown, UnableToKeepAccount.
    """
    with acting(actor):
        found = _managed(actor, officer, now)
        _check(password, found.username)
        Officer.objects.filter(pk=officer).update(password=make_password(password))
        append(
            actor=actor, verb="officers.officer.set_password", subject=f"officer:{officer}", unit=_home(officer, now)
        )


def change_password(*, actor: Actor, now: datetime, present: str, password: str) -> None:
    """Change one's own password, knowing the present one. Raises NotAllowed, UnableToKeepAccount."""
    with acting(actor):
        found = _own(actor)
        if not check_password(present, found.password):
            raise errors.UnableToKeepAccount(errors.PASSWORD_DIFFERS, code="password_differs")
        _check(password, found.username)
        Officer.objects.filter(pk=found.pk).update(password=make_password(password))
        append(actor=actor, verb="officers.officer.change_password", subject=f"officer:{found.pk}", unit=actor.at)


def choose_language(*, actor: Actor, now: datetime, language: str) -> None:
    """Keep one's own language; empty follows the browser. Raises NotAllowed, UnableToKeepAccount."""
    if language and language not in dict(settings.LANGUAGES):
        values = {"language": language}
        raise errors.UnableToKeepAccount(errors.LANGUAGE_UNKNOWN, code="language_unknown", values=values)
    with acting(actor):
        found = _own(actor)
        Officer.objects.filter(pk=found.pk).update(language=language)
        detail = {"language": language}
        append(
            actor=actor,
            verb="officers.officer.choose_language",
            subject=f"officer:{found.pk}",
            unit=actor.at,
            detail=detail,
        )


def deactivate(*, actor: Actor, now: datetime, officer: int, reason: str) -> None:
    """Close an account: nobody signs in with it, and its open sessions are worth nothing. Raises as `reactivate`."""
    _switch(actor, now, officer, reason, active=False)


def reactivate(*, actor: Actor, now: datetime, officer: int, reason: str) -> None:
    """Open a closed account again; ended posts stay ended. Raises NotAllowed, OfficerUnknown, UnableToKeepAccount."""
    _switch(actor, now, officer, reason, active=True)


def _switch(actor: Actor, now: datetime, officer: int, reason: str, *, active: bool) -> None:
    with acting(actor):
        _managed(actor, officer, now)
        if actor.officer == officer:
            raise errors.UnableToKeepAccount(errors.OWN_ACCOUNT, code="own_account")
        if not reason.strip():
            raise errors.UnableToKeepAccount(errors.REASON_MISSING, code="reason_missing")
        Officer.objects.filter(pk=officer).update(is_active=active)
        verb = "officers.officer.reactivate" if active else "officers.officer.deactivate"
        append(actor=actor, verb=verb, subject=f"officer:{officer}", unit=_home(officer, now))


def _managed(actor: Actor, officer: int, now: datetime) -> Officer:
    """Return the account, made sure that the actor may manage it at every unit where it holds a post now."""
    found = Officer.objects.filter(pk=officer).first()
    if found is None:
        raise OfficerUnknown(officer)
    units = {post.unit_no for post in posts(officer, held=now)} or {actor.at}
    for unit in units:
        require(actor, OfficersPermission.MANAGE, at=unit)
    return found


def _own(actor: Actor) -> Officer:
    found = None if actor.officer is None else Officer.objects.filter(pk=actor.officer).first()
    if found is None:
        raise NotAllowed(errors.NOT_ALLOWED, code="not_allowed")
    return found


def _home(officer: int, now: datetime) -> int | None:
    """Return the unit under which a line about this account is kept."""
    held = posts(officer, held=now)
    return min(post.unit_no for post in held) if held else None


def _check(password: str, username: str) -> None:
    easy = {username, username * 2, "password1234", "123456789012", "matkhau123456", "qwertyuiop12"}
    if len(password) < LEAST_PASSWORD or password.lower() in easy or len(set(password)) < 5:
        values = {"least": LEAST_PASSWORD}
        raise errors.UnableToKeepAccount(errors.PASSWORD_WEAK, code="password_weak", values=values)
