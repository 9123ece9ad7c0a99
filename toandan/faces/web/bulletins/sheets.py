"""The bulletins of an order as a file (xuất danh mục bản tin)."""

from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels, queries
from toandan.faces.web.bulletins import views
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.sheets.tables import Column, Kind, Table

BULLETINS = Table(
    "bulletins",
    _("Daily bulletins"),
    (
        Column("day", _("Day"), Kind.DAY, _("The day whose evening the figures are of.")),
        Column("number", _("Number"), Kind.NUMBER),
        Column("state", _("State")),
        Column("by", _("Signed by")),
        Column("at", _("Signed at"), Kind.MOMENT),
        Column("entry", _("Ledger entry"), Kind.NUMBER, _("Up to it the figures are counted, for ever.")),
    ),
)


@sheet(permission=views.READ)
def bulletins(request: Asking, order: str) -> Sheet:
    """Hand out the list of an order's bulletins, the latest day first."""
    of = views.known(request, order)
    rows = (
        (row.as_of, row.number, labels.BULLETIN_STATES[row.state], row.signed_by, row.signed_at, row.entry)
        for row in queries.bulletins(of.code)
    )
    return Sheet(BULLETINS, rows, of.answers, of.code)
