"""Signing that one unit helps another, and withdrawing it (phân công hỗ trợ).

Officers stand on the floor above, so neither the scope nor `require` can be had here: call these inside
`acting(actor)`. The permission is asked of the actor directly, and the database's policy asks it again.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.journal.operations import append
from toandan.record.units.models import Support
from toandan.record.units.queries import by_number
from toandan.record.units.words import UnitsPermission

NOT_ALLOWED = _("Only headquarters of both units may sign that one helps the other.")
SAME_UNIT = _("Unit that is helped: a unit cannot help itself or a part of itself.")
PERIOD_WRONG = _("Last day: it lies before the first day.")
PERIOD_OVER = _("Last day: it is past already.")
ACT_MISSING = _("Signed paper: give the number of the decision this rests on.")
REASON_MISSING = _("Reason: say why the unit helps.")
KEY_USED = _("This form has already been used for another assignment.")
SUPPORT_UNKNOWN = _("There is no such assignment in force.")


class UnableToSupport(UnableTo):
    """The assignment could not be signed; `field` is the box the refusal is about."""

    def __init__(self, message: str, *, code: str, field: str = "") -> None:
        super().__init__(message, code=code)
        self.field = field


class SupportUnknown(NotThere):
    """There is no such assignment, or it is over."""

    def __init__(self) -> None:
        super().__init__(SUPPORT_UNKNOWN, code="support_unknown")


def sign_support(
    *,
    actor: Actor,
    now: datetime,
    helper: int,
    helped: int,
    since: date,
    until: date,
    act: str,
    reason: str,
    client_key: UUID,
    temporary_only: bool = False,
) -> int:
    """Sign that `helper` works for `helped` from `since` to `until`, both included, and return the assignment's number.

    A repeat with the same key returns the first one's number. Raises NotAllowed, UnitUnknown, UnableToSupport.
    """
    for unit in (helper, helped):
        by_number(unit)
    _permitted(actor, helper, helped)
    _check(now, helper, helped, since, until, act, reason)
    said = {
        "helper": helper,
        "helped": helped,
        "since": since,
        "until": until,
        "temporary_only": temporary_only,
        "act": act.strip(),
        "reason": reason.strip(),
    }
    with transaction.atomic():
        signed = {"signed_by": actor.name, "signed_by_id": actor.officer, "signed_at": now}
        found, made = Support.objects.get_or_create(client_key=client_key, defaults=said | signed)
        if not made and any(getattr(found, name) != value for name, value in said.items()):
            raise UnableToSupport(KEY_USED, code="key_used")
        if made:
            detail = {"helper": helper, "helped": helped, "temporary_only": temporary_only}
            subject = f"support:{found.support_id}"
            append(actor=actor, verb="units.support.sign", subject=subject, unit=helped, detail=detail)
    return found.support_id


def end_support(*, actor: Actor, now: datetime, support: int, reason: str) -> None:
    """Withdraw an assignment from today on; a repeat changes nothing.

    Raises NotAllowed, SupportUnknown, UnableToSupport.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        found = Support.objects.filter(support_id=support).first()
        if found is None:
            raise SupportUnknown
        _permitted(actor, found.helper, found.helped)
        if not reason.strip():
            raise UnableToSupport(REASON_MISSING, code="reason_missing", field="reason")
        if found.ended_on is not None:
            return
        if found.until < today:
            raise SupportUnknown
        Support.objects.filter(support_id=support).update(ended_on=max(today, found.since), ended_by=actor.name)
        detail = {"reason": "given"}
        append(actor=actor, verb="units.support.end", subject=f"support:{support}", unit=found.helped, detail=detail)


def _permitted(actor: Actor, *units: int) -> None:
    """Make sure that the actor is headquarters of every one of these units."""
    for unit in units:
        if not actor.may(UnitsPermission.SUPPORT, unit):
            raise NotAllowed(NOT_ALLOWED, code="not_allowed", values={"unit": unit})


def _check(now: datetime, helper: int, helped: int, since: date, until: date, act: str, reason: str) -> None:
    """Say what is wrong with an assignment, one thing at a time, with the box it is about."""
    if by_number(helper).holds(helped) or by_number(helped).holds(helper):
        raise UnableToSupport(SAME_UNIT, code="same_unit", field="helped")
    if until < since:
        raise UnableToSupport(PERIOD_WRONG, code="period_wrong", field="until")
    if until < timezone.localdate(now):
        raise UnableToSupport(PERIOD_OVER, code="period_over", field="until")
    if not act.strip():
        raise UnableToSupport(ACT_MISSING, code="act_missing", field="act")
    if not reason.strip():
        raise UnableToSupport(REASON_MISSING, code="reason_missing", field="reason")
