"""What planners and the rooms above ask about kits: who can work when, who stood idle, whose work is suspect."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from toandan.work.equipment import rules
from toandan.work.equipment.models import Device, Event, Fault, Loan
from toandan.work.equipment.queries import rows
from toandan.work.equipment.queries.devices import by_serial, devices
from toandan.work.equipment.words import (
    BLOCKED,
    Concern,
    DeviceState,
    DeviceVerb,
    Kind,
    LoanRow,
    LoanState,
    PlanningKit,
    Utilisation,
)


def kits_for_planning(units: Sequence[int], first_day: date, days: int) -> list[PlanningKit]:
    """Return the kits that these units have on some of the days, by serial, with the days each cannot work.

    Days are counted from `first_day` as 0. A kit that is faulty or in repair is off until the day it is expected back,
    or all along when nobody knows; one that is stolen, lost or out of use is off all along, and one that is out of use
    is not told at all. A kit lent for some of the days stands in two rows, its own unit's and the borrower's, as far as
    both were asked for; no day is free in both.
    """
    last = date.fromordinal(first_day.toordinal() + max(days, 1) - 1)
    lent_here = Loan.objects.filter(borrower_no__in=units, state=LoanState.AGREED.value, since__lte=last)
    mine = Q(home_no__in=units) | Q(unit_no__in=units) | Q(device_id__in=lent_here.values("device_id"))
    found = Device.objects.filter(mine, kind=Kind.KIT.value).exclude(state=DeviceState.RETIRED.value)
    kits = [rows.device(one) for one in found.order_by("serial")]
    numbers = [kit.device_id for kit in kits]
    loans, spans = _loans(numbers), stopping(numbers, today=first_day)
    wanted = set(units)
    told = (
        rules.planned(
            kit, loans[kit.device_id], rules.out_spans(kit, spans[kit.device_id]), first_day=first_day, days=days
        )
        for kit in kits
    )
    return [row for some in told for row in some if row.unit in wanted]


def kit_unit(serial: str, on: date, *, today: date) -> int | None:
    """Return whose a kit is on a day, by custody or loan; None for what is no kit, out of use or out of sight."""
    found = Device.objects.filter(serial=serial, kind=Kind.KIT.value).exclude(state=DeviceState.RETIRED.value).first()
    if found is None:
        return None
    return rules.unit_on(rows.device(found), _loans([found.device_id])[found.device_id], on, today=today)


def out_until(serial: str, on: date, *, today: date) -> tuple[bool, date | None]:
    """Tell whether a kit cannot work on a day, and the day from which it is expected to, None where nobody knows.

    Of a device that is out of sight nothing is told: (False, None).
    """
    found = Device.objects.filter(serial=serial, kind=Kind.KIT.value).first()
    if found is None:
        return False, None
    spans = rules.out_spans(rows.device(found), stopping([found.device_id], today=today)[found.device_id])
    held = [span for span in spans if span.holds(on)]
    ends = [span.until for span in held if span.until is not None]
    known = bool(held) and len(ends) == len(held)
    return bool(held), date.fromordinal(max(ends).toordinal() + 1) if known else None


def free_kits(units: Sequence[int], first_day: date, days: int) -> dict[int, tuple[str, ...]]:
    """Return by unit the serials of kits that can work there on every one of these days, and so could be lent."""
    found: dict[int, list[str]] = defaultdict(list)
    for kit in kits_for_planning(units, first_day, days):
        if not kit.off_days:
            found[kit.unit].append(kit.serial)
    return {unit: tuple(serials) for unit, serials in found.items()}


def utilisation(
    low: int, high: int, *, first: date, last: date, used: Mapping[str, Collection[date]], kind: Kind = Kind.KIT
) -> list[Utilisation]:
    """Return for every device that stands in the units from `low` to `high` how its days went, by serial.

    `used` gives the days on which each serial was used; the rooms above know them.
    """
    kept = [one for one in devices(low, high, kinds=[kind], limit=None) if low <= one.unit <= high]
    kept = [one for one in kept if one.state is not DeviceState.RETIRED]
    spans = stopping([one.device_id for one in kept], today=last, since=first)
    return [
        rules.utilisation(one, first=first, last=last, out=_past(one.state, spans[one.device_id]),
                          used=used.get(one.serial, ()))
        for one in kept
    ]  # fmt: skip


def suspect_since(serial: str) -> datetime | None:
    """Return from when the work of a device is suspect; None while it is not blocked. Raises DeviceUnknown."""
    return by_serial(serial).suspect_from


def suspect_spans(device_id: int) -> list[tuple[datetime, datetime | None]]:
    """Return every span in which the work of a device was or is suspect, the oldest first; None: until now.

    They come from its history, which nobody can change, so a block that was lifted is still told.
    """
    verbs = (DeviceVerb.STOLEN, DeviceVerb.LOST, DeviceVerb.LIFTED)
    lines = Event.objects.filter(device_id=device_id, verb__in=[verb.value for verb in verbs]).order_by("event_id")
    spans: list[tuple[datetime, datetime | None]] = []
    for verb, occurred, recorded in lines.values_list("verb", "occurred_at", "recorded_at"):
        is_open = bool(spans) and spans[-1][1] is None
        if verb == DeviceVerb.LIFTED:
            spans[-1] = (spans[-1][0], recorded)
        elif is_open:
            spans[-1] = (min(spans[-1][0], occurred), None)
        else:
            spans.append((occurred, None))
    return spans


def blocked_serials(low: int, high: int) -> frozenset[str]:
    """Return the serials of the devices in these units that are reported stolen or lost."""
    states = [state.value for state in BLOCKED]
    found = Device.objects.filter(Q(unit_no__range=(low, high)) | Q(home_no__range=(low, high)), state__in=states)
    return frozenset(found.values_list("serial", flat=True))


def is_blocked(serial: str) -> bool:
    """Tell whether a device is reported stolen or lost, wherever it stands; who may not look at it learns no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT equipment_blocked(%s)", [serial])
        return bool(cursor.fetchone()[0])


