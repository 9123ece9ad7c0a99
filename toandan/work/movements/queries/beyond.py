"""Letters about lists that wait because something is wrong (công văn còn vướng)."""

from toandan.work.movements.models import Held, Line
from toandan.work.movements.words import beyond


def held(*, low: int, high: int, limit: int = 200) -> list[beyond.HeldRow]:
    """Return the letters that the units numbered `low` to `high` have to act on, the oldest first."""
    found = list(Held.objects.filter(unit_no__gte=low, unit_no__lte=high).order_by("since", "received_id")[:limit])
    names = _names([one for one in found if one.people])
    return [
        beyond.HeldRow(
            received=one.received_id,
            unit=one.unit_no,
            peer=one.peer_id,
            number=one.number,
            kind=beyond.Kind(one.kind),
            list_id=one.list_id,
            why=beyond.Why(one.code, one.message, one.values),
            people=tuple(
                beyond.HeldPerson(
                    names.get((one.list_id, person["ref"]), ""),
                    tuple(beyond.Why(why["code"], why["message"], why["values"]) for why in person["whys"]),
                )
                for person in one.people
            ),
            since=one.since,
            tried_at=one.tried_at,
        )
        for one in found
    ]


def how_many_held(*, low: int, high: int) -> int:
    """Return how many letters the units numbered `low` to `high` have to act on."""
    return Held.objects.filter(unit_no__gte=low, unit_no__lte=high).count()


def _names(found: list[Held]) -> dict[tuple[int | None, int], str]:
    """Return the names on the lines of lists, by list and the sender's number of the person."""
    rows = Line.objects.filter(
        list_id__in=[one.list_id for one in found],
        person_id__in=[-person["ref"] for one in found for person in one.people],
    )
    return {(list_id, -person): name for list_id, person, name in rows.values_list("list_id", "person_id", "full_name")}
