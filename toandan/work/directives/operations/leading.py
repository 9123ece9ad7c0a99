"""Directives follow their units when these merge (chuyển công văn khi sắp xếp đơn vị)."""

from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead what is open at a unit that has ended to the one that carries it on; return how many papers were led.

    Papers given to it, its tasks and drafts, and its seats in committees go over; what is finished stays where it was
    finished. What has been led is not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in (old, main):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT directives_lead(%s, %s, %s)", [old, main, actor.name])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="directives.directive.repoint", subject=f"unit:{old}", unit=main,
                detail={"directives": led, "main": main},
            )  # fmt: skip
    return led


def repoint_committees(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Make the unit that carries a territory on the standing office of its committees; return members and meetings led.

    Their bodies go over with it. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in (old, main):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT directives_lead_committees(%s, %s)", [old, main])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="directives.committee.repoint", subject=f"unit:{old}", unit=main,
                detail={"accepted": led, "main": main},
            )  # fmt: skip
    return led


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
