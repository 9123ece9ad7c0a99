"""`toandan db` and `toandan migrate`: the embedded server, and the tables."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from toandan.faces.cli import terminal
from toandan.house.database import backup, embedded, logins, places
from toandan.house.speech import gettext as _

NAME = "db"
app = typer.Typer(no_args_is_help=True, help="The embedded PostgreSQL server of this checkout.")


def register(top: typer.Typer) -> None:
    """Add the top-level command `migrate`."""
    top.command("migrate")(migrate)


def migrate() -> None:
    """Bring the database's tables, privileges and units up to this version; safe while the program serves."""
    import django

    django.setup()
    from toandan.house.database import prepare

    with terminal.stages(prepare.STAGES) as progress:
        prepare.prepare(terminal.say, progress)
    terminal.say(_("The database is up to date."))


@app.command()
def start() -> None:
    """Start the embedded server and leave it running."""
    _only_embedded()
    started = embedded.ensure_running(terminal.say)
    terminal.say(_("PostgreSQL has been started.") if started else _("PostgreSQL was running already."))


@app.command()
def stop() -> None:
    """Stop the embedded server; connections in use are ended."""
    _only_embedded()
    terminal.say(_("PostgreSQL has been stopped.") if embedded.stop() else _("PostgreSQL was not running."))


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say whether the embedded server runs, and where its files lie; the exit code is 3 when it does not run."""
    _only_embedded()
    where = places.find()
    running = embedded.alive()
    found = {
        "running": running,
        "pid": embedded.postmaster(),
        "account": where.account,
        "data": str(where.data),
        "socket": str(where.socket),
        "log": str(where.log),
    }
    if as_json:
        terminal.json_out(found)
    else:
        terminal.table("", (_("what"), _("value")), list(found.items()))
    if not running:
        raise typer.Exit(3)


@app.command("backup")
def make_backup(
    target: Annotated[Path | None, typer.Argument(help="The file to write; made anew, never overwritten.")] = None,
) -> None:
    """Write a consistent copy of the whole database into one file, while everything goes on."""
    if not logins.uses_server():
        embedded.ensure_running(terminal.say)
    file = target or Path(f"toandan-{datetime.now(UTC):%Y%m%d-%H%M%S}.dump")
    with terminal.progress(None, _("backup")):
        size = backup.write(file)
    said = _("%(file)s holds the database (%(size)s MiB). Keep the keys with it: docs/operate/backup.md")
    terminal.say(said % {"file": file, "size": f"{size / 2**20:.1f}"})


def _only_embedded() -> None:
    if logins.uses_server():
        terminal.say(_("TOANDAN_DATABASE_URL names a server; this program does not start or stop it."))
        raise typer.Exit(2)
