"""Which units call for attention: signs in their days, the pace needed, lists not answered (đơn vị chậm)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import Board, BoardRow, CampaignPermission, Measure, Status
from toandan.command.evaluation import rules
from toandan.command.evaluation.words import GRAVITY, Attention, Helper, SlowUnit
from toandan.ground.forecast.signs import Sign, SignKind, look
from toandan.ground.forecast.words import Work
from toandan.ground.kernel.actor import Actor
from toandan.record.officers import queries as officers
from toandan.record.units.words import UnitLevel
from toandan.work.equipment import queries as equipment
from toandan.work.movements import queries as movements

MOST_HELPERS = 3
MOST_KITS = 3
"""Kits of one helper that are named."""
LENT_DAYS = 7
"""For how many days a kit must be free to be named as one that could be lent."""


def attention(
    *,
    order: str,
    as_of: date,
    under: int | None = None,
    level: UnitLevel = UnitLevel.COMMUNE,
    measure: str | None = None,
    units_of: date | None = None,
) -> Attention:
    """Return the units of a level that call for attention at the end of `as_of`, the gravest first.

    A unit is looked at beside all others of the board; with `units_of` the units of that day are, each with the past of
    everything that became it. Raises OrderUnknown, BoardUnknown, and ValueError for a measure
    that is none.
    """
    board = campaign.board(
        order=order, as_of=as_of, level=level, under=under, measure=measure, units_of=units_of, as_work=True
    )
    signs = look(_work(board))
    silent = _silent(board, signs, under)
    overdue = _overdue(board)
    kits = _free_kits(board)
    found = []
    for row, seen in zip(board.rows, signs, strict=True):
        told = rules.notices(
            row, as_of=as_of, deadline=board.deadline, signs=seen, silent=row.number in silent,
            overdue=overdue.get(row.number, ()),
        )  # fmt: skip
        if told:
            found.append(SlowUnit(row, told, rules.obstacles(row), _helpers(board, row, kits)))
    found.sort(key=lambda unit: (not unit.slow, GRAVITY[unit.notices[0].reason], unit.row.urgency or 0))
    return Attention(
        board.order, board.measure, as_of, board.deadline, board.level, len(board.rows), tuple(found),
        board.units_of, len(board.divided),
    )  # fmt: skip


def _work(board: Board) -> Work:
    """Read the last weeks of every row; unlike a forecast, oddities need the changes as they are, negative ones too."""
    length = max((len(row.spark) for row in board.rows), default=0)
    daily = np.array([(0,) * (length - len(row.spark)) + row.spark for row in board.rows], dtype=np.int64)
    done = np.array([row.done for row in board.rows], dtype=np.int64)
    after = np.cumsum(daily[:, ::-1], axis=1)[:, ::-1]
    series = np.concatenate([done[:, None] - after, done[:, None]], axis=1)
    goals = np.array([row.goal for row in board.rows], dtype=np.int64)
    groups = np.zeros(len(board.rows), dtype=np.int64)
    return Work(series, goals, groups, board.as_of - timedelta(days=length))


def _silent(board: Board, signs: Sequence[tuple[Sign, ...]], under: int | None) -> frozenset[int]:
    """Return the units that stand still and send in no dossiers either, as when no device of theirs is on."""
    still = {
        row.number: sign.since
        for row, seen in zip(board.rows, signs, strict=True)
        for sign in seen
        if sign.kind is SignKind.STALLED
    }
    if not still or board.measure is Measure.CARD_COLLECTED:
        return frozenset(still)
    dossiers = campaign.board(
        order=board.order, as_of=board.as_of, level=board.level, under=under, measure=Measure.CARD_COLLECTED,
        units_of=board.units_of, as_work=True,
    )  # fmt: skip
    return frozenset(
        row.number
        for row in dossiers.rows
        if row.number in still and not any(row.spark[-((board.as_of - still[row.number]).days + 1) :])
    )


def _overdue(board: Board) -> dict[int, list[date]]:
    """Return the last days of the lists each row's units have not answered in time."""
    found: dict[int, list[date]] = defaultdict(list)
    today = board.as_of + timedelta(days=1)
    spans: Sequence[tuple[int, int]] = [(board.total.number, board.total.last)]
    kin = None
    if board.units_of is not None:
        # A list to a unit that ended waits in the one that carries it on.
        kin = campaign.kin(order=board.order, under=board.total.number, day=board.units_of)
        spans = kin.spans
    waiting = [one for low, high in spans for one in movements.overdue_lists(low=low, high=high, today=today)[1]]
    for one in waiting:
        at = one.receiver if kin is None else kin.leaf(one.receiver)
        row = next((row for row in board.rows if at is not None and row.number <= at <= row.last), None)
        if row is not None and one.due_on is not None:
            found[row.number].append(one.due_on)
    return found


def _free_kits(board: Board) -> dict[int, tuple[str, ...]]:
    """Return the kits that units which are done could lend for the week after the board's day, by unit."""
    done = [row.number for row in board.rows if row.status is Status.DONE]
    return equipment.free_kits(done, board.as_of + timedelta(days=1), LENT_DAYS) if done else {}


def _helpers(board: Board, row: BoardRow, kits: Mapping[int, tuple[str, ...]]) -> tuple[Helper, ...]:
    """Return units beside this one that are done: first those with kits free to lend, then those with most people."""
    near = [
        other
        for other in board.rows
        if other.status is Status.DONE and other.parent == row.parent and other.number != row.number
    ]
    near.sort(key=lambda other: (-len(kits.get(other.number, ())), -other.target))
    return tuple(
        Helper(o.code, o.number, o.name_vi, o.name_en, kits.get(o.number, ())[:MOST_KITS]) for o in near[:MOST_HELPERS]
    )


def plain(found: Attention, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return it as plain values for JSON; figures are numbers, days ISO text.

    `in_charge` names who is in charge of a unit, "" where nobody is known or the actor may not look into the unit.
    """
    numbers = [one.row.number for one in found.found if actor.may(CampaignPermission.READ, one.row.number)]
    heads = officers.in_charge(numbers, now=now)
    return {
        "order": found.order,
        "measure": found.measure.value,
        "as_of": found.as_of.isoformat(),
        "deadline": found.deadline.isoformat(),
        "units": found.units,
        "units_of": found.units_of.isoformat() if found.units_of else None,
        "divided": found.divided,
        "found": [_plain_unit(unit, heads.get(unit.row.number, "")) for unit in found.found],
    }


def _plain_unit(unit: SlowUnit, head: str) -> dict[str, Any]:
    row = unit.row
    return {
        "code": row.code,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "parent": row.parent,
        "target": row.target,
        "done": row.done,
        "status": row.status.value,
        "slow": unit.slow,
        "in_charge": head,
        "notices": [
            {
                "reason": notice.reason.value,
                "since": notice.since.isoformat() if notice.since else None,
                "observed": float(notice.observed),
                "expected": None if notice.expected is None else float(notice.expected),
            }
            for notice in unit.notices
        ],
        "obstacles": [{"kind": kind, "people": people} for kind, people in unit.obstacles],
        "shared": list(dict.fromkeys(one.unit.code for one in row.shared)),
        "helpers": [
            {"code": h.code, "name_vi": h.name_vi, "name_en": h.name_en, "kits": list(h.kits)} for h in unit.helpers
        ],
    }
