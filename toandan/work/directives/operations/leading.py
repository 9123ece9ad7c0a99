"""Directives follow their units when these merge (chuyển công văn khi sắp xếp đơn vị)."""

from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead what is open at a unit that has ended to the one that carries it on; return how many papers were led.

    Papers given to it, its tasks and drafts, and its seats in committees go over; what is finished stays where it was
    finished. What has been led is not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="directives_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="directives.directive.repoint", counted="directives",
    )  # fmt: skip


def repoint_committees(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Make the unit that carries a territory on the standing office of its committees; return members and meetings led.

    Their bodies go over with it. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="directives_lead_committees", arguments=(old, main), old=old, into=(main,), main=main,
        verb="directives.committee.repoint",
    )  # fmt: skip


def follow_committee(*, actor: Actor, committee: int, territory: int) -> int:
    """Let members and meetings of a committee name the territory it was given; return how many rows that was.

    Called inside the actor's scope by who gave it; the database refuses anybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT directives_follow_committee(%s)", [committee])
        led = int(cursor.fetchone()[0])
    if led:
        append(
            actor=actor, verb="directives.committee.repoint", subject=f"unit:{committee}", unit=territory,
            detail={"accepted": led, "main": territory},
        )  # fmt: skip
    return led
