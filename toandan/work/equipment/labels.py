"""The words of equipment for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.equipment.words import (
    Concern,
    Condition,
    DeviceState,
    DeviceVerb,
    FaultKind,
    HandoverState,
    Kind,
    LoanState,
)

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.KIT: _("Enrolment kit"),
    Kind.READER: _("Card reader"),
    Kind.PRINTER: _("Printer"),
}
STATES: Mapping[DeviceState, Text] = {
    DeviceState.READY: _("Ready"),
    DeviceState.FAULTY: _("Faulty"),
    DeviceState.IN_REPAIR: _("In repair"),
    DeviceState.STOLEN: _("Stolen: blocked"),
    DeviceState.LOST: _("Lost: blocked"),
    DeviceState.RETIRED: _("Out of use"),
}
TAGS: Mapping[DeviceState, str] = {
    DeviceState.READY: "done",
    DeviceState.FAULTY: "watch",
    DeviceState.IN_REPAIR: "watch",
    DeviceState.STOLEN: "late",
    DeviceState.LOST: "late",
    DeviceState.RETIRED: "plain",
}
"""How each state is coloured; the word stands beside the colour."""
VERBS: Mapping[DeviceVerb, Text] = {
    DeviceVerb.ADDED: _("Taken into the inventory"),
    DeviceVerb.CORRECTED: _("Particulars corrected"),
    DeviceVerb.REPORTED: _("Reported how it is doing"),
    DeviceVerb.FAULT: _("A fault stopped it"),
    DeviceVerb.FAULT_NOTED: _("A fault was noted; it works on"),
    DeviceVerb.REPAIR: _("Sent to be repaired"),
    DeviceVerb.REPAIRED: _("Repaired"),
    DeviceVerb.STOLEN: _("Reported stolen; blocked, its work suspect from then on"),
    DeviceVerb.LOST: _("Reported lost; blocked, its work suspect from then on"),
    DeviceVerb.LIFTED: _("Headquarters lifted the block"),
    DeviceVerb.RETIRED: _("Taken out of use"),
    DeviceVerb.OFFERED: _("Handed over; waits for the other officer"),
    DeviceVerb.TAKEN: _("Taken over by the other officer"),
    DeviceVerb.DECLINED: _("The hand-over was declined"),
    DeviceVerb.LOAN_ASKED: _("A loan was asked for"),
    DeviceVerb.LOAN_AGREED: _("The loan was agreed"),
    DeviceVerb.LOAN_REFUSED: _("The loan was refused"),
    DeviceVerb.LOAN_ENDED: _("The loan ended"),
}
FAULTS: Mapping[FaultKind, Text] = {
    FaultKind.FINGERPRINT: _("Fingerprint scanner"),
    FaultKind.CAMERA: _("Camera"),
    FaultKind.IRIS: _("Iris scanner"),
    FaultKind.COMPUTER: _("Computer"),
    FaultKind.POWER: _("Battery or power"),
    FaultKind.NETWORK: _("Connection"),
    FaultKind.PRINTING: _("Printing"),
    FaultKind.READING: _("Reading cards"),
    FaultKind.SOFTWARE: _("Software"),
    FaultKind.OTHER: _("Another part"),
}
CONDITIONS: Mapping[Condition, Text] = {
    Condition.GOOD: _("Good"),
    Condition.DEGRADED: _("Works with difficulty"),
    Condition.FAILING: _("About to fail"),
}
CONCERNS: Mapping[Concern, Text] = {
    Concern.KEY_OLD: _("Key too old"),
    Concern.SILENT: _("Has not reported for days"),
    Concern.DEGRADED: _("Reports difficulties"),
    Concern.FAULT_OPEN: _("Works with an open fault"),
    Concern.LOAN_LATE: _("Not back from its loan"),
}
HANDOVERS: Mapping[HandoverState, Text] = {
    HandoverState.WAITING: _("Waits to be confirmed"),
    HandoverState.TAKEN: _("Taken over by the other officer"),
    HandoverState.DECLINED: _("Declined"),
}
LOANS: Mapping[LoanState, Text] = {
    LoanState.ASKED: _("Waits for the other unit"),
    LoanState.AGREED: _("Agreed"),
    LoanState.REFUSED: _("Refused"),
    LoanState.ENDED: _("Ended"),
}
