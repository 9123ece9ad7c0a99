"""The command `toandan`: wires the rooms' commands into one."""

import os

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toandan.house.settings")

app = typer.Typer(
    no_args_is_help=True, help="Toandan runs a citizen-ID coverage campaign from the order to the last resident."
)


def main() -> None:
    """Run the command line."""
    app()
