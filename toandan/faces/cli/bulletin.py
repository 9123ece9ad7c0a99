"""Command `bulletin`: the daily situation report of an order and day, printed (bản tin tình hình hằng ngày)."""

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal
from toandan.faces.cli.campaign import As, Language, Tongue

if TYPE_CHECKING:
    from toandan.command.campaign.words import BulletinFigures, BulletinRow


class Form(StrEnum):
    """What a bulletin is printed as."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


def register(root: typer.Typer) -> None:
    """Add the command that stands at the top: `bulletin`."""
    root.command("bulletin")(bulletin)


def bulletin(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    day: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], metavar="DATE", help="Day it is about.")],
    form: Annotated[Form, typer.Option("--format", help="text, pdf, docx or json.")] = Form.TEXT,
    output: Annotated[Path | None, typer.Option(help="File to write instead of the output stream.")] = None,
    as_now: Annotated[
        bool, typer.Option("--as-now", help="By today's units: figures only, not what was signed.")
    ] = False,
    language: Tongue = Language.VI,
    as_: As = None,
) -> None:
    """Print the bulletin of a day: as it was signed, else a draft with the figures of the ledger as it stands."""
    if output is None and form in {Form.PDF, Form.DOCX} and sys.stdout.isatty():
        raise typer.BadParameter("Name a file, or send the output into one.", param_hint="--output")
    if as_now and form in {Form.PDF, Form.DOCX}:
        raise typer.BadParameter("Papers are printed by the units of their own time.", param_hint="--as-now")
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries
    from toandan.record.officers.queries import reading

    actor, today = terminal.actor(as_), localdate(terminal.now())
    units_of = today if as_now else None
    with reading(actor):
        figures, row = queries.edition_for(actor, order, day.date(), today=today, units_of=units_of)
    if form is Form.JSON:
        plain = queries.plain_edition(figures, row, units_of=units_of)
        if output is None:
            terminal.json_out(plain)
            return
        content = terminal.json_text(plain).encode()
    else:
        content = _written(figures, None if as_now else row, form, language)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        with terminal.writing(output):
            output.write_bytes(content)
        terminal.say(str(output))


def _written(figures: "BulletinFigures", row: "BulletinRow | None", form: Form, language: Language) -> bytes:
    from toandan.sheets import bulletin as papers

    paper = papers.compose(figures, row, language=language.value, now=terminal.now())
    if form is Form.PDF:
        return papers.pdf(paper)
    return papers.docx(paper) if form is Form.DOCX else papers.text(paper).encode()
