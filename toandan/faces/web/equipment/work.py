"""What a device did while its work was suspect, and what is announced though it cannot work (việc của thiết bị)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.field import queries as field
from toandan.command.field.words import FieldPermission
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.queries import reading
from toandan.work.equipment import queries
from toandan.work.equipment.words import BLOCKED, OUT, DeviceRow, DeviceSheet
from toandan.work.sessions import labels
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import KitDeed, SessionsPermission

NAMED = 5
"""Sessions named in the message after a report; the page lists all."""


def ahead(request: Visit, found: DeviceSheet) -> dict[str, Any]:
    """Return what stands announced for a device that cannot work, and where that is planned anew.

    Nothing for whoever may not read sessions.
    """
    rows = _ahead(request.actor, found.head, localdate(request.now))
    again = dict.fromkeys(address for row in rows if (address := _again(request, row)))
    return {"rows": [_shown(row) for row in rows], "again": list(again)}


def suspect(request: Visit, found: DeviceSheet) -> list[dict[str, Any]]:
    """Return each span in which the device's work was or is suspect, with what it did then."""
    head = found.head
    spans = sessions.suspect_work(head.device_id, head.serial, today=localdate(request.now))
    shown = request.actor.may_somewhere(SessionsPermission.READ)
    return [
        {"text": _span(since, until), "deeds": [_shown(row) for row in deeds if shown]} for since, until, deeds in spans
    ]


def hit(actor: Actor, now: datetime, device: int, told: str) -> str:
    """Return what is told after a report, with the announced sessions and days of visits that it hits."""
    with reading(actor):
        rows = _ahead(actor, queries.device(device), localdate(now))
    if not rows:
        return told
    more = "" if len(rows) <= NAMED else f" (+{len(rows) - NAMED})"
    codes = ", ".join(row.code for row in rows[:NAMED]) + more
    named = _("It was announced for %(codes)s: see below what to do.") % {"codes": codes}
    return f"{told} {named}"


def _ahead(actor: Actor, head: DeviceRow, today: date) -> list[KitDeed]:
    if head.state not in BLOCKED | OUT or not actor.may_somewhere(SessionsPermission.READ):
        return []
    return sessions.kit_ahead(head.serial, today, None if head.back_on is None else head.back_on - timedelta(days=1))


def _again(request: Visit, row: KitDeed) -> str:
    """Return where the rest of the plan that counts on that day is planned anew, if the officer may do that."""
    if not field.planned(row.plan):
        return ""
    try:
        unit = field.version(int(row.plan)).head.unit
    except field.PlanUnknown:
        return ""
    counts = field.approved(unit, since=row.day, until=row.day)
    if not counts or not request.actor.may(FieldPermission.MAKE, unit):
        return ""
    return f"{reverse('field:plan', args=[counts[0].version_id])}#again"


def _shown(row: KitDeed) -> dict[str, Any]:
    visits = reverse("sessions:homes") + f"?day={row.day.isoformat()}"
    return {
        "code": row.code, "day": formats.day(row.day), "shift": labels.SHIFTS[row.shift],
        "address": visits if row.visits else reverse("sessions:session", args=[row.code]),
        "what": _("home visits: %(n)s") % {"n": formats.number(row.homes)} if row.visits else labels.STATES[row.state],
        "posted": _("in the ledger: %(n)s") % {"n": formats.number(row.posted)},
    }  # fmt: skip


def _span(since: datetime, until: datetime | None) -> str:
    if until is None:
        return _("Suspect from %(since)s on.") % {"since": formats.moment(since)}
    return _("Suspect from %(since)s until %(until)s.") % {
        "since": formats.moment(since), "until": formats.moment(until)
    }  # fmt: skip
