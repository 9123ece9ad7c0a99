"""Commands of the campaign room: `order create|target|list`, `board`, `bridge` (mệnh lệnh, tiến độ)."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from toandan.command.campaign.words import Board, BoardRow, Bridge
    from toandan.record.units.words import Unit, UnitLevel

NAME = "order"
app = typer.Typer(no_args_is_help=True, help="Campaign orders: what must be reached, where, until when.")


class Level(StrEnum):
    """The levels a board can be cut into."""

    CITY = "city"
    DISTRICT = "district"
    COMMUNE = "commune"


class Goal(StrEnum):
    """The products a target can be set for."""

    CARD = "card"
    EID = "eid"


class Language(StrEnum):
    """The languages of a table."""

    VI = "vi"
    EN = "en"


Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]
MaybeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Tongue = Annotated[Language, typer.Option("--language", help="Language of the table.")]


def register(root: typer.Typer) -> None:
    """Add the commands that stand at the top: `board` and `bridge`."""
    root.command("board")(board)
    root.command("bridge")(bridge)


@app.command("create")
def create(
    code: Annotated[str, typer.Option(help="Short code, for example ML01.")],
    title_vi: Annotated[str, typer.Option(help="Title in Vietnamese.")],
    title_en: Annotated[str, typer.Option(help="Title in English.")],
    unit: Annotated[str, typer.Option(help="Code of the unit the order covers, with everything below it.")],
    start: Day,
    deadline: Day,
    measure: Annotated[str, typer.Option(help="card, card_collected, eid_granted or eid_activated.")] = "card",
    other_measure: Annotated[str | None, typer.Option(help="The measure of the other product, if any.")] = None,
    issuer: Annotated[str, typer.Option(help="Who issued the order.")] = "",
    number: Annotated[str, typer.Option(help="Number and sign of the paper.")] = "",
    json: Json = False,
    as_: As = None,
) -> None:
    """Give an order; giving the same one twice changes nothing."""
    terminal.start()
    from toandan.command.campaign import operations, queries
    from toandan.record.units import queries as units

    found = units.by_code(unit, as_of=start.date())
    given = operations.create_order(
        actor=terminal.actor(as_),
        now=terminal.now(),
        client_key=uuid4(),
        code=code,
        title_vi=title_vi,
        title_en=title_en,
        scope=found.number,
        starts_on=start.date(),
        deadline=deadline.date(),
        measure=measure,
        other_measure=other_measure,
        issuer=issuer,
        number=number,
    )
    if json:
        terminal.json_out(queries.plain_order(given, scope_code=found.code))
    else:
        terminal.show(f"{given.code}: {given.title_vi} · {given.title_en} ({found.name_vi})")


@app.command("list")
def list_orders(json: Json = False, as_: As = None) -> None:
    """List the orders, the one with the latest deadline first."""
    terminal.start()
    from toandan.command.campaign import queries
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    with reading(terminal.actor(as_)):
        found = queries.orders()
        scopes = units.by_numbers([order.scope for order in found]) if found else {}
    plain = [queries.plain_order(order, scope_code=scopes[order.scope].code) for order in found]
    if json:
        terminal.json_out(plain)
        return
    columns = ("code", "title_vi", "title_en", "unit", "measure", "start", "deadline")
    terminal.table("", columns, [[order[column] for column in columns] for order in plain])


@app.command("target")
def target(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit the target is for, with everything below it.")],
    product: Annotated[Goal, typer.Option(help="What is to be handed over.")],
    percent: Annotated[int, typer.Option(min=1, max=100, help="Share that must be reached.")],
    since: Day,
    reason: Annotated[str, typer.Option(help="Why the target is set.")],
    json: Json = False,
    as_: As = None,
) -> None:
    """Set a unit's target under an order; setting the same one twice changes nothing."""
    terminal.start()
    from toandan.command.campaign import operations, queries
    from toandan.record.units import queries as units

    of = queries.order(order)
    # The order covers the units of its first day, whatever they are called on the target's day.
    found = units.by_code(unit, as_of=of.starts_on)
    row = operations.set_target(
        actor=terminal.actor(as_),
        now=terminal.now(),
        client_key=uuid4(),
        order=of.code,
        unit=found.number,
        product=product,
        percent=percent,
        since=since.date(),
        reason=reason,
    )
    if json:
        terminal.json_out(queries.plain_target(row, order_code=of.code, unit_code=found.code))
    else:
        terminal.show(f"{of.code}: {found.name_vi} · {row.product} · {row.percent} % · {row.since.isoformat()}")


