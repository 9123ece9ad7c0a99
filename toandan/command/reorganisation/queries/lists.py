"""Which units' lists a plan leads to other units (chuyển danh sách đề nghị xác minh, danh sách thông báo)."""

from collections.abc import Callable, Collection, Iterable

from toandan.command.reorganisation.queries.posts import leads
from toandan.command.reorganisation.words import ListMove, Plan
from toandan.record.units import queries as units

Having = Callable[[int, int], Collection[int]]
"""Which of the units numbered from the first number to the last have lists of a kind."""


def list_moves(plan: Plan, waiting: Collection[int], having: Having) -> Iterable[ListMove]:
    """Yield every unit the plan takes away that has lists of a kind, and where these may go; communes before districts.

    Lists follow the people, so those of a unit in between, such as a district, go where its people went. While
    people of the unit are undecided (`waiting`, unit numbers) its lists stay, because their people do.
    """
    mains = leads(plan)
    for top in plan.tops:
        for number in sorted(having(top, units.by_number(top).last), reverse=True):
            unit = units.by_number(number)
            if unit.in_force(plan.on) or any(unit.holds(one) for one in waiting):
                continue
            new = {t.unit for one in plan.origins if unit.holds(one.unit.number) for t in one.targets}
            yield ListMove(number, tuple(sorted(new)), mains.get(number))
