"""Which units' lists to bodies a plan leads to other units (chuyển danh sách đề nghị xác minh)."""

from collections.abc import Collection, Iterable

from toandan.command.reorganisation.queries.posts import leads
from toandan.command.reorganisation.words import ListMove, Plan
from toandan.record.units import queries as units
from toandan.work.verification import queries as verification


def list_moves(plan: Plan, waiting: Collection[int]) -> Iterable[ListMove]:
    """Yield every unit the plan takes away that has lists at bodies, and where these may go.

    Lists follow the cases, so those of a unit in between, such as a district, go where its people went. While people of
    the unit are undecided (`waiting`, unit numbers) its lists stay, because their cases do.
    """
    mains = leads(plan)
    for top in plan.tops:
        for number in sorted(verification.units_with_lists(low=top, high=units.by_number(top).last)):
            unit = units.by_number(number)
            if unit.in_force(plan.on) or any(unit.holds(one) for one in waiting):
                continue
            new = {t.unit for one in plan.origins if unit.holds(one.unit.number) for t in one.targets}
            yield ListMove(number, tuple(sorted(new)), mains.get(number))
