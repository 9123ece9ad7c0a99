"""Where a unit is, for what has no coordinates of its own (tọa độ thay thế)."""

from collections.abc import Collection

from toandan.record.units import queries as units
from toandan.work.sessions.words import Located, Point


def points(numbers: Collection[int]) -> dict[int, Point]:
    """Return a point for each of these units as far as one is known: its own seat, else that of what it became.

    The seat of a unit that took its place is only an estimate, and says so.
    """
    chains = {number: [number, *(after.number for after in units.ended_in(number))] for number in numbers}
    asked = {unit for chain in chains.values() for unit in chain}
    seats = units.seats(min(asked), max(asked)) if asked else {}
    found = {}
    for number, chain in chains.items():
        for unit in chain:
            seat = seats.get(unit)
            if seat is not None:
                known = Located.SEAT if unit == number else Located.ESTIMATE
                found[number] = Point(seat.latitude, seat.longitude, known)
                break
    return found
