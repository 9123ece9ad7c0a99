"""Taking a list out of the house as a roll that another system reads back (xuất danh sách để đọc lại)."""

from pathlib import Path

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Heard, Sheet, sheet
from toandan.faces.web.people import listing
from toandan.record.ledger import queries as ledger
from toandan.record.officers.operations import require
from toandan.record.people.words import PeoplePermission
from toandan.record.rolls import operations as rolls
from toandan.sheets.tables import Table

ROLL = Table("roll", _("People, as a roll to be read back"), (), people=True)
"""Its columns are those of every roll, and no reader's language changes them."""


@sheet(permission=PeoplePermission.EXPORT, forms=("xlsx", "csv"))
def roll(request: Asking) -> Sheet:
    """Hand out the people of the list; the operation asks permission, masks and journals."""
    unit = listing.unit_of(request, request.GET)
    for word in listing.EXPORTING:
        require(request.actor, word, at=unit.number)
    states = listing.states_of(request.GET)

    def write(path: Path, heard: Heard) -> int:
        return rolls.export_list(actor=request.actor, unit=unit.number, path=path, states=states, on_progress=heard)

    expected = ledger.people_in(as_of=localdate(request.now), low=unit.number, high=unit.last, states=states)
    return Sheet(ROLL, (), unit.number, listing.about(request, unit), expected, write)
