"""Tables of the pages as files (xuất bảng): each page names its table once, and this hands it out and journals it.

What is soon written is handed out at once. What is long becomes a table made in the background: the same function of
the page is called by a worker later, in the name of the same officer.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.counter import COUNTER, PAGES, Page, Sheet, heading
from toandan.faces.web.frame.doors import Door, Visit, action
from toandan.record.exports import operations as exports
from toandan.record.exports.words import Heard, Wish
from toandan.record.journal import operations as journal
from toandan.record.officers import operations as officers
from toandan.sheets import tables
from toandan.sheets.tables import Row

PURPOSE = "journal.sheet.take"
DEARER = 5
"""How many lines of XLSX or CSV are written while one of a PDF is set."""


class _TooLong(Exception):
    """The table is longer than what is written while somebody waits."""


def sheet(*, permission: str | None, forms: tuple[str, ...] = tables.FORMATS) -> Callable[[Callable[..., Sheet]], Door]:
    """Make a function that returns a `Sheet` an address that hands it out; it answers POST, since taking is an act.

    The form says the format, the address what was asked for, as it stands on the page. Rows are read and written one
    by one under the officer's scope; the file has no name on disk by the time it leaves. The function is given what is
    asked, and whatever names its address holds; it reads nothing else, since a worker may call it.
    """

    def door(view: Callable[..., Sheet]) -> Door:
        name = f"{view.__module__.removeprefix('toandan.faces.web.')}.{view.__name__}"
        PAGES[name] = Page(view, permission, forms)

        @action(permission=permission, purpose=PURPOSE)
        @wraps(view)
        def take(request: Visit, **kwargs: Any) -> HttpResponse:
            asked = request.POST.get("format", "")
            form = asked if asked in forms else forms[0]
            with officers.acting(request.actor):
                made = view(request, **kwargs)
                try:
                    # What was journalled as read is undone with it: of a table that breaks off nothing has left.
                    with transaction.atomic():
                        return _handed_out(request, made, form)
                except _TooLong:
                    wish = Wish(name, kwargs, request.GET.urlencode(), form, _language())
                    return _put_off(request, made, wish)

        return take

    return door


def _handed_out(request: Visit, made: Sheet, form: str) -> HttpResponse:
    most = settings.TABLE_ROWS // (DEARER if form == "pdf" else 1)
    if made.expected is not None and made.expected > most:
        tables.refuse_if_longer(made.expected, form)
        raise _TooLong
    taken = tables.Taken(at=request.now, by=request.actor.name, about=made.about)
    with tempfile.TemporaryDirectory(prefix="toandan-sheet-") as folder:
        path = Path(folder) / f"{made.table.name}.{form}"
        if made.writer is not None:
            rows = made.writer(path, lambda _rows: None)
        else:
            rows = tables.write(made.table, _at_most(made.rows, most), path, language=_language(), taken=taken)
        handle = path.open("rb")
    people = rows if made.table.people else 0
    journal.take_sheet(actor=request.actor, table=made.table.name, unit=made.unit, rows=rows, people=people, form=form)
    name = f"toandan-{made.table.name}-{localdate(request.now):%Y%m%d}.{form}"
    return FileResponse(handle, as_attachment=True, filename=name)  # type: ignore[return-value]


def _at_most(rows: Iterable[Row], most: int) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number >= most:
            raise _TooLong
        yield row


def _put_off(request: Visit, made: Sheet, wish: Wish) -> HttpResponse:
    """Ask for the table to be made in the background, and go to the page that tells how far it is."""
    row = exports.ask(
        actor=request.actor, now=request.now, wish=wish, heading=heading(made, wish.language),
        client_key=_key(request.POST, wish.form), start=COUNTER.start(request.actor),
    )  # fmt: skip
    return redirect("exports:export", export=row.export_id)


def _key(said: QueryDict, form: str) -> UUID:
    """Return the key of a page's form for one of its formats; one that came without is good for one sending."""
    try:
        return uuid5(UUID(said.get("client_key", "")), form)
    except ValueError:
        return uuid4()


def _language() -> str:
    return (get_language() or "vi")[:2]


__all__ = ["PURPOSE", "Asking", "Heard", "Sheet", "sheet"]
