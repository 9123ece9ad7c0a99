"""Second factors: giving them in a demonstration, taking them away when a device is lost (yếu tố thứ hai)."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.models import Officer
from toandan.record.officers.operations import errors
from toandan.record.officers.operations.doors import acting, require
from toandan.record.officers.queries import OfficerUnknown, posts
from toandan.record.officers.words import OfficersPermission


def give_one_time_codes(*, actor: Actor, now: datetime, officer: int) -> None:
    """Give an account one-time codes with a new secret, unless it has them already; for demonstrations.

    In earnest an officer sets the second factor up alone at the first sign-in, so that nobody else ever knows it.
    Raises NotAllowed, OfficerUnknown.
    """
    with acting(actor):
        found, unit = _managed(actor, officer, now)
        if not Authenticator.objects.filter(user_id=officer, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(found, generate_totp_secret())
            append(actor=actor, verb="officers.factor.give", subject=f"officer:{officer}", unit=unit)


def reset_second_factor(*, actor: Actor, now: datetime, officer: int, reason: str) -> int:
    """Take all second factors of an account away and return how many; the next sign-in sets a new one up.

    Raises NotAllowed, OfficerUnknown, UnableToKeepFactor without a reason.
    """
    with acting(actor):
        _, unit = _managed(actor, officer, now)
        if not reason.strip():
            raise errors.UnableToKeepFactor(errors.REASON_MISSING, code="reason_missing")
        taken, _ = Authenticator.objects.filter(user_id=officer).delete()
        detail = {"factors": taken}
        append(actor=actor, verb="officers.factor.reset", subject=f"officer:{officer}", unit=unit, detail=detail)
    return int(taken)


def factor_changed(*, actor: Actor, now: datetime, change: str, kind: str) -> None:
    """Write down that the actor changed a factor of their own: `change` is the verb's last word, such as `add`."""
    with acting(actor):
        subject = f"officer:{actor.officer}"
        append(actor=actor, verb=f"officers.factor.{change}", subject=subject, unit=actor.at, detail={"kind": kind})


def _managed(actor: Actor, officer: int, now: datetime) -> tuple[Officer, int | None]:
    found = Officer.objects.filter(pk=officer).first()
    if found is None:
        raise OfficerUnknown(officer)
    held = [post.unit_no for post in posts(officer, held=now)]
    for unit in held or [actor.at]:
        require(actor, OfficersPermission.MANAGE, at=unit)
    return found, min(held) if held else None
