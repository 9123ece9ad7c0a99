"""Lists to bodies follow the cases when units merge (chuyển danh sách đề nghị khi sắp xếp đơn vị)."""

from collections.abc import Collection
from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint_lists(*, actor: Actor, now: datetime, old: int, new: Collection[int], main: int | None) -> int:
    """Lead the lists of a unit that has ended to the units that took its place; return how many were led.

    Each goes where most of its lines stand by now, else to `main`, or nowhere while there is none. A list keeps its
    number, and what has been led is not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="verification_lead_lists", arguments=(old, sorted(new), main), old=old, into=new, main=main,
        verb="verification.list.repoint", counted="lists",
    )  # fmt: skip
