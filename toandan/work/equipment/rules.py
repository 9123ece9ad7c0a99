"""Decisions about devices without a clock or a database (quy tắc thiết bị)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from toandan.work.equipment.words import (
    BLOCKED,
    KEY_DAYS,
    OUT,
    SILENT_DAYS,
    Concern,
    Condition,
    DeviceRow,
    DeviceState,
    LoanRow,
    PlanningKit,
    Utilisation,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included; without an end, until further notice."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.since <= day and (self.until is None or day <= self.until)


def warnings(
    row: DeviceRow, *, today: date, now: datetime, faults: int = 0, loan_until: date | None = None
) -> tuple[Concern, ...]:
    """Return what makes a device worth a look; nothing for one that is out of use.

    `faults` is how many are open though the device works, `loan_until` the last day of a loan it stands away for.
    """
    if row.state is DeviceState.RETIRED:
        return ()
    silent = row.reported_at is not None and now - row.reported_at > timedelta(days=SILENT_DAYS)
    told = (
        (Concern.KEY_OLD, key_old(row.key_made_on, today)),
        (Concern.SILENT, silent and row.state is DeviceState.READY),
        (Concern.DEGRADED, row.condition is not Condition.GOOD),
        (Concern.FAULT_OPEN, faults > 0 and row.state is DeviceState.READY),
        (Concern.LOAN_LATE, loan_until is not None and loan_until < today),
    )
    return tuple(word for word, holds in told if holds)


def key_old(made_on: date | None, today: date) -> bool:
    """Tell whether the key of a device is too old; of a device without a key, nothing is said."""
    return made_on is not None and (today - made_on).days > KEY_DAYS


def out_spans(row: DeviceRow, stopping: Iterable[Span]) -> tuple[Span, ...]:
    """Return when a device cannot work: while it is blocked or out of use, and from each open fault that stops it."""
    if row.state in BLOCKED or row.state is DeviceState.RETIRED:
        return (Span(date.min),)
    spans = tuple(stopping)
    # A device that stands out of work without a fault written down stays out until further notice.
    return spans or ((Span(date.min),) if row.state in OUT else ())


def planned(
    row: DeviceRow, loans: Sequence[LoanRow], out: Sequence[Span], *, first_day: date, days: int
) -> list[PlanningKit]:
    """Return a kit once for each unit that has it on some of the days, with the days it cannot work for that unit.

    On the days of an agreed loan it is the borrower's, otherwise its own unit's; a loan whose end has passed and that
    was not ended holds on, because the kit is still away. What was handed over for good is where it stands.
    """
    all_days = [first_day + timedelta(days=at) for at in range(days)]
    at = [unit_on(row, loans, day, today=first_day) for day in all_days]
    off = [any(span.holds(day) for span in out) for day in all_days]
    found = []
    for unit in dict.fromkeys([*at, row.unit]):
        away = tuple(number for number in range(days) if at[number] != unit or off[number])
        if unit in at:
            found.append(PlanningKit(row.serial, unit, away))
    return found


def unit_on(row: DeviceRow, loans: Sequence[LoanRow], day: date, *, today: date) -> int:
    """Return whose a device is on a day: the borrower's on the days of a loan, else its own unit's.

    A loan that was over before `today` and was not ended holds on while the device is still away.
    """
    for loan in loans:
        overdue = loan.until < today and row.unit == loan.borrower
        if overdue or loan.since <= day <= loan.until:
            return loan.borrower
    return row.home


def utilisation(row: DeviceRow, *, first: date, last: date, out: Sequence[Span], used: Collection[date]) -> Utilisation:
    """Return how many of the days a device could work it was used and how many it stood idle.

    A day on which it was used counts as used even when a fault was reported for it: it worked for part of the day.
    """
    all_days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    worked = {day for day in all_days if day in used}
    off = sum(day not in worked and any(span.holds(day) for span in out) for day in all_days)
    idle = len(all_days) - len(worked) - off
    return Utilisation(row.serial, row.unit, len(all_days), off, len(worked), idle)
