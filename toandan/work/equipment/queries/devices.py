"""Devices: lists, one with its history, what waits (tra cứu thiết bị)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.work.equipment.models import Device, Event, Fault, Handover, Loan
from toandan.work.equipment.queries import rows
from toandan.work.equipment.words import (
    DeviceRow,
    DeviceSheet,
    DeviceState,
    HandoverRow,
    HandoverState,
    Kind,
    LoanRow,
    LoanState,
)

PAGE = 50
Ranges = Iterable[tuple[int, int]]


class DeviceUnknown(NotThere):
    """There is no such device in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such device, or it is not in your units."), code="device_unknown")


class FaultUnknown(NotThere):
    """There is no such fault in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such fault of a device in your units."), code="fault_unknown")


class HandoverUnknown(NotThere):
    """There is no such hand-over in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such hand-over from or to your units."), code="handover_unknown")


class LoanUnknown(NotThere):
    """There is no such loan in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such loan from or to your units."), code="loan_unknown")


def _devices() -> QuerySet[Device]:
    # The day it is expected back is the last one of its repairs; while one of them has none, nobody knows.
    still = Fault.objects.filter(device=OuterRef("device_id"), repaired_on=None, stops=True)
    last = still.order_by(F("back_on").desc(nulls_first=True)).values("back_on")[:1]
    return Device.objects.annotate(back_on=Subquery(last))


def device(device_id: int) -> DeviceRow:
    """Return one device. Raises DeviceUnknown."""
    found = _devices().filter(device_id=device_id).first()
    if found is None:
        raise DeviceUnknown
    return rows.device(found)


def by_serial(serial: str) -> DeviceRow:
    """Return the device with this serial. Raises DeviceUnknown."""
    found = _devices().filter(serial=serial).first()
    if found is None:
        raise DeviceUnknown
    return rows.device(found)


def devices(
    low: int,
    high: int,
    *,
    kinds: Sequence[Kind] = (),
    states: Sequence[DeviceState] = (),
    text: str = "",
    after: str = "",
    limit: int | None = PAGE,
) -> list[DeviceRow]:
    """Return the devices that stand, or belong, in the units from `low` to `high`, by serial.

    `text` is part of a serial, a model or a place; `after` the last serial seen.
    """
    found = _devices().filter(Q(unit_no__range=(low, high)) | Q(home_no__range=(low, high)))
    if kinds:
        found = found.filter(kind__in=[kind.value for kind in kinds])
    if states:
        found = found.filter(state__in=[state.value for state in states])
    for word in text.split():
        found = found.filter(Q(serial__icontains=word) | Q(model__icontains=word) | Q(place__icontains=word))
    if after:
        found = found.filter(serial__gt=after)
    return [rows.device(one) for one in found.order_by("serial")[:limit]]


def counts(low: int, high: int) -> Counter[tuple[Kind, DeviceState]]:
    """Return how many devices stand in the units from `low` to `high`, by kind and state."""
    found = Device.objects.filter(unit_no__range=(low, high)).values_list("kind", "state")
    return Counter((Kind(kind), DeviceState(state)) for kind, state in found)


def sheet(device_id: int) -> DeviceSheet:
    """Return a device with all that happened to it, the newest first. Raises DeviceUnknown."""
    return DeviceSheet(
        head=device(device_id),
        events=tuple(rows.event(one) for one in Event.objects.filter(device_id=device_id).order_by("-event_id")),
        faults=tuple(rows.fault(one) for one in Fault.objects.filter(device_id=device_id).order_by("-fault_id")),
        handovers=tuple(rows.handover(one) for one in _handovers(device_id=device_id)),
        loans=tuple(rows.loan(one) for one in Loan.objects.filter(device_id=device_id).order_by("-loan_id")),
    )


def handover(handover_id: int) -> HandoverRow:
    """Return one hand-over. Raises HandoverUnknown."""
    found = _handovers(handover_id=handover_id).first()
    if found is None:
        raise HandoverUnknown
    return rows.handover(found)


def to_confirm(unit: int, *, officer: int | None = None) -> list[HandoverRow]:
    """Return the hand-overs that wait for somebody of this unit, the oldest first; not those `officer` gave."""
    waiting = _handovers(target_no=unit, state=HandoverState.WAITING.value)
    given = [] if officer is None else [officer]
    return [rows.handover(one) for one in waiting.exclude(given_by_id__in=given).order_by("handover_id")]


def loan(loan_id: int) -> LoanRow:
    """Return one loan. Raises LoanUnknown."""
    found = Loan.objects.filter(loan_id=loan_id).first()
    if found is None:
        raise LoanUnknown
    return rows.loan(found)


def loans_to_answer(unit: int) -> list[LoanRow]:
    """Return the loans that wait for this unit's answer, the oldest first."""
    side = Q(lender_no=unit) | Q(borrower_no=unit)
    waiting = Loan.objects.filter(side, state=LoanState.ASKED.value).exclude(asked_no=unit)
    return [rows.loan(one) for one in waiting.order_by("loan_id")]


def loans(low: int, high: int, *, states: Sequence[LoanState] = (LoanState.ASKED, LoanState.AGREED)) -> list[LoanRow]:
    """Return the loans with a side in the units from `low` to `high`, by their first day."""
    side = Q(lender_no__range=(low, high)) | Q(borrower_no__range=(low, high))
    found = Loan.objects.filter(side, state__in=[state.value for state in states])
    return [rows.loan(one) for one in found.order_by("since", "loan_id")]


def units_with_equipment(low: int, high: int) -> frozenset[int]:
    """Return which of the units from `low` to `high` have devices, await one or are away from theirs."""
    fields = ("unit_no", "home_no", "bound_no")
    found = [Device.objects.filter(**{f"{field}__range": (low, high)}).values_list(field) for field in fields]
    sides = Loan.objects.filter(lender_no__range=(low, high)).values_list("lender_no")
    borrowers = Loan.objects.filter(borrower_no__range=(low, high)).values_list("borrower_no")
    return frozenset(number for some in (*found, sides, borrowers) for (number,) in some.distinct())


def devices_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which devices each of the units from `low` to `high` has, awaits or is away from."""
    found: dict[int, set[int]] = defaultdict(set)
    for field in ("unit_no", "home_no", "bound_no"):
        rows = Device.objects.filter(**{f"{field}__range": (low, high)})
        for unit, number in rows.values_list(field, "device_id"):
            found[unit].add(number)
    return found


def _handovers(**having: object) -> QuerySet[Handover]:
    return Handover.objects.select_related("device").filter(**having).order_by("-handover_id")
