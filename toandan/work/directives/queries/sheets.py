"""One directive as a whole, and stored rows as values (một công văn)."""

from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext_noop as _

from toandan.ground.envelopes import unseal
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.work.directives.models import Addressee, Answer, Attachment, Directive, Event, Task
from toandan.work.directives.rules import spans
from toandan.work.directives.words import (
    AddresseeRow,
    AnswerRow,
    AttachmentKind,
    AttachmentRow,
    DirectiveRow,
    DirectiveState,
    DirectiveVerb,
    EventRow,
    Place,
    Sheet,
    TaskRow,
    Wording,
)


class DirectiveUnknown(NotThere):
    """There is no such directive in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such directive, or it is neither from you nor addressed to you.")
        super().__init__(message, code="directive_unknown")


def place_of(number: int) -> Place:
    """Return the unit or the body with this number."""
    return Place(number, units.is_body(number))


def reaches(actor: Actor, permission: str, at: Place) -> bool:
    """Tell whether somebody holds a permission word on this side; the police around a body do not stand in for it."""
    ranges, bodies = spans(actor.ranges(permission))
    if at.body:
        return at.number in bodies
    return any(low <= at.number <= high for low, high in ranges)


def permitted(actor: Actor, permission: StrEnum, at: Place) -> None:
    """Make sure that the actor holds a word on this side, not merely around a body. Raises NotAllowed."""
    require(actor, permission, at=at.number)
    if not reaches(actor, permission, at):
        raise NotAllowed("You may not do this.", code="not_allowed")


def head(directive_id: int) -> DirectiveRow:
    """Return the head of a directive. Raises DirectiveUnknown."""
    found = Directive.objects.filter(directive_id=directive_id).first()
    if found is None:
        raise DirectiveUnknown
    return head_of(found)


def heads(numbers: Iterable[int]) -> dict[int, DirectiveRow]:
    """Return the heads of directives the caller may see, by number; one question for all of them."""
    found = Directive.objects.filter(directive_id__in=set(numbers))
    return {one.directive_id: head_of(one) for one in found}


def sheet(directive_id: int) -> Sheet:
    """Return a directive with its tasks, and the addressees, answers and lines the caller may see.

    Raises DirectiveUnknown.
    """
    top = head(directive_id)
    addressees = Addressee.objects.filter(directive_id=directive_id).order_by("at_no")
    # The files themselves are read one by one, when somebody asks for them.
    files = Attachment.objects.filter(directive_id=directive_id).defer("content")
    return Sheet(
        head=top,
        tasks=tuple(task_of(one) for one in Task.objects.filter(directive_id=directive_id).order_by("position")),
        addressees=tuple(addressee_of(one) for one in addressees),
        answers=tuple(_answer(one) for one in Answer.objects.filter(directive_id=directive_id).order_by("answer_id")),
        attachments=tuple(_attachment(one) for one in files.order_by("attachment_id")),
        events=tuple(_event(one) for one in Event.objects.filter(directive_id=directive_id).order_by("event_id")),
    )


def attachment(directive_id: int, attachment_id: int) -> tuple[AttachmentRow, bytes]:
    """Return a file of a directive and what it holds. Raises DirectiveUnknown, NotOpened when it was tampered with."""
    found = Attachment.objects.filter(directive_id=directive_id, attachment_id=attachment_id).first()
    if found is None:
        raise DirectiveUnknown
    content = unseal(bytes(found.content), secret=settings.DOCUMENTS_KEY, about=str(found.client_key))
    return _attachment(found), content


def is_first(head: DirectiveRow, *, year: int) -> bool:
    """Tell whether nothing was issued here yet under this issuer, year and sign."""
    place, sign = head.issuer.number, head.wording.sign
    return not Directive.objects.filter(numbered_no=place, year=year, sign=sign).exists()


def head_of(found: Directive) -> DirectiveRow:
    """Return a stored paper as a value."""
    return DirectiveRow(
        directive_id=found.directive_id,
        drafter=Place(found.drafter_no, found.drafter_body),
        issuer=Place(found.issuer_no, found.issuer_body),
        state=DirectiveState(found.state),
        year=found.year,
        number=found.number,
        wording=Wording(
            found.sign, found.subject, found.text, found.place, found.signer_title, found.signer, found.copies
        ),
        addressed=tuple(Place(number, body) for number, body in found.addressed),
        drafted_at=found.drafted_at,
        drafted_by=found.drafted_by,
        issued_on=found.issued_on,
        issued_by=found.issued_by,
        meeting=found.meeting,
    )


def addressee_of(found: Addressee) -> AddresseeRow:
    """Return a stored addressee as a value."""
    return AddresseeRow(
        addressee_id=found.addressee_id,
        directive_id=found.directive_id,
        at=Place(found.at_no, found.at_body),
        state=DirectiveState(found.state),
        due_on=found.due_on,
        acknowledged_at=found.acknowledged_at,
        acknowledged_by=found.acknowledged_by,
        reported_at=found.reported_at,
        reported_by=found.reported_by,
        reminded_on=found.reminded_on,
        escalated_on=found.escalated_on,
    )


def task_of(found: Task) -> TaskRow:
    """Return a stored task as a value."""
    return TaskRow(
        found.task_id, found.directive_id, found.position, found.text, found.due_on, found.at_no,
        found.order_code, found.measure, found.percent,
    )  # fmt: skip


def _answer(found: Answer) -> AnswerRow:
    return AnswerRow(
        found.task_id, found.addressee_id, found.text, found.answered_at, found.answered_by,
        found.returned_at is not None,
    )  # fmt: skip


def _event(found: Event) -> EventRow:
    return EventRow(
        found.event_id, found.addressee_id, DirectiveVerb(found.verb), found.recorded_at, found.actor, found.reason
    )


def _attachment(found: Attachment) -> AttachmentRow:
    return AttachmentRow(
        found.attachment_id, found.directive_id, found.addressee_id, AttachmentKind(found.kind), found.name,
        found.media_type, found.size, found.sha256, found.added_at, found.added_by,
    )  # fmt: skip