def warnings(device_ids: Sequence[int], *, today: date, now: datetime) -> dict[int, tuple[Concern, ...]]:
    """Return for each device what makes it worth a look."""
    faults: dict[int, int] = defaultdict(int)
    for number in Fault.objects.filter(device_id__in=device_ids, repaired_on=None).values_list("device_id", flat=True):
        faults[number] += 1
    loans = _loans(device_ids)
    found = Device.objects.filter(device_id__in=device_ids)
    return {
        one.device_id: rules.warnings(
            rows.device(one), today=today, now=now, faults=faults[one.device_id],
            loan_until=max((loan.until for loan in loans[one.device_id] if loan.borrower == one.unit_no), default=None),
        )
        for one in found
    }  # fmt: skip


def stopping(device_ids: Sequence[int], *, today: date, since: date | None = None) -> dict[int, list[rules.Span]]:
    """Return when each device cannot work by its faults: from the day of the fault to the day before it is back.

    Only what is still open; with `since`, also what was repaired on or after that day. Of a repair that should have
    ended before `today` and has not, nobody knows the end.
    """
    wanted = Q(repaired_on=None) if since is None else Q(repaired_on=None) | Q(repaired_on__gte=since)
    found: dict[int, list[rules.Span]] = defaultdict(list)
    for one in Fault.objects.filter(wanted, device_id__in=device_ids, stops=True):
        expected = one.back_on if one.back_on is not None and one.back_on > today else None
        back = one.repaired_on or expected
        found[one.device_id].append(rules.Span(one.since, date.fromordinal(back.toordinal() - 1) if back else None))
    return found


def _past(state: DeviceState, spans: Sequence[rules.Span]) -> tuple[rules.Span, ...]:
    # Days that have gone by: from when a device has been blocked, its history tells; here it is out of use.
    return (rules.Span(date.min),) if state in BLOCKED else tuple(spans)


def _loans(device_ids: Sequence[int]) -> dict[int, list[LoanRow]]:
    found: dict[int, list[LoanRow]] = defaultdict(list)
    for one in Loan.objects.filter(device_id__in=device_ids, state=LoanState.AGREED.value).order_by("since"):
        found[one.device_id].append(rows.loan(one))
    return found
