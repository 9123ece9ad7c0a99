"""Words of notification lists for people (nhãn của danh sách thông báo)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.work.movements.words import (
    Choice,
    Fault,
    Grouping,
    LineState,
    ListsPermission,
    ListState,
    ReturnReason,
)

STATES: Mapping[ListState, str | Promise] = {
    ListState.DRAFT: _("list in draft"),
    ListState.SENT: _("waiting for an answer"),
    ListState.ACCEPTED: _("taken over"),
    ListState.PARTLY_ACCEPTED: _("partly taken over"),
    ListState.RETURNED: _("sent back"),
    ListState.WITHDRAWN: _("withdrawn"),
}
LINE_STATES: Mapping[LineState, str | Promise] = {
    LineState.DRAFT: _("not sent yet"),
    LineState.PENDING: _("waiting"),
    LineState.ACCEPTED: _("taken over"),
    LineState.RETURNED: _("sent back"),
    LineState.WITHDRAWN: _("withdrawn"),
}
ON_THE_WAY = _("wanted; counts with the sender until its letter comes")
REASONS: Mapping[ReturnReason, str | Promise] = {
    ReturnReason.NOT_FOUND: _("not found at this address"),
    ReturnReason.ALREADY_LEFT: _("has left again"),
    ReturnReason.WRONG_UNIT: _("lives in another unit"),
    ReturnReason.DUPLICATE: _("is the same person as another one"),
    ReturnReason.DECEASED: _("has died, people say"),
}
IMPLIES: Mapping[ReturnReason, str | Promise] = {
    ReturnReason.NOT_FOUND: _("The sender's books say “whereabouts unknown”."),
    ReturnReason.ALREADY_LEFT: _("The sender's books say “whereabouts unknown”."),
    ReturnReason.WRONG_UNIT: _("The sender's books say what they said before the list."),
    ReturnReason.DUPLICATE: _("The sender's books say “data do not match”."),
    ReturnReason.DECEASED: _("The sender's books say “suspected dead” until it is confirmed."),
}
GROUPINGS: Mapping[Grouping, str | Promise] = {
    Grouping.DISTRICT: _("One list for each district"),
    Grouping.COMMUNE: _("One list for each commune"),
}
CHOICES: Mapping[Choice, str | Promise] = {
    Choice.ELSEWHERE: _("Present address in another unit"),
    Choice.OBSTACLE: _("By obstacle"),
}
FAULTS: Mapping[Fault, str | Promise] = {
    Fault.NOT_YOURS: _("is not in your account any more"),
    Fault.ON_OPEN_LIST: _("is on another list already"),
    Fault.NO_RECEIVER: _("has no present commune written down; choose one"),
    Fault.RECEIVER_UNKNOWN: _("no commune has this code"),
    Fault.RECEIVER_ENDED: _("this commune has been merged into another one"),
    Fault.OWN_UNIT: _("lives in the unit that answers for them already"),
    Fault.TWICE: _("is named twice"),
    Fault.NUMBER_MISSING: _("no number is given in this line"),
    Fault.ZEROS_LOST: _(
        "the spreadsheet ate the zeros this number began with; set the column to text and write the number whole"
    ),
    Fault.ROUNDED: _("the spreadsheet rounded this number; set the column to text and write the number whole"),
    Fault.BROKEN: _("the cells of this line are not those of the headings; look for a lost quotation mark"),
}
PERMISSIONS: Mapping[ListsPermission, str | Promise] = {
    ListsPermission.READ: _("Read notification lists"),
    ListsPermission.SEND: _("Draw up and send notification lists"),
    ListsPermission.ANSWER: _("Answer notification lists"),
}
