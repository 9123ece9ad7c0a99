"""Removing who was on lists that were closed long ago (xóa thông tin nhân thân trên danh sách cũ)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.movements.words import ListsPermission


def forget(*, actor: Actor, now: datetime) -> tuple[int, int]:
    """Remove names, birth dates, numbers and addresses from lists closed longer ago than they are kept.

    How long that is, the setting `LIST_DETAILS_DAYS` says. Numbers of lists and people, states, reasons and counters
    stay. Returns how many lists and how many people that was; a run in which nothing was old leaves its line too.
    Raises NotAllowed; the database lets nobody but the house do it.
    """
    days = settings.LIST_DETAILS_DAYS
    with acting(actor):
        require(actor, ListsPermission.SEND, at=actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT o_lists, o_lines FROM movements_forget(%s, %s)", [now - timedelta(days=days), now])
            lists, people = cursor.fetchone() or (0, 0)
        detail: dict[str, str | int | bool | None] = {"lists": lists, "people": people, "days": days}
        subject = f"day:{timezone.localdate(now)}"
        append(actor=actor, verb="movements.list.forget", subject=subject, unit=actor.at, detail=detail)
    return int(lists), int(people)
