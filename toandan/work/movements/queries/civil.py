"""Movements of a unit, of a person, one of them; row-level security keeps every answer within the scope."""

from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import TimelineRow, Verb
from toandan.work.movements.models import Movement
from toandan.work.movements.words import Kind, MovementRow

UNKNOWN = _("There is no such movement.")


class MovementUnknown(NotThere):
    """There is no such movement in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(UNKNOWN, code="movement_unknown")


def movement(person: int, number: int) -> MovementRow:
    """Return one movement of a person. Raises MovementUnknown."""
    found = Movement.objects.filter(person_id=person, movement_id=number).first()
    if found is None:
        raise MovementUnknown
    return _row(found)


def movements(
    *, low: int, high: int, kind: Kind | None = None, before: int | None = None, limit: int = 50
) -> list[MovementRow]:
    """Return movements that the units `low` to `high` recorded or took over in a merger, the newest first.

    `before` continues a page.
    """
    mine = Q(kept_no=None, unit_no__range=(low, high)) | Q(kept_no__range=(low, high))
    found = Movement.objects.filter(mine)
    if kind is not None:
        found = found.filter(kind=kind.value)
    if before is not None:
        found = found.filter(movement_id__lt=before)
    return [_row(one) for one in found.order_by("-movement_id")[:limit]]


def units_with_movements(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` answer for movements."""
    mine = Movement.objects.annotate(at=Coalesce("kept_no", "unit_no")).filter(at__range=(low, high))
    return frozenset(mine.values_list("at", flat=True).distinct())


def of_person(person: int) -> list[MovementRow]:
    """Return a person's movements, the newest first."""
    return [_row(one) for one in Movement.objects.filter(person_id=person).order_by("-movement_id")]


def last_posted(person: int) -> MovementRow | None:
    """Return the person's last movement that changed their standing and is neither undone nor itself an undoing."""
    standing = Movement.objects.filter(person_id=person, undone_by=None, undoes=None, entry_id__isnull=False)
    found = standing.order_by("-movement_id").first()
    return _row(found) if found else None


def ended_card(person: int) -> TimelineRow | None:
    """Return the posting by which the person's card ended, if they still stand as it left them."""
    last = next(reversed(ledger_rows.timeline(person)), None)
    return last if last is not None and last.verb is Verb.CARD_EXPIRED else None


def by_key(client_key: UUID) -> MovementRow | None:
    """Return the movement a form has made already, or None."""
    found = Movement.objects.filter(client_key=client_key).first()
    return _row(found) if found else None


def _row(found: Movement) -> MovementRow:
    return MovementRow(
        person_id=found.person_id,
        movement=found.movement_id,
        unit=found.unit_no,
        kind=Kind(found.kind),
        occurred_on=found.occurred_on,
        reported_on=found.reported_on,
        reason=found.reason,
        evidence=found.evidence,
        entry=found.entry_id,
        source=(found.unit_from, found.state_from),
        target=(found.unit_to, found.state_to),
        place_before=found.place_before,
        undone_by=found.undone_by,
        undoes=found.undoes,
        actor=found.actor,
        recorded_at=found.recorded_at,
        kept=found.kept_no,
    )
