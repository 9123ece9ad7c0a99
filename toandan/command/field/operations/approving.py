"""A person approves a plan: it is announced, and what it takes the place of is superseded (phê duyệt phương án)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.command.field import queries, states
from toandan.command.field.models import Version
from toandan.command.field.operations.announcing import Announcer
from toandan.command.field.operations.errors import unable
from toandan.command.field.words import FieldPermission, PlanState, PlanVerb, VersionHead, VersionRow
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.equipment import queries as equipment


def approve(*, actor: Actor, now: datetime, version: int, client_key: UUID) -> VersionHead:
    """Approve a drafted plan: its sessions and days of visits are announced, others of plans moved or cancelled.

    Versions approved before for any of its days are superseded. Everything happens in one transaction, or nothing.

    The same key approves once. Raises NotAllowed, PlanUnknown, UnableToPlan, and what sessions raise when a place or
    kit is taken by now.
    """
    with acting(actor):
        row = queries.version(version)
        head = row.head
        require(actor, FieldPermission.APPROVE, at=head.unit)
        found = Version.objects.select_for_update(of=("self",)).get(version_id=version)
        if found.approve_key == client_key:
            return queries.head_of(found)
        if not states.may(PlanVerb.APPROVE, PlanState(found.state)):
            raise unable("approved")
        _lent(row)
        _kits_work(row, localdate(now))
        before = queries.approved(head.unit, since=head.first_day, until=queries.last_day(head))
        for one in before:
            Version.objects.filter(version_id=one.version_id).update(state=PlanState.SUPERSEDED.value)
        Version.objects.filter(version_id=version).update(
            state=PlanState.APPROVED.value, approved_at=now, approved_by=actor.name, approve_key=client_key
        )  # fmt: skip
        counts = Announcer(actor, now, row, client_key).run()
        append(
            actor=actor, verb="field.plan.approve", subject=f"plan:{version}", unit=head.unit,
            detail={"version": head.number, "superseded": len(before), **counts},
        )  # fmt: skip
        return queries.version(version).head


def _lent(row: VersionRow) -> None:
    """Make sure that each loan of the plan rests on an assignment of help in force. Raises UnableToPlan."""
    loans = row.plan.get("loans", [])
    if not loans:
        return
    names = units.by_numbers(int(one["code"]) for one in row.instance["pools"])
    allowed = queries.lending(names, today=row.head.first_day)
    for loan in loans:
        giver, taker = names[int(loan["from_pool"])], names[int(loan["to_pool"])]
        if (giver.number, taker.number) not in allowed:
            raise unable("loan_unsigned", kit=loan["kit"], giver=giver.name_vi, taker=taker.name_vi)


def _kits_work(row: VersionRow, today: date) -> None:
    """Make sure that every kit can still work on its days: one may have broken since. Raises UnableToPlan."""
    head = row.head
    pools = row.instance["pools"]
    numbers = sorted({int(code) for pool in pools for code in (pool["code"], *pool["units"])} | {head.unit})
    free: dict[str, set[int]] = {}
    for kit in equipment.kits_for_planning(numbers, head.first_day, head.days):
        free.setdefault(kit.serial, set()).update(set(range(head.days)) - set(kit.off_days))
    for one in (*row.plan["sessions"], *row.plan["routes"]):
        day = queries.day_of(row, one["day"])
        if day >= today and one["day"] not in free.get(one["kit"], set()):
            raise unable("kit_gone", kit=one["kit"], day=day.isoformat())
