"""The command `toandan`: wires the rooms' commands into one, and says in one sentence why something failed."""

import importlib
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

import django
import typer

from toandan.faces import cli
from toandan.faces.cli import terminal
from toandan.faces.cli.planning import roads
from toandan.ground.kernel.errors import UnableTo
from toandan.house import commands, speech
from toandan.house.database import opening
from toandan.house.database.places import UnableToPlace
from toandan.house.trouble import Trouble

if TYPE_CHECKING:
    from toandan.command.field.words import Roads, WaysIn


def ask_router(ways: Sequence["WaysIn"], engine: str, address: str) -> "Roads":
    """Ask a router on this machine for the command `plan`; what that takes is read in only then."""
    from toandan.command.field.adapters import asking

    return asking.tables(ways, engine, address)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")
terminal.bind(start=opening.open_house)
roads.bind(ask_router)


def build() -> typer.Typer:
    """Return the whole command line: every module of `faces/cli` and `house/commands`, found by listing.

    What such modules share lies in packages, which are passed over: a command should start quickly.
    """
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Toandan runs a citizen-ID coverage campaign from the order to the last resident.",
    )
    for package in (commands, cli):
        for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            if not found.ispkg:
                _wire(app, importlib.import_module(f"{package.__name__}.{found.name}"))
    return app


def _wire(app: typer.Typer, module: ModuleType) -> None:
    """Add a module's group (`app` under `NAME`), or let it register top-level commands (`register`)."""
    if hasattr(module, "register"):
        module.register(app)
    if isinstance(getattr(module, "app", None), typer.Typer):
        app.add_typer(module.app, name=module.NAME)


def main() -> None:
    """Run the command line; trouble with the machine ends with code 1, a refusal with code 2 and both languages.

    A full disk shows in many ways, so it is asked for whatever came up.
    """
    try:
        build()()
    except UnableTo as refusal:
        _say_both(refusal.message, refusal.values)
        sys.exit(2)
    except Trouble as trouble:
        terminal.say(str(trouble))
        _say_if_full(trouble)
        terminal.say(speech.gettext("`toandan doctor` looks at everything this program needs."))
        sys.exit(1)
    except Exception as error:
        if not _say_if_full(error):
            raise
        sys.exit(1)


def _say_both(message: str, values: Mapping[str, object]) -> None:
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        # A command that needs no database has not set Django up, and the sentences lie in its rooms.
        django.setup()
    from toandan.sheets.formats import filled

    for language in ("vi", "en"):
        with translation.override(language):
            terminal.say(filled(translation.gettext(message), values))


def _say_if_full(error: BaseException) -> bool:
    """Say that the disk is full when that is behind an error, and nothing of the error itself, which may quote data."""
    if isinstance(error, UnableToPlace):
        # Without a place there are no settings, and so no sentences in two languages.
        return False
    from toandan.house import room

    found = room.behind(error)
    if found is None:
        return False
    try:
        # Not every command has set Django up, and a disk that was full from the first day does not let it.
        django.setup()
    except OSError:
        terminal.say(speech.gettext(found[0]) % found[1])
    else:
        _say_both(*found)
    return True


if __name__ == "__main__":
    main()
