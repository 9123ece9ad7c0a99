"""Giving a body that a reform left without a territory another one, by decision (giao địa bàn cho cơ quan phối hợp)."""

from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.record.officers.operations import acting
from toandan.record.units import operations as units
from toandan.record.units import queries as unit_rows
from toandan.record.units.words import COMMITTEES
from toandan.work.directives import operations as directives


def give_body(*, actor: Actor, now: datetime, body: int, territory: int, reason: str, client_key: UUID) -> bool:
    """Give a body to the territory it answers for from now on; return whether anything was written.

    Its desk, officers and what was asked of it stay with it; a committee's members and meetings go along, and whoever
    manages accounts at the new territory keeps those of the body. The same key does it once. Raises NotAllowed,
    UnitUnknown, and the units room's UnableToGiveBody.
    """
    with acting(actor):
        written = units.give_body(
            actor=actor, now=now, body=body, territory=territory, reason=reason, client_key=client_key
        )
        if written and unit_rows.body(body).kind in COMMITTEES:
            directives.follow_committee(actor=actor, committee=body, territory=territory)
    return written
