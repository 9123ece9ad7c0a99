"""Tables of the pages as files (xuất bảng): each page names its table once, and this hands it out and journals it."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import get_language

from toandan.faces.web.frame.doors import Door, Visit, action
from toandan.record.journal import operations as journal
from toandan.record.officers import operations as officers
from toandan.sheets import tables
from toandan.sheets.tables import Row, Table

PURPOSE = "journal.sheet.take"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows as a table: its rows, of which unit they are, and what the filter asked for."""

    table: Table
    rows: Iterable[Row]
    unit: int
    about: str = ""


def sheet(*, permission: str | None) -> Callable[[Callable[..., Sheet]], Door]:
    """Make a function that returns a `Sheet` an address that hands it out; it answers POST, since taking is an act.

    The form says the format, the address what was asked for, as it stands on the page. Rows are read and written one
    by one under the officer's scope; the file has no name on disk by the time it leaves.
    """

    def door(view: Callable[..., Sheet]) -> Door:
        @action(permission=permission, purpose=PURPOSE)
        @wraps(view)
        def take(request: Visit, *args: Any, **kwargs: Any) -> HttpResponse:
            with officers.acting(request.actor):
                return _handed_out(request, view(request, *args, **kwargs))

        return take

    return door


def _handed_out(request: Visit, made: Sheet) -> HttpResponse:
    asked = request.POST.get("format", "")
    form = asked if asked in tables.FORMATS else tables.FORMATS[0]
    language = (get_language() or "vi")[:2]
    taken = tables.Taken(at=request.now, by=request.actor.name, about=made.about)
    with tempfile.TemporaryDirectory(prefix="toandan-sheet-") as folder:
        path = Path(folder) / f"{made.table.name}.{form}"
        rows = tables.write(made.table, made.rows, path, language=language, taken=taken)
        handle = path.open("rb")
    people = rows if made.table.people else 0
    journal.take_sheet(actor=request.actor, table=made.table.name, unit=made.unit, rows=rows, people=people, form=form)
    name = f"toandan-{made.table.name}-{request.now:%Y%m%d}.{form}"
    return FileResponse(handle, as_attachment=True, filename=name)  # type: ignore[return-value]
