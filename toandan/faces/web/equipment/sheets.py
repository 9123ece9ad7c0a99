"""Loans of devices as a file (xuất bảng cho mượn thiết bị)."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.equipment import parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.sheets.tables import Column, Kind, Table
from toandan.work.equipment import labels, queries
from toandan.work.equipment.words import EquipmentPermission, LoanState

LOANS = Table(
    "loans",
    _("Loans that run or are asked for"),
    (
        Column("device", _("Device")),
        Column("kind", _("Kind")),
        Column("lender", _("Lender")),
        Column("borrower", _("Borrower")),
        Column("since", _("From"), Kind.DAY),
        Column("until", _("Until"), Kind.DAY),
        Column("state", _("State")),
        Column("late", _("Days overdue"), Kind.COUNT, _("Empty while it is not.")),
        Column("reason", _("Reason")),
    ),
)


@sheet(permission=EquipmentPermission.READ)
def loans(request: Asking) -> Sheet:
    """Hand out the loans of the devices of the officer's units, and of those they borrowed."""
    unit, today = request.unit, localdate(request.now)
    rows = (
        (
            one.serial, labels.KINDS[one.kind], parts.name(one.lender), parts.name(one.borrower), one.since, one.until,
            labels.LOANS[one.state],
            (today - one.until).days if one.state is LoanState.AGREED and one.until < today else None, one.reason,
        )
        for one in queries.loans(unit.number, unit.last, states=(LoanState.AGREED, LoanState.ASKED))
    )  # fmt: skip
    return Sheet(LOANS, rows, unit.number, unit.name_vi)
