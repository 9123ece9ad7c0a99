"""What hangs on a unit goes with its people when units merge (việc gắn với đơn vị đi theo người dân khi sắp xếp)."""

from collections.abc import Collection, Sequence

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def lead_with_people(
    *, actor: Actor, door: str, arguments: Sequence[object], old: int, into: Collection[int], main: int | None,
    verb: str, counted: str = "accepted",
) -> int:  # fmt: skip
    """Lead what a room keeps of the ended unit `old` to the units `into`, `main` first of all; return how many things.

    `door` is the room's own function in the database, called with `arguments`; it answers how many it led, and none a
    second time. One line of the journal says it, under `verb`, the number as `counted`. Raises NotAllowed: it takes the
    permission that leads people, at every unit named.
    """
    with acting(actor):
        for unit in sorted({old, *into, *([main] if main else [])}):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.callproc(door, list(arguments))
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb=verb, subject=f"unit:{old}", unit=main or old, detail={counted: led, "main": main}
            )  # fmt: skip
    return led
