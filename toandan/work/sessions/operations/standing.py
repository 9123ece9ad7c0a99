"""Which announced sessions rest on a place or an agreement that is to end (buổi còn phụ thuộc địa điểm)."""

from datetime import date

from toandan.record.locks import alone
from toandan.work.sessions.models import Agreement, Place, Session
from toandan.work.sessions.operations.errors import unkept
from toandan.work.sessions.queries.places import agreed
from toandan.work.sessions.words import HALVES, PlaceKind, Shift, State

_STANDING = (State.PLANNED.value, State.OPEN.value)
_NAMED = 5


def none_left(place: Place, since: date, agreement: Agreement | None = None) -> None:
    """Make sure that no announced session rests on a place from a day on, or on one agreement with it.

    Raises UnableToKeepPlace naming the first of those that do: whoever ends it moves or cancels them before, with the
    people who expect them in mind.
    """
    alone("place", place.place_id)
    found = Session.objects.filter(place_id=place.place_id, day__gte=since, state__in=_STANDING)
    left = [row for row in found.order_by("day", "code") if agreement is None or _rests(place, agreement, row)]
    if left:
        more = "" if len(left) <= _NAMED else f" (+{len(left) - _NAMED})"
        raise unkept(
            "sessions_stand", place=place.code, many=len(left),
            sessions=", ".join(row.code for row in left[:_NAMED]) + more,
        )  # fmt: skip


def _rests(place: Place, agreement: Agreement, row: Session) -> bool:
    """Tell whether a session takes place by this agreement; an office needs none."""
    said = agreed(agreement)
    if place.kind == PlaceKind.OFFICE.value or not said.since <= row.day <= said.until:
        return False
    return row.day.weekday() in said.weekdays and bool(HALVES[said.shift] & HALVES[Shift(row.shift)])
