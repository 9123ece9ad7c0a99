"""Command `slow`: which units call for attention, since when, and by which evidence (đơn vị chậm)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.command.evaluation.words import Attention

MaybeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]


def register(root: typer.Typer) -> None:
    """Add the command that stands at the top: `slow`."""
    root.command("slow")(slow)


def slow(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    unit: Annotated[
        str | None, typer.Option(metavar="CODE", help="Unit looked into; the order's own by default.")
    ] = None,
    as_of: MaybeDay = None,
    measure: Annotated[str | None, typer.Option(help="Measure; the order's own by default.")] = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Name the communes that call for attention, since when, and by which evidence."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission
    from toandan.command.evaluation import queries as evaluation
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        of = queries.order(order)
        day = as_of.date() if as_of else queries.default_day(of, today=today)
        under = units.by_code(unit, as_of=of.starts_on).number if unit else queries.first_unit(order=of, actor=actor)
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=under, today=today))
        found = evaluation.attention(order=of.code, as_of=day, under=under, measure=measure)
    if json:
        terminal.json_out(evaluation.plain(found))
    else:
        _draw(found)


def _draw(found: "Attention") -> None:
    from toandan.command.evaluation import labels

    lines = [
        (
            unit.row.code, unit.row.name_vi, str(labels.REASONS[notice.reason]), notice.since,
            f"{notice.observed:f}", "" if notice.expected is None else f"{notice.expected:f}",
        )
        for unit in found.found
        for notice in unit.notices
    ]  # fmt: skip
    terminal.table(
        f"{found.order} · {found.as_of.isoformat()}", ("code", "unit", "reason", "since", "observed", "expected"), lines
    )
    terminal.show(f"{sum(unit.slow for unit in found.found)} / {found.units}")
