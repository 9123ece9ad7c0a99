"""The territory rule: a unit serves the people it answers for, and others only by a signed assignment (địa bàn)."""

from collections.abc import Iterable, Mapping
from datetime import date

from toandan.record.units.words import Support, Territory, Unit


def judged(
    *, unit: Unit, at: int, temporary: bool, supports: Iterable[Support], helped: Mapping[int, Unit], on: date
) -> Territory:
    """Say by what right `unit` may take the papers of somebody who stands under the unit numbered `at` on a day.

    `supports` are the assignments under which `unit` helps; `helped` maps their helped units. `temporary` tells whether
    the person is a temporary resident there: some assignments lend a unit for these alone.
    """
    if unit.holds(at):
        return Territory.OWN
    for support in supports:
        place = helped.get(support.helped)
        right = temporary or not support.temporary_only
        if place is not None and place.holds(at) and right and support.holds(on):
            return Territory.SUPPORTED
    return Territory.OUTSIDE
