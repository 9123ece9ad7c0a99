"""Taking a list out of the house as a file: what the list shows, nothing more (xuất danh sách)."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpResponse

from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.people.listing import states_of, unit_of
from toandan.record.people.words import PeoplePermission
from toandan.record.rolls import operations as rolls

FORMATS = ("xlsx", "csv")


@action(permission=PeoplePermission.EXPORT, purpose="people.list.export")
def export(request: Visit) -> HttpResponse:
    """Hand out the people of the list as a spreadsheet or CSV; the operation asks permission, masks and journals.

    The file has no name on disk by the time it leaves: nothing of it stays behind on this machine.
    """
    unit = unit_of(request, request.POST)
    asked = request.POST.get("format", FORMATS[0])
    ending = asked if asked in FORMATS else FORMATS[0]
    with tempfile.TemporaryDirectory(prefix="toandan-export-") as folder:
        path = Path(folder) / f"people.{ending}"
        rolls.export_list(actor=request.actor, unit=unit.number, path=path, states=states_of(request.POST))
        handle = path.open("rb")
    return FileResponse(handle, as_attachment=True, filename=f"toandan-{unit.code}.{ending}")  # type: ignore[return-value]
