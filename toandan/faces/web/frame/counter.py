"""What tables the pages have (quầy nhận yêu cầu lập bảng): by name, for whoever asks without a page before them.

A worker finds the table here that an officer asked for; the interface and the operator's command ask here for what the
pages would hand out, with the same words and under the same rights.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from inspect import signature
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from procrastinate.contrib.django import app as jobs

from toandan.faces.web.frame.asking import Asked
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.exports.words import Heading, Heard, Made, Offer, Start, Wish
from toandan.record.officers import operations as officers
from toandan.record.units import queries as units
from toandan.sheets import tables
from toandan.sheets.tables import Row, Table

PART = 2_000
"""Rows that are read and journalled in one transaction of a worker."""
MOST_NUMBER = 2**31
_UNKNOWN = _("There is no such table.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page shows as a table: its rows, of which unit they are, and what the filter asked for.

    `expected` is about how many rows there are, where the page knows that without reading them. `writer` writes the
    file where another room says how it must look; then there are no rows. It is told the file and whom to tell how
    far it is, leaves no transaction open while it writes, and returns how many rows it wrote.
    """

    table: Table
    rows: Iterable[Row]
    unit: int
    about: str = ""
    expected: int | None = None
    writer: Callable[[Path, Heard], int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The function of a page that returns its table, the word it asks for, and the formats it leaves as."""

    view: Callable[..., Sheet]
    permission: str | None
    forms: tuple[str, ...]

    @property
    def names(self) -> dict[str, type]:
        """Return what the path of its address names, in order: each a text or a number."""
        return {name: said.annotation for name, said in list(signature(self.view).parameters.items())[1:]}


class Counter:
    """Where tables are asked for without a page; `exports.words.Counter` says what each does."""

    def offers(self) -> list[Offer]:
        """Return every table, by name."""
        found = [
            Offer(_short(name), page.names, page.permission, page.forms) for name, page in _pages().items()
        ]  # fmt: skip
        return sorted(found, key=lambda offer: offer.name)

    def wish(
        self, *, name: str, of: Mapping[str, str], asked: Mapping[str, Sequence[str]], form: str, language: str
    ) -> Wish:
        """Return what is asked for. Raises NotThere, UnableToWrite."""
        sheet, page = next(((key, page) for key, page in _pages().items() if _short(key) == name), (None, None))
        if sheet is None or page is None or set(of) != set(page.names):
            raise NotThere(_UNKNOWN, code="sheet_unknown")
        if form not in page.forms:
            raise tables.unknown_format()
        query = QueryDict(mutable=True)
        for key, words in asked.items():
            query.setlist(key, list(words))
        arguments = {key: _number(of[key]) if kind is int else of[key] for key, kind in page.names.items()}
        return Wish(sheet, arguments, query.urlencode(), form, language)

    def heading(self, *, actor: Actor, now: datetime, wish: Wish) -> Heading:
        """Return how the table is called. Raises UnableTo when the actor may not have it, or it would be too long."""
        made = laid_out(actor, now, wish)
        if made.expected is not None:
            tables.refuse_if_longer(made.expected, wish.form)
        return heading(made, wish.language)

    def start(self, actor: Actor) -> Start:
        """Return what puts a table before the workers, who make it in this actor's name."""

        def begin(export: int) -> None:
            task = jobs.configure_task("exports.make", queue="office", lock=f"export:{export}")
            task.defer(export=export, officer=actor.officer, client=None if actor.officer else actor.name)

        return begin


COUNTER = Counter()
PAGES: dict[str, Page] = {}
"""Every page that has a table, by the name of its function."""


def heading(made: Sheet, language: str) -> Heading:
    """Return how a table is called in a language."""
    return Heading(made.table.name, made.table.said(language), made.about, made.unit, made.expected)


def laid_out(actor: Actor, now: datetime, wish: Wish) -> Sheet:
    """Return the table wished for as this actor may have it now; no row was read. Raises UnableTo."""
    page = _pages().get(wish.sheet)
    if page is None:
        raise NotThere(_UNKNOWN, code="sheet_unknown")
    with override(wish.language), officers.acting(actor):
        if page.permission is not None and not actor.may_somewhere(page.permission):
            officers.require(actor, page.permission, at=actor.at)
        asked = Asked(actor, now, units.by_number(actor.at), QueryDict(wish.query))
        return page.view(asked, **wish.arguments)


def make(*, actor: Actor, now: datetime, wish: Wish, path: Path, heard: Heard) -> Made:
    """Write the table a worker was asked for, as the officer may read it now; `exports.ports.Press` says the rest."""
    made = laid_out(actor, now, wish)
    with override(wish.language):
        if made.writer is not None:
            written = made.writer(path, heard)
        else:
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


def _pages() -> dict[str, Page]:
    """Return every page that has a table; the addresses load them."""
    import_module(settings.ROOT_URLCONF)
    return PAGES


def _short(name: str) -> str:
    """Return a table's name as others write it: the room and the function, whatever file it stands in."""
    return f"{name.partition('.')[0]}.{name.rpartition('.')[2]}"


def _number(text: str) -> int:
    """Return a number out of an address. Raises NotThere for what is none that a table could be of."""
    if not (text.isascii() and text.isdecimal() and len(text) < len(str(MOST_NUMBER)) + 1 and int(text) < MOST_NUMBER):
        raise NotThere(_UNKNOWN, code="sheet_unknown")
    return int(text)
