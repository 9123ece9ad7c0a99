"""Orders go over to the unit that carries their own on (chuyển mệnh lệnh khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Let the unit that carries an ended one on answer for its orders and their drafts of bulletins; return how many.

    What has been given is not given again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="campaign_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="campaign.order.repoint",
    )  # fmt: skip
