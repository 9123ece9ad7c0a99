"""Loans of devices between units: asked for by one side, agreed by the other or by who stands above both (cho mượn)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.equipment.models import Device, Loan
from toandan.work.equipment.operations import base
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.queries.devices import DeviceUnknown, LoanUnknown
from toandan.work.equipment.words import (
    MOST_LOAN_DAYS,
    DeviceVerb,
    EquipmentPermission,
    LoanState,
)

LEND = EquipmentPermission.LEND


def ask_loan(
    *, actor: Actor, now: datetime, serial: str, borrower: int, since: date, until: date, reason: str, client_key: UUID
) -> int:
    """Ask for a loan of a device, by its serial, for the days from one to another, both included; return its number.

    Asked for by the unit it belongs to or by the one that wants it; who may agree for both agrees at once. Where the
    device stands changes by a hand-over only. Raises NotAllowed, DeviceUnknown, UnitUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        wants = units.by_number(borrower).number
        number, lender, kind = _device(actor, serial, wants)
        side = lender if actor.may(LEND, lender) else wants
        require(actor, LEND, at=side)
        if base.repeated(said, number, DeviceVerb.LOAN_ASKED):
            return Loan.objects.get(client_key=client_key).loan_id
        _days(lender, wants, since, until, localdate(now))
        both = actor.may(LEND, lender) and actor.may(LEND, wants)
        made = Loan(
            client_key=client_key, device_id=number, serial=serial, kind=kind, lender_no=lender, borrower_no=wants,
            since=since, until=until, asked_no=side, asked_by=actor.name, asked_at=now, reason=reason.strip(),
            state=(LoanState.AGREED if both else LoanState.ASKED).value,
            **({"answered_by": actor.name, "answered_at": now} if both else {}),
        )  # fmt: skip
        made.save(force_insert=True)
        one = base.locked(number)
        base.fits(DeviceVerb.LOAN_ASKED, one, reason)
        _free(one, made)
        base.record(said, one, DeviceVerb.LOAN_ASKED, loan=made.loan_id, to=wants, agreed=both)
        base.journal(said, one, "equipment.loan.ask", loan=made.loan_id, to=wants, agreed=both)
    return made.loan_id


def agree_loan(*, actor: Actor, now: datetime, loan: int, client_key: UUID) -> None:
    """Agree to a loan that the other side asked for. Raises NotAllowed, LoanUnknown, UnableToEquip."""
    said = Said(actor, now, "", client_key)
    with acting(actor):
        found = _found(loan)
        other = found.borrower_no if found.asked_no == found.lender_no else found.lender_no
        one = base.begin(said, found.device_id, DeviceVerb.LOAN_AGREED, at=other)
        if one is None:
            return
        _still(loan, LoanState.ASKED)
        if found.until < localdate(now):
            raise unable("loan_days")
        _free(one, found)
        _answer(said, loan, LoanState.AGREED)
        base.record(said, one, DeviceVerb.LOAN_AGREED, loan=loan)
        base.journal(said, one, "equipment.loan.agree", loan=loan)


def refuse_loan(*, actor: Actor, now: datetime, loan: int, reason: str, client_key: UUID) -> None:
    """Refuse a loan, or take back that one asked for it. Raises NotAllowed, LoanUnknown, UnableToEquip."""
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        found = _found(loan)
        one = base.begin(said, found.device_id, DeviceVerb.LOAN_REFUSED, at=_own_side(actor, found))
        if one is None:
            return
        _still(loan, LoanState.ASKED)
        # Written before it is refused: the other side sees the device no more afterwards.
        base.record(said, one, DeviceVerb.LOAN_REFUSED, loan=loan)
        base.journal(said, one, "equipment.loan.refuse", loan=loan)
        _answer(said, loan, LoanState.REFUSED)


def end_loan(*, actor: Actor, now: datetime, loan: int, reason: str = "", client_key: UUID) -> None:
    """End a loan before the device went out, or one whose device is back; it ends by itself when it is taken back.

    Raises NotAllowed, LoanUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        found = _found(loan)
        one = base.begin(said, found.device_id, DeviceVerb.LOAN_ENDED, at=_own_side(actor, found))
        if one is None:
            return
        _still(loan, LoanState.AGREED)
        if one.unit_no == found.borrower_no != one.home_no:
            raise unable("loan_away")
        base.record(said, one, DeviceVerb.LOAN_ENDED, loan=loan)
        base.journal(said, one, "equipment.loan.end", loan=loan)
        Loan.objects.filter(loan_id=loan).update(state=LoanState.ENDED.value, ended_on=localdate(now))


def _device(actor: Actor, serial: str, wants: int) -> tuple[int, int, str]:
    """Return a device by its serial: its number, the unit it belongs to, its kind. Raises DeviceUnknown."""
    seen = Device.objects.filter(serial=serial).values_list("device_id", "home_no", "kind").first()
    if seen is not None:
        return seen
    require(actor, LEND, at=wants)
    with connection.cursor() as cursor:
        cursor.execute("SELECT device_id, home_no, kind FROM equipment_known(%s, %s)", [serial, wants])
        found = cursor.fetchone()
    if found is None:
        raise DeviceUnknown
    return int(found[0]), int(found[1]), str(found[2])


def _days(lender: int, borrower: int, since: date, until: date, today: date) -> None:
    if lender == borrower:
        raise unable("loan_own")
    if until < since or until < today:
        raise unable("loan_days")
    if until - since >= timedelta(days=MOST_LOAN_DAYS):
        raise unable("loan_long")


def _free(one: Device, loan: Loan) -> None:
    taken = Loan.objects.filter(device_id=one.device_id, state=LoanState.AGREED.value).exclude(loan_id=loan.loan_id)
    if taken.filter(since__lte=loan.until, until__gte=loan.since).exists():
        raise unable("loan_overlaps")


def _found(loan: int) -> Loan:
    found = Loan.objects.filter(loan_id=loan).first()
    if found is None:
        raise LoanUnknown
    return found


def _own_side(actor: Actor, found: Loan) -> int:
    return found.lender_no if actor.may(LEND, found.lender_no) else found.borrower_no


def _still(loan: int, state: LoanState) -> None:
    # Read anew: the device is locked by now, and whoever was here before may have answered.
    if not Loan.objects.filter(loan_id=loan, state=state.value).exists():
        raise unable("loan_done")


def _answer(said: Said, loan: int, state: LoanState) -> None:
    Loan.objects.filter(loan_id=loan).update(
        state=state.value, answered_by=said.actor.name, answered_at=said.now, answer=said.reason.strip()
    )
