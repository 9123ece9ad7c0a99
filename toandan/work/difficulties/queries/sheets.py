"""One difficulty as a whole, and stored rows as values (một vướng mắc)."""

from datetime import date

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as _

from toandan.ground.envelopes import unseal
from toandan.ground.kernel.errors import NotThere
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Attachment, Difficulty, Event, Named
from toandan.work.difficulties.words import (
    AttachmentRow,
    Bucket,
    Clock,
    DifficultyRow,
    DifficultyState,
    DifficultyVerb,
    EventRow,
    Kind,
    Sheet,
)
from toandan.work.directives.words import Place


class DifficultyUnknown(NotThere):
    """There is no such difficulty in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such difficulty, or it is neither from your units nor put to you.")
        super().__init__(message, code="difficulty_unknown")


def difficulty(difficulty_id: int) -> DifficultyRow:
    """Return the head of a difficulty. Raises DifficultyUnknown."""
    found = Difficulty.objects.filter(difficulty_id=difficulty_id).first()
    if found is None:
        raise DifficultyUnknown
    return row_of(found)


def sheet(difficulty_id: int) -> Sheet:
    """Return a difficulty with its timeline, its files and whom it names, if the caller may see them.

    Raises DifficultyUnknown.
    """
    head = difficulty(difficulty_id)
    events = Event.objects.filter(difficulty_id=difficulty_id).order_by("event_id")
    # The files themselves are read one by one, when somebody asks for them.
    files = Attachment.objects.filter(difficulty_id=difficulty_id).defer("content").order_by("attachment_id")
    named = Named.objects.filter(difficulty_id=difficulty_id).order_by("person_id")
    return Sheet(
        head=head,
        events=tuple(
            EventRow(DifficultyVerb(one.verb), one.recorded_at, one.actor, one.reason, one.at_no) for one in events
        ),
        attachments=tuple(_attachment(one) for one in files),
        people=tuple(named.values_list("person_id", flat=True)),
    )


def attachment(difficulty_id: int, attachment_id: int) -> tuple[AttachmentRow, bytes]:
    """Return a file and what it holds. Raises DifficultyUnknown, NotOpened when it was tampered with."""
    found = Attachment.objects.filter(difficulty_id=difficulty_id, attachment_id=attachment_id).first()
    if found is None:
        raise DifficultyUnknown
    content = unseal(bytes(found.content), secret=settings.DOCUMENTS_KEY, about=str(found.client_key))
    return _attachment(found), content


def clock_of(row: DifficultyRow, today: date) -> Clock | None:
    """Return how the clock of the answer stands; None when none is waited for."""
    return rules.clock(row.due_on, today) if row.waits else None


def bucket_of(row: DifficultyRow, today: date) -> Bucket | None:
    """Return for how many days a difficulty has been open; None when it is settled."""
    return rules.bucket(localdate(row.raised_at), today) if row.open else None


def row_of(found: Difficulty) -> DifficultyRow:
    """Return a stored difficulty as a value."""
    return DifficultyRow(
        difficulty_id=found.difficulty_id,
        unit=Place(found.unit_no, found.unit_body),
        kind=Kind(found.kind),
        people=found.people,
        text=found.text,
        state=DifficultyState(found.state),
        desk=found.desk_no,
        at=Place(found.at_no, found.at_body),
        due_on=found.due_on,
        raised_at=found.raised_at,
        raised_by=found.raised_by,
        answer=found.answer,
        answered_at=found.answered_at,
        answered_by=found.answered_by,
        in_time=found.in_time,
        escalations=found.escalations,
        guidance=found.guidance,
    )


def _attachment(found: Attachment) -> AttachmentRow:
    return AttachmentRow(
        found.attachment_id, found.difficulty_id, found.answering, found.name, found.media_type, found.size,
        found.sha256, found.added_at, found.added_by,
    )  # fmt: skip
