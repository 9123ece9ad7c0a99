"""Who waits on a list, and where, as far as either side may know (người chờ tiếp nhận)."""

from collections.abc import Collection

from django.db import connection

from toandan.work.movements.models import Line
from toandan.work.movements.words import LineState


def waiting_states(list_id: int) -> dict[int, int]:
    """Return the state number of everybody on the list who waits and still stands where the list says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT o_person, o_state FROM movements_waiting(%s)", [list_id])
        return {int(person): int(state) for person, state in cursor.fetchall()}


def awaited(persons: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return (person, unit that answers for them) of those who wait on an open list, though a unit above sent it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT o_person, o_unit FROM movements_awaited(%s::bigint[])", [list(persons)])
        return frozenset((int(person), int(unit)) for person, unit in cursor.fetchall())


def taken(persons: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return the same as `awaited`, with those who are on a draft that the caller sees."""
    drafts = Line.objects.filter(person_id__in=list(persons), state=LineState.DRAFT)
    return awaited(persons) | set(drafts.values_list("person_id", "from_no"))
