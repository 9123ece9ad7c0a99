"""Founding the units of a reform the program does not know yet, before people are led there (thành lập đơn vị mới)."""

from collections.abc import Sequence
from datetime import date

from toandan.command.reorganisation.operations import errors
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import operations as units
from toandan.record.units.words import NewLink, NewUnit, Unit


def found(*, actor: Actor, fresh: Sequence[NewUnit], links: Sequence[NewLink], on: date, act: str) -> list[Unit]:
    """Found units, end the old ones and link both; return those founded now.

    The hierarchy belongs to the owner of the tables, so only the operator at the machine may do it.
    Raises NotAllowed, UnitUnknown, and the units room's UnableToFound.
    """
    if not actor.everywhere:
        raise NotAllowed(errors.OPERATOR_ONLY, code="not_allowed")
    with acting(actor):
        made = units.found(fresh=fresh, links=links, on=on, act=act)
        if made:
            detail: dict[str, str | int | bool | None] = {"units": len(made), "act": act[:40]}
            subject = f"units:{on.isoformat()}"
            append(actor=actor, verb="reorganisation.units.found", subject=subject, unit=None, detail=detail)
    return made