def board(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    unit: Annotated[str | None, typer.Option(metavar="CODE", help="Unit shown; the order's own by default.")] = None,
    level: Annotated[Level | None, typer.Option(help="Level of the rows; the next one below by default.")] = None,
    as_of: MaybeDay = None,
    measure: Annotated[str | None, typer.Option(help="Measure; the order's own by default.")] = None,
    entry: Annotated[int | None, typer.Option(help="Figures as published at this ledger entry.")] = None,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    json: Json = False,
    as_: As = None,
    language: Tongue = Language.VI,
) -> None:
    """Show how far each unit is, as of the end of a day."""
    terminal.start()
    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission
    from toandan.command.reorganisation import queries as reorganisations
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading

    actor = terminal.actor(as_)
    with reading(actor):
        of = queries.order(order)
        day = as_of.date() if as_of else queries.default_day(of, today=_today())
        units_of = _today() if as_now else None
        meant = queries.meant(unit, as_of=day, units_of=units_of).number if unit else None
        under = meant or queries.first_unit(order=of, actor=actor)
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=under, today=_today()))
        found = queries.board(
            order=of.code, as_of=day, level=_level(level), under=under, measure=_measure(measure), entry=entry,
            units_of=units_of, as_work=True,
        )  # fmt: skip
        shares = reorganisations.shares(entry=found.entry) if found.divided or found.elsewhere else {}
    if json:
        terminal.json_out(queries.plain_board(found, shares=shares))
    else:
        _draw_board(found, language)
        _draw_divided(found, language, shares)


def bridge(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit whose target is explained.")],
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day.")],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Last day.")],
    measure: Annotated[str | None, typer.Option(help="Measure; the order's own by default.")] = None,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    json: Json = False,
    as_: As = None,
    language: Tongue = Language.VI,
) -> None:
    """Explain why a unit's target changed between two days."""
    if until < since:
        raise typer.BadParameter("--to lies before --from / ngày kết thúc trước ngày bắt đầu")
    terminal.start()
    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading

    actor = terminal.actor(as_)
    with reading(actor):
        number = queries.meant(unit, as_of=until.date(), units_of=_today() if as_now else None).number
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=number, today=_today()))
        found = queries.bridge(
            order=order,
            unit=number,
            since=since.date(),
            until=until.date(),
            measure=_measure(measure),
            units_of=_today() if as_now else None,
        )
    if json:
        terminal.json_out(queries.plain_bridge(found))
    else:
        _draw_bridge(found, language)


def _today() -> date:
    from django.utils.timezone import localdate

    return localdate(terminal.now())


def _level(level: Level | None) -> "UnitLevel | None":
    from toandan.command.campaign.queries import LEVELS

    return next((known for known, word in LEVELS.items() if word == level), None)


def _measure(measure: str | None) -> str | None:
    from toandan.command.campaign.words import Measure

    if measure is not None and measure not in set(Measure):
        raise typer.BadParameter(f"{measure}? {', '.join(Measure)}", param_hint="--measure")
    return measure


def _draw_board(found: "Board", language: Language) -> None:
    from django.utils import translation

    from toandan.command.campaign import labels

    with translation.override(language):
        title = labels.BOARD_CAPTION % {
            "order": found.order,
            "measure": labels.MEASURES[found.measure],
            "day": found.as_of.isoformat(),
            "reported": found.reported,
            "units": found.units,
        }
        shown = [
            (
                row.rank,
                _name(row, language) + (f" {labels.DIVIDED_MARK}" if row.shared else ""),
                row.target,
                row.done,
                row.rate,
                row.pace,
                row.pace_needed,
                f"{row.units_complete}/{row.units}",
                labels.STATUSES[row.status],
            )
            for row in (*found.rows, found.total)
        ]
        columns = [str(column) for column in labels.BOARD_COLUMNS]
        # A unit is known by its whole name; of a squeezed one a reader cannot tell which it is.
        terminal.table(title, columns, shown, unbroken=columns[1:2])


def _draw_divided(found: "Board", language: Language, shares: "Mapping[tuple[int, int], Decimal]") -> None:
    from django.utils import translation

    from toandan.command.campaign import labels

    every = (*found.divided, *found.elsewhere)
    if not every:
        return

    def part(old: int, new: "Unit") -> str:
        share = shares.get((old, new.number))
        return _name(new, language) + (f" {share.normalize():f} %" if share is not None else "")

    with translation.override(language):
        shown = [
            (
                f"{_name(one.unit, language)} ({one.unit.code})",
                " | ".join(part(one.unit.number, new) for new in one.parts),
                _name(one.counted, language),
                one.target,
            )
            for one in every
        ]
        columns = [str(column) for column in labels.DIVIDED_COLUMNS]
        terminal.table(f"{labels.DIVIDED_MARK} {labels.DIVIDED}", columns, shown)


def _name(one: "Unit | BoardRow", language: Language) -> str:
    return one.name_vi if language == Language.VI else one.name_en


def _draw_bridge(found: "Bridge", language: Language) -> None:
    from django.utils import translation

    from toandan.command.campaign import labels

    with translation.override(language):
        name = found.name_vi if language == Language.VI else found.name_en
        lines: list[tuple[object, object]] = [(labels.OPENING, found.opening)]
        lines += [(labels.STEPS[step], people) for step, people in found.steps.items()]
        lines.append((labels.PRESENT, found.present))
        lines += labels.redrawn(found)
        terminal.table(f"{name}: {found.since} – {found.until}", ("", str(labels.PEOPLE)), lines)
