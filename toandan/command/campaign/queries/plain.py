"""A board and a bridge in plain values, as the command line and the interface for machines give them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from toandan.command.campaign.words import Board, BoardRow, Bridge, DividedUnit, OrderRow, TargetRow
from toandan.record.units.words import UnitLevel

LEVELS: dict[UnitLevel, str] = {
    UnitLevel.COUNTRY: "country",
    UnitLevel.PROVINCE: "city",
    UnitLevel.DISTRICT: "district",
    UnitLevel.COMMUNE: "commune",
}
"""The level words of every address and every answer; a province is called by what it is here, a city."""


Shares = Mapping[tuple[int, int], Decimal]
"""Percentage of an old unit that went to a new one, by the numbers of both; only where a paper says it."""


def plain_row(row: BoardRow, *, full: bool = False, shared: bool = False) -> dict[str, Any]:
    """Return one row; rates and paces are numbers with one decimal. `full` adds goal, counters and completed units.

    `shared` adds the codes of divided units counted here although some of their people live elsewhere.
    """
    plain: dict[str, Any] = {
        "code": row.code,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "level": LEVELS[row.level],
        "parent": row.parent,
        "target": row.target,
        "done": row.done,
        "rate": _number(row.rate),
        "residual": dict(row.residual),
        "completed_on": row.completed_on.isoformat() if row.completed_on else None,
        "pace": _number(row.pace),
        "pace_needed": _number(row.pace_needed),
        "status": row.status.value,
        "rank": row.rank,
    }
    if full:
        counters = row.counters
        plain |= {
            "goal": row.goal,
            "collected": counters.collected,
            "issued": counters.issued,
            "granted": counters.granted,
            "activated": counters.activated,
            "units": row.units,
            "units_complete": row.units_complete,
        }
    if shared:
        # A code is reused over the years, and two units that bore it may both have been divided.
        plain["shared"] = list(dict.fromkeys(one.unit.code for one in row.shared))
    return plain


def plain_board(board: Board, *, full: bool = False, shares: Shares | None = None) -> dict[str, Any]:
    """Return a board; `full` adds its period, the entry it was counted up to, who reported, and the burn-up.

    A board by the units of another day also says which former units were divided, with the `shares` known of them.
    """
    redrawn = board.units_of is not None
    plain: dict[str, Any] = {
        "order": board.order,
        "as_of": board.as_of.isoformat(),
        "measure": board.measure.value,
        "rows": [plain_row(row, full=full, shared=redrawn) for row in board.rows],
        "total": plain_row(board.total, full=full, shared=redrawn),
    }
    if redrawn:
        plain["divided_units"] = [_plain_divided(one, shares or {}) for one in (*board.divided, *board.elsewhere)]
    if full:
        plain |= {
            "starts_on": board.starts_on.isoformat(),
            "deadline": board.deadline.isoformat(),
            "entry": board.entry,
            "units": board.units,
            "reported": board.reported,
            "units_of": board.units_of.isoformat() if board.units_of else None,
            "divided": len(board.divided),
            "series": [{"day": p.day.isoformat(), "target": p.target, "done": p.done} for p in board.series],
        }
    return plain


def _plain_divided(one: DividedUnit, shares: Shares) -> dict[str, Any]:
    unit = one.unit
    return {
        "code": unit.code,
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "counted_under": one.counted.code,
        "parts": [
            {
                "code": part.code,
                "name_vi": part.name_vi,
                "name_en": part.name_en,
                "share": _number(shares.get((unit.number, part.number))),
            }
            for part in one.parts
        ],
        "target": one.target,
        "done": one.done,
        "last_day": one.last_day.isoformat(),
    }


def plain_bridge(bridge: Bridge) -> dict[str, Any]:
    """Return a bridge: opening + every step = present, to the person."""
    return {
        "order": bridge.order,
        "measure": bridge.measure.value,
        "unit": bridge.code,
        "name_vi": bridge.name_vi,
        "name_en": bridge.name_en,
        "from": bridge.since.isoformat(),
        "to": bridge.until.isoformat(),
        "opening": bridge.opening,
        **{step.value: people for step, people in bridge.steps.items()},
        "present": bridge.present,
        "verbs": {step.value: dict(verbs) for step, verbs in bridge.verbs.items()},
        "units_of": bridge.units_of.isoformat() if bridge.units_of else None,
        "shared": list(dict.fromkeys(unit.code for unit in bridge.shared)),
    }


def plain_order(order: OrderRow, *, scope_code: str) -> dict[str, Any]:
    """Return an order; `unit` is the code of the unit it covers."""
    return {
        "code": order.code,
        "title_vi": order.title_vi,
        "title_en": order.title_en,
        "unit": scope_code,
        "measure": order.measure.value,
        "other_measure": order.other_measure.value if order.other_measure else None,
        "start": order.starts_on.isoformat(),
        "deadline": order.deadline.isoformat(),
        "issuer": order.issuer,
        "number": order.number,
    }


def plain_target(target: TargetRow, *, order_code: str, unit_code: str) -> dict[str, Any]:
    """Return a target; `unit` is the code of the unit it is for."""
    return {
        "order": order_code,
        "unit": unit_code,
        "product": target.product.value,
        "percent": target.percent,
        "since": target.since.isoformat(),
        "reason": target.reason,
    }


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
