"""Commands `forecast` and `forecast backtest`: when a unit will be done, and how sure that is (dự báo)."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.ground.forecast.words import Outlook

NAME = "forecast"
app = typer.Typer(help="When a unit will be done, and how sure that is.")
MaybeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def forecast(
    context: typer.Context,
    order: Annotated[str | None, typer.Option(help="Code of the order.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="CODE", help="Unit; the order's own by default.")] = None,
    as_of: MaybeDay = None,
    measure: Annotated[str | None, typer.Option(help="Measure; the order's own by default.")] = None,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    series: Annotated[
        Path | None, typer.Option(help="File with the columns date and done, instead of an order.")
    ] = None,
    target: Annotated[int | None, typer.Option(help="People to serve, for a series.")] = None,
    deadline: MaybeDay = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")] = None,
    json: Json = False,
) -> None:
    """Say when an order's unit, or whoever made a series, will be done: probability, days, bands."""
    if context.invoked_subcommand:
        return
    if series is not None:
        if order or unit or as_of or measure or as_now or as_:
            raise typer.BadParameter(
                "A series has no order and no unit / chuỗi số liệu không đi cùng mệnh lệnh, đơn vị"
            )
        if target is None or deadline is None:
            raise typer.BadParameter(
                "A series needs --target and --deadline / chuỗi số liệu cần --target và --deadline"
            )
        _show({"target": target, "deadline": deadline.date()}, _of_series(series, target, deadline.date()), json)
    elif order is not None:
        if target is not None or deadline is not None:
            raise typer.BadParameter("An order has its own / mệnh lệnh đã có sẵn", param_hint="--target, --deadline")
        _show(*_of_order(order, unit, as_of, measure, as_, as_now=as_now), json)
    else:
        raise typer.BadParameter("Name an --order, or a --series with --target and --deadline.")


@app.command()
def backtest(
    seeds: Annotated[int, typer.Option(min=1, max=50, help="So many invented campaigns of each kind.")] = 8,
    first: Annotated[
        int, typer.Option(min=0, help="The first seed; those below 1000 chose the model's constants.")
    ] = 1000,
    order: Annotated[str | None, typer.Option(help="Code of an order, whose own days are looked at instead.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="CODE", help="Unit; the order's own by default.")] = None,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    as_: Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")] = None,
    json: Json = False,
) -> None:
    """Show whether forecasts of invented campaigns, or of an order so far, came true, beside rules of thumb."""
    if order is not None:
        _in_hindsight(order, unit, as_, as_now=as_now, json=json)
        return
    from dataclasses import asdict

    from toandan.ground.forecast.backtest import run

    scores = run(range(first, first + seeds))
    if json:
        terminal.json_out([asdict(score) for score in scores])
        return
    columns = (
        "campaign", "forecasts", "in 50 %", "in 80 %", "in 95 %", "80 %, ties by lot", "80 %, districts",
        "CRPS", "straight line", "required pace",
    )  # fmt: skip
    shares = ("coverage50", "coverage80", "coverage95", "by_lot80", "groups80")
    distances = ("crps", "straight", "required")
    lines = [
        (s.kind, s.forecasts, *(f"{getattr(s, n):.1f}" for n in shares), *(f"{getattr(s, n):.2f}" for n in distances))
        for s in scores
    ]
    terminal.table("", columns, lines)


def _in_hindsight(order: str, unit: str | None, as_: str | None, *, as_now: bool, json: bool) -> None:
    terminal.start()
    from dataclasses import asdict

    from django.utils.timezone import localdate

    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading

    actor, today = terminal.actor(as_), localdate(terminal.now())
    units_of = today if as_now else None
    with reading(actor):
        of = queries.order(order)
        meant = queries.meant(unit, as_of=of.starts_on, units_of=units_of).number if unit else None
        under = meant or queries.first_unit(order=of, actor=actor)
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=under, today=today))
        until = min(queries.default_day(of, today=today), of.deadline)
        found = queries.hindsight(order=of.code, until=until, under=under, units_of=units_of)
    if json:
        terminal.json_out([asdict(one) for one in found])
        return
    columns = ("from the end of", "days ahead", "forecasts", "in 50 %", "in 80 %", "error", "straight line")
    lines = [
        (one.day, one.ahead, one.forecasts, f"{100 * one.inside50 / one.forecasts:.1f}",
         f"{100 * one.inside80 / one.forecasts:.1f}", f"{one.error:.2f}", f"{one.straight:.2f}")
        for one in found
    ]  # fmt: skip
    terminal.table("", columns, lines)


