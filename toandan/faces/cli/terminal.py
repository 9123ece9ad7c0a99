"""What every command shares: sentences, tables, progress bars, JSON, and who acts.

The house binds `bind(...)` once before any command runs, because starting the database is its business and
faces may not know it.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext_noop as _
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import UnableTo, out_of_room

On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day whose unit codes are meant; today."),
]
Span = tuple[int, int]
"""The first and the last number of a unit and everything below it."""

_OUT = Console(soft_wrap=True, highlight=False)
_ERR = Console(stderr=True, soft_wrap=True, highlight=False)
_PIPE_WIDTH = 120
"""Characters a table may use at least where nobody says how wide the place is."""
_bound: dict[str, Callable[[], None]] = {}


def bind(*, start: Callable[[], None]) -> None:
    """Let the house say how a command gets a set-up Django and a running database."""
    _bound["start"] = start


def start() -> None:
    """Set Django up and make sure that the database runs; every command that touches data calls this first."""
    _bound["start"]()


def say(sentence: str) -> None:
    """Tell the operator one sentence; it goes to the error stream, so that `--json` output stays clean."""
    _ERR.print(sentence, markup=False)


def show(text: str) -> None:
    """Print one line of the command's result on the output stream."""
    _OUT.print(text, markup=False)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, unbroken: Collection[str] = ()
) -> None:
    """Print a table; numbers are aligned to the right, and columns named in `unbroken` keep each cell on one line.

    A terminal's width is kept to; what goes into a file or a pipe gets the room a reader's screen has.
    """
    drawn = Table(title=title or None, title_justify="left")
    cells = [list(row) for row in rows]
    for place, column in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[place], int | float | Decimal) for row in cells)
        drawn.add_column(column, justify="right" if numeric else "left", no_wrap=column in unbroken)
    for row in cells:
        drawn.add_row(*("–" if cell is None else str(cell) for cell in row))
    if _OUT.is_terminal:
        _OUT.print(drawn)
    else:
        Console(soft_wrap=True, highlight=False, width=max(_OUT.width, _PIPE_WIDTH)).print(drawn)


def json_out(obj: object) -> None:
    """Print a value as JSON on the output stream: dataclasses as objects, days as ISO text, decimals as numbers."""
    sys.stdout.write(json_text(obj))


def json_text(obj: object) -> str:
    """Return what `json_out` prints."""
    return json.dumps(obj, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset | tuple):
        return sorted(value) if isinstance(value, set | frozenset) else list(value)
    return str(value)


@contextmanager
def progress(total: int | None, label: str) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on the error stream; the block gets a function that adds the number of things done.

    `total` is None when the amount of work is not known beforehand.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=_ERR, transient=False) as bar:
        task = bar.add_task(label, total=total)

        def advance(done: int = 1) -> None:
            bar.advance(task, done)

        yield advance


@contextmanager
def stages(labels: Mapping[str, str]) -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar for each stage that begins; the block gets a function that takes stage, done and total.

    Where no terminal looks on, each bar is printed once, as it stands at the end.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_ERR) as bars:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(labels[stage], total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield told


def now() -> datetime:
    """Return the present instant, with its zone; commands pass it on, rules never ask for it."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in the country, which before seven in the morning is not yet that of UTC."""
    from django.utils.timezone import localdate

    return localdate(now())


class UnableToUseFile(UnableTo):
    """A file named in a command cannot be read or written; the sentence names it."""


def content(path: Path) -> bytes:
    """Return what a file named in a command holds; every command reads its files here. Raises UnableToUseFile."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unusable(_("There is no file %(file)s."), "file_missing", path) from error
    except IsADirectoryError as error:
        raise _unusable(_("%(file)s is a folder; name the file in it."), "file_is_folder", path) from error
    except OSError as error:
        raise _unusable(_("The file %(file)s cannot be read."), "file_unreadable", path) from error


def text(path: Path) -> str:
    """Return a text in UTF-8 without its byte order mark. Raises UnableToUseFile, which names the line at fault."""
    held = content(path)
    if b"\0" in held:
        raise _unusable(_("%(file)s is no text; it may be a spreadsheet or a picture."), "file_no_text", path)
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("Line %(line)s of %(file)s is not written in UTF-8. Save the file as “CSV UTF-8” and try again.")
        raise _unusable(message, "file_not_utf8", path, line=held.count(b"\n", 0, error.start) + 1) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name the file when the block cannot write it. Raises UnableToUseFile; a full disk is told by the house."""
    try:
        yield
    except OSError as error:
        if out_of_room(error):
            raise
        raise _unusable(_("The file %(file)s cannot be written."), "file_unwritable", path) from error


def _unusable(message: str, code: str, path: Path, **values: object) -> UnableToUseFile:
    return UnableToUseFile(message, code=code, values={"file": str(path)} | values)


def actor(as_: str | None = None) -> Actor:
    """Return who acts: the house for the operator at the machine, or the officer named by `--as`."""
    if as_ is None:
        return the_house()
    from toandan.record.officers import queries as officers

    found: Actor = officers.actor_by_name(as_, now=now())
    return found


def spans(code: str, on: date | None = None) -> list[Span]:
    """Return what a unit's code reaches on a day, today without one: its bearer first, then what went into it before.

    This is how every command that shows something of a unit reads its code. A code that two units bore in their time
    means the one of the day. Raises BadParameter when no unit of any year bore it.
    """
    from toandan.record.units import queries as units

    day = on.date() if isinstance(on, datetime) else on or today()
    try:
        found: list[Span] = units.spans(code, on=day)
    except units.UnitUnknown as unknown:
        raise typer.BadParameter(f"No unit of any year has the code {code}.", param_hint="--unit") from unknown
    return found


def holder(code: str, hint: str = "--unit") -> int:
    """Return the number of the unit a code means to whoever works with it today: the one that holds the people.

    Told to everybody alike, since a unit that somebody hands a kit to lies mostly outside what they may look into.
    Raises BadParameter when no unit of any year bore it.
    """
    from toandan.record.ledger import queries as ledger
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    try:
        with reading(the_house()):
            found: int = ledger.holder(code, on=today()).number
    except units.UnitUnknown as unknown:
        raise typer.BadParameter(f"No unit of any year has the code {code}.", param_hint=hint) from unknown
    return found


def reach(who: Actor, permission: str, code: str, on: date | None = None) -> list[Span]:
    """Return what a code reaches as far as somebody may look there. Raises NotAllowed when that is nowhere."""
    from toandan.record.officers.operations import require

    found = spans(code, on)
    held = [span for span in found if who.may(permission, span[0])]
    if not held:
        require(who, permission, at=found[0][0])
    return held


__all__ = [
    "On",
    "Span",
    "UnableToUseFile",
    "actor",
    "bind",
    "content",
    "holder",
    "json_out",
    "now",
    "progress",
    "reach",
    "say",
    "show",
    "spans",
    "stages",
    "start",
    "table",
    "text",
    "today",
    "writing",
]
