"""Why something could not be done to a device; each refusal has its sentence here (lý do từ chối)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo


class UnableToEquip(UnableTo):
    """The device could not be taken in, handed over, lent, reported or lifted."""


def unable(code: str, **values: object) -> UnableToEquip:
    """Return the refusal with this code and its sentence."""
    return UnableToEquip(SENTENCES[code], code=code, values=values)


SENTENCES = {
    "reason_missing": _("Say why: a reason is needed."),
    "wrong_state": _("This cannot be done to the device now; somebody else may have gone on with it. Look again."),
    "blocked": _("The device is reported stolen or lost. Nothing can be done with it until headquarters lifts that."),
    "key_used": _("This form has already been used for another device."),
    "serial_missing": _("Write the serial number of the device."),
    "serial_taken": _("A device with this serial number is in the inventory already."),
    "not_allowed": _("You may not take devices in at this unit."),
    "kind_unknown": _("Write what the device is: kit, reader or printer."),
    "unit_unknown": _("No unit bears this code."),
    "line_broken": _("The cells of this line are not those of the headings; look for a lost quotation mark."),
    "day_unknown": _("Write a day as day/month/year, for example 30/06/2023."),
    "later": _("This lies in the future."),
    "no_zone": _("Say in which time zone the instant is, as in 2023-06-03T08:00:00+07:00."),
    "key_future": _("The key of the device cannot have been made in the future."),
    "fault_done": _("This fault has been repaired already."),
    "back_early": _("The day it is expected back lies before today."),
    "repair_early": _("The repair lies before the fault."),
    "handover_waits": _("A hand-over of this device waits for its answer. Take that back first."),
    "handover_done": _("This hand-over has been answered already."),
    "same_officer": _("Another officer must confirm: who hands a device over does not take it over too."),
    "lent_on": _("The device is lent. It goes back to the unit it belongs to before it goes anywhere else."),
    "loan_own": _("A unit does not lend to itself."),
    "loan_days": _("The last day of a loan lies before its first, or the loan has passed already."),
    "loan_long": _("A loan lasts at most 90 days. For longer, hand the device over for good."),
    "loan_overlaps": _("The device is lent on some of these days already."),
    "loan_side": _("Only the unit it belongs to and the one that wants it can agree on a loan."),
    "loan_done": _("This loan has been answered or has ended already."),
    "loan_away": _("The device has not come back. Hand it back, and let its unit confirm that."),
}
