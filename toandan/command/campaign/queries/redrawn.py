"""Figures of one time under the units of another ("as now"): every account stands under its successor (bản đồ mới)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from django.utils.translation import gettext_noop as _

from toandan.command.campaign.queries.figures import Reading
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.rules import targets
from toandan.command.campaign.rules.rows import Frame
from toandan.command.campaign.rules.tree import Figures, Whole
from toandan.command.campaign.words import OrderRow, TargetRow
from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel


class BoardUnknown(NotThere):
    """The board asked for does not exist: unit or day lie outside the order, or the unit has none of the level."""


@dataclass(frozen=True, slots=True)
class Family:
    """The units of the day that are shown, and which accounts of any time stand under each.

    `top` spans every leaf, also one that has no successor and stands for itself. `under` leads an account's unit
    number to its leaf. `spans` are the ranges the accounts lie in. `parts` are the units of the day, the main one
    first, of every old unit that went to several of which a leaf here is one; not all of those stand under a leaf here.
    `day` is the day whose units they are and `about` the one of them that is shown, by its own number.
    """

    day: date
    about: Unit
    top: Unit
    leaves: Sequence[Unit]
    under: Mapping[int, int]
    spans: Sequence[tuple[int, int]]
    parts: Mapping[int, tuple[Unit, ...]]

    @property
    def accounts(self) -> list[tuple[int, int]]:
        """Return the accounts that are counted here, each as a span of its own: between them lie those of others."""
        return [(number, number) for number in sorted(self.under)]

    def leaf(self, number: int) -> int | None:
        """Return the leaf under which a unit of any time is counted; None when it is counted under none of these."""
        return self.under.get(number)

    def reaches_beyond(self, number: int) -> bool:
        """Tell whether a unit was divided and a part of it went to a unit that is none of these."""
        leaves = {leaf.number for leaf in self.leaves}
        return any(part.number not in leaves for part in self.parts.get(number, ()))

    def rows(self, level: UnitLevel | None) -> list[Unit]:
        """Return the units that get a row: of one level, or of the next one below that has any."""
        top = self.about
        if top.level is UnitLevel.COMMUNE or level is UnitLevel.COMMUNE:
            return list(self.leaves)
        steps = [step for step in UnitLevel if top.level < step < UnitLevel.COMMUNE and level in {None, step}]
        held = np.array([leaf.number for leaf in self.leaves])
        for step in steps:
            between = [
                u for u in units.descendants(top.number, level=step) if np.any((held >= u.number) & (held <= u.last))
            ]
            if between:
                return between
        return list(self.leaves)


def seen(of: OrderRow, *, under: int | None, as_of: date, units_of: date | None = None) -> Family | None:
    """Return the units that figures of an order stand under when these are not the units of its own time.

    This one place decides it for boards, bridges, forecasts and lists of slow units. `units_of` asks for the units of a
    day; without it those of another time are shown where the order's own have ended by `as_of`, or where the unit
    itself is one of another time. None is the rule: everything stands under the unit it was counted in ("as then").
    Raises BoardUnknown when no single unit of the day stands for the one asked for, or the order does not cover it.
    """
    day = units_of or _other_time(of, under, as_of)
    if day is None:
        return None
    top = units.standing_for(under if under is not None else of.scope, as_of=day)
    if top is None:
        raise BoardUnknown(
            _("No single unit of %(day)s stands for this one; ask for the unit above it."),
            code="unit_ended",
            values={"day": day.isoformat()},
        )
    found = family(of, top, day)
    if not found.leaves:
        raise BoardUnknown(
            _("The order %(order)s does not cover this unit."), code="unit_outside_order", values={"order": of.code}
        )
    return found


def _other_time(of: OrderRow, under: int | None, as_of: date) -> date | None:
    """Return the day whose units must be shown because the order's own have ended; None as a rule."""
    scope, top = units.by_number(of.scope), units.by_number(of.scope if under is None else under)
    if not scope.holds(top.number):
        began = top.valid_from
        return began if began is not None and not scope.in_force(began) else None
    ended = scope.until is not None and scope.until <= as_of
    return as_of if ended and units.standing_for(top.number, as_of=as_of) is not None else None


def redrawn_since(of: OrderRow, *, today: date) -> bool:
    """Tell whether figures of an order can be read by the units of today as well: its own unit has ended since."""
    scope = units.by_number(of.scope)
    return not scope.in_force(today) and units.standing_for(scope.number, as_of=today) is not None


def meant(code: str, *, as_of: date, units_of: date | None = None) -> Unit:
    """Return the unit a code means on the day of the figures, else on the day whose units are asked for.

    Raises UnitUnknown.
    """
    try:
        return units.by_code(code, as_of=as_of)
    except units.UnitUnknown:
        if units_of is None:
            raise
        return units.by_code(code, as_of=units_of)


def kin(*, order: str, under: int, day: date) -> Family:
    """Return which accounts of any time stand under each unit of a day below `under`, as a board of that day counts.

    Raises OrderUnknown, UnitUnknown.
    """
    top = units.by_number(under)
    return family(order_by_code(order), units.standing_for(under, as_of=day) or top, day)


