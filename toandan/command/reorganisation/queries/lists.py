"""Which units' lists and papers a plan leads to other units (chuyển danh sách, công văn, vướng mắc)."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from toandan.command.reorganisation.queries.posts import leads
from toandan.command.reorganisation.words import ListMove, PaperMove, Plan
from toandan.record.units import queries as units
from toandan.record.units.words import Support, Unit

Having = Callable[[int, int], Collection[int]]
"""Which of the units numbered from the first number to the last have lists of a kind."""


def list_moves(plan: Plan, waiting: Collection[int], having: Having) -> Iterable[ListMove]:
    """Yield every unit the plan takes away that has lists of a kind, and where these may go; communes before districts.

    Lists follow the people, so those of a unit in between, such as a district, go where its people went. While
    people of the unit are undecided (`waiting`, unit numbers) its lists stay, because their people do.
    """
    mains = leads(plan)
    for unit in _ended(plan, having):
        new = {t.unit for one in plan.origins if unit.holds(one.unit.number) for t in one.targets}
        if new and not any(unit.holds(one) for one in waiting):
            yield ListMove(unit.number, tuple(sorted(new)), mains.get(unit.number))


def paper_moves(plan: Plan, having: Having) -> Iterable[PaperMove]:
    """Yield every unit the plan takes away that has papers of a kind, and the one unit that goes on with them.

    Papers are led by the unit that carries the old one on; those of a unit in between, such as a district, by the
    unit above everything.
    """
    mains = leads(plan)
    for unit in _ended(plan, having):
        if any(unit.holds(one.unit.number) for one in plan.origins):
            above = unit.province if unit.province is not None else unit.number
            yield PaperMove(unit.number, mains.get(unit.number) or mains.get(above, above))


def body_moves(plan: Plan) -> Iterable[PaperMove]:
    """Yield every unit the plan takes away that bodies answer for, and the one unit that carries it on."""
    mains = leads(plan)
    for unit in _ended(plan, units.bodies_by_unit):
        if unit.number in mains:
            yield PaperMove(unit.number, mains[unit.number])


def left_bodies(plan: Plan) -> list[int]:
    """Return the bodies that answer for a unit of the area that ended and nobody carries on; they stay there."""
    mains = leads(plan)
    held = {unit: bodies for span in plan.spans for unit, bodies in units.bodies_by_unit(*span).items()}
    ended = (unit for unit in _ended(plan, units.bodies_by_unit) if unit.number not in mains)
    return sorted(body for unit in ended for body in held[unit.number])


def left_supports(plan: Plan, today: date) -> list[Support]:
    """Return the assignments of help not over yet that name a unit of the area that ended, on either side.

    Nobody leads them: what helps, or is helped, may be larger now than what headquarters signed.
    """
    found = {one.support: one for span in plan.spans for one in units.supports_within(*span, on=today)}
    ended = {
        number
        for number in {number for one in found.values() for number in (one.helper, one.helped)}
        if any(low <= number <= high for low, high in plan.spans) and not units.by_number(number).in_force(plan.on)
    }
    return [one for _, one in sorted(found.items()) if {one.helper, one.helped} & ended]


def _ended(plan: Plan, having: Having) -> Iterable[Unit]:
    """Yield the units of the area that have something and are there no more; communes before districts."""
    for low, high in plan.spans:
        for number in sorted(having(low, high), reverse=True):
            unit = units.by_number(number)
            if not unit.in_force(plan.on):
                yield unit
