"""Tables of the pages as files (xuất bảng): each page names its table once, and this hands it out and journals it.

What is soon written is handed out at once. What is long becomes a table made in the background: the same function of
the page is called by a worker later, in the name of the same officer.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext_noop as _
from procrastinate.contrib.django import app as jobs

from toandan.faces.web.frame.asking import Asked, Asking
from toandan.faces.web.frame.doors import Door, Visit, action
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.exports import operations as exports
from toandan.record.exports.words import Heading, Heard, Made, Wish
from toandan.record.journal import operations as journal
from toandan.record.officers import operations as officers
from toandan.record.units import queries as units
from toandan.sheets import tables
from toandan.sheets.tables import Row, Table

PURPOSE = "journal.sheet.take"
PART = 2_000
"""Rows that are read and journalled in one transaction of a worker."""
DEARER = 5
"""How many lines of XLSX or CSV are written while one of a PDF is set."""
_UNKNOWN = _("There is no such table.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows as a table: its rows, of which unit they are, and what the filter asked for.

    `expected` is about how many rows there are, where the page knows that without reading them.
    """

    table: Table
    rows: Iterable[Row]
    unit: int
    about: str = ""
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """The function of a page that returns its table, and the word it asks for."""

    view: Callable[..., Sheet]
    permission: str | None


class _TooLong(Exception):
    """The table is longer than what is written while somebody waits."""


_PAGES: dict[str, _Page] = {}
"""Every page that has a table, by the name of its function; a worker finds it here."""


def sheet(*, permission: str | None) -> Callable[[Callable[..., Sheet]], Door]:
    """Make a function that returns a `Sheet` an address that hands it out; it answers POST, since taking is an act.

    The form says the format, the address what was asked for, as it stands on the page. Rows are read and written one
    by one under the officer's scope; the file has no name on disk by the time it leaves. The function is given what is
    asked, and whatever names its address holds; it reads nothing else, since a worker may call it.
    """

    def door(view: Callable[..., Sheet]) -> Door:
        name = f"{view.__module__.removeprefix('toandan.faces.web.')}.{view.__name__}"
        _PAGES[name] = _Page(view, permission)

        @action(permission=permission, purpose=PURPOSE)
        @wraps(view)
        def take(request: Visit, **kwargs: Any) -> HttpResponse:
            asked = request.POST.get("format", "")
            form = asked if asked in tables.FORMATS else tables.FORMATS[0]
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


def make(*, actor: Actor, now: datetime, wish: Wish, path: Path, heard: Heard) -> Made:
    """Write the table a worker was asked for, as the officer may read it now; `exports.ports.Press` says the rest."""
    # Loads every page, and with it its table's name.
    import_module(settings.ROOT_URLCONF)
    page = _PAGES.get(wish.sheet)
    if page is None:
        raise NotThere(_UNKNOWN, code="sheet_unknown")
    with override(wish.language):
        with officers.acting(actor):
            if page.permission is not None and not actor.may_somewhere(page.permission):
                officers.require(actor, page.permission, at=actor.at)
            asked = Asked(actor, now, units.by_number(actor.at), QueryDict(wish.query))
            made = page.view(asked, **wish.arguments)
        taken = tables.Taken(at=now, by=actor.name, about=made.about)
        rows = _in_parts(actor, made.rows, heard)
        written = tables.write(made.table, rows, path, language=wish.language, taken=taken)
    return Made(written, written if made.table.people else 0)


def _in_parts(actor: Actor, rows: Iterable[Row], heard: Heard) -> Iterator[Row]:
    """Read the rows in short transactions, so that nobody waits for a long one and everybody sees how far it is."""
    source, read = iter(rows), 0
    while True:
        with officers.acting(actor):
            part = list(islice(source, PART))
        if not part:
            return
        yield from part
        read += len(part)
        heard(read)


def _handed_out(request: Visit, made: Sheet, form: str) -> HttpResponse:
    most = settings.TABLE_ROWS // (DEARER if form == "pdf" else 1)
    if made.expected is not None and made.expected > most:
        tables.refuse_if_longer(made.expected, form)
        raise _TooLong
    taken = tables.Taken(at=request.now, by=request.actor.name, about=made.about)
    with tempfile.TemporaryDirectory(prefix="toandan-sheet-") as folder:
        path = Path(folder) / f"{made.table.name}.{form}"
        rows = tables.write(made.table, _at_most(made.rows, most), path, language=_language(), taken=taken)
        handle = path.open("rb")
    people = rows if made.table.people else 0
    journal.take_sheet(actor=request.actor, table=made.table.name, unit=made.unit, rows=rows, people=people, form=form)
    name = f"toandan-{made.table.name}-{request.now:%Y%m%d}.{form}"
    return FileResponse(handle, as_attachment=True, filename=name)  # type: ignore[return-value]


def _at_most(rows: Iterable[Row], most: int) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number >= most:
            raise _TooLong
        yield row


def _put_off(request: Visit, made: Sheet, wish: Wish) -> HttpResponse:
    """Ask for the table to be made in the background, and go to the page that tells how far it is."""
    heading = Heading(made.table.name, made.table.said(wish.language), made.about, made.unit, made.expected)

    def start(export: int) -> None:
        task = jobs.configure_task("exports.make", queue="office", lock=f"export:{export}")
        task.defer(export=export, officer=request.actor.officer)

    key = _key(request.POST, wish.form)
    row = exports.ask(
        actor=request.actor, now=request.now, wish=wish, heading=heading, client_key=key, start=start
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


__all__ = ["PURPOSE", "Asking", "Sheet", "make", "sheet"]