def _of_series(path: Path, target: int, deadline: date) -> "Outlook":
    from toandan.faces.cli.planning.series import left_out, refusal
    from toandan.ground.forecast.foresight import look_ahead, whole
    from toandan.ground.forecast.series import MOST_PEOPLE, SeriesUnreadable, read

    if not 1 <= target <= MOST_PEOPLE:
        said = f"It lies between 1 and {MOST_PEOPLE:,} people / phải từ 1 đến {MOST_PEOPLE:,} người"
        raise typer.BadParameter(said, param_hint="--target")
    try:
        work, gaps = read(terminal.text(path).splitlines(), target=target, deadline=deadline)
    except SeriesUnreadable as error:
        raise refusal(path, error) from error
    if gaps:
        terminal.say(left_out(gaps))
    return whole(look_ahead(work, deadline), work, deadline)


def _of_order(
    order: str, unit: str | None, as_of: datetime | None, measure: str | None, as_: str | None, *, as_now: bool
) -> tuple[dict[str, object], "Outlook"]:
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission, Measure
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading

    if measure is not None and measure not in set(Measure):
        raise typer.BadParameter(f"{measure}? {', '.join(Measure)}", param_hint="--measure")
    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        of = queries.order(order)
        day = as_of.date() if as_of else queries.default_day(of, today=today)
        units_of = today if as_now else None
        meant = queries.meant(unit, as_of=day, units_of=units_of).number if unit else None
        under = meant or queries.first_unit(order=of, actor=actor)
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=under, today=today))
        found = queries.forecast(order=of.code, as_of=day, under=under, measure=measure, units_of=units_of)
    if not found.goal:
        # Where nobody is to be served nothing can be foreseen; a chance of 100 % would be believed.
        raise typer.BadParameter(f"Nobody is to be served there on {day} / ngày {day:%d/%m/%Y} không có ai phải cấp")
    said = {name: getattr(found, name) for name in ("order", "unit", "measure", "as_of", "deadline", "goal", "done")}
    plan = {"half_days": found.plan.half_days, "until": found.plan.until} if found.plan else None
    return {**said, "plan": plan}, found.outlook


def _show(said: dict[str, object], outlook: "Outlook", json: bool) -> None:
    finish = {f"p{share}": day for share, day in outlook.finish.items()}
    if json:
        from dataclasses import asdict

        days = [{("date" if name == "day" else name): value for name, value in asdict(d).items()} for d in outlook.days]
        terminal.json_out({**said, "probability": round(outlook.probability, 3), "finish": finish, "days": days})
        return
    if not outlook.days:
        terminal.say(f"The target is reached / đã đạt chỉ tiêu: {finish['p50']}")
        return
    rows = [(day.day, *(f"{v:,.0f}" for v in (day.p10, day.p25, day.p50, day.p75, day.p90))) for day in outlook.days]
    terminal.table("", ("day", "p10", "p25", "p50", "p75", "p90"), rows)
    dates = ", ".join(f"{name} {day or '…'}" for name, day in finish.items())
    terminal.say(f"{outlook.probability:.0%} by {said['deadline']}; done by: {dates}")
    plan = said.get("plan")
    if isinstance(plan, dict):
        terminal.say(f"Counted with {plan['half_days']} half-days of sessions, announced up to {plan['until']}.")
    elif "plan" in said:
        terminal.say("No plan of sessions was known: they are taken to go on as they did.")
