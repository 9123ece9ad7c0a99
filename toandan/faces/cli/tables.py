"""`toandan tables`: every table of the pages as a file, by its name, without a page (bảng xuất)."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal
from toandan.faces.cli.campaign import As, Language, Tongue

if TYPE_CHECKING:
    from toandan.record.exports.words import Counter, Wish

NAME = "tables"
app = typer.Typer(no_args_is_help=True, help="Tables of the pages as files: XLSX, CSV or PDF.")
_SAID = "Write it as NAME=VALUE."


@app.command("list")
def listing(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the tables by name, with what `--of` must say of each."""
    terminal.start()
    found = [
        {"name": one.name, "of": list(one.names), "formats": list(one.forms), "permission": one.permission}
        for one in _counter().offers()
    ]
    if json:
        terminal.json_out(found)
        return
    rows = [(one["name"], " ".join(one["of"] or ["–"]), " ".join(one["formats"] or [])) for one in found]
    terminal.table("", ("name", "of", "formats"), rows)


@app.command()
def write(
    name: Annotated[str, typer.Argument(help="Name of the table, as `tables list` prints it.")],
    file: Annotated[Path, typer.Argument(help="File to write; its ending says the format.")],
    of: Annotated[list[str] | None, typer.Option("--of", metavar="NAME=VALUE", help="What the table is of.")] = None,
    asked: Annotated[
        list[str] | None, typer.Option("--asked", metavar="NAME=VALUE", help="A filter, as the page's address has it.")
    ] = None,
    language: Tongue = Language.VI,
    as_: As = None,
) -> None:
    """Write a table of any length into a file; who took it, and who is on it, is journalled as from a page."""
    filters: dict[str, list[str]] = {}
    for key, value in _pairs(asked, "--asked"):
        filters.setdefault(key, []).append(value)
    path_names = dict(_pairs(of, "--of"))
    terminal.start()
    wish = _counter().wish(
        name=name, of=path_names, asked=filters, form=file.suffix.removeprefix(".").lower(), language=language.value
    )
    terminal.say(f"{_written(wish, file, as_)} rows in {file}")


def _written(wish: "Wish", file: Path, as_: str | None) -> int:
    """Write the file beside its place, journal it, and put it there: nobody has a table that was not written down."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    from toandan.record.journal.operations import take_sheet
    from toandan.record.officers.operations import acting

    actor, now, done = terminal.actor(as_), terminal.now(), 0
    heading = _counter().heading(actor=actor, now=now, wish=wish)
    with terminal.writing(file), TemporaryDirectory(dir=file.resolve().parent, prefix=".toandan-") as folder:
        path = Path(folder) / f"table.{wish.form}"
        with terminal.progress(heading.expected, heading.title) as advance:

            def heard(rows: int) -> None:
                nonlocal done
                advance(rows - done)
                done = rows

            made = import_string(settings.EXPORT_PRESS)(actor=actor, now=now, wish=wish, path=path, heard=heard)
        with acting(actor):
            take_sheet(
                actor=actor, table=heading.table, unit=heading.unit, rows=made.rows, people=made.people, form=wish.form
            )
        path.replace(file)
    return int(made.rows)


def _pairs(said: list[str] | None, hint: str) -> Iterable[tuple[str, str]]:
    for one in said or ():
        key, mark, value = one.partition("=")
        if not mark or not key:
            raise typer.BadParameter(_SAID, param_hint=hint)
        yield key, value


def _counter() -> "Counter":
    from django.conf import settings
    from django.utils.module_loading import import_string

    found: Counter = import_string(settings.EXPORT_COUNTER)
    return found
