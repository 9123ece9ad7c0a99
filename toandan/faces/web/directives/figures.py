"""What the ledger says about a directive: progress of its measures, and pace before and after it (tác dụng)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.campaign import labels
from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import Effect, Measure, OrderRow
from toandan.faces.web.directives import parts
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries as units
from toandan.work.directives.words import AddresseeRow, Sheet, TaskRow

MOST = 40
"""Units whose figures one page reads; a directive to more of them is read from the board."""


def effects(request: Visit, sheet: Sheet) -> dict[str, Any] | None:
    """Return for each addressed unit its pace in the week before the directive and since; None where there is none."""
    order = _order(sheet)
    if order is None or sheet.head.issued_on is None:
        return None
    measure = _measure(sheet, order)
    today = localdate(request.now)
    rows = [
        _effect(row, found, sheet.tasks_of(row))
        for row in sheet.addressees[:MOST]
        if (found := _of(row, order.code, sheet.head.issued_on, today, measure)) is not None
    ]
    if not rows:
        return None
    as_of = campaign.default_day(order, today=today)
    return {
        "rows": rows,
        "order": order.code,
        "measure": labels.MEASURES[measure],
        "as_of": formats.day(as_of),
        "since": formats.day(sheet.head.issued_on),
    }


def _of(row: AddresseeRow, order: str, day: date, today: date, measure: Measure) -> Effect | None:
    if row.at.body:
        return None
    try:
        return campaign.effect_of(unit=row.at.number, order=order, day=day, today=today, measure=measure.value)
    except NotThere:
        return None


def _order(sheet: Sheet) -> OrderRow | None:
    """Return the order the first task is measured by, else the one that ran when the directive was issued."""
    known = campaign.orders()
    named = next((task.order for task in sheet.tasks if task.order), "")
    day = sheet.head.issued_on
    runs = [one for one in known if day is not None and one.starts_on <= day <= one.deadline]
    return next((one for one in known if one.code == named), runs[0] if runs else None)


def _measure(sheet: Sheet, order: OrderRow) -> Measure:
    """Return the measure the first task under the order names, else the order's own."""
    named = (task.measure for task in sheet.tasks if task.order == order.code)
    return next((Measure(word) for word in named if word in set(Measure)), order.measure)


def _effect(row: AddresseeRow, found: Effect, tasks: Iterable[TaskRow]) -> dict[str, Any]:
    """Return one unit's line: figures, pace before and since, and whether what was asked for is reached."""
    asked = next((task for task in tasks if task.percent and task.order == found.order), None)
    figures = found.row
    reached = asked is not None and asked.percent is not None and figures.rate is not None
    return {
        "name": parts.name(row.at),
        "address": f"/board/{found.order}/{units.by_number(row.at.number).code}/",
        "done": figures.done,
        "target": figures.target,
        "rate": formats.rate(figures.rate),
        "before": _pace(found.before),
        "since": _pace(found.since),
        "days_since": found.days_since,
        "change": formats.change(found.change) if found.change is not None else "–",
        "better": found.change is not None and found.change > 0,
        "needed": _pace(figures.pace_needed),
        "asked": f"{asked.percent} %" if asked else "–",
        "word": "" if not reached else _reached(found, asked),
    }


def _reached(found: Effect, asked: TaskRow | None) -> str:
    enough = asked is not None and found.row.rate is not None and found.row.rate >= (asked.percent or 0)
    return _("reached") if enough else _("not reached yet")


def _pace(value: Any) -> str:
    return "–" if value is None else formats.number(value, places=1)
