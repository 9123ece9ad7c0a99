"""Keeping a Steering Committee: its members, its meetings, what they decide (Ban Chỉ đạo Đề án 06)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.names import tidy
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.record.units.words import Body
from toandan.work.directives import rules
from toandan.work.directives.models import Decision, Meeting, Member
from toandan.work.directives.operations.errors import unable
from toandan.work.directives.queries.committees import CommitteeUnknown, may_keep
from toandan.work.directives.queries.committees import committee as _committee
from toandan.work.directives.queries.sheets import place_of
from toandan.work.directives.words import MeetingState, MemberRole, Place, TaskWish


def add_member(
    *,
    actor: Actor,
    now: datetime,
    committee: int,
    name: str,
    role: MemberRole,
    since: date,
    client_key: UUID,
    at: int | None = None,
) -> int:
    """Write a member down, for the unit or body `at` where there is one, and return its number; repeats by its key.

    What `at` may see of the committee, it sees from now on. Raises NotAllowed, CommitteeUnknown, UnableToDirect.
    """
    with acting(actor):
        body = _kept(actor, committee)
        done = Member.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.member_id
        if not tidy(name):
            raise unable("name_missing")
        if since > localdate(now):
            raise unable("future_day")
        seat = _seat(body, at)
        made = Member(
            client_key=client_key, committee_no=committee, territory_no=body.territory, name=tidy(name),
            role=role.value, at_no=seat.number if seat else None, at_body=seat.body if seat else False, since=since,
            added_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        append(
            actor=actor, verb="directives.member.add", subject=f"unit:{committee}", unit=body.territory,
            detail={"member": made.member_id, "role": role.value},
        )  # fmt: skip
    return made.member_id


def end_member(*, actor: Actor, now: datetime, committee: int, member: int, reason: str) -> None:
    """Let a membership end today; one that has ended stays as it is. Raises as `add_member`."""
    with acting(actor):
        body = _kept(actor, committee)
        if not reason.strip():
            raise unable("reason_missing")
        found = Member.objects.filter(member_id=member, committee_no=committee, until=None)
        if found.update(until=localdate(now), ended_for=reason.strip()) == 0:
            return
        append(
            actor=actor, verb="directives.member.end", subject=f"unit:{committee}", unit=body.territory,
            detail={"member": member},
        )  # fmt: skip


def call(
    *, actor: Actor, now: datetime, committee: int, held_on: date, place: str, agenda: str, client_key: UUID
) -> int:
    """Call a meeting and return its number; the same key returns the one it called. Raises as `add_member`."""
    with acting(actor):
        body = _kept(actor, committee)
        done = Meeting.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.meeting_id
        if not agenda.strip():
            raise unable("agenda_missing")
        made = Meeting(
            client_key=client_key, committee_no=committee, territory_no=body.territory, held_on=held_on,
            place=tidy(place), agenda=agenda.strip(), called_at=now, called_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        append(actor=actor, verb="directives.meeting.call", subject=f"meeting:{made.meeting_id}", unit=body.territory)
    return made.meeting_id


def conclude(
    *, actor: Actor, now: datetime, meeting: int, minutes: str, decisions: Sequence[TaskWish], client_key: UUID
) -> None:
    """Write down what a meeting decided, once; its decisions can become tasks of a directive then.

    The same key changes nothing. Raises NotAllowed, CommitteeUnknown, UnableToDirect.
    """
    with acting(actor):
        # Two who conclude at once take turns; a meeting that is over cannot be locked, and needs not be.
        Meeting.objects.select_for_update().filter(meeting_id=meeting).first()
        found = Meeting.objects.filter(meeting_id=meeting).first()
        if found is None:
            raise CommitteeUnknown
        body = _kept(actor, found.committee_no)
        if found.held_key == client_key:
            return
        if found.state != MeetingState.CALLED:
            raise unable("meeting_over")
        if not minutes.strip():
            raise unable("minutes_missing")
        if found.held_on > localdate(now):
            raise unable("future_day")
        for position, one in enumerate(decisions, start=1):
            _seat(body, one.at)
            Decision(
                meeting_id=meeting, position=position, text=one.text.strip(), due_on=one.due_on, at_no=one.at
            ).save(force_insert=True)
        Meeting.objects.filter(meeting_id=meeting).update(
            minutes=minutes.strip(), state=MeetingState.HELD.value, held_key=client_key
        )
        append(
            actor=actor, verb="directives.meeting.conclude", subject=f"meeting:{meeting}", unit=body.territory,
            detail={"decisions": len(decisions)},
        )  # fmt: skip


def _kept(actor: Actor, number: int) -> Body:
    """Return the committee, made sure that the actor keeps it. Raises NotAllowed, CommitteeUnknown."""
    body = _committee(number)
    if not may_keep(actor, body):
        raise NotAllowed("You may not do this.", code="not_allowed")
    return body


def _seat(body: Body, at: int | None) -> Place | None:
    """Return the unit or body that sits in the committee or is given a task; it lies in the territory."""
    if at is None:
        return None
    here, seat = units.by_number(body.territory), place_of(at)
    own = Place(body.number, body=True)
    if not rules.may_address(own, low=here.number, high=here.last, to=seat, committee=True):
        raise unable("address_far", name=units.by_number(at).name_vi)
    return seat
