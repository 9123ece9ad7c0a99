"""Steering Committees: which there are, who sits in them, what they decided (Ban Chỉ đạo Đề án 06)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries as units
from toandan.record.units.words import Body, BodyKind
from toandan.work.directives.models import Decision, Directive, Meeting, Member
from toandan.work.directives.queries.sheets import reaches
from toandan.work.directives.words import (
    DecisionRow,
    DirectivesPermission,
    MeetingRow,
    MeetingState,
    MemberRole,
    MemberRow,
    Place,
)


class CommitteeUnknown(NotThere):
    """There is no such committee or meeting in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such committee or meeting, or you do not sit in it.")
        super().__init__(message, code="committee_unknown")


def committees(at: Place) -> list[Body]:
    """Return the Steering Committees a unit keeps or sits in, or that a body is or sits in, in order of number."""
    seats = Member.objects.filter(at_no=at.number, at_body=at.body, until=None)
    found = {units.body(number) for number in seats.values_list("committee_no", flat=True)}
    if at.body:
        found.add(units.body(at.number))
    else:
        found |= {body for body in units.bodies_for(at.number) if body.territory == at.number}
    steering = (body for body in found if body.kind is BodyKind.STEERING_COMMITTEE)
    return sorted(steering, key=lambda body: body.number)


def committee(number: int) -> Body:
    """Return the committee with this number. Raises CommitteeUnknown."""
    found = units.body(number) if units.is_body(number) else None
    if found is None or found.kind is not BodyKind.STEERING_COMMITTEE:
        raise CommitteeUnknown
    return found


def may_keep(actor: Actor, body: Body) -> bool:
    """Tell whether somebody keeps this committee: its own officers, and the police of its territory."""
    word = DirectivesPermission.KEEP
    own, police = Place(body.number, body=True), Place(body.territory)
    return reaches(actor, word, own) or reaches(actor, word, police)


def may_read(actor: Actor, body: Body) -> bool:
    """Tell whether somebody keeps this committee, or works for a unit or body that sits in it."""
    seats = (row.at for row in members(body.number) if row.at is not None and row.until is None)
    return may_keep(actor, body) or any(reaches(actor, DirectivesPermission.READ, at) for at in seats)


def members(number: int) -> list[MemberRow]:
    """Return the members of a committee: those of today first, in the order they came."""
    found = Member.objects.filter(committee_no=number).order_by("-until", "member_id")
    rows = [_member(one) for one in found]
    return sorted(rows, key=lambda row: (row.until is not None, list(MemberRole).index(row.role), row.member_id))


def meetings(number: int) -> list[MeetingRow]:
    """Return the meetings of a committee, the newest first."""
    found = Meeting.objects.filter(committee_no=number).order_by("-held_on", "-meeting_id")
    return [_meeting(one) for one in found]


def meeting(meeting_id: int) -> MeetingRow:
    """Return one meeting with what it decided and the directives drawn up from it. Raises CommitteeUnknown."""
    found = Meeting.objects.filter(meeting_id=meeting_id).first()
    if found is None:
        raise CommitteeUnknown
    decisions = Decision.objects.filter(meeting_id=meeting_id).order_by("position")
    papers = Directive.objects.filter(meeting=meeting_id).order_by("directive_id")
    return _meeting(
        found,
        tuple(DecisionRow(one.position, one.text, one.due_on, one.at_no) for one in decisions),
        tuple(papers.values_list("directive_id", flat=True)),
    )


def _member(found: Member) -> MemberRow:
    at = None if found.at_no is None else Place(found.at_no, found.at_body)
    return MemberRow(
        found.member_id,
        found.committee_no,
        found.name,
        MemberRole(found.role),
        at,
        found.since,
        found.until,
        found.ended_for,
    )


def _meeting(found: Meeting, decisions: tuple[DecisionRow, ...] = (), directives: tuple[int, ...] = ()) -> MeetingRow:
    return MeetingRow(
        found.meeting_id, found.committee_no, found.held_on, found.place, found.agenda, found.minutes,
        MeetingState(found.state), found.called_by, decisions, directives,
    )  # fmt: skip
