"""Stored rows as values (giá trị của dòng)."""

from toandan.work.equipment.models import Device, Event, Fault, Handover, Loan
from toandan.work.equipment.words import (
    Condition,
    DeviceRow,
    DeviceState,
    DeviceVerb,
    EventRow,
    FaultKind,
    FaultRow,
    HandoverRow,
    HandoverState,
    Kind,
    LoanRow,
    LoanState,
)


def device(found: Device) -> DeviceRow:
    """Return a stored device as a value; `back_on` was annotated by whoever asked."""
    return DeviceRow(
        device_id=found.device_id, serial=found.serial, kind=Kind(found.kind), state=DeviceState(found.state),
        unit=found.unit_no, home=found.home_no, bound_for=found.bound_no, place=found.place, holder=found.holder,
        model=found.model, software=found.software, key_made_on=found.key_made_on,
        condition=Condition(found.condition), reported_at=found.reported_at, suspect_from=found.suspect_from,
        back_on=getattr(found, "back_on", None), added_at=found.added_at,
    )  # fmt: skip


def event(found: Event) -> EventRow:
    """Return a line of a history as a value."""
    return EventRow(
        found.event_id, DeviceVerb(found.verb), found.occurred_at, found.recorded_at, found.actor, found.reason,
        found.detail,
    )  # fmt: skip


def fault(found: Fault) -> FaultRow:
    """Return a stored fault as a value."""
    return FaultRow(
        found.fault_id, FaultKind(found.kind), found.stops, found.text, found.since, found.reported_by,
        found.repair_since, found.back_on, found.repaired_on, found.repair,
    )  # fmt: skip


def handover(found: Handover) -> HandoverRow:
    """Return a stored hand-over, with its device, as a value."""
    return HandoverRow(
        handover_id=found.handover_id, device_id=found.device_id, serial=found.device.serial,
        kind=Kind(found.device.kind), source=found.source_no, target=found.target_no,
        state=HandoverState(found.state), place=found.place, reason=found.reason, given_by=found.given_by,
        given_at=found.given_at, answered_by=found.answered_by, answered_at=found.answered_at, answer=found.answer,
    )  # fmt: skip


def loan(found: Loan) -> LoanRow:
    """Return a stored loan as a value."""
    return LoanRow(
        loan_id=found.loan_id, device_id=found.device_id, serial=found.serial, kind=Kind(found.kind),
        lender=found.lender_no, borrower=found.borrower_no, since=found.since, until=found.until,
        state=LoanState(found.state), asked_no=found.asked_no, asked_by=found.asked_by, asked_at=found.asked_at,
        reason=found.reason, answered_by=found.answered_by, answered_at=found.answered_at, answer=found.answer,
        ended_on=found.ended_on,
    )  # fmt: skip