def family(of: OrderRow, top: Unit, day: date) -> Family:
    """Return the leaves of that day under `top` that an order covers, with everything that ended in them.

    An order over a unit that ended covers the leaves its own parts went to; one over a unit in force all of its leaves.
    """
    scope = units.by_number(of.scope)
    ended = not scope.in_force(day)
    under: dict[int, int] = {}
    heirs: dict[int, int | None] = {}
    parts: dict[int, tuple[Unit, ...]] = {}
    for leaf in units.leaves(top.number, as_of=day):
        line = units.lineage(leaf.number)
        if ended and not any(scope.holds(unit.number) for unit in line):
            continue
        for unit in line:
            if ended and unit.number != leaf.number and not scope.holds(unit.number):
                continue
            # A divided unit is met at each of its leaves; it is followed once.
            if unit.number not in heirs:
                heirs[unit.number] = _heir(unit, day)
                parts[unit.number] = tuple(units.parts_of(unit.number, as_of=day))
            if heirs[unit.number] == leaf.number:
                under[unit.number] = leaf.number
    if ended and top.number == getattr(units.standing_for(scope.number, as_of=day), "number", None):
        for unit in units.spanning(scope.number, scope.last):
            if not units.children(unit.number) and unit.number not in under and unit.number != scope.number:
                met = units.standing_for(unit.number, as_of=day)
                under[unit.number] = met.number if met is not None and met.number in under else unit.number
    leaves = sorted(units.by_numbers(set(under.values())).values(), key=lambda unit: unit.number)
    if not leaves:
        return Family(day, top, top, [], {}, [], {})
    # One below the first leaf, so that no target of a leaf is taken for one of the whole.
    whole = replace(top, number=leaves[0].number - 1, last=max(leaf.last for leaf in leaves))
    several = {number: its for number, its in parts.items() if len(its) > 1}
    return Family(day, top, whole, leaves, under, _spans({*under, *several}), several)


def _heir(unit: Unit, day: date) -> int | None:
    met = units.standing_for(unit.number, as_of=day)
    return None if met is None else met.number


def _spans(numbers: Collection[int]) -> list[tuple[int, int]]:
    """Return one range of numbers for every unit right below the country; what lies between is left out later."""
    found: dict[int, tuple[int, int]] = {}
    for number in sorted(numbers):
        above = units.by_number(number).province or number
        low = found.get(above, (number, number))[0]
        found[above] = (low, number)
    return list(found.values())


def summed(readings: Sequence[Reading], family: Family) -> Reading:
    """Return several readings as one, each account's figures under its leaf; accounts of no leaf are left out."""
    places = {leaf.number: place for place, leaf in enumerate(family.leaves)}
    first = readings[0].figures

    def zeros(like: Whole) -> Whole:
        return np.zeros((len(places), *like.shape[1:]), dtype=np.int64)

    target, done = zeros(first.target), zeros(first.done)
    parts = {name: zeros(values) for name, values in first.parts.items()}
    reported: set[int] = set()
    for reading in readings:
        own = reading.figures
        rows = [(row, places[family.under[n]]) for row, n in enumerate(own.numbers.tolist()) if n in family.under]
        source, to = np.array([r for r, _ in rows], dtype=np.int64), np.array([p for _, p in rows], dtype=np.int64)
        np.add.at(target, to, own.target[source])
        np.add.at(done, to, own.done[source])
        for name, values in own.parts.items():
            np.add.at(parts[name], to, values[source])
        reported |= {family.under[number] for number in reading.reported if number in family.under}
    numbers = np.array(sorted(places), dtype=np.int64)
    last = readings[-1]
    return Reading(Figures(numbers, target, done, parts), frozenset(reported), last.entry, last.settled)


def with_targets(frame: Frame, family: Family, held: Collection[int]) -> Frame:
    """Return the frame with each leaf's percentage made of those of its units that hold anybody: the highest counts."""
    if not frame.set_targets:
        return frame
    days = sorted({row.since for row in frame.set_targets})
    product = frame.set_targets[0].product
    scope = units.by_number(frame.order.scope)

    def rows(unit: int, olds: Sequence[int]) -> list[TargetRow]:
        wanted = [targets.percents(old, frame.spans, frame.set_targets, days) for old in olds]
        highest = [max(percents) for percents in zip(*wanted, strict=True)]
        return [TargetRow(unit, product, percent, day, "") for percent, day in zip(highest, days, strict=True)]

    olds: dict[int, list[int]] = {leaf.number: [] for leaf in family.leaves}
    for account, leaf in family.under.items():
        if account in held:
            olds[leaf].append(account)
    made = [row for leaf, its in olds.items() for row in rows(leaf, its or [leaf])]
    made += rows(family.top.number, [scope.number])
    spans = sorted({(leaf.number, leaf.last) for leaf in family.leaves} | {(family.top.number, family.top.last)})
    return replace(frame, set_targets=made, spans=spans)
