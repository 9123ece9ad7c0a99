"""Score sheets go over to the unit that carries the one scored on (chuyển phiếu chấm điểm khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Give the score sheets of a unit that has ended to the one that carries it on; return how many.

    They stay about the old unit. What has been given is not given again. Raises NotAllowed: it takes the permission
    that leads people.
    """
    return lead_with_people(
        actor=actor, door="evaluation_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="evaluation.sheet.repoint",
    )  # fmt: skip
