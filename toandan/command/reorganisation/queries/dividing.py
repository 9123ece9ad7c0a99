"""Where the people of one old unit go, all at once (chia tách đơn vị)."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from toandan.command.reorganisation.rules.dividing import UNDECIDED, decided, may_be_in
from toandan.command.reorganisation.words import Origin, Plan
from toandan.record.ledger.words import Ints
from toandan.record.people import queries as people

_NOBODY = 0
"""A number no person bears."""
_ASKED = 20_000
"""Addresses read at once."""


def targets(plan: Plan, origin: Origin, persons: Ints, listed: Mapping[int, int]) -> Ints:
    """Return the number of the new unit of each of these people of an old unit, `UNDECIDED` where no rule says.

    Addresses are read only where the mapping divides by them.
    """
    if origin.whole is not None or not len(persons):
        return np.full(len(persons), origin.whole or UNDECIDED, dtype=np.int64)
    if any(target.phrases for target in origin.targets):
        chosen = [_one(plan, origin, row, listed) for row in _addresses(persons.tolist())]
        return np.array(chosen, dtype=np.int64)
    rest = decided(origin, _NOBODY, "", {}, rest=plan.rest)
    return np.array([listed.get(person, rest) for person in persons.tolist()], dtype=np.int64)


def possible(origin: Origin, persons: Ints) -> Counter[int]:
    """Return how many of these undecided people may belong to each new unit; one person may be counted at several."""
    if not any(target.phrases for target in origin.targets):
        return Counter({target.unit: len(persons) for target in origin.targets})
    rows = _addresses(persons.tolist())
    return Counter(unit for _, address in rows for unit in may_be_in(origin, address))


def _one(plan: Plan, origin: Origin, row: tuple[int, str], listed: Mapping[int, int]) -> int:
    return decided(origin, *row, listed, rest=plan.rest)


def _addresses(persons: list[int]) -> list[tuple[int, str]]:
    """Return people with their folded addresses in the order given; whose address cannot be read has an empty one."""
    known: dict[int, str] = {}
    for first in range(0, len(persons), _ASKED):
        known |= {row.person_id: row.address for row in people.places_of(persons[first : first + _ASKED])}
    return [(person, known.get(person, "")) for person in persons]
