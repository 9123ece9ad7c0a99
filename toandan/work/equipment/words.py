"""Words of equipment: kinds, states, faults, hand-overs and loans of devices; no database (thiết bị)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

KEY_DAYS = 365
"""How old the key of a device may be, in days; an older one is a warning (khóa thiết bị quá hạn)."""
SILENT_DAYS = 7
"""After how many days without a report a device counts as silent (mất liên lạc)."""
MOST_LOAN_DAYS = 90
"""For how many days a device may be lent at most; longer is a hand-over for good."""


class EquipmentPermission(StrEnum):
    """What an officer, or a device's client, may be allowed to do with equipment."""

    READ = "equipment.device.read"
    USE = "equipment.device.use"
    """Report on a device and its faults, report it stolen or lost, hand it over and take it over."""
    KEEP = "equipment.device.keep"
    """Take devices in, correct their particulars, take them out of use."""
    LEND = "equipment.loan.agree"
    LIFT = "equipment.block.lift"


class Kind(StrEnum):
    """What a device is."""

    KIT = "kit"
    READER = "reader"
    PRINTER = "printer"


class DeviceState(StrEnum):
    """How a device stands."""

    READY = "ready"
    FAULTY = "faulty"
    IN_REPAIR = "in_repair"
    STOLEN = "stolen"
    LOST = "lost"
    RETIRED = "retired"


class DeviceVerb(StrEnum):
    """What can happen to a device; every one leaves a line in its history."""

    ADDED = "added"
    CORRECTED = "corrected"
    REPORTED = "reported"
    FAULT = "fault"
    FAULT_NOTED = "fault_noted"
    REPAIR = "repair"
    REPAIRED = "repaired"
    STOLEN = "stolen"
    LOST = "lost"
    LIFTED = "lifted"
    RETIRED = "retired"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LOAN_ASKED = "loan_asked"
    LOAN_AGREED = "loan_agreed"
    LOAN_REFUSED = "loan_refused"
    LOAN_ENDED = "loan_ended"


BLOCKED = frozenset({DeviceState.STOLEN, DeviceState.LOST})
"""States in which nothing a device signs is believed and nobody may use it."""
OUT = frozenset({DeviceState.FAULTY, DeviceState.IN_REPAIR})
"""States in which a device cannot work until it is repaired."""


class FaultKind(StrEnum):
    """What is wrong with a device."""

    FINGERPRINT = "fingerprint"
    CAMERA = "camera"
    IRIS = "iris"
    COMPUTER = "computer"
    POWER = "power"
    NETWORK = "network"
    PRINTING = "printing"
    READING = "reading"
    SOFTWARE = "software"
    OTHER = "other"


class Condition(StrEnum):
    """How a device says it is doing."""

    GOOD = "good"
    DEGRADED = "degraded"
    FAILING = "failing"


class Concern(StrEnum):
    """What makes a device worth a look before it stops."""

    KEY_OLD = "key_old"
    SILENT = "silent"
    DEGRADED = "degraded"
    FAULT_OPEN = "fault_open"
    LOAN_LATE = "loan_late"


class HandoverState(StrEnum):
    """How far a hand-over is; until it is taken the device stands with whoever had it."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"


class LoanState(StrEnum):
    """How far a loan between two units is."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device that is taken in: its serial, what it is, where it stands, when its key was made."""

    serial: str
    kind: Kind
    unit: int
    model: str = ""
    place: str = ""
    software: str = ""
    key_made_on: date | None = None


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device. `unit` has it in custody, `home` is where it belongs; they differ while it is lent.

    `bound_for` is the unit that a hand-over waits for. While it is stolen or lost, its work is suspect from
    `suspect_from` on. `back_on` is the day a repair is expected to end.
    """

    device_id: int
    serial: str
    kind: Kind
    state: DeviceState
    unit: int
    home: int
    bound_for: int | None
    place: str
    holder: str
    model: str
    software: str
    key_made_on: date | None
    condition: Condition
    reported_at: datetime | None
    suspect_from: datetime | None
    back_on: date | None
    added_at: datetime

    @property
    def blocked(self) -> bool:
        """Tell whether it was reported stolen or lost."""
        return self.state in BLOCKED

    @property
    def lent(self) -> bool:
        """Tell whether another unit than its own has it."""
        return self.unit != self.home


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the history of a device; `occurred_at` is since when it holds, which may lie before the report."""

    event_id: int
    verb: DeviceVerb
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    reason: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One fault; `stops` tells whether the device cannot work with it."""

    fault_id: int
    kind: FaultKind
    stops: bool
    text: str
    since: date
    reported_by: str
    repair_since: date | None
    back_on: date | None
    repaired_on: date | None
    repair: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One hand-over with both officers: who gave it, who took it over or would not."""

    handover_id: int
    device_id: int
    serial: str
    kind: Kind
    source: int
    target: int
    state: HandoverState
    place: str
    reason: str
    given_by: str
    given_at: datetime
    answered_by: str
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One loan of a device, from a day to a day, both included; `asked_no` is the side that asked for it."""

    loan_id: int
    device_id: int
    serial: str
    kind: Kind
    lender: int
    borrower: int
    since: date
    until: date
    state: LoanState
    asked_no: int
    asked_by: str
    asked_at: datetime
    reason: str
    answered_by: str
    answered_at: datetime | None
    answer: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class DeviceSheet:
    """A device with everything that happened to it, the newest first."""

    head: DeviceRow
    events: tuple[EventRow, ...]
    faults: tuple[FaultRow, ...]
    handovers: tuple[HandoverRow, ...]
    loans: tuple[LoanRow, ...]


@dataclass(frozen=True, slots=True)
class PlanningKit:
    """A kit as a planner sees it: which days, counted from the first day as 0, it cannot work for this unit.

    A kit that is lent for some of the days stands in two rows, one for each unit, and no day is free in both.
    """

    serial: str
    unit: int
    off_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Utilisation:
    """The days of one device between two days: those it could work, those it was used, those it stood idle."""

    serial: str
    unit: int
    days: int
    off: int
    used: int
    idle: int


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """One line of an inventory file and what became of it; `code` is empty when it is good, or taken in."""

    line: int
    serial: str
    column: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class InventoryReport:
    """What became of an inventory file: how many devices were taken in, and each line that was refused."""

    added: int
    known: int
    refused: tuple[InventoryLine, ...]
