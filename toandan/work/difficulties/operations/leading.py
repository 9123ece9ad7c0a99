"""Difficulties and guidance follow their units when these merge (chuyển vướng mắc khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead what a unit that has ended raised, was to answer or published to the one that goes on; return how many.

    Clocks and words stay as they are, and what has been led is not led again. Raises NotAllowed: it takes the
    permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="difficulties_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="difficulties.difficulty.repoint", counted="difficulties",
    )  # fmt: skip
