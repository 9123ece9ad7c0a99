"""Notification lists and movements follow their units when these merge (chuyển danh sách, biến động khi sắp xếp)."""

from collections.abc import Collection
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import connection
from django.utils.translation import gettext as _

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.operations import lead_with_people
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations.closing import close, put_back
from toandan.work.movements.words import LineState


def repoint_lists(*, actor: Actor, now: datetime, old: int, new: Collection[int], main: int | None) -> int:
    """Lead the lists of a unit that has ended, out and in, to the units that took its place; return how many.

    People still waited for go with their sender to where they stand by now, and to the receiver of the place they are
    said to live at, so that a list may go on as several. Whoever's sender and receiver are one unit by now needs no
    list, and whom nobody could take over any more is taken back: they stand again as before it. What has been led is
    not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in {old, *new, *([main] if main else [])}:
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT o_list, o_home FROM movements_lead_lists(%s, %s, %s)", [old, sorted(new), main])
            led: list[tuple[int, list[int]]] = cursor.fetchall()
        for list_id, home in led:
            if home:
                _take_off(actor, now, list_id, home)
        if led:
            detail: dict[str, str | int | bool | None] = {
                "lists": len(led), "people": sum(len(home) for _list, home in led), "main": main
            }  # fmt: skip
            append(actor=actor, verb="movements.list.repoint", subject=f"unit:{old}", unit=main or old, detail=detail)
    return len(led)


def repoint_movements(*, actor: Actor, now: datetime, old: int, new: Collection[int], main: int | None) -> int:
    """Let the units that took the people of a unit that has ended see and undo what it recorded; return how many rows.

    What was recorded stays said by the old unit. What has been given is not given again. Raises NotAllowed: it takes
    the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="movements_lead_civil", arguments=(old, sorted(new), main, actor.name), old=old, into=new,
        main=main, verb="movements.civil.repoint",
    )  # fmt: skip


def _take_off(actor: Actor, now: datetime, list_id: int, persons: Collection[int]) -> None:
    """Withdraw people who stand by now at the unit that was to take them over."""
    head = NotificationList.objects.select_for_update().get(list_id=list_id)
    lines = list(Line.objects.filter(list_id=list_id, person_id__in=list(persons)))
    waiting = [line for line in lines if line.state == LineState.PENDING]
    key = uuid5(NAMESPACE_URL, f"toandan:one-unit:{list_id}:{head.withdrawn}")
    put_back(actor, now, waiting, None, _("After the merger this list has nobody to answer it."), key)
    Line.objects.filter(list_id=list_id, person_id__in=list(persons)).update(
        state=LineState.WITHDRAWN, answered_at=now, answered_by=actor.name
    )
    head.withdrawn += len(lines)
    close(head, now)
