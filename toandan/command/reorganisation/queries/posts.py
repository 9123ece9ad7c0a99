"""Which posts of officers a plan leads to other units (chuyển chức trách)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from toandan.command.reorganisation.words import Charge, ClientMove, Plan, PostMove
from toandan.record.officers import queries as officers
from toandan.record.units import queries as units


def post_moves(plan: Plan, waiting: Collection[int], *, now: datetime) -> list[PostMove]:
    """Return every post held at a unit the plan takes away, and where it leads.

    A post at an old unit leads to the new one that carries it on; one at the unit above everything old to the unit
    above everything new. A unit in between, such as a district, has no successor: its posts are named, for
    headquarters to decide, and give access to nobody any more. A post goes on beside the new one while people of its
    unit are undecided (`waiting`, unit numbers), because somebody must be able to look at them.

    Who is in charge of an old unit is so of the new one, when nobody else would be: at most one is in charge of a unit.
    """
    moves = list(_moves(plan, waiting, now))
    heads: dict[int, set[int]] = defaultdict(set)
    for one, head in moves:
        if head and one.new is not None:
            heads[one.new].add(one.officer)
    for unit in list(heads):
        heads[unit] |= {post.officer_id for post in officers.posts_between(unit, unit, now=now) if post.head}
    return [
        replace(one, charge=Charge.LED if len(heads[one.new]) == 1 else Charge.CONTESTED) if head and one.new else one
        for one, head in moves
    ]


def _moves(plan: Plan, waiting: Collection[int], now: datetime) -> Iterable[tuple[PostMove, bool]]:
    """Yield where each post leads, and whether it is that of who is in charge of the old unit."""
    led = leads(plan)
    for low, high in plan.spans:
        for post in officers.posts_between(low, high, now=now):
            unit = units.by_number(post.unit_no)
            if unit.in_force(plan.on):
                continue
            keep = any(unit.number <= number <= unit.last for number in waiting)
            new = led.get(unit.number)
            move = PostMove(post.post_id, post.officer_id, post.role.value, unit.number, new, keep or new is None)
            yield move, post.head


def client_moves(plan: Plan, waiting: Collection[int], *, now: datetime) -> Iterable[ClientMove]:
    """Yield every connected system at a unit the plan takes away, and where it leads, by the rules of posts."""
    led = leads(plan)
    for one in officers.clients():
        unit = units.by_number(one.unit_no)
        ended = one.until is not None and one.until <= now
        if ended or unit.in_force(plan.on) or not any(low <= unit.number <= high for low, high in plan.spans):
            continue
        keep = any(unit.number <= number <= unit.last for number in waiting)
        yield ClientMove(one.client_id, one.name, unit.number, led.get(unit.number), keep)


def leads(plan: Plan) -> dict[int, int]:
    """Return the unit that carries on each old one, and the one above everything new."""
    return {origin.unit.number: origin.main for origin in plan.origins} | dict(plan.tops)
