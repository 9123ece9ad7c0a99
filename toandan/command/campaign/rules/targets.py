"""Which percentage a unit must reach on a day (chỉ tiêu theo đơn vị)."""

from collections.abc import Iterable, Sequence
from datetime import date

from toandan.command.campaign.words import TargetRow

EVERYONE = 100


def percent_in_force(chain: Sequence[int], targets: Iterable[TargetRow], day: date) -> int:
    """Return the percentage a unit must reach on `day`.

    `chain` is the unit's number followed by its ancestors', nearest first. The nearest unit with a target in force
    decides, by its latest one; without any, everyone must be served.
    """
    in_force: dict[int, TargetRow] = {}
    for row in targets:
        if row.since <= day and (row.unit not in in_force or in_force[row.unit].since < row.since):
            in_force[row.unit] = row
    return next((in_force[unit].percent for unit in chain if unit in in_force), EVERYONE)


def chain_of(number: int, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the first numbers of the unit spans that hold `number`, the smallest span first.

    `spans` are (number, last) of the units that have a target of their own; those that hold a unit are the unit
    itself and its ancestors, because spans of a tree in pre-order are nested or apart.
    """
    holding = [(last - first, first) for first, last in spans if first <= number <= last]
    return tuple(first for _, first in sorted(holding))


def percents(
    number: int, spans: Iterable[tuple[int, int]], targets: Sequence[TargetRow], days: Sequence[date]
) -> list[int]:
    """Return the percentage in force at one unit on each of the days."""
    chain = chain_of(number, spans)
    if not chain:
        return [EVERYONE] * len(days)
    return [percent_in_force(chain, targets, day) for day in days]
