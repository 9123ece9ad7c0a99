"""A person approves a plan: it is announced, and what it takes the place of is superseded (phê duyệt phương án)."""

from datetime import datetime
from uuid import UUID

from toandan.command.field import queries, states
from toandan.command.field.models import Version
from toandan.command.field.operations.errors import unable
from toandan.command.field.words import FieldPermission, PlanState, PlanVerb, VersionHead
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require


def approve(*, actor: Actor, now: datetime, version: int, client_key: UUID) -> VersionHead:
    """Approve a drafted plan; versions approved before for any of its days are superseded.

    The same key approves once. Raises NotAllowed, PlanUnknown, UnableToPlan.
    """
    with acting(actor):
        head = queries.version(version).head
        require(actor, FieldPermission.APPROVE, at=head.unit)
        found = Version.objects.select_for_update(of=("self",)).get(version_id=version)
        if found.approve_key == client_key:
            return queries.head_of(found)
        if not states.may(PlanVerb.APPROVE, PlanState(found.state)):
            raise unable("approved")
        before = queries.approved(head.unit, since=head.first_day, until=queries.last_day(head))
        for one in before:
            Version.objects.filter(version_id=one.version_id).update(state=PlanState.SUPERSEDED.value)
        Version.objects.filter(version_id=version).update(
            state=PlanState.APPROVED.value, approved_at=now, approved_by=actor.name, approve_key=client_key
        )  # fmt: skip
        append(
            actor=actor, verb="field.plan.approve", subject=f"plan:{version}", unit=head.unit,
            detail={"version": head.number, "superseded": len(before)},
        )  # fmt: skip
        return queries.version(version).head
