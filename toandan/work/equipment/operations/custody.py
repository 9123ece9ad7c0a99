"""Custody goes from hand to hand, each time with both officers (bàn giao thiết bị)."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.work.equipment.models import Device, Handover, Loan
from toandan.work.equipment.operations import base
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.queries.devices import HandoverUnknown
from toandan.work.equipment.words import (
    DeviceVerb,
    EquipmentPermission,
    HandoverState,
    LoanState,
)

HERE = EquipmentPermission.USE


def hand_over(
    *, actor: Actor, now: datetime, device: int, to: int, place: str = "", reason: str = "", client_key: UUID
) -> int:
    """Offer a device to a unit, or to another officer of the own one; return the number of the hand-over.

    It stands with the first officer until another one confirms. Raises NotAllowed, DeviceUnknown, UnitUnknown,
    UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.begin(said, device, DeviceVerb.OFFERED)
        if one is None:
            return Handover.objects.get(client_key=client_key).handover_id
        if one.bound_no is not None:
            raise unable("handover_waits")
        target = units.by_number(to).number
        if one.unit_no != one.home_no and target not in (one.unit_no, one.home_no):
            raise unable("lent_on")
        made = Handover(
            client_key=client_key, device_id=device, source_no=one.unit_no, target_no=target, place=place.strip(),
            reason=reason.strip(), given_by=actor.name, given_by_id=actor.officer, given_at=now,
        )  # fmt: skip
        made.save(force_insert=True)
        base.change(one, bound_no=target)
        base.record(said, one, DeviceVerb.OFFERED, handover=made.handover_id, to=target)
        base.journal(said, one, "equipment.device.hand_over", to=target)
    return made.handover_id


def take(*, actor: Actor, now: datetime, handover: int, client_key: UUID) -> None:
    """Confirm a hand-over, as another officer, who works for the unit it goes to; from now on it stands with them.

    A device that comes back to its own unit ends the loan it was away for; one that goes out without a loan belongs to
    the new unit from now on. Raises NotAllowed, HandoverUnknown, UnableToEquip.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        found = _found(handover)
        if not actor.everywhere and actor.at != found.target_no:
            raise NotAllowed("You may not do this.", code="not_allowed")
        one = base.begin(said, found.device_id, DeviceVerb.TAKEN, at=found.target_no)
        if one is None:
            return
        if (found.given_by, found.given_by_id) == (actor.name, actor.officer):
            raise unable("same_officer")
        _still_waiting(handover)
        _answer(said, handover, HandoverState.TAKEN)
        target = found.target_no
        returned = target == one.home_no and one.unit_no != target
        values = {"place": found.place} if found.place else {}
        home = one.home_no if returned or _lent(one, target, now) else target
        base.change(
            one, unit_no=target, home_no=home, bound_no=None, holder=actor.name, holder_id=actor.officer, **values
        )
        if returned:
            _came_back(one, now)
        base.record(said, one, DeviceVerb.TAKEN, handover=handover, unit=target)
        base.journal(said, one, "equipment.device.take_over", handover=handover)


def decline(*, actor: Actor, now: datetime, handover: int, reason: str, client_key: UUID) -> None:
    """Refuse a hand-over, or take back an own one before it is answered; the device stays where it is.

    Raises NotAllowed, HandoverUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        found = _found(handover)
        side = found.target_no if actor.may(HERE, found.target_no) else found.source_no
        one = base.begin(said, found.device_id, DeviceVerb.DECLINED, at=side)
        if one is None:
            return
        _still_waiting(handover)
        # Answered last: whom it was offered to sees the device no more afterwards.
        base.record(said, one, DeviceVerb.DECLINED, handover=handover)
        base.journal(said, one, "equipment.device.decline", handover=handover)
        base.change(one, bound_no=None)
        _answer(said, handover, HandoverState.DECLINED)


def _found(handover: int) -> Handover:
    found = Handover.objects.filter(handover_id=handover).first()
    if found is None:
        raise HandoverUnknown
    return found


def _still_waiting(handover: int) -> None:
    # Read anew: the device is locked by now, and whoever was here before may have answered.
    if not Handover.objects.filter(handover_id=handover, state=HandoverState.WAITING.value).exists():
        raise unable("handover_done")


def _answer(said: Said, handover: int, state: HandoverState) -> None:
    Handover.objects.filter(handover_id=handover).update(
        state=state.value, answered_by=said.actor.name, answered_by_id=said.actor.officer, answered_at=said.now,
        answer=said.reason.strip(),
    )  # fmt: skip


def _lent(one: Device, target: int, now: datetime) -> bool:
    """Tell whether a device that goes to this unit goes there on loan: it keeps its home."""
    agreed = Loan.objects.filter(device_id=one.device_id, borrower_no=target, state=LoanState.AGREED.value)
    return one.home_no != target and agreed.filter(until__gte=localdate(now)).exists()


def _came_back(one: Device, now: datetime) -> None:
    today = localdate(now)
    Loan.objects.filter(device_id=one.device_id, state=LoanState.AGREED.value, since__lte=today).update(
        state=LoanState.ENDED.value, ended_on=today
    )
