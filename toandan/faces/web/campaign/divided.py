"""Former units that were divided, as a board shows them (đơn vị cũ bị chia): the mark on a row, and their table."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.campaign.labels import DIVIDED_MARK
from toandan.command.campaign.words import Board, BoardRow, DividedUnit
from toandan.command.reorganisation import queries as reorganisations
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.frame import formats

SHOWN = 12
"""Divided units a board shows before a reader asks for all; a whole city has two hundred of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark on a row that counts people of a divided unit: what it says, and the line that explains it, if any."""

    sign: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """One successor of a divided unit; `share` is empty where no mapping says how much went to it."""

    name: str
    share: str


@dataclass(frozen=True, slots=True)
class DividedLine:
    """One divided unit as it is printed; `until` is empty while anybody stands in it on the board's day."""

    anchor: str
    name: str
    code: str
    parts: list[Part]
    counted: str
    target: str
    until: str


def context(board: Board, view: BoardView) -> dict[str, object]:
    """Return what the templates say of divided units; everything is empty on a board by the order's own units."""
    every = _ordered(board)
    shown = every if view.everything else every[:SHOWN]
    shares = reorganisations.shares(entry=board.entry) if shown else {}
    return {
        "divided": [_line(one, board.as_of, shares) for one in shown],
        "divided_here": len(board.divided),
        "divided_elsewhere": len(board.elsewhere),
        "divided_all": len(every),
        "divided_hidden": len(every) - len(shown),
        "curve_until": _curve_until(board),
    }


def marks(board: Board, view: BoardView, *, linked: bool) -> Mapping[int, Mark]:
    """Return the mark of each row that counts people of divided units, by the row's number; `linked` to their lines."""
    shown = {one.unit.number for one in _ordered(board)[: None if view.everything else SHOWN]}
    return {row.number: _mark(row, _leading(row, view, shown) if linked else "") for row in board.rows if row.shared}


def _mark(row: BoardRow, address: str) -> Mark:
    people = formats.number(sum(one.target for one in row.shared))
    said = _("counts %(people)s people to serve of old units that were divided") % {"people": people}
    return Mark(DIVIDED_MARK, said, address)


def _leading(row: BoardRow, view: BoardView, shown: Container[int]) -> str:
    """Return the address of the line of the row's largest divided unit, on this page or on the one that shows all."""
    first = max(row.shared, key=lambda one: one.target)
    here = "" if first.unit.number in shown else view.but(everything=True)
    return f"{here}#{_anchor(first)}"


def _ordered(board: Board) -> list[DividedUnit]:
    """Return the divided units, those counted in the board first, then by where most people are concerned.

    Those under one successor stand together.
    """
    return [one for group in (board.divided, board.elsewhere) for one in _by_people(group)]


def _by_people(every: Sequence[DividedUnit]) -> list[DividedUnit]:
    people: dict[int, int] = defaultdict(int)
    for one in every:
        people[one.counted.number] += one.target

    def place(one: DividedUnit) -> tuple[int, int, int, int]:
        return -people[one.counted.number], one.counted.number, -one.target, one.unit.number

    return sorted(every, key=place)


def _line(one: DividedUnit, as_of: date, shares: Mapping[tuple[int, int], Decimal]) -> DividedLine:
    return DividedLine(
        anchor=_anchor(one),
        name=one.unit.name_vi,
        code=one.unit.code,
        parts=[Part(part.name_vi, _share(shares.get((one.unit.number, part.number)))) for part in one.parts],
        counted=one.counted.name_vi,
        target=formats.number(one.target),
        until=formats.day(one.last_day) if one.last_day < as_of else "",
    )


def _anchor(one: DividedUnit) -> str:
    return f"divided-{one.unit.number}"


def _share(share: Decimal | None) -> str:
    """Write a share as it was said: with as many decimals as the paper has, in the language's own mark."""
    if share is None:
        return ""
    said = f"{share.normalize():f}"
    return said.replace(".", ",") if (get_language() or "vi").startswith("vi") else said


def _curve_until(board: Board) -> date | None:
    """Return the last day on which the board's own curve counts people who may belong to other units; None if none."""
    total = board.total
    days = [one.last_day for one in board.divided if one.leaves(total.number, total.last)]
    return max(days, default=None)
