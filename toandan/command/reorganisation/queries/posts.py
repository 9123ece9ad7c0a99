"""Which posts of officers a plan leads to other units (chuyển chức trách)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from toandan.command.reorganisation.words import Plan, PostMove
from toandan.record.officers import queries as officers
from toandan.record.units import queries as units


def post_moves(plan: Plan, waiting: Collection[int], *, now: datetime) -> Iterable[PostMove]:
    """Yield every post held at a unit the plan takes away, and where it leads.

    A post at an old unit leads to the new one that carries it on; one at the unit above everything old to the unit
    above everything new. A unit in between, such as a district, has no successor: its posts are named, for
    headquarters to decide, and give access to nobody any more. A post goes on beside the new one while people of its
    unit are undecided (`waiting`, unit numbers), because somebody must be able to look at them.
    """
    leads = {origin.unit.number: origin.main for origin in plan.origins} | dict(plan.tops)
    for old in plan.tops:
        for post in officers.posts_between(old, units.by_number(old).last, now=now):
            unit = units.by_number(post.unit_no)
            if unit.in_force(plan.on):
                continue
            keep = any(unit.number <= number <= unit.last for number in waiting)
            new = leads.get(unit.number)
            yield PostMove(post.post_id, post.officer_id, post.role.value, unit.number, new, keep or new is None)
