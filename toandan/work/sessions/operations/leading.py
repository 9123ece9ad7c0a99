"""Places and days in the field follow their units when these merge (chuyển địa điểm khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead the places, sessions and routes of a unit that has ended to the one that goes on; return how many.

    What has been led is not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="sessions_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="sessions.place.repoint",
    )  # fmt: skip
